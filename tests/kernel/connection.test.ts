import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { addressOf, readConnection } from "../../kernel/wire/connection.ts";

const good = {
  transport: "tcp",
  ip: "127.0.0.1",
  shell_port: 1,
  iopub_port: 2,
  stdin_port: 3,
  control_port: 4,
  hb_port: 5,
  key: "k",
  signature_scheme: "hmac-sha256",
};

describe("connection file", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "axonlab-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  const written = (value: unknown): string => {
    const path = join(folder, "connection.json");
    writeFileSync(path, typeof value === "string" ? value : JSON.stringify(value));
    return path;
  };

  it("is read, and names the addresses of the sockets", () => {
    const connection = readConnection(written(good));
    expect(addressOf(connection, "shell_port")).to.equal("tcp://127.0.0.1:1");
    expect(addressOf({ ...connection, transport: "ipc", ip: "/run/k" }, "hb_port")).to.equal("ipc:///run/k-5");
  });

  it("is refused without a key, since anyone could run code then", () => {
    expect(() => readConnection(written({ ...good, key: "" }))).to.throw("a key that is not empty");
  });

  it("is refused with the field that is wrong and what it holds", () => {
    expect(() => readConnection(written({ ...good, shell_port: "x" }))).to.throw(
      'shell_port as a whole number up to 65535, got "x"',
    );
    expect(() => readConnection(written({ ...good, transport: "udp" }))).to.throw('"udp"');
    expect(() => readConnection(written({ ...good, signature_scheme: "md5" }))).to.throw('"hmac-sha256", got "md5"');
    expect(() => readConnection(written({ ...good, curve_publickey: "k".repeat(40) }))).to.throw("or neither");
    const short = { curve_publickey: "k".repeat(40), curve_secretkey: "k".repeat(39) };
    expect(() => readConnection(written({ ...good, ...short }))).to.throw("both of 40 characters (Z85)");
    expect(() => readConnection(written("{"))).to.throw("expected JSON");
    expect(() => readConnection(written(null))).to.throw("an object");
    expect(() => readConnection(join(folder, "none.json"))).to.throw("cannot be read");
  });
});
