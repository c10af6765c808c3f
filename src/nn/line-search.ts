/** How a function of one step length goes, at one length. */
export interface Probe {
  step: number;
  value: number;
  slope: number;
}

/** Sufficient decrease and flattening: Wolfe's conditions, as L-BFGS-B sets them; and how narrow a bracket may become. */
const [sufficient, flat, narrow] = [1e-3, 0.9, 0.1];

/**
 * Moré and Thuente's line search (1994): finds a step length that lowers the function enough
 * ($φ(α) ≤ φ(0) + 10^{-3} α φ'(0)$) and has flattened it enough ($|φ'(α)| ≤ 0.9\,|φ'(0)|$). It keeps an interval that
 * holds such a step, and tries in it where a cubic or a parabola through its ends is lowest.
 * @param from The function at step 0; its slope must be below 0.
 * @param first The step to try first.
 * @param longest The longest step allowed. It becomes shorter where the function is not finite.
 * @param probe Looks at the function at a step length.
 * @param most How often at most.
 * @returns The last probe, and whether it fulfils the conditions.
 * @example
 * minimise("rosenbrock", { optimizer: "lbfgs" }).evaluations < 80 // → true
 */
export function lineSearch(
  from: Probe,
  first: number,
  longest: number,
  probe: (step: number) => Probe,
  most = 20,
): { at: Probe; found: boolean } {
  const gentle = sufficient * from.slope;
  let best: Probe = { ...from };
  let other: Probe = { ...from };
  let bracketed = false;
  let chasing = true;
  let [width, widthBefore] = [longest, 2 * longest];
  let [low, high] = [0, 5 * first];
  let step = first;
  let at = from;

  for (let tries = 0; tries < most; tries++) {
    at = probe(step);
    const enough = from.value + step * gentle;
    if (at.value <= enough && Math.abs(at.slope) <= flat * -from.slope) return { at, found: true };
    const cornered = bracketed && (step <= low || step >= high || high - low <= narrow * high);
    const endless = step === longest && at.value <= enough && at.slope <= gentle;
    const sound = Number.isFinite(at.value) && Number.isFinite(at.slope);
    // Rounding leaves nothing better, or the function falls for ever: what there is must do.
    if (sound && (cornered || endless)) return { at, found: true };
    if (!sound) {
      // Beyond where the function lives: come back, nearer to the best so far.
      longest = step;
      high = Math.min(high, step);
      step = best.step + (step - best.step) / 4;
      continue;
    }

    if (chasing && at.value <= enough && at.slope >= 0) chasing = false;
    // Until the function has first come down, its difference from the gentle line is what is searched.
    const tilt = chasing && at.value <= best.value && at.value > enough ? gentle : 0;
    const next = trial(tilted(best, tilt), tilted(other, tilt), tilted(at, tilt), bracketed, low, high);
    best = tilted(next.best, -tilt);
    other = tilted(next.other, -tilt);
    bracketed = next.bracketed;
    step = next.step;

    if (bracketed) {
      const now = Math.abs(other.step - best.step);
      if (now >= 0.66 * widthBefore) step = best.step + 0.5 * (other.step - best.step);
      widthBefore = width;
      width = now;
      low = Math.min(best.step, other.step);
      high = Math.max(best.step, other.step);
    } else {
      low = step + 1.1 * (step - best.step);
      high = step + 4 * (step - best.step);
    }
    step = Math.max(0, Math.min(longest, step));
    if (bracketed && (step <= low || step >= high || high - low <= narrow * high)) step = best.step;
  }
  return { at, found: false };
}

/** The probe of the function less a straight line of that slope. */
function tilted({ step, value, slope }: Probe, by: number): Probe {
  return { step, value: value - step * by, slope: slope - by };
}

/** Where the parabola whose slope at a and b is known is lowest. */
function secant(a: Probe, b: Probe): number {
  return b.step + (b.slope / (b.slope - a.slope)) * (a.step - b.step);
}

/** Where the cubic through a and b with their slopes is lowest, seen from b; `ratio` < 0 means beyond b. */
function cubic(a: Probe, b: Probe): { step: number; ratio: number; gamma: number } {
  const theta = (3 * (a.value - b.value)) / (b.step - a.step) + a.slope + b.slope;
  const s = Math.max(Math.abs(theta), Math.abs(a.slope), Math.abs(b.slope));
  const root = s * Math.sqrt(Math.max(0, (theta / s) ** 2 - (a.slope / s) * (b.slope / s)));
  const gamma = b.step > a.step ? -root : root;
  const ratio = (gamma - b.slope + theta) / (gamma - b.slope + gamma + a.slope);
  return { step: b.step + ratio * (a.step - b.step), ratio, gamma };
}

/** The next interval and the next step to try, by the paper's four cases. */
function trial(best: Probe, other: Probe, at: Probe, bracketed: boolean, low: number, high: number) {
  const turned = at.slope * Math.sign(best.slope) < 0;
  let step: number;
  let closed = bracketed;

  if (at.value > best.value) {
    // Case 1: higher, so the lowest place lies between.
    const byCubic = cubicFrom(best, at);
    const slope = (best.value - at.value) / (at.step - best.step) + best.slope;
    const byParabola = best.step + (best.slope / slope / 2) * (at.step - best.step);
    const nearer = Math.abs(byCubic - best.step) < Math.abs(byParabola - best.step);
    step = nearer ? byCubic : byCubic + (byParabola - byCubic) / 2;
    closed = true;
  } else if (turned) {
    // Case 2: lower, and the slope has turned: it lies between as well.
    const [byCubic, bySecant] = [cubic(best, at).step, secant(best, at)];
    step = Math.abs(byCubic - at.step) > Math.abs(bySecant - at.step) ? byCubic : bySecant;
    closed = true;
  } else if (Math.abs(at.slope) < Math.abs(best.slope)) {
    // Case 3: lower and flatter: it lies further on, if the cubic has a lowest place there.
    const { step: c, ratio, gamma } = cubic(best, at);
    const byCubic = ratio < 0 && gamma !== 0 ? c : at.step > best.step ? high : low;
    const bySecant = secant(best, at);
    const cubicIsNearer = Math.abs(byCubic - at.step) < Math.abs(bySecant - at.step);
    if (bracketed) {
      const limit = at.step + 0.66 * (other.step - at.step);
      const wanted = cubicIsNearer ? byCubic : bySecant;
      step = at.step > best.step ? Math.min(limit, wanted) : Math.max(limit, wanted);
    } else {
      step = Math.max(low, Math.min(high, cubicIsNearer ? bySecant : byCubic));
    }
  } else {
    // Case 4: lower and as steep: as far as the interval goes.
    step = bracketed ? cubic(other, at).step : at.step > best.step ? high : low;
  }

  if (at.value > best.value) return { best, other: at, bracketed: closed, step };
  return { best: at, other: turned ? best : other, bracketed: closed, step };
}

/** The cubic's lowest place, computed from a's side, where it is more exact when b is much higher. */
function cubicFrom(a: Probe, b: Probe): number {
  const theta = (3 * (a.value - b.value)) / (b.step - a.step) + a.slope + b.slope;
  const s = Math.max(Math.abs(theta), Math.abs(a.slope), Math.abs(b.slope));
  const root = s * Math.sqrt(Math.max(0, (theta / s) ** 2 - (a.slope / s) * (b.slope / s)));
  const gamma = b.step < a.step ? -root : root;
  return a.step + ((gamma - a.slope + theta) / (gamma - a.slope + gamma + b.slope)) * (b.step - a.step);
}
