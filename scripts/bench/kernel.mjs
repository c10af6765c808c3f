import { createHmac, randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Dealer, Subscriber } from "zeromq";
import { launch, signalGroup } from "../lib/children.mjs";
import { freePort } from "../lib/free-port.mjs";
import { descendantsOf, killAll } from "../lib/processes.mjs";

/** @typedef {import("./peers.mjs").Peer} Peer */
/** @typedef {{ header: any, parent: any, content: any }} Message */

/**
 * @typedef {object} Outcome of one request
 * @property {boolean} ok the reply says ok and idle came
 * @property {any} reply the reply's content; nothing when none came in time
 * @property {number} ms until the reply
 * @property {number} idleMs until idle; NaN when none came
 * @property {Message[]} outputs what came on iopub for this request, in order
 */

const DELIMITER = "<IDS|MSG>";

/**
 * The promise's value, or null when it takes longer.
 * @template T
 * @param {Promise<T>} promise
 * @param {number} ms
 * @returns {Promise<T | null>}
 */
const within = (promise, ms) =>
  Promise.race([promise, new Promise((resolve) => setTimeout(resolve, ms, null).unref())]);

/** @param {number} ms @returns {Promise<void>} */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A kernel process and a plain client of it: Jupyter's messaging over ZeroMQ, with nothing in between that costs time. */
export class Kernel {
  #key = randomUUID();
  #session = randomUUID();
  #shell = new Dealer({ reconnectInterval: 2, receiveHighWaterMark: 0, linger: 0 });
  #control = new Dealer({ reconnectInterval: 2, receiveHighWaterMark: 0, linger: 0 });
  #iopub = new Subscriber({ reconnectInterval: 2, receiveHighWaterMark: 0, linger: 0 });
  /** @type {Map<string, (message: Message) => void>} */
  #replies = new Map();
  /** @type {Map<string, () => void>} */
  #idles = new Map();
  /** @type {Map<string, Message[]>} */
  #outputs = new Map();
  #iopubSeen = false;
  #errors = "";
  #stopped = false;

  /** @param {Peer} peer */
  constructor(peer) {
    this.peer = peer;
  }

  /** Starts the process; `upMs` is then the time until it answered on shell and was heard on iopub. */
  async start() {
    const ports = await Promise.all(Array.from({ length: 5 }, freePort));
    const [shell_port, iopub_port, stdin_port, control_port, hb_port] = ports;
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), "axonlab-bench-"));
    const file = path.join(this.folder, "connection.json");
    const signed = { key: this.#key, signature_scheme: "hmac-sha256" };
    const where = { ip: "127.0.0.1", transport: "tcp", kernel_name: this.peer.name };
    fs.writeFileSync(
      file,
      JSON.stringify({ ...where, ...signed, shell_port, iopub_port, stdin_port, control_port, hb_port }),
    );
    this.#iopub.subscribe();
    this.#shell.connect(`tcp://127.0.0.1:${shell_port}`);
    this.#iopub.connect(`tcp://127.0.0.1:${iopub_port}`);
    this.#control.connect(`tcp://127.0.0.1:${control_port}`);
    void this.#listen();
    this.startedAt = performance.now();
    const [command = "", ...args] = this.peer.argv.map((arg) => arg.replace("{connection_file}", file));
    this.process = launch(command, args, { stdio: ["ignore", "ignore", "pipe"], cwd: this.peer.folder });
    this.process.stderr?.on("data", (chunk) => {
      this.#errors = (this.#errors + chunk).slice(-600);
    });
    while (!(await this.#answers())) {
      if (performance.now() - this.startedAt < 60_000 && this.process.exitCode === null) continue;
      throw new Error(`${this.peer.name} did not start: ${this.#errors.trim()}`);
    }
    this.upMs = performance.now() - this.startedAt;
    return this;
  }

  async #answers() {
    const info = await this.request("kernel_info_request", {}, 500, 10);
    return Boolean(info.reply) && this.#iopubSeen;
  }

  async #listen() {
    void this.#each(this.#shell, (message) => this.#replies.get(message.parent.msg_id)?.(message));
    void this.#each(this.#control, () => {});
    await this.#each(this.#iopub, (message) => {
      this.#iopubSeen = true;
      const id = message.parent?.msg_id;
      if (!id) return;
      const outputs = this.#outputs.get(id);
      if (outputs) outputs.push(message);
      else this.#outputs.set(id, [message]);
      if (message.content.execution_state === "idle") this.#idles.get(id)?.();
    });
  }

  /**
   * @param {AsyncIterable<Buffer[]>} socket
   * @param {(message: Message) => void} take
   */
  async #each(socket, take) {
    try {
      for await (const frames of socket) {
        const at = frames.findIndex((frame) => frame.toString() === DELIMITER);
        const [header, parent, content] = [2, 3, 5].map((index) => JSON.parse(String(frames[at + index])));
        take({ header, parent, content });
      }
    } catch (error) {
      // A socket that is closed while it waits may say so by an error.
      if (!this.#stopped) throw error;
    }
  }

  /**
   * @param {string} type
   * @param {object} content
   */
  #message(type, content) {
    const date = new Date().toISOString();
    const header = {
      msg_id: randomUUID(),
      session: this.#session,
      username: "bench",
      date,
      msg_type: type,
      version: "5.4",
    };
    const parts = [header, {}, {}, content].map((part) => JSON.stringify(part));
    const hmac = createHmac("sha256", this.#key);
    for (const part of parts) hmac.update(part);
    return { id: header.msg_id, frames: [DELIMITER, hmac.digest("hex"), ...parts] };
  }

  /**
   * Sends a request on the shell channel and waits for its reply and its idle.
   * @param {string} type
   * @param {object} content
   * @param {number} [limit] milliseconds until the reply
   * @param {number} [idleLimit] milliseconds from the reply to idle
   * @returns {Promise<Outcome>}
   */
  async request(type, content, limit = 60_000, idleLimit = limit) {
    const { id, frames } = this.#message(type, content);
    const sent = performance.now();
    /** @type {Promise<Message>} */
    const replied = new Promise((resolve) => this.#replies.set(id, resolve));
    /** @type {Promise<number>} */
    const idle = new Promise((resolve) => this.#idles.set(id, () => resolve(performance.now() - sent)));
    await this.#shell.send(frames);
    const reply = await within(replied, limit);
    const ms = performance.now() - sent;
    const idleMs = reply ? ((await within(idle, idleLimit)) ?? Number.NaN) : Number.NaN;
    const ok = reply?.content.status === "ok" && !Number.isNaN(idleMs);
    return { ok, reply: reply?.content, ms, idleMs, outputs: this.#outputs.get(id) ?? [] };
  }

  /**
   * @param {string} code
   * @param {number} [limit] milliseconds
   */
  execute(code, limit) {
    const plain = {
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: false,
    };
    return this.request("execute_request", { code, ...plain }, limit);
  }

  /** Asks for an interrupt on the control channel. */
  interruptByMessage() {
    return this.#control.send(this.#message("interrupt_request", {}).frames);
  }

  /** Interrupts as a terminal and jupyter_client do: SIGINT to the whole process group. */
  async interruptBySignal() {
    if (this.process) signalGroup(this.process, "SIGINT");
  }

  /** Kills the process with all that it started. */
  stop() {
    const family = this.process?.pid === undefined ? [] : descendantsOf(this.process.pid);
    if (this.process) signalGroup(this.process, "SIGKILL");
    killAll(family);
    this.#stopped = true;
    for (const socket of [this.#shell, this.#control, this.#iopub]) socket.close();
    if (this.folder) fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
