import { findBrowser } from "./browser.mjs";
import { PARTS } from "./parts.mjs";
import { duration, printFailure, runSteps } from "./progress.mjs";
import { runPart } from "./run-part.mjs";
import { endOnSignals, setupSteps } from "./setup.mjs";

/** @typedef {import("./parts.mjs").Part} Part */
/** @typedef {import("./run-part.mjs").Counts} Counts */

/**
 * Reads `--grep x`, `--grep=x`, `-g x` and `--part name` (may be repeated).
 * @param {readonly string[]} args
 * @param {readonly Part[]} all the parts that there are
 * @throws {Error} on anything else
 */
export function readArguments(args, all = PARTS) {
  /** @type {{ grep: string | undefined, parts: string[] }} */
  const wish = { grep: undefined, parts: [] };
  const rest = args.flatMap((arg) =>
    /^--\w+=/.test(arg) ? [arg.slice(0, arg.indexOf("=")), arg.slice(arg.indexOf("=") + 1)] : [arg],
  );
  while (rest.length) {
    const [flag, value] = rest.splice(0, 2);
    const known = flag === "--grep" || flag === "-g" ? "grep" : flag === "--part" ? "parts" : undefined;
    if (!known || value === undefined)
      throw new Error(`npm test takes --grep PATTERN and --part NAME, not "${flag}${value ? ` ${value}` : ""}"`);
    if (known === "grep") wish.grep = value;
    else if (all.some((part) => part.name === value)) wish.parts.push(value);
    else throw new Error(`there is no part "${value}"; the parts are ${all.map((part) => part.name).join(", ")}`);
  }
  return wish;
}

/**
 * The closing line.
 * @param {readonly Counts[]} all
 */
export function closingLine(all) {
  const sum = (/** @type {(counts: Counts) => number} */ count) =>
    all.reduce((total, counts) => total + count(counts), 0);
  const skipped = sum((counts) => counts.skips.length);
  return `${sum((counts) => counts.passed)} passed, ${sum((counts) => counts.failed)} failed${skipped ? `, ${skipped} skipped` : ""}`;
}

/**
 * `npm test`: sets up what is missing, runs every part, and ends with the closing line.
 * @param {readonly string[]} args what follows `npm test --`
 * @param {readonly Part[]} all those of `npm test` by default
 */
export async function test(args, all = PARTS) {
  endOnSignals();
  /** @type {{ name: string, time: string, counts: Counts }[]} */
  const results = [];
  try {
    const { grep, parts } = readArguments(args, all);
    // A pattern is about test titles, which only mocha parts have.
    const chosen = all.filter(
      (part) => (parts.length ? parts.includes(part.name) : true) && (grep === undefined || part.tests),
    );
    const browser = chosen.some((part) => part.name === "browser");
    await runSteps([...setupSteps(true), ...(browser ? [browserStep] : [])]);
    for (const part of chosen) {
      console.log(`\n== ${part.name} ==`);
      const started = performance.now();
      const counts = await runPart(part, grep);
      const ms = performance.now() - started;
      const over = ms > part.budget * 1000 ? `, over its ${part.budget} s` : "";
      results.push({ name: part.name, time: `${duration(ms)}${over}`, counts });
      console.log(`== ${part.name}: ${counts.passed} passed, ${counts.failed} failed (${duration(ms)}${over})`);
    }
    const ran = results.some(({ counts }) => counts.passed + counts.failed + counts.skips.length > 0);
    if (!ran)
      results.push({
        name: "all",
        time: "",
        counts: { passed: 0, failed: 1, skips: [], trouble: `no test matches ${grep}` },
      });
  } catch (error) {
    printFailure(error);
    results.push({
      name: "set-up",
      time: "",
      counts: { passed: 0, failed: 1, skips: [], trouble: "the tests could not be set up" },
    });
  }
  console.log(`\n${summary(results)}\n\n${closingLine(results.map(({ counts }) => counts))}`);
  process.exit(results.some(({ counts }) => counts.failed > 0) ? 1 : 0);
}

/** @type {import("./progress.mjs").Step} */
const browserStep = {
  title: "browser",
  run: (say) => findBrowser(say).catch((error) => error.message),
};

/** @param {readonly { name: string, time: string, counts: Counts }[]} results */
function summary(results) {
  return results
    .flatMap(({ name, time, counts }) => [
      `${name.padEnd(10)} ${time}`,
      ...(counts.trouble ? [`    counted as failed: ${counts.trouble}`] : []),
      ...counts.skips.map((skip) => `    skipped: ${skip.title}: ${skip.reason ?? "no reason given"}`),
    ])
    .join("\n");
}
