import { type FeatureName, featureNames, features } from "../features.ts";
import type { PlaygroundSettings } from "../settings.ts";
import type { Trainer } from "../trainer.ts";
import { heads } from "./diagram-heads.ts";
import { draw, make } from "./elements.ts";
import { type Grid, paint } from "./grid.ts";
import { type Editable, NumberEditor } from "./number-editor.ts";

/** What the diagram tells. */
export interface DiagramEvents {
  changed(changes: Partial<PlaygroundSettings>): void;
  /** A parameter was changed by hand. */
  written(at: number, value: number): void;
  /** The pointer rests on a neuron: layer 0 holds the features; undefined where it left. */
  watched(layer: number | undefined, neuron: number): void;
}

/** Sizes in pixels. */
const [NODE, ROW, HEAD, COLUMN, HEAD_WIDTH] = [34, 40, 56, 62, 74];

interface Link extends Editable {
  readonly line: SVGPathElement;
  readonly x: number;
  readonly y: number;
  /** What is drawn of it, so that only changes are drawn. */
  drawn: string;
}

/** The network: a picture of what each neuron answers, and between them the weights as lines. */
export class Diagram {
  readonly element: HTMLElement;
  readonly #sheet = make("div", { class: "sheet" });
  readonly #events: DiagramEvents;
  readonly #editor: NumberEditor;
  #links: Link[] = [];
  #pictures: { canvas: HTMLCanvasElement; layer: number; neuron: number }[] = [];
  #chosen = -1;
  #trainer: Trainer | undefined;

  constructor(events: DiagramEvents) {
    this.#events = events;
    const read = (at: number) => this.#trainer?.network.parameters[at] ?? 0;
    this.#editor = new NumberEditor(read, (at, value) => events.written(at, value));
    this.element = make("div", { class: "network" }, this.#sheet);
  }

  /** Lays the network out anew. */
  build(trainer: Trainer): void {
    this.#trainer = trainer;
    const { settings, network } = trainer;
    const columns = settings.hidden.length + 2;
    const width = Math.max(this.element.clientWidth || 480, COLUMN * columns);
    const rows = Math.max(featureNames.length, ...settings.hidden);
    const height = HEAD + rows * ROW + 8;
    const x = (column: number) => HEAD_WIDTH / 2 + (column * (width - HEAD_WIDTH)) / (columns - 1);
    const y = (row: number) => HEAD + row * ROW + NODE / 2;
    const middle = HEAD + (Math.min(rows, featureNames.length) * ROW) / 2;
    const rowOf = (layer: number, neuron: number) =>
      layer === 0
        ? y(featureNames.indexOf(settings.features[neuron] as FeatureName))
        : layer === columns - 1
          ? middle
          : y(neuron);

    const svg = draw("svg", {
      ...{ width, height, tabindex: 0, role: "group", onkeydown: (event) => this.#walk(event as KeyboardEvent) },
      "aria-label": "weights: the arrow keys go from one to the next, Enter changes it",
    });
    this.#links = network.layers.flatMap((layer, l) =>
      Array.from({ length: layer.neurons * layer.inputs }, (_, k) => {
        const [j, i] = [Math.floor(k / layer.inputs), k % layer.inputs];
        const [x1, y1, x2, y2] = [x(l) + NODE / 2, rowOf(l, i), x(l + 1) - NODE / 2, rowOf(l + 1, j)];
        const bend = (x2 - x1) / 2;
        const d = `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
        const from = l === 0 ? features[settings.features[i] as FeatureName].label : `neuron ${i + 1}`;
        const to = l === network.layers.length - 1 ? "output" : `neuron ${j + 1} of layer ${l + 1}`;
        const link: Link = {
          ...{ name: `weight, ${from} → ${to}`, at: layer.weights + k, drawn: "" },
          ...{ line: draw("path", { d, class: "weight" }), x: (x1 + x2) / 2, y: (y1 + y2) / 2 },
        };
        const touch = draw("path", {
          ...{ d, class: "touch", onpointerenter: () => this.#editor.say(link, link.x, link.y) },
          onpointerleave: () => this.#editor.hush(),
          onclick: () => this.#editor.edit(link, link.x, link.y),
        });
        svg.append(link.line, touch);
        return link;
      }),
    );

    this.#pictures = [];
    const nodes = [
      ...featureNames.map((name, row) => this.#feature(name, settings, x(0), y(row))),
      ...network.layers.flatMap((layer, l) =>
        Array.from({ length: layer.neurons }, (_, j) => {
          const name =
            l === network.layers.length - 1 ? "bias of the output" : `bias of neuron ${j + 1} of layer ${l + 1}`;
          return this.#neuron({ name, at: layer.biases + j }, l + 1, j, x(l + 1), rowOf(l + 1, j));
        }),
      ),
    ];
    const above = heads(settings, x, Math.min(HEAD_WIDTH, (width - HEAD_WIDTH) / (columns - 1)), this.#events.changed);
    this.#sheet.style.cssText = `width: ${width}px; height: ${height}px`;
    this.#editor.close();
    this.#sheet.replaceChildren(svg, ...above, ...nodes, this.#editor.element);
  }

  #feature(name: FeatureName, { features: used }: PlaygroundSettings, x: number, y: number): HTMLElement {
    const on = used.includes(name);
    const next = on
      ? used.filter((other) => other !== name)
      : featureNames.filter((other) => other === name || used.includes(other));
    const toggle = () => {
      // The network needs something to look at.
      if (next.length > 0) this.#events.changed({ features: next });
    };
    const node = this.#node(x, y, 0, used.indexOf(name), {
      "aria-pressed": String(on),
      "aria-label": `feature ${features[name].label}`,
      onclick: toggle,
    });
    node.append(make("span", { class: "name" }, features[name].label));
    return node;
  }

  #neuron(bias: Editable, layer: number, neuron: number, x: number, y: number): HTMLElement {
    return this.#node(x, y, layer, neuron, {
      ...{ "aria-label": bias.name, onclick: () => this.#editor.edit(bias, x, y + NODE / 2) },
      onfocus: () => this.#editor.say(bias, x, y + NODE / 2),
      onblur: () => this.#editor.hush(),
    });
  }

  #node(x: number, y: number, layer: number, neuron: number, attributes: Parameters<typeof make>[1]): HTMLElement {
    const canvas = make("canvas", {});
    const style = `left: ${x - NODE / 2}px; top: ${y - NODE / 2}px; width: ${NODE}px; height: ${NODE}px`;
    const watch = () => this.#events.watched(layer, neuron);
    const leave = () => this.#events.watched(undefined, 0);
    if (neuron >= 0) this.#pictures.push({ canvas, layer, neuron });
    return make(
      "button",
      { class: "node", type: "button", style, ...attributes, onpointerenter: watch, onpointerleave: leave },
      canvas,
    );
  }

  /** Draws what the neurons answer. */
  paint(grid: Grid, scale: Uint32Array, withFeatures: boolean): void {
    for (const { canvas, layer, neuron } of this.#pictures) {
      const picture = grid.layers[layer]?.[neuron];
      if (picture && (layer > 0 || withFeatures)) paint(canvas, picture, grid.side, scale, 2);
    }
  }

  /** Draws the weights: the stronger the thicker, those below zero dashed and in the other colour. */
  weigh(trainer: Trainer): void {
    for (const link of this.#links) {
      const w = trainer.network.parameters[link.at] as number;
      const width = Math.min(8, Math.max(0.4, Math.abs(w) * 1.6)).toFixed(1);
      const drawn = w < 0 ? `-${width}` : width;
      if (drawn === link.drawn) continue;
      link.drawn = drawn;
      link.line.setAttribute("stroke-width", width);
      link.line.classList.toggle("negative", w < 0);
    }
  }

  #walk(event: KeyboardEvent): void {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step === undefined && event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
    this.#links[this.#chosen]?.line.classList.remove("chosen");
    if (step !== undefined)
      this.#chosen = (Math.max(this.#chosen, step > 0 ? -1 : 0) + step + this.#links.length) % this.#links.length;
    const link = this.#links[this.#chosen];
    if (!link) return;
    link.line.classList.add("chosen");
    if (step === undefined) this.#editor.edit(link, link.x, link.y);
    else this.#editor.say(link, link.x, link.y);
  }
}
