import type { Context } from "mocha";
import { type ComparedName, provide } from "../../scripts/lib/on-demand.mjs";
import { SetupError } from "../../scripts/lib/setup-error.mjs";
import { skip } from "../skip.ts";

/** Installs packages that only a comparison needs into .bench/, or skips the test with what failed and what to do. */
export async function provideFor(context: Context, names: readonly ComparedName[]): Promise<void> {
  try {
    await provide(names, (line) => console.log(`      ${line}`), "run the other tests by npm test -- --part");
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    skip(context, `${error.message} ${error.remedy}`);
  }
}
