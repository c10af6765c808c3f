import { type Cell, textOf } from "./notebook.ts";

/** A number that a reader sees in a text. */
export interface PrintedNumber {
  /** As it is printed, thousands separators taken out: "1882", "0.405", "1e-6". */
  key: string;
  /** A minus stands before it. */
  negative: boolean;
}

/** Integers that need no proof. */
const LARGEST_FREE = 10;

/** What holds numbers that nobody reads as such, in the order in which it is taken out. */
const UNREAD: readonly RegExp[] = [
  /^(```|~~~)[\s\S]*?^\1/gm,
  /`[^`\n]*`/g,
  /<!--[\s\S]*?-->/g,
  /<[^<>]*>/g,
  /(?<=\])\([^()\s]*(?:\s"[^"]*")?\)/g,
  /https?:\/\/\S+/g,
];

/** Numbers that only count or refer: headings' and lists' own, slides, chapters, years of citations. */
const REFERENCES: readonly RegExp[] = [
  /^#+ \d+ · /gm,
  /^\s*(?:>\s*)?\**\d+[.)]\**\s/gm,
  /\b(?:slides?|chapters?|notebooks?|sections?|exercises?|questions?|lectures?|figures?|§|pp?\.|vol\.|no\.)\s*\d+(?:(?:\s*[,–-]\s*|,? (?:and|to|or) )\d+)*/gi,
  /\b(?:in|since|until|from|by|of|and|to|January|February|March|April|May|June|July|August|September|October|November|December)\s(?:1[6-9]|20)\d\d\b(?![,.]?\d)/g,
  /(?<=[,(·–]\s?)(?:1[6-9]|20)\d\d\b(?![,.]?\d)/g,
  /\b\p{Lu}[\p{L}’'-]+ (?:1[6-9]|20)\d\d\b(?![,.]?\d)/gu,
  /\b\d+(?:st|nd|rd|th)\b/g,
];

/** Parts of formulas that hold no number of the mathematics. */
const MARKUP: readonly RegExp[] = [
  /\\\\\s*\[[^\]]*\]/g,
  /\\(?:hspace|vspace|color|textcolor|begin|end)\{[^}]*\}/g,
  /_(?:\{[\d,\s]*\}|\d)/g,
];

/** The numbers of a markdown cell that need a proof, as {@link PrintedNumber}s, each form once. */
export function numbersToProve(cell: Cell): PrintedNumber[] {
  const found = new Map<string, PrintedNumber>();
  for (const number of numbersIn(textOf(cell.source))) {
    if (/^\d+$/.test(number.key) && Number(number.key) <= LARGEST_FREE) continue;
    const name = `${number.negative ? "-" : ""}${number.key}`;
    found.set(name, number);
  }
  return [...found.values()];
}

/** All numbers of a text; those that only refer only `withReferences`. */
export function numbersIn(source: string, withReferences = false): PrintedNumber[] {
  let text = source;
  for (const unread of UNREAD) text = text.replace(unread, " ");
  const formulas: string[] = [];
  text = text.replace(
    /\$\$([\s\S]*?)\$\$|\$([^$\n]*(?:\n(?!\n)[^$\n]*)*)\$/g,
    (_all, block?: string, inline?: string) => {
      formulas.push(block ?? inline ?? "");
      return " ";
    },
  );
  if (!withReferences) for (const reference of REFERENCES) text = text.replace(reference, " ");
  return [...numbersOfWords(text), ...formulas.flatMap(numbersOfFormula)];
}

/** A number, its thousands set apart or not. */
const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:e[-+−]?\d+)?`;

/** Digits in a name, as in CIFAR-10 or H100, are none. */
const IN_WORDS = new RegExp(String.raw`(?<![\p{L}\p{N}_.])(?<!\p{L}-)([-−]?)(${NUMBER})`, "gu");
const IN_FORMULA = new RegExp(String.raw`([-−]?)\s*(${NUMBER})`, "gu");

const numbersOfWords = (text: string): PrintedNumber[] => read(joined(text), IN_WORDS);

function numbersOfFormula(formula: string): PrintedNumber[] {
  let text = withPowers(formula.replace(/\{,\}/g, ",").replace(/(?<=\d)\\[,;](?=\d{3}(?!\d))/g, ","));
  for (const markup of MARKUP) text = text.replace(markup, " ");
  text = text.replace(/\\[dt]?frac(\d)(\d)/g, " $1 ; $2 ").replace(/\\[A-Za-z]+/g, " ; ");
  return read(joined(text), IN_FORMULA);
}

/** A power of ten, with the number that it multiplies: 1.5 \cdot 10^{-3} becomes 1.5e-3. */
const POWER = /(?:(?<![\d.])(\d[\d.]*)\s*(?:\\cdot|\\times|·|×)\s*)?(?<![\d.,])10\s*\^\s*(?:\{([-−]?\d+)\}|(\d))/g;
const withPowers = (formula: string): string =>
  formula.replace(POWER, (_all, mantissa = "1", braced?: string, single = "") => `${mantissa}e${braced ?? single}`);

/** Narrow and unbreakable spaces set thousands apart too. */
const joined = (text: string): string => text.replace(/(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))/g, ",");

const read = (text: string, pattern: RegExp): PrintedNumber[] =>
  [...text.matchAll(pattern)].map(([, sign = "", digits = ""]) => ({ key: keyOf(digits), negative: sign !== "" }));

/** A printed number as a key: without separators, with a plain minus. */
export const keyOf = (printed: string): string => withPowers(printed.trim()).replace(/,/g, "").replace(/−/g, "-");

/** Whether a value, rounded to the digits of a printed number, is that number. */
export function agrees(key: string, value: number): boolean {
  const [mantissa = "", exponent = "0"] = key.replace(/^-/, "").split("e");
  const digits = mantissa.split(".")[1]?.length ?? 0;
  const half = 0.5 * 10 ** (Number(exponent) - digits);
  return Math.abs(value - Number(key)) <= half * (1 + 1e-9);
}
