import { problems } from "../problems.ts";
import type { PlaygroundSettings } from "../settings.ts";
import { make, short } from "./elements.ts";

type Name = keyof PlaygroundSettings;

/** A control of the playground: which setting it changes, and how. */
interface Row {
  readonly name: Name;
  readonly label: string;
  readonly place: "bar" | "data" | "ticks";
  /** A list to choose from, by what stands in it; a slider from, to, step; or a tick. */
  readonly choose?: Readonly<Record<string, unknown>>;
  readonly slide?: readonly [from: number, to: number, step: number];
  /** How a slider's value is written. */
  readonly write?: (value: number) => string;
}

const byValue = (values: readonly number[]) => Object.fromEntries(values.map((value) => [String(value), value]));
const percent = (value: number) => `${Math.round(value * 100)}%`;

/** The activations that are offered for a layer. */
export const offered = [
  "tanh",
  "relu",
  "sigmoid",
  "identity",
  "leakyRelu",
  "elu",
  "gelu",
  "silu",
  "softplus",
  "step",
] as const;

const rows: readonly Row[] = [
  {
    name: "learningRate",
    label: "learning rate",
    place: "bar",
    choose: byValue([0.0001, 0.001, 0.003, 0.01, 0.02, 0.03, 0.1, 0.3, 1, 3, 10]),
  },
  {
    name: "descent",
    label: "descent",
    place: "bar",
    choose: { "gradient descent": "gradientDescent", momentum: "momentum", Adam: "adam" },
  },
  { name: "penalty", label: "regularisation", place: "bar", choose: { none: "none", L1: "L1", L2: "L2" } },
  { name: "penaltyRate", label: "its rate", place: "bar", choose: byValue([0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1]) },
  { name: "dropout", label: "dropout", place: "bar", choose: byValue([0, 0.1, 0.2, 0.3, 0.5]) },
  { name: "speed", label: "epochs a frame", place: "bar", choose: byValue([1, 2, 5, 10, 25]) },
  { name: "data", label: "data", place: "data" },
  { name: "trainShare", label: "to learn from", place: "data", slide: [0.1, 0.9, 0.1], write: percent },
  { name: "noise", label: "noise", place: "data", slide: [0, 0.5, 0.05], write: percent },
  { name: "samples", label: "samples", place: "data", slide: [50, 1000, 50], write: String },
  { name: "batchSize", label: "batch size", place: "data", slide: [1, 30, 1], write: String },
  { name: "seed", label: "seed", place: "data", slide: [1, 20, 1], write: String },
  { name: "showTest", label: "show test data (outlined)", place: "ticks" },
  { name: "discretise", label: "discretise output", place: "ticks" },
];

/** The controls for single settings: each knows its setting, and shows what is set. */
export class Controls {
  readonly places: Record<Row["place"], HTMLElement[]> = { bar: [], data: [], ticks: [] };
  readonly #shows: ((settings: PlaygroundSettings) => void)[] = [];

  constructor(changed: (changes: Partial<PlaygroundSettings>) => void, hasOwn: boolean) {
    for (const row of rows) {
      const tell = (value: unknown) => changed({ [row.name]: value } as Partial<PlaygroundSettings>);
      const choices = row.name === "data" ? dataSets(hasOwn) : row.choose;
      const made = choices ? select(row, choices, tell) : row.slide ? slider(row, row.slide, tell) : tick(row, tell);
      this.places[row.place].push(made.element);
      this.#shows.push((settings) => made.show(settings[row.name]));
    }
  }

  show(settings: PlaygroundSettings): void {
    for (const show of this.#shows) show(settings);
  }
}

/** The data sets by what stands in the list: first those of classes, then those of numbers. */
function dataSets(hasOwn: boolean): Readonly<Record<string, unknown>> {
  const kinds = { classification: "classes", regression: "numbers" };
  const offers = Object.entries(problems).filter(([name]) => hasOwn || name !== "own");
  return Object.fromEntries(
    offers.map(([name, { label, kind }]) => [name === "own" ? label : `${label} (${kinds[kind]})`, name]),
  );
}

interface Control {
  element: HTMLElement;
  show(value: unknown): void;
}

function select({ label }: Row, choices: Readonly<Record<string, unknown>>, tell: (value: unknown) => void): Control {
  const field = make(
    "select",
    { onchange: () => tell(choices[field.value]) },
    ...Object.keys(choices).map((name) => make("option", {}, name)),
  );
  const show = (value: unknown) => {
    const known = Object.keys(choices).find((name) => choices[name] === value);
    const text = known ?? String(value);
    // A value that code has set, and the list lacks
    if (known === undefined) {
      choices = { ...choices, [text]: value };
      field.append(make("option", {}, text));
    }
    field.value = text;
  };
  return { element: make("label", {}, label, field), show };
}

function slider(
  { label, write = short }: Row,
  [min, max, step]: readonly number[],
  tell: (value: unknown) => void,
): Control {
  const said = make("span", {});
  const say = (value: number) => {
    said.textContent = `${label}: ${write(value)}`;
  };
  const field = make("input", {
    ...{ type: "range", min: min ?? 0, max: max ?? 1, step: step ?? 1 },
    oninput: () => say(Number(field.value)),
    onchange: () => tell(Number(field.value)),
  });
  const show = (value: unknown) => {
    field.value = String(value);
    say(value as number);
  };
  return { element: make("label", {}, said, field), show };
}

function tick({ label }: Row, tell: (value: unknown) => void): Control {
  const field = make("input", { type: "checkbox", onchange: () => tell(field.checked) });
  const show = (value: unknown) => {
    field.checked = value === true;
  };
  return { element: make("label", { class: "tick" }, field, label), show };
}
