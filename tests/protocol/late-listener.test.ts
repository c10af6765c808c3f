import { spawn } from "node:child_process";
import { connect } from "node:net";
import { expect } from "chai";
import * as zmq from "zeromq";
import { BUNDLE, Scratch } from "../cli/axonlab.ts";
import { executeContent, UNDELAYED } from "./client.ts";
import { addressOf, freshConnection, readFrames, signatureOf } from "./wire.ts";

/** How long after shell iopub comes up, in milliseconds: two sockets of a client try again on their own, each 100 to 200 later. */
const LATER = 300;

describe("a client whose iopub comes up after its shell", () => {
  it("hears of all that its first requests cause, to idle", async () => {
    const scratch = new Scratch();
    const connection = await freshConnection();
    const file = scratch.write("connection.json", connection);
    const shell = new zmq.Dealer(UNDELAYED);
    const iopub = new zmq.Subscriber({ ...UNDELAYED, receiveHighWaterMark: 0 });
    shell.connect(addressOf(connection, connection.shell_port));
    const requests = { kernel_info_request: {}, execute_request: executeContent("console.log('heard')") };
    for (const [msg_type, content] of Object.entries(requests)) {
      const date = new Date().toISOString();
      const header = { msg_id: msg_type, session: "late", username: "test", date, msg_type, version: "5.4" };
      const parts = [header, {}, {}, content].map((part) => JSON.stringify(part));
      await shell.send(["<IDS|MSG>", signatureOf(connection.key, parts), ...parts]);
    }
    const env = { ...process.env, AXONLAB_HISTORY: "off", JPY_PARENT_PID: String(process.pid) };
    const kernel = spawn(process.execPath, [BUNDLE, "kernel", file], { env, stdio: "ignore" });
    try {
      // It serves from here on.
      while (!(await accepts(connection.hb_port))) await new Promise((resolve) => setTimeout(resolve, 10));
      await new Promise((resolve) => setTimeout(resolve, LATER));
      iopub.subscribe();
      iopub.connect(addressOf(connection, connection.iopub_port));
      const heard: string[] = [];
      while (!heard.includes("execute_request idle")) {
        const { header, parent, content } = readFrames((await iopub.receive()) as Buffer[]);
        heard.push(`${parent.msg_id ?? header.msg_type} ${content.execution_state ?? content.text ?? header.msg_type}`);
      }
      expect(heard).to.include.members(["kernel_info_request idle", "execute_request busy", "execute_request heard\n"]);
    } finally {
      kernel.kill();
      shell.close();
      iopub.close();
      scratch.remove();
    }
  });
});

/** Whether somebody listens there. */
const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => resolve(true));
    socket.on("error", () => resolve(false));
    socket.on("connect", () => socket.destroy());
  });
