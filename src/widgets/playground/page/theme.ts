/** A colour's red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** Colours of Okabe and Ito's palette, as the charts have them: class 0, or below zero, and class 1, or above. */
export const below: Rgb = [0, 114, 178];
export const above: Rgb = [213, 94, 0];

/** What stands between the two on light and on dark paper. */
const between = { light: [255, 255, 255], dark: [38, 40, 44] } as const;

/** The steps of the scale of colours. */
const STEPS = 255;

/** The scale of colours from −1 to 1, as pixels. */
export function colourScale(dark: boolean): Uint32Array {
  const middle = dark ? between.dark : between.light;
  return Uint32Array.from({ length: STEPS + 1 }, (_, step) => {
    const t = (2 * step) / STEPS - 1;
    const end = t < 0 ? below : above;
    // Most of what is told apart lies near 0, and nothing is so strong that points on it could not be seen.
    const share = Math.abs(t) ** 0.8 * 0.75;
    const [r, g, b] = middle.map((from, k) => Math.round(from + ((end[k] as number) - from) * share));
    return ((255 << 24) | ((b as number) << 16) | ((g as number) << 8) | (r as number)) >>> 0;
  });
}

/** A value's place in the scale. */
export function stepOf(value: number): number {
  return Math.round(((Math.min(1, Math.max(-1, value)) + 1) / 2) * STEPS);
}

export const css = ([r, g, b]: Rgb) => `rgb(${r}, ${g}, ${b})`;

/** Whether the page's text is light, and so its paper dark. */
export function isDark(element: Element): boolean {
  const [r = 0, g = 0, b = 0] =
    getComputedStyle(element)
      .color.match(/[\d.]+/g)
      ?.map(Number) ?? [];
  return 0.299 * r + 0.587 * g + 0.114 * b > 128;
}

/** Calls back when the page may have changed between light and dark; returns what ends it. */
export function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  const attributeFilter = ["class", "style", "data-jp-theme-light", "data-theme"];
  for (const element of [document.documentElement, document.body])
    observer.observe(element, { attributes: true, attributeFilter });
  const media = matchMedia("(prefers-color-scheme: dark)");
  media.addEventListener("change", changed);
  return () => {
    observer.disconnect();
    media.removeEventListener("change", changed);
  };
}

/** Whether the system asks for less motion. */
export const wantsLessMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
