import { type ChildProcess, spawn } from "node:child_process";
import type { Writable } from "node:stream";

/** A request which the other side makes of us: its name and argument; what is returned is sent back as the result. */
export type Answer = (method: string, argument: unknown) => unknown;

/** The process behind an {@link RpcProcess} ended, or could not be started: every call under way rejects with this. */
export class ProcessLost extends Error {
  override name = "ProcessLost";
}

interface Call {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

interface Message {
  id?: number;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
}

/**
 * Runs a command beside a guard, which kills it when the other end of descriptor 3 is closed without a word: when this
 * process dies. Closing its stdin is not enough, since it may just then wait for an answer of ours.
 */
const guarded = '(read -r word <&3 || kill -9 $$) </dev/null >/dev/null 2>&1 & exec "$@" 3<&-';
const headEnd = "\r\n\r\n";

/**
 * A child process that speaks JSON-RPC with `Content-Length` heads over its stdin and stdout. It leads a process group of
 * its own, so that a SIGINT for the kernel's group does not reach it, and ends when this process does.
 */
export class RpcProcess {
  readonly pid: number | undefined;
  readonly #child: ChildProcess;
  readonly #calls = new Map<number, Call>();
  readonly #answer: Answer;
  #lastId = 0;
  #received: Buffer = Buffer.alloc(0);
  #lost: ProcessLost | undefined;

  /** `onLost` is called once, when the process has ended for whatever reason. */
  constructor(command: string, args: string[], answer: Answer, onLost: () => void) {
    this.#answer = answer;
    this.#child = spawn("/bin/sh", ["-c", guarded, "sh", command, ...args], {
      stdio: ["pipe", "pipe", "ignore", "pipe"],
      detached: true,
      // TypeScript 7 is written in Go: collecting garbage half as often takes 25 ms off the first check (400: 35 ms, for
      // twice the memory).
      env: { GOGC: "200", ...process.env },
    });
    this.pid = this.#child.pid;
    const guard = this.#child.stdio[3] as Writable;
    guard.on("error", () => {});
    const lose = (why: string) => {
      if (this.#lost) return;
      this.#lost = new ProcessLost(why);
      guard.end("ended\n");
      for (const call of this.#calls.values()) call.reject(this.#lost);
      this.#calls.clear();
      onLost();
    };
    this.#child.once("error", (error) => lose(`${command} could not be started: ${error.message}`));
    this.#child.once("exit", (code, signal) => lose(`the process ended with ${signal ?? `code ${code}`}`));
    this.#child.stdin?.on("error", () => {});
    this.#child.stdout?.on("data", (chunk: Buffer) => this.#receive(chunk));
  }

  get lost(): boolean {
    return this.#lost !== undefined;
  }

  /** Sends a request. Rejects with {@link ProcessLost} when the process ends first, with an Error when it refuses. */
  call(method: string, params: unknown): Promise<unknown> {
    if (this.#lost) return Promise.reject(this.#lost);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
      this.#send({ id, method, params });
    });
  }

  /** Ends the process at once. */
  kill(): void {
    this.#child.stdin?.destroy();
    this.#child.kill("SIGKILL");
  }

  #send(message: Message): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.#child.stdin?.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}${headEnd}`), body]));
  }

  #receive(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    for (;;) {
      const head = this.#received.indexOf(headEnd);
      if (head < 0) return;
      const length = Number(/Content-Length: *(\d+)/i.exec(this.#received.toString("latin1", 0, head))?.[1]);
      const start = head + headEnd.length;
      if (this.#received.length < start + length) return;
      const message = JSON.parse(this.#received.toString("utf8", start, start + length)) as Message;
      this.#received = this.#received.subarray(start + length);
      this.#handle(message);
    }
  }

  #handle(message: Message): void {
    if (message.id === undefined) return;
    if (message.method !== undefined) {
      this.#send({ id: message.id, result: this.#answer(message.method, message.params) });
      return;
    }
    const call = this.#calls.get(message.id);
    this.#calls.delete(message.id);
    if (message.error) call?.reject(new Error(message.error.message));
    else call?.resolve(message.result);
  }
}
