import { appendFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { History } from "../../kernel/history/history.ts";
import { historyFolder } from "../../kernel/history/place.ts";

describe("history", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "axonlab-history-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const session = (...inputs: string[]): History => {
    const history = new History(folder);
    for (const [at, input] of inputs.entries()) history.add(at + 1, input);
    return history;
  };
  const ask = (history: History, content: object): unknown => history.answer({ output: false, ...content }).history;

  it("gives the tail across sessions, oldest first", () => {
    session("a", "b");
    const second = session("c");
    expect(ask(second, { hist_access_type: "tail", n: 2 })).to.deep.equal([
      [1, 2, "b"],
      [2, 1, "c"],
    ]);
  });

  it("gives a range of this session, of an earlier one, and of one by its number", () => {
    session("a", "b", "c");
    const second = session("d");
    const range = { hist_access_type: "range", start: 2, stop: 4 };
    expect(ask(second, { ...range, session: -1 })).to.deep.equal([
      [1, 2, "b"],
      [1, 3, "c"],
    ]);
    expect(ask(second, { ...range, session: 1, stop: 3 })).to.deep.equal([[1, 2, "b"]]);
    expect(ask(second, { ...range, session: 0, start: 0 })).to.deep.equal([[2, 1, "d"]]);
    expect(ask(second, { ...range, session: -9 })).to.deep.equal([]);
  });

  it("searches by shell patterns, which hold nothing but * and ?", () => {
    const history = session("let x = 1", "x + 1", "let y = (2)", "let x = 1");
    const search = { hist_access_type: "search", pattern: "let ? = *" };
    expect(ask(history, search)).to.have.length(3);
    expect(ask(history, { ...search, unique: true })).to.deep.equal([
      [1, 3, "let y = (2)"],
      [1, 4, "let x = 1"],
    ]);
    expect(ask(history, { ...search, n: 1 })).to.deep.equal([[1, 4, "let x = 1"]]);
    expect(ask(history, { ...search, pattern: "*(2)" })).to.have.length(1);
    expect(ask(history, { ...search, pattern: "x . 1" })).to.have.length(0);
  });

  it("finds what the regular expression of a pattern finds, whatever the pattern and the text", () => {
    const letters = fc
      .array(fc.constantFrom("a", "b", "😀", "\n", ".", "*", "?"), { maxLength: 12 })
      .map((all) => all.join(""));
    fc.assert(
      fc.property(letters, letters, (text, pattern) => {
        const history = new History(undefined);
        history.add(1, text);
        const source = pattern.replaceAll(".", "\\.").replaceAll("*", ".*").replaceAll("?", ".");
        const found = ask(history, { hist_access_type: "search", pattern });
        expect(found).to.have.length(new RegExp(`^${source}$`, "su").test(text) ? 1 : 0);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it("keeps outputs with their cells, on disk too", () => {
    const first = session("1 + 1", "let x");
    first.addOutput(1, "2");
    const tail = { hist_access_type: "tail", n: 2, output: true };
    const expected = [
      [1, 1, ["1 + 1", "2"]],
      [1, 2, ["let x", null]],
    ];
    expect(ask(first, tail)).to.deep.equal(expected);
    expect(ask(new History(folder), tail)).to.deep.equal(expected);
  });

  it("gives sessions that begin at the same time a number each", () => {
    const many = Array.from({ length: 20 }, () => new History(folder));
    for (const [at, history] of many.entries()) history.add(1, `cell ${at}`);
    expect(readdirSync(folder)).to.have.length(20);
    expect(ask(new History(folder), { hist_access_type: "tail", n: 100 })).to.have.length(20);
  });

  it("leaves no file behind for a kernel that ran nothing", () => {
    ask(new History(folder), { hist_access_type: "tail", n: 10 });
    expect(readdirSync(folder)).to.have.length(0);
  });

  it("passes over lines that are broken", () => {
    session("a");
    appendFileSync(join(folder, "1.jsonl"), '{"half": \n[2, "b"]\n[2, 5]\nnull\n');
    expect(ask(new History(folder), { hist_access_type: "tail", n: 10 })).to.deep.equal([
      [1, 1, "a"],
      [1, 2, "b"],
    ]);
  });

  it("goes on in memory where the disk cannot be written", () => {
    const history = new History(join(import.meta.filename, "no-folder"));
    history.add(1, "a");
    history.add(2, "b");
    expect(ask(history, { hist_access_type: "tail", n: 1 })).to.deep.equal([[1, 2, "b"]]);
  });

  it("refuses an unknown kind of access by what it knows", () => {
    expect(() => ask(new History(undefined), { hist_access_type: "all" })).to.throw('tail, range or search, got "all"');
  });

  it("lies where the system keeps such state, where AXONLAB_HISTORY says, or nowhere", () => {
    expect(historyFolder({ HOME: folder }))
      .to.match(/axonlab.history$/)
      .and.to.include(folder);
    expect(historyFolder({ HOME: join(folder, "gone") })).to.equal(undefined);
    expect(historyFolder({ HOME: folder, AXONLAB_HISTORY: "/var/h" })).to.equal("/var/h");
    expect(historyFolder({ HOME: folder, AXONLAB_HISTORY: "off" })).to.equal(undefined);
    if (process.platform === "linux")
      expect(historyFolder({ HOME: folder, XDG_STATE_HOME: "/s" })).to.equal("/s/axonlab/history");
  });
});
