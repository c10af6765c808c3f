/** The playground's style sheet; the page's own colours, JupyterLab's among them, shine through. */
export const style = `
.axonlab-playground { --ink: var(--jp-ui-font-color1, CanvasText); --soft: var(--jp-ui-font-color2, #667);
  --line: var(--jp-border-color1, #bbb); --paper: var(--jp-layout-color0, Canvas); --raised: var(--jp-layout-color2, #eee);
  --accent: var(--jp-brand-color1, #1976d2); --below: rgb(0, 114, 178); --above: rgb(213, 94, 0);
  color: var(--ink); background: var(--paper); font: 13px/1.35 var(--jp-ui-font-family, system-ui, sans-serif);
  container-type: inline-size; padding: 8px; max-width: 1100px; box-sizing: border-box; }
.axonlab-playground * { box-sizing: border-box; }
.axonlab-playground .bar { display: flex; flex-wrap: wrap; gap: 6px 12px; align-items: end; margin-bottom: 8px; }
.axonlab-playground .bar .buttons { display: flex; gap: 4px; align-items: center; }
.axonlab-playground button { font: inherit; color: inherit; background: var(--raised); border: 1px solid var(--line);
  border-radius: 4px; padding: 3px 8px; cursor: pointer; }
.axonlab-playground button.play { background: var(--accent); color: #fff; border-color: var(--accent); min-width: 84px; font-weight: 600; padding: 6px 10px; }
.axonlab-playground button:disabled { opacity: 0.4; cursor: default; }
.axonlab-playground :is(button, select, input, summary, svg):focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.axonlab-playground label { display: flex; flex-direction: column; gap: 1px; color: var(--soft); font-size: 12px; }
.axonlab-playground label.tick { flex-direction: row; align-items: center; gap: 4px; }
.axonlab-playground :is(select, input[type=number], textarea) { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: 3px; padding: 2px; min-width: 0; max-width: 100%; }
.axonlab-playground input[type=range] { width: 100%; accent-color: var(--accent); margin: 2px 0; }
.axonlab-playground .epoch { font-variant-numeric: tabular-nums; min-width: 74px; }
.axonlab-playground .epoch b { display: block; font-size: 18px; line-height: 1.1; }
.axonlab-playground .story { margin: 0 0 8px; min-height: 2.6em; color: var(--soft); }
.axonlab-playground .parts { display: grid; grid-template-columns: 118px minmax(0, 1fr) 250px; gap: 14px; }
.axonlab-playground h4 { margin: 0 0 6px; font-size: 13px; font-weight: 600; }
.axonlab-playground .data { display: flex; flex-direction: column; gap: 7px; }
.axonlab-playground .network { position: relative; min-width: 0; overflow-x: auto; }
.axonlab-playground .network > .sheet { position: relative; }
.axonlab-playground .network svg { position: absolute; inset: 0; }
.axonlab-playground .network path { fill: none; }
.axonlab-playground .network path.weight { stroke: var(--above); }
.axonlab-playground .network path.weight.negative { stroke: var(--below); stroke-dasharray: 6 4; }
.axonlab-playground .network path.touch { stroke: transparent; stroke-width: 9; cursor: pointer; pointer-events: stroke; }
.axonlab-playground .network path.chosen { stroke: var(--ink); stroke-dasharray: none; }
.axonlab-playground .node { position: absolute; padding: 0; border: 1.5px solid var(--line); border-radius: 4px; background: var(--raised); overflow: hidden; }
.axonlab-playground .node[aria-pressed=false] { opacity: 0.35; }
.axonlab-playground .node canvas { display: block; width: 100%; height: 100%; }
.axonlab-playground .node .name { position: absolute; left: 0; bottom: 0; font-size: 10px; line-height: 1; padding: 1px 2px; background: var(--paper); color: var(--ink); border-top-right-radius: 3px; }
.axonlab-playground .head { position: absolute; display: flex; flex-direction: column; align-items: center; gap: 2px; font-size: 11px; white-space: nowrap; }
.axonlab-playground .head button { padding: 0 6px; }
.axonlab-playground .head select { font-size: 11px; width: 100%; }
.axonlab-playground .output canvas { display: block; }
.axonlab-playground .field { margin: 0; }
.axonlab-playground .field .sheet { position: relative; width: 100%; aspect-ratio: 1; border: 1px solid var(--line); }
.axonlab-playground .field canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
.axonlab-playground .axis { display: flex; justify-content: space-between; font-size: 11px; color: var(--soft); }
.axonlab-playground .place { display: block; min-height: 1.4em; font-size: 12px; font-variant-numeric: tabular-nums; }
.axonlab-playground .legend { display: grid; grid-template-columns: auto 1fr auto; gap: 6px; align-items: center; font-size: 11px; margin: 2px 0 6px; }
.axonlab-playground .legend i { height: 8px; border: 1px solid var(--line); background: linear-gradient(to right, rgba(0, 114, 178, 0.8), transparent, rgba(213, 94, 0, 0.8)); }
.axonlab-playground .losses svg { width: 100%; height: 70px; border: 1px solid var(--line); display: block; }
.axonlab-playground .losses path { fill: none; stroke: var(--ink); stroke-width: 1.6; vector-effect: non-scaling-stroke; }
.axonlab-playground .losses path.test { stroke: var(--soft); stroke-dasharray: 4 3; }
.axonlab-playground .losses .words { display: flex; justify-content: space-between; font-variant-numeric: tabular-nums; font-size: 12px; }
.axonlab-playground .losses .words .test { color: var(--soft); }
.axonlab-playground .ticks { display: flex; gap: 12px; margin-top: 6px; flex-wrap: wrap; }
.axonlab-playground .editor { position: absolute; z-index: 5; background: var(--paper); border: 1px solid var(--line); border-radius: 4px; padding: 4px 6px; font-size: 12px; box-shadow: 0 2px 6px rgba(0, 0, 0, 0.25); display: flex; gap: 6px; align-items: center; pointer-events: none; white-space: nowrap; }
.axonlab-playground .editor[hidden] { display: none; }
.axonlab-playground .editor.open { pointer-events: auto; }
.axonlab-playground .editor input { width: 84px; }
.axonlab-playground .code pre { margin: 6px 0; padding: 8px; background: var(--raised); border: 1px solid var(--line); overflow-x: auto; font: 12px/1.4 var(--jp-code-font-family, monospace); }
.axonlab-playground .code summary { cursor: pointer; }
@container (max-width: 700px) { .axonlab-playground .parts { grid-template-columns: minmax(0, 1fr); } .axonlab-playground .data { display: grid; grid-template-columns: repeat(auto-fit, minmax(118px, 1fr)); } .axonlab-playground .field { max-width: 320px; } }
@media print { .axonlab-playground .bar .buttons { display: none; } }
`;
