import { capability, Reply, Router, type Socket, XPublisher } from "zeromq";
import { KernelError } from "../errors.ts";
import { addressOf, type Connection } from "../wire/connection.ts";
import { Outbox } from "./outbox.ts";

/** The channels on which requests come. */
export type Channel = "shell" | "control" | "stdin";

/** What the sockets report. */
export interface PortEvents {
  /** Frames of a request, or of a stdin reply. */
  received(channel: Channel, frames: Uint8Array[]): void;
  /** Someone subscribed to iopub with this topic. */
  subscribed(topic: Uint8Array): void;
}

/** Room for any number of waiting messages: with zeromq's default of 1,000 a flood of output would lose some. */
const UNLIMITED = { sendHighWaterMark: 0, receiveHighWaterMark: 0 };

/** How long a question waits for the front end's socket for questions to come up, in milliseconds; see Audience. */
const PATIENCE = 5000;

/** The five sockets of a kernel (protocol section "Introduction"), bound to the connection file's address alone. */
export class Ports {
  readonly shell: Outbox;
  readonly control: Outbox;
  readonly stdin: Outbox;
  readonly iopub: Outbox;
  readonly #sockets: Socket[];

  private constructor(routers: Record<Channel, Router>, iopub: XPublisher, heart: Reply) {
    this.shell = new Outbox(routers.shell);
    this.control = new Outbox(routers.control);
    this.stdin = new Outbox(routers.stdin, { patience: PATIENCE });
    this.iopub = new Outbox(iopub, { pause: twoTurns });
    this.#sockets = [routers.shell, routers.control, routers.stdin, iopub, heart];
  }

  /**
   * Binds all five and begins to listen.
   * @throws KernelError where an address cannot be bound
   */
  static async bind(connection: Connection, events: PortEvents): Promise<Ports> {
    const ipv6 = connection.ip.includes(":");
    const curve = curveOptions(connection);
    const options = { ...UNLIMITED, ...curve, ipv6, linger: 1000 };
    const routers = {
      shell: new Router({ ...options, handover: true }),
      control: new Router({ ...options, handover: true }),
      // Whoever was the first to come by shell may not have come here yet: then sending fails, instead of being in vain.
      stdin: new Router({ ...options, handover: true, mandatory: true }),
    };
    const iopub = new XPublisher({ ...options, verbosity: "allSubs" });
    const heart = new Reply({ ...curve, ipv6, linger: 0 });
    const bound = {
      shell_port: routers.shell,
      control_port: routers.control,
      stdin_port: routers.stdin,
      iopub_port: iopub,
      hb_port: heart,
    };
    await Promise.all(
      Object.entries(bound).map(async ([port, socket]) => {
        const address = addressOf(connection, port as keyof typeof bound);
        try {
          await socket.bind(address);
        } catch (cause) {
          throw new KernelError(`cannot bind ${port} to ${address}; start the kernel again with free ports`, { cause });
        }
      }),
    );
    for (const channel of ["shell", "control", "stdin"] as const) {
      void listen(routers[channel], (frames) => events.received(channel, frames));
    }
    void listen(iopub, ([frame]) => {
      if (frame?.[0] === 1) events.subscribed(frame.subarray(1));
    });
    void echo(heart);
    return new Ports(routers, iopub, heart);
  }

  /** Waits until everything has left but questions, which nobody will answer now; then closes. */
  async close(): Promise<void> {
    await Promise.all([this.shell, this.control, this.iopub].map((outbox) => outbox.flushed()));
    for (const socket of this.#sockets) socket.close();
  }
}

type Encryption = Partial<Pick<Router, "curveServer" | "curvePublicKey" | "curveSecretKey">>;

/** What makes a socket refuse whoever does not know the kernel's public key, and encrypt all else (CurveZMQ). */
function curveOptions({ curve_publickey, curve_secretkey }: Connection): Encryption {
  if (curve_publickey === undefined || curve_secretkey === undefined) return {};
  if (capability.curve !== true) {
    throw new KernelError("expected a zeromq that can encrypt, got one without CurveZMQ; start the kernel without it");
  }
  return { curveServer: true, curvePublicKey: curve_publickey, curveSecretKey: curve_secretkey };
}

/** Long enough for subscriptions that have arrived to be read, and their welcome to come before what waits to be sent. */
async function twoTurns(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}

async function listen(socket: AsyncIterable<Uint8Array[]>, received: (frames: Uint8Array[]) => void): Promise<void> {
  for await (const frames of socket) received(frames);
}

async function echo(heart: Reply): Promise<void> {
  for await (const frames of heart) await heart.send(frames).catch(() => undefined);
}
