/**
 * What the front and the runtime child say to each other. Three pipes: commands (front to the child's main thread, fd 4),
 * control (front to the child's control worker, fd 5) and events (child to front, fd 3, in one order).
 * On the pipe a frame is: u32 LE length of the rest, u32 LE length of the JSON, the JSON (UTF-8), then the buffers one
 * after the other, their lengths in the JSON's `buffers`.
 */

/** A MIME bundle as Jupyter defines it: MIME type to text or JSON. */
export type MimeBundle = Record<string, unknown>;

/** An error as Jupyter's `error` message carries it. */
export interface ErrorContent {
  ename: string;
  evalue: string;
  traceback: string[];
}

/** One evaluation asked of the child. `run` is unique per evaluation; `cell` is the number in `In [cell]`. */
export interface ExecuteCommand {
  op: "execute";
  run: number;
  cell: number;
  /** JavaScript from kernel/compile, to be evaluated in V8's REPL mode. */
  code: string;
  /** Source maps to apply to a generated position, in this order, to arrive at the user's TypeScript. */
  maps: string[];
  /** The user's own text, for the source line in an error. */
  source: string;
  /** True: no result is displayed. */
  silent: boolean;
  /** Jupyter's user_expressions, each compiled as a cell of its own that reports with `__axonlab.result`. */
  expressions: Record<string, string>;
  /** False: `prompt()` and `input()` throw. */
  allowStdin: boolean;
}

/** A comm message of the front end, with its buffers behind the frame. It is a run of its own, answered with `done`. */
export interface CommCommand {
  op: "comm";
  run: number;
  kind: "open" | "msg" | "close";
  commId: string;
  /** Of an open alone. */
  target?: string;
  data: unknown;
  metadata: Record<string, unknown>;
}

/** Front to the child's main thread. */
export type Command = ExecuteCommand | CommCommand | { op: "shutdown" };

/** Front to the child's control worker, which answers even while the main thread loops. */
export type Control =
  /** End what runs: a sync loop, pending awaits, a timer callback. The child answers every running `run` with `done`. */
  | {
      op: "interrupt";
      /** How many runs the front had sent when it was asked, or -1 where none was open: what it sends later is not struck. */
      meant: number;
    }
  /** The answer to an `input_request`; `value: null` means the user interrupted. */
  | { op: "input"; id: number; value: string | null };

/** How a user expression ended. */
export type ExpressionReply =
  | { status: "ok"; data: MimeBundle; metadata: MimeBundle }
  | ({ status: "error" } & ErrorContent);

/** Child to front, strictly in the order in which things happened in the user's code. */
export type Event =
  /** The runtime can evaluate. `node` is its version. */
  | { op: "ready"; node: string; pid: number }
  | { op: "stream"; run: number; name: "stdout" | "stderr"; text: string }
  | { op: "display"; run: number; data: MimeBundle; metadata: MimeBundle; displayId?: string; update: boolean }
  | { op: "clear"; run: number; wait: boolean }
  | { op: "result"; run: number; data: MimeBundle; metadata: MimeBundle }
  /** The evaluation settled. All streams of it came before. `late`: an error that came after it had settled (a timer's). */
  | {
      op: "done";
      run: number;
      error?: ErrorContent;
      interrupted?: boolean;
      expressions: Record<string, ExpressionReply>;
    }
  /** An error of timers or unhandled promises after the cell had settled. */
  | { op: "late"; run: number; error: ErrorContent }
  | { op: "input"; run: number; id: number; prompt: string; password: boolean }
  /** A message to the front end, with its buffers behind the frame. */
  | CommCommand
  /** The code called process.exit; the process ends right after. */
  | { op: "exit"; code: number };

/** A frame as decoded: the JSON and the binary buffers that follow it. */
export interface Frame<T> {
  body: T;
  buffers: Uint8Array[];
}
