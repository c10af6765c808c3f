/** A front of its own process: starts a runtime, has it loop for ever, and prints its process id. */
import { Child } from "./runtime-child.ts";

const child = await Child.start();
void child.run("console.log('looping'); while (true) {}");
await child.until(() => child.text() !== "");
console.log(child.runtime.pid);
