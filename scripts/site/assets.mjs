import fs from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { inRoot } from "../lib/paths.mjs";
import { MOUNTED } from "./widgets.mjs";

const HERE = inRoot("scripts", "site");
const KATEX = inRoot("node_modules", "katex", "dist");

/**
 * Puts beside the pages what they load: scripts, styles, fonts. All of it lies in the folder; nothing comes from elsewhere.
 * @param {string} folder the site's
 */
export async function layAssets(folder) {
  const assets = path.join(folder, "assets");
  fs.mkdirSync(path.join(assets, "fonts"), { recursive: true });
  await build({
    entryPoints: ["theme", "site", "charts"].map((name) => path.join(HERE, "client", `${name}.mjs`)),
    outdir: assets,
    bundle: true,
    // A page opened from disk may not load modules.
    format: "iife",
    target: "es2020",
    minify: true,
    legalComments: "eof",
    logLevel: "error",
  });
  await Promise.all(Object.keys(MOUNTED).map((name) => layWidget(name, assets)));
  for (const name of ["style.css", "live.css"]) fs.copyFileSync(path.join(HERE, name), path.join(assets, name));
  // One kind of font is enough for every browser of today.
  const css = fs
    .readFileSync(path.join(KATEX, "katex.min.css"), "utf8")
    .replace(/,url\([^)]*\.(?:woff|ttf)\) format\([^)]*\)/g, "");
  fs.writeFileSync(path.join(assets, "katex.css"), css);
  for (const font of fs.readdirSync(path.join(KATEX, "fonts")).filter((name) => name.endsWith(".woff2"))) {
    fs.copyFileSync(path.join(KATEX, "fonts", font), path.join(assets, "fonts", font));
  }
}

/**
 * Makes a widget's module a script that puts it on the page's own object.
 * @param {string} name such as "playground"
 * @param {string} assets
 */
const layWidget = (name, assets) =>
  build({
    entryPoints: [inRoot("dist", "src", "widgets", `${name}.js`)],
    outfile: path.join(assets, "widgets", `${name}.js`),
    bundle: true,
    format: "iife",
    globalName: `axonlab.widgets[${JSON.stringify(name)}]`,
    target: "es2022",
    minify: true,
    logLevel: "error",
  });
