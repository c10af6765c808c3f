import type { Exercise } from "./exercise.ts";
import { code, escaped, inline } from "./html.ts";
import type { Kept } from "./keeping.ts";
import type { Outcome } from "./outcome.ts";

/** "3 of 4 visible checks passed." and what else is to be said before the details. */
function headline({ hidden }: Exercise, outcomes: readonly Outcome[]): string {
  const passed = outcomes.filter((outcome) => outcome.passed).length;
  const visible = hidden > 0 ? "visible " : "";
  const all = outcomes.length;
  const count = passed === all ? (all === 1 ? "the one" : `all ${all}`) : `${passed} of ${all}`;
  const sentence = `${count} ${visible}check${all === 1 ? "" : "s"} passed.`;
  const begun = outcomes.some(({ stub }) => stub) ? "the cell above waits for your answer; " : "";
  const more = hidden > 0 ? ` ${hidden} hidden test${hidden === 1 ? " runs" : "s run"} when it is graded.` : "";
  return `${begun}${sentence}${more}`;
}

const mark = ({ passed }: Outcome): string => (passed ? "✓" : "✗");
const isDone = (outcomes: readonly Outcome[]): boolean => outcomes.every(({ passed }) => passed);

/** The rows that say how a failed check failed. */
function details({ stub, error, expected, got, difference }: Outcome): [label: string, text: string][] {
  if (stub) return [];
  if (error) return [["your code threw", `${error.text}${error.place ? ` (${error.place})` : ""}`]];
  const rows: [string, string | undefined][] = [
    ["expected", expected],
    ["got", got],
    ["difference", difference],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== undefined);
}

/** How many hints failed tries have brought to light. */
const revealed = ({ hints }: Exercise, { progress }: Kept): number => Math.min(hints.length, progress.failed);

const lostLine = ({ lost }: Kept): string | undefined =>
  lost === undefined ? undefined : `Your progress is kept until the kernel ends, but not on disk: ${lost}`;

/** The report as plain text, for front ends without HTML. */
export function reportText(exercise: Exercise, outcomes: readonly Outcome[], kept: Kept): string {
  const lines = [`${isDone(outcomes) ? "✓" : "✗"} ${exercise.name}: ${headline(exercise, outcomes)}`];
  for (const outcome of outcomes) {
    lines.push(`  ${mark(outcome)} ${outcome.title}`);
    if (outcome.passed) continue;
    for (const [label, text] of details(outcome)) {
      lines.push(`      ${label}: ${text.replaceAll("\n", "\n        ")}`);
    }
  }
  if (!isDone(outcomes)) {
    const shown = revealed(exercise, kept);
    for (const [at, hint] of exercise.hints.slice(0, shown).entries()) lines.push(`  Hint ${at + 1}: ${hint}`);
    const left = exercise.hints.length - shown;
    if (left > 0) lines.push(`  ${left} hint${left === 1 ? "" : "s"} more: one comes with each try.`);
  }
  const lost = lostLine(kept);
  return [...lines, ...(lost ? [`  ${lost}`] : [])].join("\n");
}

/**
 * The report as HTML. It takes the page's own colours, so that it reads in light and dark, and says everything by words and
 * marks as well; hints are `<details>`, which a keyboard opens.
 */
export function reportHtml(exercise: Exercise, outcomes: readonly Outcome[], kept: Kept): string {
  const done = isDone(outcomes);
  const lost = lostLine(kept);
  return [
    `<div style="border-left:4px solid ${done ? "#009E73" : "#D55E00"};padding:2px 0 2px 12px;max-width:60em">`,
    `<p style="margin:4px 0"><strong>${done ? "✓" : "✗"} ${exercise.name}</strong>: ${escaped(headline(exercise, outcomes))}</p>`,
    `<ul style="list-style:none;margin:4px 0;padding:0">${outcomes.map(row).join("")}</ul>`,
    done ? "" : hintsHtml(exercise, revealed(exercise, kept)),
    lost === undefined ? "" : `<p style="margin:4px 0"><em>${escaped(lost)}</em></p>`,
    "</div>",
  ].join("");
}

function row(outcome: Outcome): string {
  const title = `${mark(outcome)} <span>${inline(outcome.title)}</span>`;
  if (outcome.passed) return `<li style="margin:2px 0">${title}</li>`;
  const rows = details(outcome).map(
    ([label, text]) =>
      `<div style="display:flex;gap:8px"><span style="flex:none;min-width:6em">${label}</span>${code(text)}</div>`,
  );
  return `<li style="margin:4px 0"><strong>${title}</strong><div style="margin:2px 0 4px 20px">${rows.join("")}</div></li>`;
}

/** Hints that were earned stand open; each of the others is inside the one before. */
function hintsHtml({ hints }: Exercise, shown: number): string {
  const open = hints
    .slice(0, shown)
    .map((hint, at) => `<p style="margin:4px 0"><strong>Hint ${at + 1}.</strong> ${inline(hint)}</p>`);
  const folded = hints.slice(shown).reduceRight((inner, hint, at) => {
    const number = shown + at + 1;
    const summary = `Hint ${number} of ${hints.length}`;
    return `<details style="margin:4px 0"><summary style="cursor:pointer">${summary}</summary><p style="margin:4px 0 4px 16px">${inline(hint)}</p>${inner}</details>`;
  }, "");
  return open.join("") + folded;
}
