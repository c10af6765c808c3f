/** The point classifier's style sheet; the page's own colours, JupyterLab's among them, shine through. */
export const style = `
.axonlab-points { --ink: var(--jp-ui-font-color1, CanvasText); --soft: var(--jp-ui-font-color2, color-mix(in srgb, CanvasText 65%, Canvas));
  --edge: var(--jp-border-color1, #999); --sheet: var(--jp-layout-color0, Canvas); --raised: var(--jp-layout-color2, color-mix(in srgb, CanvasText 8%, Canvas));
  --strong: var(--jp-brand-color1, #1976d2); color: var(--ink); background: var(--sheet);
  font: 13px/1.4 var(--jp-ui-font-family, system-ui, sans-serif); container-type: inline-size; padding: 8px; max-width: 1000px; box-sizing: border-box; }
.axonlab-points * { box-sizing: border-box; }
.axonlab-points .bar { display: flex; flex-wrap: wrap; gap: 6px 12px; align-items: end; margin-bottom: 8px; }
.axonlab-points .group { display: flex; gap: 4px; align-items: center; flex-wrap: wrap; }
.axonlab-points button { font: inherit; color: inherit; background: var(--raised); border: 1px solid var(--edge); border-radius: 4px; padding: 3px 8px; cursor: pointer; }
.axonlab-points button.play { background: var(--strong); color: #fff; border-color: var(--strong); min-width: 84px; font-weight: 600; padding: 6px 10px; }
.axonlab-points button:disabled { opacity: 0.4; cursor: default; }
.axonlab-points button.class[aria-pressed=true] { outline: 2px solid var(--ink); outline-offset: 1px; font-weight: 600; }
.axonlab-points button.class i { font-style: normal; -webkit-text-stroke: 0.5px var(--ink); }
.axonlab-points :is(button, select, input, canvas):focus-visible { outline: 2px solid var(--strong); outline-offset: 2px; }
.axonlab-points .bar label { display: flex; flex-direction: column; gap: 1px; color: var(--soft); font-size: 12px; }
.axonlab-points :is(select, input) { font: inherit; color: var(--ink); background: var(--sheet); border: 1px solid var(--edge); border-radius: 3px; padding: 2px; min-width: 0; max-width: 100%; }
.axonlab-points input { width: 46px; }
.axonlab-points .panels { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 16px; }
.axonlab-points figure { margin: 0; min-width: 0; }
.axonlab-points figcaption { min-height: 28px; display: flow-root; margin-bottom: 2px; }
.axonlab-points canvas { display: block; width: 100%; aspect-ratio: 1; border: 1px solid var(--edge); touch-action: manipulation; }
.axonlab-points canvas[role=application] { cursor: crosshair; }
.axonlab-points .axis { display: flex; justify-content: space-between; gap: 8px; font-size: 12px; color: var(--soft); margin-top: 2px; flex-wrap: wrap; }
.axonlab-points .note { margin: 4px 0 0; font-size: 12px; color: var(--soft); min-height: 2.8em; }
.axonlab-points .facts { display: flex; gap: 18px; flex-wrap: wrap; font-variant-numeric: tabular-nums; margin: 8px 0 0; }
.axonlab-points .facts b { display: inline-block; min-width: 3.2em; }
.axonlab-points .said { color: var(--soft); min-height: 1.4em; display: block; font-size: 12px; }
@container (max-width: 520px) { .axonlab-points .panels { grid-template-columns: minmax(0, 1fr); } }
@media print { .axonlab-points .bar { display: none; } }
`;
