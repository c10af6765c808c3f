import type { Engine } from "../engine/engine.ts";
import type { OutputCollector } from "./outputs.ts";
import { requestOf } from "./request.ts";
import { unless } from "./stoppable.ts";

/** How often to look whether something still goes on: soon at first, seldom later (milliseconds). */
const SOONEST = 20;
const SELDOM = 250;

/** How often to look before any code ran. */
const LOOKS = 4;

/** Node's own list of what keeps a process alive: timers, connections, files, children. */
const ACTIVE = "globalThis.process.getActiveResourcesInfo().length";

/**
 * Notes what the runtime has going on before any code ran. The function that it returns waits until no more than that
 * goes on, or for so many milliseconds; an interval that nobody clears, or a server, goes on for ever.
 */
export async function watchRest(
  engine: Engine,
  collector: OutputCollector,
  stop: AbortSignal,
): Promise<(limitMs: number) => Promise<void>> {
  let idle = Number.POSITIVE_INFINITY;
  // What the runtime itself still does as it starts is soon over, and must not pass for its rest.
  for (let look = 0; look < LOOKS; look++) {
    idle = Math.min(idle, await activeOf(engine, collector, stop));
    await unless(stop, new Promise((resolve) => setTimeout(resolve, SOONEST)));
  }
  return async (limitMs) => {
    const limit = performance.now() + limitMs;
    let pause = SOONEST;
    while (performance.now() < limit && (await activeOf(engine, collector, stop)) > idle) {
      await unless(stop, new Promise((resolve) => setTimeout(resolve, pause)));
      pause = Math.min(2 * pause, SELDOM);
    }
  };
}

/** How much goes on in the runtime now. What cannot be told (the code replaced `process`) counts as nothing. */
async function activeOf(engine: Engine, collector: OutputCollector, stop: AbortSignal): Promise<number> {
  const request = requestOf({ code: "", store_history: false, user_expressions: { active: ACTIVE } });
  // What belongs to no cell in particular still goes to the one that ran last.
  collector.alias(request.header.msg_id);
  const { user_expressions: values } = await unless(stop, engine.execute(request));
  const { data } = (values as { active?: { data?: Record<string, unknown> } } | undefined)?.active ?? {};
  return Number(data?.["text/plain"]) || 0;
}
