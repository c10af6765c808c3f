import { escapeHtml } from "./html.mjs";

/** What a widget leaves in its output for pages without a kernel: its module, what it is told, whether it learns at once. */
const MOUNT = "application/vnd.axonlab.mount+json";
const VIEW = "application/vnd.jupyter.widget-view+json";

/** The widgets that need no kernel: what each is, for those who do not see it live. A new one is one row. */
export const MOUNTED = {
  playground:
    "Here is a neural network to play with: data, features, layers and neurons to choose, a play button, a picture of what each neuron answers, and the loss as it falls.",
  "point-classifier":
    "Here is a plane to draw points in: a network learns them after each click; beside it the same plane as a hidden layer sees it, bent until a straight line parts the classes.",
};

/**
 * A widget in an output as HTML: live where its module needs no kernel, else a sentence; undefined where there is none.
 * @param {any} data the output's forms
 * @returns {string | undefined}
 */
export function widgetHtml(data) {
  const mount = data[MOUNT];
  const module = /** @type {keyof typeof MOUNTED} */ (mount?.module);
  if (Object.hasOwn(MOUNTED, module ?? "")) {
    const still = `${MOUNTED[module]} It is live on a screen where scripts may run, and in the notebook.`;
    return `<figure class="widget" data-module="${module}" data-playing="${mount.playing === true}" data-options="${escapeHtml(JSON.stringify(mount.options))}"><p class="still">${escapeHtml(still)}</p></figure>`;
  }
  if (data[VIEW] === undefined) return undefined;
  return '<p class="needs-kernel">Here are controls that the notebook computes with: open this chapter in JupyterLab to move them.</p>';
}
