import { expect } from "chai";
import { Client } from "./client.ts";
import { outcomeOf } from "./outcome.ts";

/** Each medium: a first and a second content, the MIME type, and the contents as shown. */
const MEDIA: Record<string, [first: string, second: string, type: string, shown: unknown, updated: unknown]> = {
  text: ["'a'", "'b'", "text/plain", "a", "b"],
  html: ["'<b>1</b>'", "'<b>2</b>'", "text/html", "<b>1</b>", "<b>2</b>"],
  markdown: ["'# a'", "'# b'", "text/markdown", "# a", "# b"],
  latex: ["'$a$'", "'$b$'", "text/latex", "$a$", "$b$"],
  svg: ["'<svg/>'", "'<svg id=\"2\"/>'", "image/svg+xml", "<svg/>", '<svg id="2"/>'],
  png: ["new Uint8Array([1, 2])", "'AAAA'", "image/png", "AQI=", "AAAA"],
  jpeg: ["'AAAA'", "Buffer.from('x')", "image/jpeg", "AAAA", "eA=="],
  gif: ["'AAAA'", "'BBBB'", "image/gif", "AAAA", "BBBB"],
  javascript: ["'1'", "'2'", "application/javascript", "1", "2"],
  json: ["{ a: 1 }", "[2]", "application/json", { a: 1 }, [2]],
  vegalite: [
    "{ mark: 'bar', data: { values: [] } }",
    "{ mark: 'point', data: { values: [] } }",
    "application/vnd.vegalite.v5+json",
    { mark: "bar", data: { values: [] }, $schema: "https://vega.github.io/schema/vega-lite/v5.json" },
    { mark: "point", data: { values: [] }, $schema: "https://vega.github.io/schema/vega-lite/v5.json" },
  ],
};

/** The methods of tslab's display with their MIME types. */
const TSLAB: Record<string, string> = {
  html: "text/html",
  markdown: "text/markdown",
  latex: "text/latex",
  svg: "image/svg+xml",
  text: "text/plain",
  javascript: "text/javascript",
};

describe("what a cell shows", () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  for (const [name, [first, second, type, shown, updated]] of Object.entries(MEDIA)) {
    it(`by display.${name} is updated in place by the same medium`, async () => {
      const { displays, error } = await outcomeOf(client, `display.${name}(${first}).update(${second})`);
      expect(error).to.equal("");
      expect(displays.map(({ data, update }) => [data[type], update])).to.deep.equal([
        [shown, false],
        [updated, true],
      ]);
      expect(displays[0]?.id).to.equal(displays[1]?.id);
    });
  }

  it("as a table keeps its columns in an update", async () => {
    const { displays } = await outcomeOf(client, "display.table([{ a: 1, b: '<' }], ['b']).update([{ a: 3, b: 4 }])");
    expect(displays.map(({ data }) => /<tbody>(.*)<\/tbody>/.exec(String(data["text/html"]))?.[1])).to.deep.equal([
      "<tr><td>&lt;</td></tr>",
      "<tr><td>4</td></tr>",
    ]);
  });

  it("by a handle may become another bundle with raw, and only what fits the medium without", async () => {
    const { displays } = await outcomeOf(client, "display.html('a').update({ 'text/markdown': '# b' }, { raw: true })");
    expect(displays[1]?.data).to.deep.equal({ "text/markdown": "# b" });
    expect((await outcomeOf(client, "display.html('a').update(5)")).error).to.include("TS2345");
    expect((await outcomeOf(client, "display.html(5)")).error).to.include("TS2345");
  });

  it("by display takes an id, and shows late what takes its time, before the cell is done", async () => {
    const late =
      "display({ async [Symbol.for('Jupyter.display')]() { await null; return { 'text/html': 'late' } } }, { id: 'mine' })";
    const { displays, stdout } = await outcomeOf(client, `${late}; console.log('first')`);
    expect(stdout).to.equal("first\n");
    expect(displays).to.deep.equal([{ data: { "text/html": "late" }, id: "mine", update: false }]);
    const again = await outcomeOf(client, "display(1, { id: 'mine', update: true })");
    expect(again.displays).to.deep.equal([{ data: { "text/plain": "1" }, id: "mine", update: true }]);
  });

  it("is the bundle of an object that shows itself, and its text where that fails", async () => {
    const self = (body: string) => `({ a: 1, ${body} })`;
    const key = "[Symbol.for('Jupyter.display')]()";
    const good = await outcomeOf(client, self(`${key} { return { 'text/html': '<i>' } }`));
    expect(good.result).to.deep.equal({ "text/html": "<i>" });
    for (const bad of [
      `${key} { throw 1 }`,
      `async ${key} { throw 1 }`,
      `${key} { return 5 }`,
      `${key} { return { 'application/json': 1n } }`,
    ]) {
      expect((await outcomeOf(client, self(bad))).value, bad).to.match(/^\{ a: 1/);
    }
  });

  it("is a chart for a Vega-Lite specification with or without a schema, for toSpec, and for nothing else", async () => {
    const spec = "mark: 'bar', data: { values: [{ a: 1 }] }, encoding: { x: { field: 'a' } }";
    const type = "application/vnd.vegalite.v5+json";
    for (const code of [`({ ${spec} })`, `({ toSpec: () => ({ ${spec} }) })`, `({ layer: [{ ${spec} }] })`]) {
      expect((await outcomeOf(client, code)).result, code).to.include.keys(type, "text/plain");
    }
    const other = await outcomeOf(client, "({ mark: 'excellent', data: {}, encoding: {} })");
    expect(other.result).to.have.all.keys("text/plain");
  });

  it("has charts typed from any folder, so that a wrong mark is an error before it runs", async () => {
    const spec = (mark: string) => `{ data: { values: [] }, mark: "${mark}", encoding: {} }`;
    for (const from of ['TopLevelSpec as Spec } from "vega-lite"', 'Chart as Spec } from "axonlab/plots"']) {
      expect((await outcomeOf(client, `import { ${from}\nconst good: Spec = ${spec("bar")}`)).error).to.equal("");
      const { error } = await outcomeOf(client, `import type { ${from}\nconst wrong: Spec = ${spec("barr")}`);
      expect(error).to.match(/:2:\d+ - error TS2820: .*Did you mean '"bar"'\?/);
    }
  });

  it("by tslab's display is what tslab shows, by import and require", async () => {
    for (const load of ["import * as tslab from 'tslab'", "const tslab = require('tslab')"]) {
      const calls = Object.keys(TSLAB).map((name) => `tslab.display.${name}('${name}')`);
      const { displays, error } = await outcomeOf(client, [load, ...calls].join("\n"));
      expect(error).to.equal("");
      const expected = Object.entries(TSLAB).map(([name, type]) => ({ [type]: name }));
      expect(displays.map(({ data }) => data)).to.deep.equal(expected);
    }
    const bytes = ["png", "jpeg", "gif"].map((name) => `tslab.display.${name}(new Uint8Array([1]))`);
    const raw = "tslab.display.raw('text/x-y', 'z'); tslab.display.raw('image/x', new Uint8Array([1]))";
    const { displays } = await outcomeOf(client, `import * as tslab from 'tslab'; ${bytes.join(";")}; ${raw}`);
    expect(displays.map(({ data }) => Object.entries(data)[0])).to.deep.equal([
      ["image/png", "AQ=="],
      ["image/jpeg", "AQ=="],
      ["image/gif", "AQ=="],
      ["text/x-y", "z"],
      ["image/x", "AQ=="],
    ]);
  });

  it("by tslab's newDisplay replaces itself; versions are told and contents typed", async () => {
    const { displays } = await outcomeOf(
      client,
      "import { newDisplay, versions } from 'tslab'; const one = newDisplay(); one.text('1'); one.html('2')",
    );
    expect(displays.map(({ data, update }) => [data, update])).to.deep.equal([
      [{ "text/plain": "1" }, false],
      [{ "text/html": "2" }, true],
    ]);
    expect(new Set(displays.map(({ id }) => id)).size).to.equal(1);
    expect(await client.value("Object.keys(versions).sort().join()")).to.equal("'node,tslab,typescript'");
    expect((await outcomeOf(client, "one.html(3)")).error).to.include("TS2345");
  });
});
