export { classPoints } from "./class-points.ts";
export { decisionBoundary } from "./decision-boundary.ts";
export type { PlaneOptions } from "./plane.ts";
export type { Chart, LayeredChart } from "./theme.ts";
