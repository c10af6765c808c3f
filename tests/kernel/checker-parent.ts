/* Run by checker-process.test.ts: starts a checker, tells its process's id, and hangs in the midst of a check. */
import { Notebook } from "./checking.ts";

process.on("SIGINT", () => {});
const notebook = new Notebook();
await notebook.run("let x = 1");
console.log((notebook.checker as unknown as { pid: number }).pid);
void notebook.check("import './nowhere'");
setTimeout(() => {
  for (;;);
}, 1);
