import type { Checker } from "../checker/contract.ts";
import { completeness } from "../compile/completeness.ts";
import type { Engine } from "../engine/engine.ts";
import { withoutMagics } from "../engine/magics.ts";
import type { History } from "../history/history.ts";
import type { Connection } from "../wire/connection.ts";
import { completionReply, inspectionReply } from "./assistance.ts";
import type { HandlerTable } from "./dispatch.ts";
import { kernelInfo } from "./info.ts";
import type { Session } from "./session.ts";
import type { Subshells } from "./subshells.ts";

/** What the handlers answer from. */
export interface HandlerParts {
  session: Session;
  engine: Engine;
  checker: Checker;
  history: History;
  connection: Connection;
  subshells: Subshells;
  /** Ends the kernel once the reply has left. */
  shutdown(): void;
}

/** Every request that the kernel knows (protocol section "Messages on the shell channel" and "… control channel"). */
export function handlers({
  session,
  engine,
  checker,
  history,
  connection,
  subshells,
  shutdown,
}: HandlerParts): HandlerTable {
  const { shell_port, iopub_port, stdin_port, control_port, hb_port } = connection;
  return {
    serial: { execute_request: (request) => engine.execute(request) },
    prompt: {
      kernel_info_request: () => kernelInfo(),
      connect_request: () => ({ status: "ok", shell_port, iopub_port, stdin_port, control_port, hb_port }),
      complete_request: (request) => completionReply(checker, request.content),
      inspect_request: (request) => inspectionReply(checker, request.content),
      is_complete_request: ({ content }) => ({ ...completeness(withoutMagics(String(content.code))) }),
      history_request: ({ content }) => history.answer(content),
      comm_info_request: ({ content }) => ({ status: "ok", comms: engine.openComms(content.target_name) }),
      comm_open: (request) => engine.comm("open", request),
      comm_msg: (request) => engine.comm("msg", request),
      comm_close: (request) => engine.comm("close", request),
      create_subshell_request: () => ({ status: "ok", subshell_id: subshells.create() }),
      delete_subshell_request: ({ content }) => {
        subshells.delete(String(content.subshell_id));
        return { status: "ok" };
      },
      list_subshell_request: () => ({ status: "ok", subshell_id: subshells.list() }),
      interrupt_request: () => {
        engine.interrupt();
        return { status: "ok" };
      },
      shutdown_request: ({ content, header }) => {
        const reply = { status: "ok", restart: content.restart === true };
        session.publish("shutdown_reply", reply, header);
        setImmediate(shutdown);
        return reply;
      },
    },
  };
}
