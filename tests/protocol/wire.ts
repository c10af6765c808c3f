import { createHmac, randomUUID } from "node:crypto";
import { join } from "node:path";
import { freePort } from "../../scripts/lib/free-port.mjs";

/** A message as a client reads it. */
export interface Seen {
  header: { msg_id: string; msg_type: string } & Record<string, unknown>;
  parent: { msg_id?: string };
  metadata: Record<string, unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: contents are checked against the table of fields, then looked into freely
  content: any;
  buffers: Buffer[];
}

/** What a connection file says. */
export interface Connection {
  shell_port: number;
  iopub_port: number;
  stdin_port: number;
  control_port: number;
  hb_port: number;
  /** An address; or for sockets in the file system what their paths begin with. */
  ip: string;
  transport: "tcp" | "ipc";
  key: string;
  signature_scheme: "hmac-sha256";
  kernel_name: string;
}

/** What every connection has. */
const common = () => ({
  key: randomUUID(),
  signature_scheme: "hmac-sha256" as const,
  kernel_name: "axonlab",
});

/** A connection by ports that are free. */
export async function freshConnection(): Promise<Connection> {
  return {
    shell_port: await freePort(),
    iopub_port: await freePort(),
    stdin_port: await freePort(),
    control_port: await freePort(),
    hb_port: await freePort(),
    ip: "127.0.0.1",
    transport: "tcp",
    ...common(),
  };
}

/** A connection by sockets in a folder instead of ports: no network has any part in it. */
export function connectionIn(folder: string): Connection {
  return {
    shell_port: 1,
    iopub_port: 2,
    stdin_port: 3,
    control_port: 4,
    hb_port: 5,
    ip: join(folder, "socket"),
    transport: "ipc",
    ...common(),
  };
}

/** The address of one of a connection's sockets. */
export function addressOf({ transport, ip }: Connection, port: number | undefined): string {
  return `${transport}://${ip}${transport === "ipc" ? "-" : ":"}${port}`;
}

/** The signature of a message's four parts. */
export function signatureOf(key: string, parts: readonly string[]): string {
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}

/** Reads a message off its frames. */
export function readFrames(frames: readonly Buffer[]): Seen {
  const at = frames.findIndex((frame) => frame.toString() === "<IDS|MSG>");
  const [header, parent, metadata, content] = frames.slice(at + 2, at + 6).map((frame) => JSON.parse(frame.toString()));
  return { header, parent, metadata, content, buffers: frames.slice(at + 6) };
}
