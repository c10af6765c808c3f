import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { inRoot } from "../../scripts/lib/paths.mjs";

describe("the package's declarations", () => {
  const folder = inRoot("dist", "src");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".d.ts"));

  it("name packages and nothing inside them, which in other projects could turn a type into any", () => {
    expect(files).to.have.length.above(50);
    const inside = files.flatMap((file) => {
      const text = readFileSync(join(folder, file), "utf8");
      const named = [...text.matchAll(/(?:from |import\()"([^".][^"]*)"/g)].map(([, name = ""]) => name);
      return named.filter((name) => !/^(@[\w-]+\/)?[\w-]+$/.test(name)).map((name) => `${file}: ${name}`);
    });
    expect(inside).to.deep.equal([]);
  });
});
