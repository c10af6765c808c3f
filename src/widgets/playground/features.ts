/** What the network is given of a point: one of its coordinates, or something computed from them. */
export interface Feature {
  /** As it stands beside its neuron. */
  readonly label: string;
  readonly of: (x1: number, x2: number) => number;
  /** The same in TypeScript. */
  readonly code: string;
}

/** The features by their names. */
export const features = {
  x1: { label: "x₁", of: (x1) => x1, code: "x1" },
  x2: { label: "x₂", of: (_x1, x2) => x2, code: "x2" },
  x1Squared: { label: "x₁²", of: (x1) => x1 * x1, code: "x1 * x1" },
  x2Squared: { label: "x₂²", of: (_x1, x2) => x2 * x2, code: "x2 * x2" },
  x1x2: { label: "x₁x₂", of: (x1, x2) => x1 * x2, code: "x1 * x2" },
  sinX1: { label: "sin x₁", of: (x1) => Math.sin(x1), code: "Math.sin(x1)" },
  sinX2: { label: "sin x₂", of: (_x1, x2) => Math.sin(x2), code: "Math.sin(x2)" },
} as const satisfies Readonly<Record<string, Feature>>;

/** The name of a feature. */
export type FeatureName = keyof typeof features;

/** All of them, in their order. */
export const featureNames = Object.keys(features) as readonly FeatureName[];
