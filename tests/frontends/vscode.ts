import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { type Kernel, type KernelMessage, ServerConnection } from "@jupyterlab/services";
import { KernelConnection } from "@jupyterlab/services/lib/kernel/default.js";
import * as zmq from "zeromq";
import { descendantsOf } from "../../scripts/lib/processes.mjs";
import { type Connection, freshConnection, readFrames, signatureOf } from "../protocol/wire.ts";

type Message = KernelMessage.IMessage;
type Channel = "shell" | "control" | "stdin";

/**
 * VS Code's Jupyter extension has no server between itself and a kernel of this machine: it gives JupyterLab's
 * KernelConnection a class that looks like a WebSocket and speaks ZeroMQ. This is one of our own, with the same sockets (no
 * heartbeat), one routing id for all of them, and messages as objects, which no text stands between.
 */
class ZmqWebSocket {
  readonly protocol = "";
  readonly readyState = 1;
  binaryType = "arraybuffer";
  onopen: (event: object) => void = () => undefined;
  onclose: (event: object) => void = () => undefined;
  onerror: (event: object) => void = () => undefined;
  onmessage: (event: { data: Message }) => void = () => undefined;
  readonly #key: string;
  readonly #iopub = new zmq.Subscriber({ linger: 0, maxMessageSize: -1, receiveHighWaterMark: 0 });
  readonly #channels: Record<Channel, zmq.Dealer>;
  #sending: Promise<unknown> = Promise.resolve();

  constructor({ ip, key, ...connection }: Connection) {
    this.#key = key;
    const unlimited = { sendHighWaterMark: 0, receiveHighWaterMark: 0, maxMessageSize: -1, linger: 0 };
    const routingId = randomUUID();
    const dealer = (port: number) => {
      const socket = new zmq.Dealer({ ...unlimited, routingId });
      socket.connect(`tcp://${ip}:${port}`);
      return socket;
    };
    this.#iopub.connect(`tcp://${ip}:${connection.iopub_port}`);
    this.#channels = {
      shell: dealer(connection.shell_port),
      control: dealer(connection.control_port),
      stdin: dealer(connection.stdin_port),
    };
    void this.#listen("iopub", this.#iopub);
    for (const [name, socket] of Object.entries(this.#channels)) void this.#listen(name as Channel, socket);
    this.#iopub.subscribe();
  }

  send(message: Message): void {
    const { header, parent_header, metadata, content, buffers = [] } = message;
    const parts = [header, parent_header, metadata, content].map((part) => JSON.stringify(part));
    const bytes = buffers.map((buffer) => Buffer.from(buffer instanceof ArrayBuffer ? buffer : buffer.buffer));
    const frames = ["<IDS|MSG>", signatureOf(this.#key, parts), ...parts, ...bytes];
    const socket = this.#channels[message.channel as Channel];
    this.#sending = this.#sending.then(() => socket.send(frames));
  }

  close(): void {
    for (const socket of [this.#iopub, ...Object.values(this.#channels)]) socket.close();
  }

  async #listen(channel: Channel | "iopub", socket: zmq.Dealer | zmq.Subscriber): Promise<void> {
    for await (const frames of socket) {
      const { header, parent, metadata, content, buffers } = readFrames(frames as Buffer[]);
      const bytes = buffers.map((buffer) => new DataView(new Uint8Array(buffer).buffer));
      const data = { header, parent_header: parent, metadata, content, buffers: bytes, channel };
      this.onmessage({ data: data as unknown as Message });
    }
  }
}

/** A kernelspec as it lies on disk. */
interface Spec {
  argv: string[];
  env?: Record<string, string>;
  interrupt_mode: string;
}

/** A kernel that was started, and is talked to, as the extension does it. */
export class RawKernel {
  readonly kernel: Kernel.IKernelConnection;
  readonly process: ChildProcess;
  readonly file: string;
  /** What it wrote to its standard error: the extension shows that as the reason where a kernel ends. */
  errors = "";
  readonly #socket: ZmqWebSocket;

  private constructor(kernel: Kernel.IKernelConnection, socket: ZmqWebSocket, process: ChildProcess, file: string) {
    this.kernel = kernel;
    this.process = process;
    this.file = file;
    this.#socket = socket;
    process.stderr?.on("data", (data) => {
      this.errors += data;
    });
  }

  /** Writes a connection file, starts the command of the kernelspec in the notebook's folder, connects, asks who is there. */
  static async start(specFile: string, folder: string, runtime: string): Promise<RawKernel> {
    const spec = JSON.parse(fs.readFileSync(specFile, "utf8")) as Spec;
    const connection = await freshConnection();
    const file = path.join(runtime, `kernel-v2-${randomUUID()}.json`);
    fs.writeFileSync(file, JSON.stringify(connection));
    const [command = "", ...args] = spec.argv.map((part) => part.replace("{connection_file}", file));
    // The extension is no Jupyter server: it names no parent. Python's variables come along from the chosen interpreter.
    const { JPY_PARENT_PID: _parent, ...inherited } = process.env;
    const env = { ...inherited, ...spec.env, PYTHONPATH: folder, PYTHONNOUSERSITE: "True", AXONLAB_HISTORY: "off" };
    const child = spawn(command, args, { cwd: folder, env });
    const opened: ZmqWebSocket[] = [];
    class Socket extends ZmqWebSocket {
      constructor() {
        super(connection);
        opened.push(this);
      }
    }
    const asIs = { serialize: (message: unknown) => message, deserialize: (data: unknown) => data };
    const serverSettings = ServerConnection.makeSettings({
      WebSocket: Socket as never,
      wsUrl: "RAW",
      serializer: asIs as never,
    });
    const kernel = new KernelConnection({
      serverSettings,
      clientId: randomUUID(),
      username: randomUUID(),
      handleComms: true,
      model: { id: randomUUID(), name: "axonlab" },
    });
    const [socket] = opened;
    if (!socket) throw new Error("expected KernelConnection to open its socket at once");
    const raw = new RawKernel(kernel, socket, child, file);
    socket.onopen({ target: socket });
    await raw.#ready();
    return raw;
  }

  /**
   * Waits for "connected", then for an answer on shell together with a message on iopub. The extension asks for that twice;
   * here a machine may be as slow as it likes.
   */
  async #ready(): Promise<void> {
    const { kernel } = this;
    while (kernel.connectionStatus !== "connected") await new Promise((resolve) => setTimeout(resolve, 20));
    const published = new Promise<void>((resolve) => {
      kernel.iopubMessage.connect(() => resolve());
    });
    const ended = once(this.process, "close").then(() => {
      throw new Error(`expected an answer, got none: ${this.errors}`);
    });
    const again = setInterval(() => void kernel.requestKernelInfo().catch(() => undefined), 1500);
    try {
      await Promise.race([Promise.all([kernel.requestKernelInfo(), published]), ended]);
    } finally {
      clearInterval(again);
      ended.catch(() => undefined);
    }
  }

  /** As the extension asks since the end of 2025, and as it asked before that: by shell. */
  async interrupt(channel: "control" | "shell"): Promise<void> {
    const { kernel } = this;
    const { KernelMessage: messages } = await import("@jupyterlab/services");
    const about = { username: kernel.username, session: kernel.clientId, content: {} };
    const message = messages.createMessage({ ...about, msgType: "interrupt_request", channel } as never) as never;
    await (channel === "control"
      ? kernel.sendControlMessage(message, true, true).done
      : kernel.sendShellMessage(message, true, true).done);
  }

  /** Ends it as the extension does: first what it started, then itself by SIGTERM; then the connection file is deleted. */
  async dispose(): Promise<void> {
    const gone = this.process.exitCode === null && this.process.signalCode === null && once(this.process, "exit");
    for (const { pid } of descendantsOf(this.process.pid ?? 0)) {
      try {
        process.kill(pid);
      } catch {
        // It ended with another of them.
      }
    }
    this.process.kill();
    fs.rmSync(this.file, { force: true });
    this.kernel.dispose();
    this.#socket.close();
    await gone;
  }
}
