import type { ActivationName } from "../../../nn/activations.ts";
import { most, type PlaygroundSettings } from "../settings.ts";
import { offered } from "./controls.ts";
import { make } from "./elements.ts";

/** What stands above the columns of the network: neurons and layers to add and take away, the activation of each layer. */
export function heads(
  settings: PlaygroundSettings,
  left: (column: number) => number,
  width: number,
  changed: (changes: Partial<PlaygroundSettings>) => void,
): HTMLElement[] {
  const { hidden, activations } = settings;
  const at = (column: number, ...children: (Node | string)[]) =>
    make(
      "div",
      { class: "head", style: `left: ${left(column) - width / 2}px; width: ${width}px; top: 0` },
      ...children,
    );
  const withLayer = (layers: readonly number[]) => {
    const kinds = layers.map((_, l): ActivationName => activations[l] ?? activations.at(-1) ?? "tanh");
    changed({ hidden: layers, activations: kinds });
  };
  const neurons = hidden.map((n, l) => {
    const to = (count: number) => () => changed({ hidden: hidden.map((old, k) => (k === l ? count : old)) });
    const button = (text: string, name: string, count: number) =>
      make(
        "button",
        { "aria-label": `${name} in layer ${l + 1}`, disabled: count < 1 || count > most.neurons, onclick: to(count) },
        text,
      );
    const list = [...new Set<ActivationName>([...offered, activations[l] ?? "tanh"])];
    const choice = make(
      "select",
      {
        "aria-label": `activation of layer ${l + 1}`,
        onchange: () =>
          changed({ activations: activations.map((old, k) => (k === l ? (choice.value as ActivationName) : old)) }),
      },
      ...list.map((name) => make("option", {}, name)),
    );
    choice.value = activations[l] ?? "tanh";
    const buttons = make("div", {}, button("−", "fewer neurons", n - 1), ` ${n} `, button("+", "more neurons", n + 1));
    return at(l + 1, buttons, choice);
  });
  const layers = at(
    0,
    make("div", {}, "layers"),
    make(
      "div",
      {},
      make(
        "button",
        {
          "aria-label": "take the last hidden layer away",
          disabled: hidden.length === 0,
          onclick: () => withLayer(hidden.slice(0, -1)),
        },
        "−",
      ),
      ` ${hidden.length} `,
      make(
        "button",
        {
          "aria-label": "add a hidden layer",
          disabled: hidden.length >= most.layers,
          onclick: () => withLayer([...hidden, hidden.at(-1) ?? 4]),
        },
        "+",
      ),
    ),
  );
  return [layers, ...neurons, at(hidden.length + 1, make("div", {}, "output"))];
}
