import { features } from "./features.ts";
import { type OwnData, type Problem, problems } from "./problems.ts";
import type { PlaygroundSettings } from "./settings.ts";

/** How many epochs the code trains where none were played. */
const USUAL_EPOCHS = 200;

/**
 * TypeScript that does what the playground does: the estimators where all hidden layers have one activation and the
 * penalty is theirs (L2); else a `Sequential`, which can be told each layer's.
 * @param epochs How many were played.
 * @param kind What the data ask for.
 */
export function equivalentCode(
  settings: PlaygroundSettings,
  epochs: number,
  kind: Problem["kind"],
  own?: OwnData,
): string {
  const { activations, penalty } = settings;
  const one = new Set(activations).size <= 1 && settings.hidden.length > 0;
  const lacks = penalty === "L1" || (!one && penalty !== "none");
  const notes = lacks
    ? [
        `// The playground added ${penalty} with a rate of ${settings.penaltyRate} to the loss, which this training does not know.`,
      ]
    : [];
  const body = one ? estimator : layered;
  const data = [...dataLines(settings, own), ...featureLines(settings, own)];
  return [...notes, ...body(settings, epochs || USUAL_EPOCHS, kind, data)].join("\n");
}

function dataLines({ data, samples, noise, trainShare, seed }: PlaygroundSettings, own?: OwnData): string[] {
  const { code } = problems[data] as Problem;
  const made = code
    ? `const { X, y } = ${code}({ samples: ${samples}, noise: ${noise}, seed: ${seed} });`
    : `// X and y are your own${own?.kind === "regression" ? "; the playground brought y to −1 … 1" : ""}.`;
  return [
    made,
    `const { XTrain, XTest, yTrain, yTest } = trainTestSplit(X, y, { testSize: ${tidy(1 - trainShare)}, seed: ${seed} });`,
  ];
}

function featureLines(settings: PlaygroundSettings, own?: OwnData): string[] {
  const list = settings.features.map((name) => features[name].code).join(", ");
  if (settings.data !== "own" || !own) return [`const features = ([x1, x2]: readonly [number, number]) => [${list}];`];
  const moved = own.scale.centre.map(
    (centre, k) => `(${"ab"[k]} - ${tidy(centre)}) / ${tidy(own.scale.unit[k] as number)}`,
  );
  return [
    "const features = ([a, b]: readonly number[]) => {",
    `  const [x1, x2] = [${moved.join(", ").replaceAll("a -", "a! -").replaceAll("b -", "b! -")}]; // as large as in the playground`,
    `  return [${list}];`,
    "};",
  ];
}

/** The settings as an object's lines, those left out that are undefined. */
function object(entries: Record<string, unknown>): string[] {
  const told = Object.entries(entries).filter(([, value]) => value !== undefined);
  const written = (value: unknown) => (value === Number.POSITIVE_INFINITY ? "Infinity" : JSON.stringify(value));
  return told.map(([name, value]) => `  ${name}: ${written(value).replaceAll(",", ", ")},`);
}

function estimator(settings: PlaygroundSettings, epochs: number, kind: Problem["kind"], data: string[]): string[] {
  const { hidden, activations, penalty, penaltyRate, dropout, learningRate, descent, batchSize, seed } = settings;
  const name = kind === "classification" ? "MLPClassifier" : "MLPRegressor";
  const made = problems[settings.data] as Problem;
  const imports = [name, ...(made.code ? [made.code] : []), "trainTestSplit"].sort();
  const plain = descent === "gradientDescent";
  return [
    `import { ${imports.join(", ")} } from "axonlab";`,
    'import { lossCurve } from "axonlab/plots";',
    "",
    ...data,
    `const model = new ${name}({`,
    ...object({
      hiddenLayerSizes: hidden,
      activation: activations[0],
      solver: descent === "adam" ? "adam" : "sgd",
      momentum: plain ? 0 : undefined,
      nesterovsMomentum: descent === "momentum" || plain ? false : undefined,
      learningRateInit: learningRate,
      batchSize,
      // The estimators divide the penalty by the samples of a batch.
      alpha: penalty === "L2" ? tidy(penaltyRate * batchSize) : 0,
      dropout: dropout || undefined,
      maxIter: epochs,
      tol: 0,
      nIterNoChange: Number.POSITIVE_INFINITY,
      randomState: seed,
    }),
    "});",
    "model.fit(XTrain.map(features), yTrain, { validation: { X: XTest.map(features), y: yTest } });",
    `console.log("${kind === "classification" ? "accuracy" : "R²"} on the test samples:", model.score(XTest.map(features), yTest));`,
    "lossCurve({ training: model.lossCurve_ ?? [], validation: model.validationLossCurve_ ?? [] })",
  ];
}

function layered(settings: PlaygroundSettings, epochs: number, kind: Problem["kind"], data: string[]): string[] {
  const { hidden, activations, learningRate, descent, batchSize, seed, dropout } = settings;
  const made = problems[settings.data] as Problem;
  const sigmoid = kind === "classification";
  const imports = ["Sequential", "layers", ...(made.code ? [made.code] : []), "trainTestSplit"];
  const dropped = dropout > 0 ? [`layers.dropout(${dropout})`] : [];
  const specs = [
    ...hidden.flatMap((neurons, l) => [`layers.dense(${neurons}, "${activations[l]}")`, ...dropped]),
    `layers.dense(1, "${sigmoid ? "sigmoid" : "identity"}")`,
  ];
  return [
    `import { ${imports.join(", ")} } from "axonlab";`,
    'import { lossCurve } from "axonlab/plots";',
    "",
    ...data,
    `const model = new Sequential([${specs.join(", ")}], { inputs: ${settings.features.length}, seed: ${seed} });`,
    "const test = { X: XTest.map(features), y: yTest };",
    "const { losses, validationLosses } = model.fit(XTrain.map(features), yTrain, {",
    ...object({ optimizer: descent, learningRate, batchSize, epochs }),
    "  validation: test,",
    "});",
    ...(sigmoid
      ? [
          "const right = model.predictClasses(test.X).filter((answer, i) => answer === yTest[i]).length;",
          'console.log("right on the test samples:", right, "of", yTest.length);',
        ]
      : ['console.log("loss on the test samples:", model.evaluate(test.X, test.y));']),
    "lossCurve({ training: losses, validation: validationLosses })",
  ];
}

const tidy = (value: number) => Number(value.toPrecision(6));
