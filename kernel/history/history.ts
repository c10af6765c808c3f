import { KernelError } from "../errors.ts";
import type { Content } from "../wire/message.ts";
import { type Entry, HistoryStore } from "./store.ts";

/** How many entries a search or a tail gives where the request names no number. */
const DEFAULT_COUNT = 1000;

/** What a history_request may ask for (protocol section "History"). */
interface Query {
  output: boolean;
  n: number;
  session: number;
  start: number;
  stop: number;
  pattern: string;
  unique: boolean;
}

/**
 * The cells of this session and of earlier ones. A disk that cannot be written costs the past sessions, never a cell:
 * this session is kept in memory too.
 */
export class History {
  readonly #store: HistoryStore | undefined;
  readonly #entries: Entry[] = [];
  #broken = false;

  /** @param folder where sessions are kept; undefined keeps none */
  constructor(folder: string | undefined) {
    this.#store = folder === undefined ? undefined : new HistoryStore(folder);
  }

  /** Notes a cell that runs. */
  add(line: number, input: string): void {
    this.#entries.push({ session: 0, line, input, output: null });
    this.#write((store) => store.append(line, input));
  }

  /** Notes the text of a cell's result. */
  addOutput(line: number, output: string): void {
    const entry = this.#entries.findLast((known) => known.line === line);
    if (!entry) return;
    entry.output = output;
    this.#write((store) => store.append(line, null, output));
  }

  /**
   * Answers a history_request with [session, line, input] or, where outputs are asked for, [session, line, [input, output]].
   * @throws KernelError where the kind of access is none of tail, range and search
   */
  answer(content: Content): Content {
    const type = String(content.hist_access_type);
    const access = Object.hasOwn(ACCESS, type) ? ACCESS[type] : undefined;
    if (!access) throw new KernelError(`expected hist_access_type tail, range or search, got ${JSON.stringify(type)}`);
    const query = queryOf(content);
    const found = access(this, query);
    const history = found.map(({ session, line, input, output }) => [
      session,
      line,
      query.output ? [input, output] : input,
    ]);
    return { status: "ok", history };
  }

  /** All entries, from the newest session back, each session's in reverse: what is not looked at is not read. */
  *backwards(): Generator<Entry> {
    yield* this.current().reverse();
    const own = this.#session();
    for (const session of this.#store?.sessions() ?? []) {
      if (session !== own) yield* this.#store?.entries(session).reverse() ?? [];
    }
  }

  /** This session's entries. */
  current(): Entry[] {
    const session = this.#session() ?? 1;
    return this.#entries.map((entry) => ({ ...entry, session }));
  }

  /** The entries of a session; 0 is this one, -1 the one before it. */
  sessionAt(number: number): Entry[] {
    if (number === 0 || number === this.#session()) return this.current();
    if (number > 0) return this.#store?.entries(number) ?? [];
    const own = this.#session();
    const earlier = (this.#store?.sessions() ?? []).filter((session) => session !== own);
    const session = earlier[-number - 1];
    return session === undefined ? [] : (this.#store?.entries(session) ?? []);
  }

  /** This session's number on disk; undefined where it has none, or none yet. */
  #session(): number | undefined {
    if (!this.#store || this.#broken || this.#entries.length === 0) return undefined;
    return this.#store.session;
  }

  #write(write: (store: HistoryStore) => void): void {
    if (!this.#store || this.#broken) return;
    try {
      write(this.#store);
    } catch (error) {
      this.#broken = true;
      process.stderr.write(
        `[kernel] the history cannot be written (${(error as Error).message}); this session's is kept in memory\n`,
      );
    }
  }
}

const ACCESS: Record<string, (history: History, query: Query) => Entry[]> = {
  tail: (history, { n }) => take(history.backwards(), n).reverse(),
  range: (history, { session, start, stop }) =>
    history.sessionAt(session).filter(({ line }) => line >= start && line < stop),
  search: (history, { pattern, n, unique }) => {
    const seen = new Set<string>();
    const fits = ({ input }: Entry): boolean =>
      fitsPattern(input, pattern) && !(unique && seen.has(input)) && Boolean(seen.add(input));
    return take(filter(history.backwards(), fits), n).reverse();
  },
};

function queryOf(content: Content): Query {
  const number = (name: string, otherwise: number): number =>
    Number.isInteger(content[name]) ? Number(content[name]) : otherwise;
  return {
    output: content.output === true,
    n: number("n", DEFAULT_COUNT),
    session: number("session", 0),
    start: number("start", 0),
    stop: number("stop", Number.POSITIVE_INFINITY),
    pattern: typeof content.pattern === "string" ? content.pattern : "*",
    unique: content.unique === true,
  };
}

/**
 * Whether a shell pattern fits the whole text: * for any text, ? for one character. A star takes as little as it can, and
 * only the last one that was passed ever takes more: no pattern, however many stars it has, holds the kernel up.
 */
function fitsPattern(text: string, pattern: string): boolean {
  let [at, place, star, from] = [0, 0, -1, 0];
  while (at < text.length) {
    if (pattern[place] === "*") {
      star = place++;
      from = at;
    } else if (pattern[place] === "?") {
      at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
      place++;
    } else if (pattern[place] === text[at]) {
      at++;
      place++;
    } else if (star >= 0) {
      at = ++from;
      place = star + 1;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(place));
}

function* filter<T>(values: Iterable<T>, test: (value: T) => boolean): Generator<T> {
  for (const value of values) if (test(value)) yield value;
}

function take<T>(values: Iterable<T>, count: number): T[] {
  const taken: T[] = [];
  if (count <= 0) return taken;
  for (const value of values) {
    taken.push(value);
    if (taken.length >= count) break;
  }
  return taken;
}
