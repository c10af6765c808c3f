import { readFileSync } from "node:fs";
import { expect } from "chai";
import { inRoot } from "../../scripts/lib/paths.mjs";
import { notebookNames, readNotebook, textOf } from "./notebook.ts";

/** The works, one a line. */
const entries = readFileSync(inRoot("docs", "bibliography.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("- "));

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** What a notebook cites: the italic titles of its sources, each with the year that follows. */
function citedIn(name: string): { title: string; year: string }[] {
  const texts = readNotebook(name).cells.map(({ source }) => textOf(source));
  const sources = texts.find((text) => /\*\*Sources\.?\*\*/.test(text)) ?? "";
  const items = sources.slice(sources.search(/\*\*Sources/)).split(" · ");
  return items.flatMap((item) => {
    const match = /(?<!\*)\*([^*]+)\*(?!\*).*?\b((?:18|19|20)\d\d)\b/s.exec(item.replace(/\*\*[^*]*\*\*/, ""));
    return match ? [{ title: match[1] ?? "", year: match[2] ?? "" }] : [];
  });
}

describe("the bibliography", () => {
  it("is sorted by author, and every entry has a title and a year", () => {
    expect(entries.length).to.be.above(40);
    for (const entry of entries) expect(entry).to.match(/\*[^*]+\*.*\b(18|19|20)\d\d\b/);
    const surnames = entries.map((entry) => plain(surnameOf(entry)));
    const inOrder = [...surnames].sort((a, b) => a.localeCompare(b, "en"));
    expect(surnames).to.deep.equal(inOrder);
  });

  it("has every work that the lecture cites", () => {
    for (const [surname, year] of [
      ["McCulloch", 1943],
      ["Rosenblatt", 1957],
      ["Widrow", 1960],
      ["Håstad", 1986],
      ["Kidger", 2020],
    ]) {
      expect(
        entries.some((entry) => surnameOf(entry) === surname && entry.includes(`${year}`)),
        `${surname}`,
      ).to.equal(true);
    }
  });

  for (const name of notebookNames()) {
    it(`has every work that ${name} cites, and says so`, () => {
      const cited = citedIn(name);
      expect(cited.length).to.be.above(0);
      const chapter = Number(name.slice(0, 2));
      const lost = cited.filter(({ title, year }) => {
        const entry = entries.find((each) => plain(each).includes(plain(title)) && each.includes(year));
        const used = /\(([^()]*)\)\.?$/.exec(entry ?? "")?.[1] ?? "";
        return !used.split(", ").includes(`${chapter}`);
      });
      expect(lost).to.deep.equal([]);
    });
  }
});

/** "- W. McCulloch and …": the first author's surname. */
function surnameOf(entry: string): string {
  return /^- (?:\p{Lu}[\p{L}.-]*\.\s)+([\p{L}’-]+)/u.exec(entry)?.[1] ?? entry;
}
