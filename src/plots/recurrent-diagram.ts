import { expected } from "../errors.ts";
import { arrows, circles, form, type Place, words } from "./sketch.ts";
import { type LayeredChart, lines, pencil, sheet } from "./theme.ts";

/** Where input, memory and answer stand, in pixels from above. */
const [input, memory, answer] = [210, 130, 50];
const folded = 70;
const [first, last] = [210, 490];
const orange = lines[1] as string;
const subscripts = "₁₂₃₄₅";

/** From a circle's rim up to the next circle's. */
const up = (x: number, from: number, to: number) => ({ x, y: from - 20, x2: x, y2: to + 24 });

/**
 * A recurrent network, drawn twice: folded, with its loop, and unrolled over the steps of a sequence, where the loop has
 * become an arrow from each step to the next. All steps share the same weights W, U and V.
 * (The lecture's "Recurrent" network; Elman 1990; the picture is our own.)
 * @param steps How many steps to unroll, 2 to 5. Default 4.
 * @throws {NnError} for another number.
 * @example
 * recurrentDiagram(3).title // → { text: "A network that hears itself", subtitle: "with its loop, and unrolled over 3 steps" }
 */
export function recurrentDiagram(steps = 4): LayeredChart {
  if (!Number.isInteger(steps) || steps < 2 || steps > subscripts.length)
    throw expected(`steps to be a whole number from 2 to ${subscripts.length}`, steps, "try 4");
  const at = Array.from({ length: steps }, (_, t) => first + (t * (last - first)) / (steps - 1));
  const columns = [folded, ...at];
  const ups = columns.flatMap((x) => [up(x, input, memory), up(x, memory, answer)]);
  const names: (Place & { word: string })[] = columns.flatMap((x, i) => {
    const index = i === 0 ? "ₜ" : (subscripts[i - 1] as string);
    return [
      { word: `x${index}`, x, y: input },
      { word: `h${index}`, x, y: memory },
      { word: `ŷ${index}`, x, y: answer },
    ];
  });
  return {
    ...sheet,
    description: `Left: input, memory and answer one above the other, and a loop from the memory back to itself. Right: the same ${steps} times side by side, an arrow from each memory to the next.`,
    title: { text: "A network that hears itself", subtitle: `with its loop, and unrolled over ${steps} steps` },
    width: 530,
    height: 250,
    view: { stroke: null },
    layer: [
      form(`M${folded + 17},${memory - 12} c46,-34 46,58 4,26`, { stroke: orange, strokeWidth: 1.8 }),
      ...arrows([{ x: folded + 27, y: memory + 19, x2: folded + 19, y2: memory + 12 }], { color: orange }),
      ...arrows(ups),
      ...arrows(
        at.slice(0, -1).map((x, t) => ({ x: x + 20, y: memory, x2: (at[t + 1] as number) - 24, y2: memory })),
        { color: orange },
      ),
      circles(
        columns.flatMap((x) => [input, memory, answer].map((y) => ({ x, y }))),
        1500,
      ),
      words(names, { fontSize: 15 }),
      words(
        columns.flatMap((x) => [
          { word: "W", x: x - 12, y: (input + memory) / 2 },
          { word: "V", x: x - 12, y: (memory + answer) / 2 },
        ]),
        { color: pencil },
      ),
      words(
        [
          { word: "U", x: folded + 60, y: memory },
          ...at.slice(0, -1).map((x, t) => ({ word: "U", x: (x + (at[t + 1] as number)) / 2, y: memory - 12 })),
        ],
        { color: orange },
      ),
      words([{ word: "=", x: folded + 90, y: memory }], { fontSize: 20, color: pencil }),
      words([{ word: "time →", x: (first + last) / 2, y: 245 }], { fontSize: 12, color: pencil }),
    ],
  };
}
