import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { browserFlags, findBrowser } from "../../scripts/lib/browser.mjs";
import { type LabServer, startServer } from "../lab-server.ts";
import { skip } from "../skip.ts";

const NOTEBOOKS = fileURLToPath(new URL("../../notebooks", import.meta.url));
const SHOTS = fileURLToPath(new URL("../../.axonlab/screenshots", import.meta.url));

/** A JupyterLab in a real browser. */
export interface Lab {
  page: Page;
  /** Opens a notebook by its name and waits for its kernel. */
  open(name: string): Promise<void>;
  /** Reloads the page and waits for the kernel of its notebook. */
  reload(): Promise<void>;
  /** Restarts the kernel by its button and waits for the new one. */
  restart(): Promise<void>;
  /** A notebook as it lies on the disk. */
  read(name: string): Promise<SavedNotebook>;
  /** Keeps a picture in .axonlab/screenshots, for people to look at. */
  shot(name: string): Promise<void>;
  close(): Promise<void>;
}

/** As much of a saved notebook as tests look at. */
export interface SavedNotebook {
  metadata: {
    widgets?: Record<string, { state: Record<string, { model_name: string; state: Record<string, unknown> }> }>;
  };
}

/** A notebook of code cells. */
export function notebook(cells: readonly string[]): string {
  const kernelspec = { name: "axonlab", display_name: "TypeScript (Axonlab)", language: "typescript" };
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec },
    cells: cells.map((source, at) => ({
      cell_type: "code",
      id: `c${at}`,
      metadata: {},
      execution_count: null,
      outputs: [],
      source,
    })),
  });
}

/** What all the files of browser tests share: one server on one folder, and one page. */
interface Shared {
  folder: string;
  server: LabServer;
  browser: Browser;
  page: Page;
}

/** How long anything on a page may take, in milliseconds: less than a test, so that what is missing is named. */
export const PATIENCE = 120_000;

let shared: Promise<Shared> | undefined;

async function startShared(): Promise<Shared> {
  const executablePath = await findBrowser();
  const folder = mkdtempSync(join(tmpdir(), "axonlab-lab-"));
  // Hidden files there are somebody's own progress.
  cpSync(NOTEBOOKS, folder, { recursive: true, filter: (from) => !basename(from).startsWith(".") });
  const server = await startServer(folder);
  const browser = await chromium.launch({ executablePath, args: browserFlags() });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  mkdirSync(SHOTS, { recursive: true });
  return { folder, server, browser, page };
}

// Of all files together: the last of them to end closes what they share.
after(async () => {
  const { folder, server, browser } = (await shared?.catch(() => undefined)) ?? {};
  await browser?.close();
  await server?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/**
 * A server and a browser on a folder that holds the course's notebooks and these; the first to ask starts them.
 * @throws where no browser is found, with the remedy
 */
export async function startLab(notebooks: Record<string, readonly string[]>): Promise<Lab> {
  shared ??= startShared();
  const { folder, server, page } = await shared;
  for (const [name, cells] of Object.entries(notebooks)) writeFileSync(join(folder, name), notebook(cells));
  return {
    page,
    open: async (name) => {
      await page.goto(`${server.baseUrl}lab/tree/${encodeURIComponent(name)}?reset&token=${server.token}`);
      await untilReady(page);
    },
    reload: async () => {
      await page.reload();
      await untilReady(page);
    },
    restart: () => restart(page),
    read: (name) => readSaved(join(folder, name)),
    shot: async (name) => void (await page.screenshot({ path: join(SHOTS, `${name}.png`) })),
    close: () => shutKernels(server),
  };
}

/**
 * Opens the first of these notebooks before the tests of the suite around, keeps a picture of what fails, and ends its
 * kernels at last. Without a browser the suite is skipped, with the remedy.
 * @param keep Is told the lab.
 */
export function inLab(notebooks: Record<string, readonly string[]>, keep: (lab: Lab) => void): void {
  let lab: Lab | undefined;
  before(async function () {
    try {
      lab = await startLab(notebooks);
    } catch (error) {
      skip(this, (error as Error).message);
    }
    keep(lab);
    const [first] = Object.keys(notebooks);
    if (first !== undefined) await lab.open(first);
  });
  after(() => lab?.close());
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await lab?.shot(`failed-${this.currentTest.title.slice(0, 30)}`);
  });
}

/** A notebook as it was saved last. The server writes in place: what ends too soon is still being written. */
async function readSaved(path: string): Promise<SavedNotebook> {
  for (;;) {
    try {
      return JSON.parse(readFileSync(path, "utf8")) as SavedNotebook;
    } catch (problem) {
      if (!(problem instanceof SyntaxError)) throw problem;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** Ends the kernels of a file's notebooks, so that they take nothing from the next. */
async function shutKernels({ baseUrl, token }: LabServer): Promise<void> {
  const kernels = (await (await fetch(`${baseUrl}api/kernels?token=${token}`)).json()) as { id: string }[];
  await Promise.all(kernels.map(({ id }) => fetch(`${baseUrl}api/kernels/${id}?token=${token}`, { method: "DELETE" })));
}

/** The notebook's session as JupyterLab has it: `npm start` lays JupyterLab's own object on the window. */
const SESSION = "globalThis.jupyterapp?.shell.currentWidget?.sessionContext";

/** Waits for cells, and until the page talks to their kernel: what is run before that, JupyterLab forgets. */
async function untilReady(page: Page): Promise<void> {
  await page.locator(".jp-NotebookPanel:visible .jp-Notebook .jp-Cell").first().waitFor();
  await page.waitForFunction(`(() => {
    const session = ${SESSION};
    const kernel = session?.session?.kernel;
    return session?.isReady && kernel?.connectionStatus === "connected" && kernel.status === "idle";
  })()`);
}

async function restart(page: Page): Promise<void> {
  // The kernel of before idles, too.
  await page.evaluate(`(() => {
    const { kernel } = ${SESSION}.session;
    globalThis.restarted = new Promise((done) => {
      kernel.statusChanged.connect((_, status) => status === "restarting" && done());
    });
  })()`);
  await page.locator('[data-command="notebook:restart-kernel"]:visible').click();
  await page.locator(".jp-Dialog .jp-mod-accept").click();
  await page.evaluate("globalThis.restarted");
  await untilReady(page);
}

/** The code cell at this place of the open notebook. */
export function cellAt(page: Page, at: number): Locator {
  return page.locator(".jp-NotebookPanel:visible .jp-CodeCell").nth(at);
}

/** Runs the cell at this place by Shift-Enter. */
export async function runCell(page: Page, at: number): Promise<void> {
  await cellAt(page, at).locator(".cm-content").click();
  await page.keyboard.press("Shift+Enter");
}

/** Waits until a cell has run, and with it all that a failing one takes along. */
export async function untilRan(page: Page, at: number): Promise<void> {
  await cellAt(page, at)
    .locator(".jp-InputPrompt", { hasText: /\[\d+\]/ })
    .waitFor();
}

/**
 * Runs a cell until it puts this out: the page tells the kernel of its widgets in its own time, and in a shell of their own, which
 * knows no order among cells.
 */
export async function runUntil(page: Page, at: number, text: string | RegExp): Promise<void> {
  const prompt = cellAt(page, at).locator(".jp-InputPrompt");
  const number = async () => /\[(\d+)\]/.exec(await prompt.innerText())?.[1];
  const output = cellAt(page, at).locator(".jp-OutputArea-output", { hasText: text });
  do {
    const before = await number();
    await runCell(page, at);
    for (let now = before; now === before || now === undefined; now = await number()) await page.waitForTimeout(20);
  } while ((await output.count()) === 0);
}

/** Waits until a canvas shows a chart, which has several colours: Vega draws some time after it has made the canvas. */
export async function untilDrawn(canvas: Locator): Promise<void> {
  await canvas.waitFor();
  while ((await coloursOf(canvas)) <= 3) await new Promise((resolve) => setTimeout(resolve, 50));
}

function coloursOf(canvas: Locator): Promise<number> {
  return canvas.evaluate((element) => {
    const { width, height } = element as unknown as { width: number; height: number };
    if (width * height === 0) return 0;
    const context = (
      element as unknown as { getContext(kind: "2d"): { getImageData(...box: number[]): { data: Uint8Array } } }
    ).getContext("2d");
    const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.slice().buffer);
    return new Set(pixels).size;
  });
}
