import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as zmq from "zeromq";
import { expectValid } from "./fields.ts";
import {
  addressOf,
  type Connection,
  connectionIn,
  freshConnection,
  readFrames,
  type Seen,
  signatureOf,
} from "./wire.ts";

const ENTRY = fileURLToPath(new URL("../../dist/kernel/axonlab.js", import.meta.url));

export type { Seen } from "./wire.ts";

// Nor does the process itself wait at its end for messages that a failed test has left.
zmq.context.blocky = false;

/** A closed socket gives up what nobody has fetched: a test's process must not wait for a kernel that is gone. */
export const UNDELAYED = { linger: 0 } as const;

/** How a request went: its reply and what was published under it until idle. */
export interface Answer {
  id: string;
  reply: Seen;
  published: Seen[];
}

/** Parts of a message that most messages leave out. */
export interface Extras {
  /** Fields of the header beyond the usual. */
  header?: object;
  parent?: object;
  metadata?: object;
  buffers?: Buffer[];
  /** The channel by which it goes; shell by default. */
  channel?: "shell" | "control" | "stdin";
}

export interface ClientOptions {
  folder?: string;
  args?: string[];
  env?: NodeJS.ProcessEnv;
  /** A command that runs the kernel's own: its arguments follow. */
  wrap?: readonly [string, ...string[]];
  /** The user, and group, that the kernel runs as. */
  uid?: number;
  /** By sockets in the file system instead of ports. */
  ipc?: boolean;
  /** Our command, where it is another than the one that was built here. */
  entry?: string;
  /** Another kernel to start instead of ours: the arguments of Node, given the connection file. Its messages are not checked. */
  peer?: (connectionFile: string) => string[];
}

/** A client of our own making that knows the protocol, not the kernel; every message that it sees is checked. */
export class Client {
  readonly child: ChildProcess;
  readonly session = randomUUID();
  readonly shell = new zmq.Dealer({ ...UNDELAYED, routingId: this.session, receiveHighWaterMark: 0 });
  readonly control = new zmq.Dealer({ ...UNDELAYED, routingId: this.session });
  readonly stdin = new zmq.Dealer({ ...UNDELAYED, routingId: this.session });
  readonly iopub = new zmq.Subscriber({ ...UNDELAYED, receiveHighWaterMark: 0 });
  readonly heart = new zmq.Request(UNDELAYED);
  /** Everything published, in order. */
  readonly published: Seen[] = [];
  /** Every question of code, in order. */
  readonly asked: Seen[] = [];
  /** What the kernel process itself printed. */
  printed = "";
  /** Answers questions of the code; the default is none. */
  onInput: ((request: Seen) => string | undefined) | undefined;
  readonly exited: Promise<number | null>;
  /** The kernel's five ports: shell, iopub, stdin, control, heartbeat. */
  readonly ports: readonly number[];
  readonly #key: string;
  readonly #folder: string;
  readonly #watchers = new Set<() => void>();
  readonly #replies: Seen[] = [];
  readonly #checks: boolean;

  static async start(options: ClientOptions = {}): Promise<Client> {
    const folder = mkdtempSync(join(tmpdir(), "axonlab-client-"));
    const client = new Client(folder, options.ipc ? connectionIn(folder) : await freshConnection(), options);
    await (options.peer ? client.#connected() : client.#welcomed());
    return client;
  }

  private constructor(folder: string, connection: Connection, options: ClientOptions) {
    const { shell_port, iopub_port, stdin_port, control_port, hb_port, key } = connection;
    this.ports = [shell_port, iopub_port, stdin_port, control_port, hb_port];
    this.#key = key;
    this.#checks = options.peer === undefined;
    this.#folder = folder;
    const file = join(this.#folder, "connection.json");
    writeFileSync(file, JSON.stringify(connection));
    this.iopub.subscribe();
    const sockets = [this.shell, this.iopub, this.stdin, this.control, this.heart];
    for (const [at, socket] of sockets.entries()) socket.connect(addressOf(connection, this.ports[at]));
    const argv = options.peer?.(file) ?? [options.entry ?? ENTRY, "kernel", file, ...(options.args ?? [])];
    const [command, ...args] = [...(options.wrap ?? []), process.execPath, ...argv];
    if (options.uid !== undefined) for (const path of [this.#folder, file]) chownSync(path, options.uid, options.uid);
    this.child = spawn(command ?? "", args, {
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
      cwd: options.folder ?? this.#folder,
      // A run of tests that dies leaves no kernel behind.
      env: {
        ...process.env,
        AXONLAB_HISTORY: join(this.#folder, "history"),
        JPY_PARENT_PID: String(process.pid),
        ...options.env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on("data", (data) => {
        this.printed += data;
      });
    }
    this.exited = new Promise((resolve) => this.child.on("exit", resolve));
    void this.#listen(this.shell, this.#replies);
    void this.#listen(this.control, this.#replies);
    void this.#listen(this.iopub, this.published);
    void this.#answerInputs();
  }

  /** The kernel's process. */
  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** The folder in which the kernel runs, unless one was given. */
  get folder(): string {
    return this.#folder;
  }

  /** The frames of a request, signed. */
  frames(type: string, content: object, id: string = randomUUID(), extras: Extras = {}): (string | Buffer)[] {
    const { parent = {}, metadata = {}, buffers = [] } = extras;
    const date = new Date().toISOString();
    const usual = { msg_id: id, session: this.session, username: "test", date, msg_type: type, version: "5.4" };
    const parts = [{ ...usual, ...extras.header }, parent, metadata, content].map((part) => JSON.stringify(part));
    return ["<IDS|MSG>", this.sign(parts), ...parts, ...buffers];
  }

  /** The signature of a message's four parts. */
  sign(parts: readonly string[]): string {
    return signatureOf(this.#key, parts);
  }

  /** Sends without waiting; returns the message's id. */
  async send(type: string, content: object, channel: "shell" | "control" = "shell"): Promise<string> {
    const id = randomUUID();
    await this[channel].send(this.frames(type, content, id));
    return id;
  }

  /** Sends a message with all its parts, without waiting; returns its id. */
  async post(type: string, content: object, extras: Extras = {}): Promise<string> {
    const id = randomUUID();
    await this[extras.channel ?? "shell"].send(this.frames(type, content, id, extras));
    return id;
  }

  /** Sends a message that has no reply, and waits for idle; returns what was published under it. */
  async tell(type: string, content: object, extras: Extras = {}): Promise<Seen[]> {
    return this.idle(await this.post(type, content, extras));
  }

  /** Sends, and waits for the reply and for idle. */
  async request(type: string, content: object, channel: "shell" | "control" = "shell"): Promise<Answer> {
    return this.answer(await this.send(type, content, channel));
  }

  /** The answer to a message that was sent. */
  async answer(id: string): Promise<Answer> {
    const reply = await this.#until(() => this.#replies.find((seen) => seen.parent.msg_id === id));
    return { id, reply, published: await this.idle(id) };
  }

  /** Waits for idle under a message; returns what was published under it. */
  async idle(id: string): Promise<Seen[]> {
    await this.publication(id, ({ header, content }) => {
      return header.msg_type === "status" && content.execution_state === "idle";
    });
    return this.under(id);
  }

  /** What has been published under a message so far. */
  under(id: string): Seen[] {
    return this.published.filter((seen) => seen.parent.msg_id === id);
  }

  /** Waits for a publication under a message. */
  publication(id: string, test: (seen: Seen) => boolean): Promise<Seen> {
    return this.#until(() => this.under(id).find(test));
  }

  /** Waits for a question of a cell's code; `nth` counts from 0. */
  question(id: string, nth = 0): Promise<Seen> {
    return this.#until(() => this.asked.filter((seen) => seen.parent.msg_id === id)[nth]);
  }

  execute(code: string, flags: object = {}): Promise<Answer> {
    return this.request("execute_request", executeContent(code, flags));
  }

  /** Runs a cell that must not fail; returns the text/plain of its result. */
  async value(code: string): Promise<string | undefined> {
    const { reply, published } = await this.execute(code);
    if (reply.content.status !== "ok") throw new Error(`${code}\n${reply.content.traceback?.join("\n")}`);
    return published.find((seen) => seen.header.msg_type === "execute_result")?.content.data["text/plain"];
  }

  interrupt(): Promise<Answer> {
    return this.request("interrupt_request", {}, "control");
  }

  /** Ends the kernel, however it feels about it. */
  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      await this.send("shutdown_request", { restart: false }, "control");
      const killer = setTimeout(() => this.child.kill("SIGKILL"), 5000);
      await this.exited;
      clearTimeout(killer);
    }
    for (const socket of [this.shell, this.control, this.stdin, this.iopub, this.heart]) socket.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #welcomed(): Promise<void> {
    const welcome = this.#until(() => this.published.find((seen) => seen.header.msg_type === "iopub_welcome"));
    const gone = this.exited.then((code) => {
      throw new Error(`the kernel ended with ${code}: ${this.printed}`);
    });
    await Promise.race([welcome, gone]);
    gone.catch(() => undefined);
  }

  /** A kernel that knows no welcome is asked until iopub carries what it does. */
  async #connected(): Promise<void> {
    while (this.published.length === 0) {
      await this.send("kernel_info_request", {});
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async #listen(socket: zmq.Dealer | zmq.Subscriber, into: Seen[]): Promise<void> {
    for await (const frames of socket) {
      const seen = readFrames(frames as Buffer[]);
      if (this.#checks) expectValid(seen);
      into.push(seen);
      for (const watcher of [...this.#watchers]) watcher();
    }
  }

  async #answerInputs(): Promise<void> {
    for await (const frames of this.stdin) {
      const asked = readFrames(frames as Buffer[]);
      if (this.#checks) expectValid(asked);
      this.asked.push(asked);
      for (const watcher of [...this.#watchers]) watcher();
      const value = this.onInput?.(asked);
      if (value !== undefined) await this.stdin.send(this.frames("input_reply", { status: "ok", value }));
    }
  }

  #until<T>(look: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const watcher = (): void => {
        const found = look();
        if (found === undefined) return;
        this.#watchers.delete(watcher);
        resolve(found);
      };
      this.#watchers.add(watcher);
      watcher();
    });
  }
}

/** The content of an execute_request with every flag at its usual value. */
export function executeContent(code: string, flags: object = {}): object {
  const usual = { silent: false, store_history: true, user_expressions: {}, allow_stdin: false, stop_on_error: true };
  return { code, ...usual, ...flags };
}

/** The text that a stream put out. */
export function streamText(published: Seen[], name: "stdout" | "stderr" = "stdout"): string {
  const streams = published.filter((seen) => seen.header.msg_type === "stream" && seen.content.name === name);
  return streams.map((seen) => seen.content.text).join("");
}
