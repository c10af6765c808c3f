/** How far a training is. */
export interface FitState {
  readonly title: string;
  readonly epoch: number;
  /** How many epochs there will be at most. */
  readonly total: number;
  /** Milliseconds since it began. */
  readonly elapsed: number;
  /** The losses of each epoch by the curve's name; at most two curves. */
  readonly curves: Readonly<Record<string, readonly number[]>>;
  readonly score: number | undefined;
}

/** Colours and dashes of the curves, as the charts of axonlab/plots have them. */
const strokes = ['stroke="#0072B2"', 'stroke="#D55E00" stroke-dasharray="6 3"'];

const [width, height, left, bottom] = [440, 160, 52, 20];
/** At most so many points a curve. */
const POINTS = 300;

/** A time as one says it: "3.2 s", "2 min 5 s". */
export function spoken(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

const number = (value: number) => (Math.abs(value) >= 0.001 ? value.toFixed(4) : value.toExponential(2));

/** The state in words: epoch, time left, losses. */
export function told({ epoch, total, elapsed, curves, score }: FitState): string {
  const left = epoch > 0 ? (elapsed / epoch) * (total - epoch) : Number.NaN;
  const losses = Object.entries(curves).map(([name, curve]) => `${name} loss ${number(curve.at(-1) ?? Number.NaN)}`);
  return [
    `epoch ${epoch} of at most ${total}`,
    ...(Number.isFinite(left) ? [`at most ${spoken(left)} left`] : []),
    ...losses,
    ...(score === undefined ? [] : [`validation score ${number(score)}`]),
  ].join(" · ");
}

/** A picture of the state that a page can exchange in place, many times a second: a bar and the curves so far. */
export function picture(state: FitState): string {
  const { title, epoch, total, curves } = state;
  const values = Object.values(curves).flat().filter(Number.isFinite);
  const top = values.length > 0 ? values.reduce((most, value) => Math.max(most, value), 0) || 1 : 1;
  const x = (at: number) => left + (at / Math.max(1, epoch - 1)) * (width - left - 10);
  const y = (loss: number) => 10 + (1 - loss / top) * (height - bottom - 10);
  const lines = Object.values(curves).map((curve, k) => {
    const every = Math.max(1, Math.ceil(curve.length / POINTS));
    const points = curve
      .map((loss, i) => [i, loss] as const)
      .filter(([i, loss]) => Number.isFinite(loss) && (i % every === 0 || i === curve.length - 1))
      .map(([i, loss]) => `${x(i).toFixed(1)},${y(loss).toFixed(1)}`);
    return `<polyline fill="none" stroke-width="2" ${strokes[k]} points="${points.join(" ")}"/>`;
  });
  const label = (text: string, at: string) => `<text font-size="11" fill="#444" ${at}>${text}</text>`;
  const names = Object.keys(curves).map((name, k) => {
    const from = left + 8 + k * 110;
    return `<line x1="${from}" x2="${from + 24}" y1="6" y2="6" stroke-width="2" ${strokes[k]}/>${label(name, `x="${from + 28}" y="10"`)}`;
  });
  const words = told(state);
  return [
    `<div style="background:#fff;color:#222;font:13px system-ui,sans-serif;padding:8px;width:${width + 16}px;max-width:100%;box-sizing:border-box">`,
    `<b>${escaped(title)}</b><br>`,
    `<progress max="${total}" value="${epoch}" style="width:100%" aria-label="${escaped(words)}"></progress>`,
    `<div style="font-variant-numeric:tabular-nums">${escaped(words)}</div>`,
    `<svg viewBox="0 0 ${width} ${height}" style="width:100%" role="img" aria-label="losses so far">`,
    `<path d="M${left} 10V${height - bottom}H${width - 10}" fill="none" stroke="#bbb"/>`,
    label(number(top), `x="${left - 4}" y="18" text-anchor="end"`),
    label("0", `x="${left - 4}" y="${height - bottom}" text-anchor="end"`),
    label("1", `x="${left}" y="${height - 4}"`),
    label(`epoch ${epoch}`, `x="${width - 10}" y="${height - 4}" text-anchor="end"`),
    ...names,
    ...lines,
    "</svg></div>",
  ].join("");
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
