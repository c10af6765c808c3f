import path from "node:path";
import { expect } from "chai";
import { exists, repositoryFiles, textOf } from "./sources.ts";

/** Markdown's links and pictures, HTML's too; code is taken out before. */
const LINK = /!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)|(?:src|href)="([^"]+)"|^\[[^\]]+\]:\s*(\S+)/gm;
const CODE = /^(```|~~~)[\s\S]*?^\1|`[^`\n]*`/gm;

/** The anchor that a heading gets on the usual hosts: lower case, punctuation gone, a hyphen for each space. */
const anchorOf = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");

function linksOf(file: string) {
  const text = textOf(file).replace(CODE, "");
  return [...text.matchAll(LINK)]
    .map((match) => match[1] ?? match[2] ?? match[3] ?? "")
    .filter((target) => !/^[a-z][a-z0-9+.-]*:/i.test(target))
    .map((target) => ({ file, target }));
}

function resolves({ file, target }: { file: string; target: string }) {
  const [place = "", anchor] = target.split("#");
  const to = place === "" ? file : path.posix.join(path.posix.dirname(file), decodeURIComponent(place));
  if (!exists(to)) return false;
  if (!anchor || !to.endsWith(".md")) return true;
  const headings = [
    ...textOf(to)
      .replace(/^(```|~~~)[\s\S]*?^\1/gm, "")
      .matchAll(/^#+\s+(.*)$/gm),
  ];
  return headings.some(([, heading = ""]) => anchorOf(heading) === anchor);
}

describe("the links in the documents", () => {
  const links = repositoryFiles()
    .filter((file) => file.endsWith(".md"))
    .flatMap(linksOf);

  it("lead to files and headings that exist", () => {
    expect(links.length).to.be.greaterThan(0);
    expect(links.filter((link) => !resolves(link))).to.deep.equal([]);
    console.log(`      ${links.length} relative links followed`);
  });
});
