import path from "node:path";
import { expect } from "chai";
import { planStart } from "../../scripts/lib/arguments.mjs";

const desk = { root: false, display: true };

describe("the arguments of npm start", () => {
  it("go to JupyterLab as they are", () => {
    expect(planStart(["--ServerApp.token=x", "a b.ipynb"], desk).jupyter).to.deep.equal([
      "--ServerApp.token=x",
      "a b.ipynb",
    ]);
  });

  it("open the student's copies, and with --author the sources", () => {
    expect(path.basename(planStart([], desk).folder)).to.equal("work");
    const author = planStart(["--author", "--port", "9000"], desk);
    expect(path.basename(author.folder)).to.equal("notebooks");
    expect(author.jupyter).to.not.include("--author");
  });

  it("keep JupyterLab from taking another port than the one asked for", () => {
    for (const args of [["--port", "9000"], ["--port=9000"], ["--ServerApp.port=9000"]]) {
      const plan = planStart(args, desk);
      expect(plan.port).to.equal(9000);
      expect(plan.jupyter).to.include("--ServerApp.port_retries=0");
    }
    expect(planStart([], desk).jupyter).to.deep.equal([]);
  });

  it("gain --allow-root for root and --no-browser without a display, once", () => {
    expect(planStart([], { root: true, display: false }).jupyter).to.deep.equal(["--allow-root", "--no-browser"]);
    expect(planStart(["--no-browser", "--allow-root"], { root: true, display: false }).jupyter).to.have.length(2);
  });
});
