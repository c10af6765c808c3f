// Starts a kernel as Jupyter does, prints its process id, and waits to be killed.
import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const file = join(mkdtempSync(join(tmpdir(), "axonlab-parent-")), "connection.json");
const ports = { shell_port: 0, iopub_port: 0, stdin_port: 0, control_port: 0, hb_port: 0 };
writeFileSync(
  file,
  JSON.stringify({ ...ports, ip: "127.0.0.1", transport: "tcp", key: "key", signature_scheme: "hmac-sha256" }),
);
const entry = fileURLToPath(new URL("../../dist/kernel/axonlab.js", import.meta.url));
const child = spawn(process.execPath, [entry, "kernel", file], {
  stdio: "ignore",
  detached: true,
  env: { ...process.env, JPY_PARENT_PID: String(process.pid) },
});
process.stdout.write(`${child.pid}\n`);
setInterval(() => {}, 1000);
