import { readFileSync } from "node:fs";
import { KernelError } from "../errors.ts";

/** The part of a connection file that the kernel uses (protocol section "Connection files"). */
export interface Connection {
  transport: string;
  ip: string;
  shell_port: number;
  iopub_port: number;
  stdin_port: number;
  control_port: number;
  hb_port: number;
  /** Never empty: without a key anyone who reaches the ports could run code. */
  key: string;
  /** The kernel's own pair of keys, Z85, where all that is sent shall be encrypted (CurveZMQ); both or neither. */
  curve_publickey?: string;
  curve_secretkey?: string;
}

const PORTS = ["shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"] as const;

const Z85_KEY = /^[\w.\-:+=^!/*?&<>()[\]{}@%$#]{40}$/;

/**
 * Reads and checks a connection file.
 * @throws KernelError naming the file, the field and the remedy
 */
export function readConnection(path: string): Connection {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new KernelError(
      `expected a connection file at ${path}, which cannot be read; Jupyter writes one and passes its path`,
      { cause },
    );
  }
  let value: Partial<Connection> & { signature_scheme?: unknown };
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new KernelError(`expected JSON in the connection file ${path}, got text that does not parse`, { cause });
  }
  const wrong = faultOf(value);
  if (wrong) throw new KernelError(`expected ${wrong} in the connection file ${path}; let Jupyter write it anew`);
  return value as Connection;
}

function faultOf(value: Partial<Connection> & { signature_scheme?: unknown }): string | undefined {
  if (typeof value !== "object" || value === null) return "an object";
  const port = PORTS.find(
    (name) => !Number.isInteger(value[name]) || Number(value[name]) < 0 || Number(value[name]) > 65535,
  );
  if (port && value.transport !== "ipc")
    return `${port} as a whole number up to 65535, got ${JSON.stringify(value[port])},`;
  if (typeof value.ip !== "string" || value.ip === "") return "ip as text";
  if (value.transport !== "tcp" && value.transport !== "ipc")
    return `transport "tcp" or "ipc", got ${JSON.stringify(value.transport)},`;
  if (typeof value.key !== "string" || value.key === "") return "a key that is not empty (messages must be signed)";
  if (value.signature_scheme !== undefined && value.signature_scheme !== "hmac-sha256") {
    return `signature_scheme "hmac-sha256", got ${JSON.stringify(value.signature_scheme)},`;
  }
  const curve = [value.curve_publickey, value.curve_secretkey];
  if (curve.some((key) => key !== undefined) && !curve.every((key) => Z85_KEY.test(String(key))))
    return "curve_publickey and curve_secretkey, both of 40 characters (Z85), or neither";
  return undefined;
}

/** The address of one of the five sockets. */
export function addressOf(connection: Connection, port: (typeof PORTS)[number]): string {
  const separator = connection.transport === "ipc" ? "-" : ":";
  return `${connection.transport}://${connection.ip}${separator}${connection[port]}`;
}
