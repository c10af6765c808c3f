import type { Checker } from "../checker/contract.ts";
import { Engine } from "../engine/engine.ts";
import type { SpawnRuntime } from "../engine/supervisor.ts";
import { History } from "../history/history.ts";
import { type Channel, Ports } from "../sockets/ports.ts";
import { readConnection } from "../wire/connection.ts";
import { decodeMessage } from "../wire/frames.ts";
import { Signature } from "../wire/signature.ts";
import { Audience } from "./audience.ts";
import { Dispatcher } from "./dispatch.ts";
import { handlers } from "./handlers.ts";
import { Session } from "./session.ts";
import { Subshells } from "./subshells.ts";

/** How a kernel is put together; the command line knows the parts. */
export interface KernelOptions {
  connectionFile: string;
  checker: Checker;
  spawn: SpawnRuntime;
  /** Where the history is kept; undefined keeps none on disk. */
  historyFolder: string | undefined;
  memoryMb?: number;
}

/** A kernel that serves; `interrupt` is for signals, `ended` settles when it was told to shut down. */
export interface RunningKernel {
  interrupt(): void;
  close(): Promise<void>;
  ended: Promise<void>;
}

/**
 * Serves the kernel that a connection file describes.
 * @throws KernelError where the file is wrong or a port cannot be bound
 */
export async function serveKernel(options: KernelOptions): Promise<RunningKernel> {
  const { connectionFile, checker, spawn, historyFolder, memoryMb } = options;
  const connection = readConnection(connectionFile);
  const signature = new Signature(connection.key);
  const session = new Session(signature);
  const history = new History(historyFolder);
  const memory = memoryMb === undefined ? {} : { memoryMb };
  const engine = new Engine({ outlet: session, checker, spawn, history, ...memory });
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const subshells = new Subshells();
  const parts = { session, engine, checker, history, connection, subshells, shutdown: () => end() };
  const dispatcher = new Dispatcher(session, subshells, handlers(parts));
  const audience = new Audience();
  const received = (channel: Channel, frames: Uint8Array[]): void => {
    const request = decode(frames, signature);
    if (!request) return;
    if (channel === "shell") audience.admit(() => void dispatcher.dispatch(channel, request));
    else if (channel === "control") void dispatcher.dispatch(channel, request);
    else if (request.header.msg_type === "input_reply") engine.answer(request);
  };
  const subscribed = (topic: Uint8Array): void => {
    session.welcome(topic);
    audience.arrived();
  };
  const ports = await Ports.bind(connection, { received, subscribed });
  session.connect(ports);
  session.status("starting", undefined);
  const close = async (): Promise<void> => {
    await engine.close();
    await ports.close();
  };
  return { interrupt: () => engine.interrupt(), close, ended };
}

/** Messages that are not what the key's owner sent are dropped, with a line on the kernel's own stderr. */
function decode(frames: Uint8Array[], signature: Signature): ReturnType<typeof decodeMessage> | undefined {
  try {
    return decodeMessage(frames, signature);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return undefined;
  }
}
