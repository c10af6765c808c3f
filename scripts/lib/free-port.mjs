import net from "node:net";

/** For how long a port is not given again, in milliseconds: whoever asked for it listens there by then. */
const APART = 60_000;

/**
 * The ports that were given of late. The system picks at random among those that nobody holds, so it would give one twice
 * before the first to ask listens there: with fifty at once, in every eighth try.
 * @type {Set<number>}
 */
const given = new Set();

/** @returns {Promise<number>} a port of 127.0.0.1 on which nobody listens now, another at each call */
export async function freePort() {
  for (;;) {
    const port = await onePort();
    if (given.has(port)) continue;
    given.add(port);
    setTimeout(() => given.delete(port), APART).unref();
    return port;
  }
}

/** @returns {Promise<number>} */
const onePort = () =>
  new Promise((resolve) => {
    const server = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
