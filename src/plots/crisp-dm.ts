import { arrows, boxes, boxPath, form, place, words } from "./sketch.ts";
import { ink, type LayeredChart, pencil, sheet } from "./theme.ts";

/** A phase: its place in the drawing, and what it asks in the course's example. */
interface Phase {
  phase: string;
  x: number;
  y: number;
  /** What is done in it, for any project. */
  task: string;
  /** The same question about "Will I pass the exam?" */
  asks: string;
}

const phases = [
  {
    phase: "Business understanding",
    x: 150,
    y: 60,
    task: "What is the goal? When is it reached?",
    asks: "Who wants to know who will pass,\nand what will they do with the answer?",
  },
  {
    phase: "Data understanding",
    x: 370,
    y: 60,
    task: "Which data are there? What do they mean?",
    asks: "Is “sleep” nights or hours?\nWho did not answer, and why?",
  },
  {
    phase: "Data preparation",
    x: 430,
    y: 180,
    task: "Clean, choose, scale: often most of the work.",
    asks: "Fill the gaps, bring all to one unit,\nleave out the shoe sizes.",
  },
  {
    phase: "Modeling",
    x: 370,
    y: 300,
    task: "Choose a kind of model, and let it learn.",
    asks: "Which weights, which bias? One neuron, or many?\nThis course is about this box.",
  },
  {
    phase: "Evaluation",
    x: 150,
    y: 300,
    task: "Is it good enough, on data it has never seen?",
    asks: "How often is it right about new students?\nOften enough to beat “everybody passes”?",
  },
  {
    phase: "Deployment",
    x: 90,
    y: 180,
    task: "Put it to use, watch it, look after it.",
    asks: "Show it to students,\nand notice when the exam changes.",
  },
] as const satisfies readonly Phase[];

/** The name of one of CRISP-DM's six phases. */
export type CrispDmPhase = (typeof phases)[number]["phase"];

const size = [152, 44] as const;
const chosen = "datum.phase === phase";

/**
 * The six phases of CRISP-DM (Chapman et al. 2000) and the ways between them; a menu under the drawing picks the phase
 * that is explained. (The lecture's first slide; the picture is our own.)
 * @param phase Which one is picked at first. Default "Modeling", which is where neural networks are.
 * @example
 * crispDm().title // → { text: "CRISP-DM: how a data project goes", subtitle: "six phases, and ways back" }
 */
export function crispDm(phase: CrispDmPhase = "Modeling"): LayeredChart {
  return {
    ...sheet,
    description:
      "Six boxes in a ring around the data: business understanding, data understanding, data preparation, modeling, evaluation, deployment. Arrows lead on, and back from data understanding, modeling and evaluation.",
    title: { text: "CRISP-DM: how a data project goes", subtitle: "six phases, and ways back" },
    width: 520,
    height: 424,
    view: { stroke: null },
    params: [
      {
        name: "phase",
        value: phase,
        bind: { input: "select", options: phases.map((each) => each.phase), name: "phase " },
      },
    ],
    layer: [
      ring(),
      ...arrows([
        { x: 226, y: 52, x2: 289, y2: 52 },
        { x: 385, y: 82, x2: 415, y2: 153 },
        { x: 415, y: 202, x2: 383, y2: 273 },
        { x: 294, y: 300, x2: 231, y2: 300 },
        { x: 135, y: 278, x2: 105, y2: 207 },
      ]),
      ...arrows(
        [
          { x: 294, y: 68, x2: 231, y2: 68 },
          { x: 400, y: 278, x2: 432, y2: 207 },
          { x: 176, y: 278, x2: 176, y2: 87 },
        ],
        { color: pencil, dashed: true },
      ),
      form("M222,156 v46 a38,12 0 0 0 76,0 v-46 a38,12 0 0 0 -76,0 a38,12 0 0 0 76,0", {
        fill: "#EEF3F8",
        stroke: "#5B7FA3",
      }),
      words([{ word: "data", x: 260, y: 190 }], { color: "#3D5A78" }),
      boxes(phases, size),
      {
        data: { values: [...phases] },
        transform: [{ filter: chosen }],
        mark: { type: "point", shape: boxPath(...size), size: 4, fill: "#FBE3D6", stroke: "#D55E00", opacity: 1 },
        encoding: place,
      },
      words(
        phases.map(({ phase: word, x, y }) => ({ word, x, y })),
        { fontSize: 12 },
      ),
      explanation("task", 376, ink),
      explanation("asks", 397, pencil),
    ],
  };
}

/** The circle that says that a project does not end: it passes through every box. */
function ring() {
  return {
    data: { values: [{ x: 260, y: 180 }] },
    mark: {
      type: "point" as const,
      shape: "circle",
      size: Math.PI * 163 ** 2,
      fill: "transparent",
      stroke: "#DDDDDD",
      strokeWidth: 9,
      opacity: 1,
      tooltip: null,
    },
    encoding: place,
  };
}

/** A line about the phase that is picked. */
function explanation(field: "task" | "asks", y: number, color: string) {
  return {
    data: { values: [...phases] },
    transform: [{ filter: chosen }],
    mark: { type: "text" as const, x: 260, y, fontSize: 13, color, lineBreak: "\n", tooltip: null },
    encoding: { text: { field, type: "nominal" as const } },
  };
}
