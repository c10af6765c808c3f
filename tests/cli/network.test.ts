import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { expect } from "chai";
import { descendantsOf } from "../../scripts/lib/processes.mjs";
import { Client } from "../protocol/client.ts";
import { skip } from "../skip.ts";
import { BUNDLE, cell, notebookOf, Scratch, start } from "./axonlab.ts";

/** Runs a command without any network, not even loopback, in which all that is sent or tried is counted. */
const ALONE = ["unshare", ...(process.getuid?.() === 0 ? [] : ["--map-root-user"]), "--net"] as [string, ...string[]];

/** What a notebook makes the kernel do: check, lower, load, complain, look for packages that are not there. */
const CELLS = [
  "import { Neuron, gates } from 'axonlab'; import { classPoints } from 'axonlab/plots'; gates.AND.X.length",
  "function twice(method: () => number, context: ClassMethodDecoratorContext) { return function (this: unknown) { return 2 * method.call(this) } }\nclass Counted { @twice one() { return 1 } }\nnew Counted().one()",
  "import nothing from 'no-such-package'",
  "const wrong: number = 'text'",
  "throw new Error('meant')",
  "/// <reference types='no-such-types' />\nimport type { X } from 'https://example.com/x.ts'",
];

const COUNTED = /^(Ip6?OutRequests|Ip6?OutNoRoutes|TcpActiveOpens|Udp6?OutDatagrams|UdpLite6?OutDatagrams)$/;

/** What was sent, or tried in vain, of the counters in /proc/net/snmp and snmp6. */
function sent(snmp: string, snmp6: string): Record<string, number> {
  const rows = snmp
    .trim()
    .split("\n")
    .map((row) => row.split(/[:\s]+/));
  const pairs = rows.flatMap(([group, ...names], at) =>
    at % 2 === 0 ? names.map((name, column) => [`${group}${name}`, Number(rows[at + 1]?.[column + 1])] as const) : [],
  );
  const pairs6 = snmp6
    .trim()
    .split("\n")
    .map((row) => row.split(/\s+/))
    .map(([name = "", value]) => [name, Number(value)] as const);
  const counted = [...pairs, ...pairs6].filter(([name]) => COUNTED.test(name));
  expect(counted.length).to.be.above(4);
  return Object.fromEntries(counted.filter(([, value]) => value !== 0));
}

const sentBy = (pid: number): Record<string, number> =>
  sent(fs.readFileSync(`/proc/${pid}/net/snmp`, "utf8"), fs.readFileSync(`/proc/${pid}/net/snmp6`, "utf8"));

describe("the network", () => {
  const scratch = new Scratch();
  before(function () {
    if (process.platform !== "linux") skip(this, "only Linux can shut a process off from the network and count");
    const [command, ...args] = ALONE;
    const tried = spawnSync(command, [...args, "true"], { encoding: "utf8" });
    if (tried.status !== 0) skip(this, `this user may make no network namespace (unshare: ${tried.stderr?.trim()})`);
  });
  after(() => scratch.remove());

  it("is not used by `axonlab run`, which works without any", async () => {
    const file = scratch.write("n.ipynb", notebookOf(CELLS.map((code) => cell(code))));
    const out = scratch.at("out.ipynb");
    const script = '"$@"; cat /proc/net/snmp; echo ---; cat /proc/net/snmp6';
    const run = [process.execPath, BUNDLE, "run", file, "--allow-errors", "--output", out];
    const [command, ...args] = ALONE;
    const { stdout, stderr } = await start(command, [...args, "sh", "-c", script, "sh", ...run]).ended;
    const outputs = JSON.parse(fs.readFileSync(out, "utf8")).cells.map((each: { outputs: unknown[] }) =>
      JSON.stringify(each.outputs),
    );
    expect(outputs[0], stderr).to.include('"4"');
    expect(outputs[1], stderr).to.include('"2"');
    expect(outputs[2], stderr).to.include("npm install no-such-package");
    const [snmp = "", snmp6 = ""] = stdout.split("---\n");
    expect(sent(snmp, snmp6)).to.deep.equal({});
  });

  it("is not used by a kernel that works, helps and fails, but by code that asks for it", async () => {
    const client = await Client.start({ ipc: true, wrap: ALONE });
    expect(await client.value("let x: number = 6; x * 7")).to.equal("42");
    for (const code of CELLS) await client.execute(code, { stop_on_error: false });
    const code = "import { Neur";
    await client.request("complete_request", { code, cursor_pos: code.length });
    await client.request("complete_request", { code: "import x from 'react", cursor_pos: 20 });
    await client.request("inspect_request", { code: "Neuron", cursor_pos: 3, detail_level: 1 });
    await client.execute("process.exit(1)", { stop_on_error: false });
    expect(await client.value("1")).to.equal("1");
    expect(sentBy(client.pid)).to.deep.equal({});
    await client.execute("await fetch('http://192.0.2.1/').catch(String)");
    expect(sentBy(client.pid)).to.not.deep.equal({});
    await client.stop();
  });

  it("sees five sockets, which listen on the address that the connection file gives alone", async () => {
    const client = await Client.start();
    await client.value("1");
    const family = [client.pid, ...descendantsOf(client.pid).map(({ pid }) => pid)];
    // A process or a descriptor may be gone between two looks.
    const unlessGone = <T>(look: () => T, gone: T): T => {
      try {
        return look();
      } catch {
        return gone;
      }
    };
    const targets = family.flatMap((pid) => {
      const folder = `/proc/${pid}/fd`;
      const descriptors = unlessGone(() => fs.readdirSync(folder), []);
      return descriptors.map((fd) => unlessGone(() => fs.readlinkSync(`${folder}/${fd}`), ""));
    });
    const inodes = new Set(targets.flatMap((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []));
    const open = ["tcp", "tcp6", "udp", "udp6", "raw"].flatMap((table) => {
      const rows = fs.readFileSync(`/proc/net/${table}`, "utf8").trim().split("\n").slice(1);
      return rows
        .map((row) => row.trim().split(/\s+/))
        .filter((row) => inodes.has(row[9] ?? ""))
        .map(([, local = "", , state]) => ({ table, local, state }));
    });
    const listening = open.filter(({ state }) => state === "0A").map(({ local }) => local);
    const expected = client.ports.map((port) => `0100007F:${port.toString(16).toUpperCase().padStart(4, "0")}`);
    expect(listening).to.have.members(expected);
    // All others are those of this client, at the same five.
    expect(open.filter(({ table, local }) => table !== "tcp" || !expected.includes(local))).to.deep.equal([]);
    await client.stop();
  });
});
