import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { jupyterEnvironment } from "../../scripts/lib/jupyter-settings.mjs";
import { VENV_PYTHON } from "../../scripts/lib/paths.mjs";
import { start } from "../cli/axonlab.ts";

const CLIENT = fileURLToPath(new URL("./encrypted_client.py", import.meta.url));

describe("an encrypted transport", () => {
  it("is had by jupyter_client's transport_encryption, on all five sockets, and shuts out who lacks the key", async () => {
    const { code, stdout, stderr } = await start(VENV_PYTHON, [CLIENT], { env: jupyterEnvironment() }).ended;
    expect(code, stderr).to.equal(0);
    expect(JSON.parse(stdout)).to.deep.equal({
      protocol: "5.5",
      keys: [40, 40],
      value: ["ok", "42"],
      beats: true,
      plain: 0,
      interrupted: "Interrupted",
      kept: ["ok", "42"],
    });
  }).timeout(300_000);
});
