/* Run by checker-process.test.ts: starts a checker, tells its process's id, and stays until it is killed. */
import { Notebook } from "./checking.ts";

process.on("SIGINT", () => {});
const notebook = new Notebook();
await notebook.run("let x = 1");
console.log((notebook.checker as unknown as { pid: number }).pid);
setInterval(() => {}, 1000);
