import { type SocketOptions, XPublisher } from "zeromq";

/** ZMQ_SUBSCRIBE and ZMQ_UNSUBSCRIBE: they take the topic, null for every topic. */
const SUBSCRIBE = 6;
const UNSUBSCRIBE = 7;

/**
 * The socket of iopub. Subscribers get nothing before they are admitted: zeromq by itself would send them whatever comes
 * next, and their welcome (JEP 65) some time after it.
 */
export class Publisher extends XPublisher {
  constructor(options: SocketOptions<XPublisher>) {
    super({ ...options, verbosity: "allSubs", manual: true });
  }

  /** Does what a subscriber's message says, the last one received; true where that is to subscribe. */
  admit(frame: Uint8Array): boolean {
    const subscribes = frame[0] === 1;
    const topic = frame.length > 1 ? Buffer.from(frame.subarray(1)) : null;
    this.setStringOption(subscribes ? SUBSCRIBE : UNSUBSCRIBE, topic);
    return subscribes;
  }
}
