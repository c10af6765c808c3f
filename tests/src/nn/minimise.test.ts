import { expect } from "chai";
import {
  lbfgs,
  minimise,
  NnError,
  type OptimizerName,
  optimizerNames,
  type Surface,
  type SurfaceName,
  surfaces,
} from "../../../src/index.ts";

describe("minimise", () => {
  it("by hand on the bowl: each step of η = 0.25 halves the way, f = x² + y²", () => {
    const { points, values } = minimise("bowl", { learningRate: 0.25, start: [2, -4], steps: 2 });
    expect(points).to.deep.equal([
      [2, -4],
      [1, -2],
      [0.5, -1],
    ]);
    expect(values).to.deep.equal([20, 5, 1.25]);
  });

  it("says diverged when the learning rate is too large, and keeps only finite places", () => {
    const path = minimise("ravine", { learningRate: 0.11, steps: 5000 });
    expect(path.outcome).to.equal("diverged");
    expect(path.values.every(Number.isFinite)).to.equal(true);
    expect(minimise("rosenbrock", { learningRate: 1 }).outcome).to.equal("diverged");
    expect(minimise("saddle").outcome).to.equal("diverged");
  });

  it("says stopped when it was not there yet, converged when the ground is flat", () => {
    expect(minimise("rosenbrock", { learningRate: 0.001, steps: 10 }).outcome).to.equal("stopped");
    expect(minimise("bowl", { start: [0, 0] })).to.deep.include({ outcome: "converged", points: [[0, 0]] });
  });

  it("finds the minimum of Himmelblau's four that its start leads to", () => {
    for (const [x, y] of surfaces.himmelblau.minima) {
      const { points } = minimise("himmelblau", { learningRate: 0.01, start: [x + 0.4, y - 0.3], steps: 1000 });
      const [xEnd, yEnd] = points.at(-1) as [number, number];
      expect(Math.hypot(xEnd - x, yEnd - y)).to.be.below(1e-6);
    }
  });

  it("with momentum leaves dents in which plain descent stays", () => {
    const run = (optimizer: "gradientDescent" | "momentum") =>
      minimise("manyMinima", { optimizer, learningRate: 0.002, steps: 2000 }).values.at(-1) as number;
    expect(run("momentum")).to.be.below(run("gradientDescent"));
  });

  const refusals: Record<string, () => unknown> = {
    "an unknown surface": () => minimise("bowel" as "bowl"),
    "an unknown optimizer": () => minimise("bowl", { optimizer: "adamm" as "adam" }),
    "a learning rate of 0": () => minimise("bowl", { learningRate: 0 }),
    "half a step": () => minimise("bowl", { steps: 0.5 }),
    "a start in space": () => minimise("bowl", { start: [1, 2, 3] as never }),
  };
  for (const [what, refused] of Object.entries(refusals)) {
    it(`refuses ${what}`, () => expect(refused).to.throw(NnError, /^\[nn\] expected .*, got .*: /));
  }
});

describe("every optimizer on every surface", () => {
  // AdaDelta has a step length of its own, which its rate only scales.
  const rates: Partial<Record<OptimizerName | "lbfgs", number>> = { adaDelta: 1 };

  for (const [name, { f, start, minima }] of Object.entries<Surface>(surfaces)) {
    for (const optimizer of [...optimizerNames, "lbfgs"] as const) {
      it(`${optimizer} goes down ${name}, and its path is whole`, () => {
        const path = minimise(name as SurfaceName, {
          optimizer,
          learningRate: rates[optimizer] ?? 0.001,
          steps: 2000,
        });
        expect(path.points[0]).to.deep.equal(start);
        expect(path.values).to.deep.equal(path.points.map(([x, y]) => f(x, y)));
        expect(path.values.at(-1)).to.be.below(path.values[0] as number);
        if (optimizer !== "lbfgs") expect(path.evaluations).to.equal(path.points.length);
        if (path.outcome === "stopped" && optimizer !== "lbfgs") expect(path.points).to.have.length(2001);
        // A saddle falls for ever: whoever leaves it never converges. The others never leave the ground.
        if (minima.length === 0) expect(path.outcome).to.not.equal("converged");
        else expect(path.outcome).to.not.equal("diverged");
      });
    }

    it(`with a rate far too large none of them hides on ${name} that it runs away`, () => {
      for (const optimizer of [...optimizerNames, "lbfgs"] as const) {
        const { points, values, outcome } = minimise(name as SurfaceName, {
          optimizer,
          learningRate: 1e13,
          steps: 500,
        });
        expect([...points.flat(), ...values].every(Number.isFinite), optimizer).to.equal(true);
        expect(points, optimizer).to.have.length(values.length);
        // L-BFGS chooses its own lengths; those that divide by the gradient's size step 1e13 far at once.
        if (optimizer !== "lbfgs") expect(outcome, optimizer).to.equal("diverged");
      }
    });
  }
});

describe("lbfgs", () => {
  it("goes down Rosenbrock's valley in tens of steps where plain descent needs tens of thousands", () => {
    const path = minimise("rosenbrock", { optimizer: "lbfgs" });
    expect(path.outcome).to.equal("converged");
    expect(path.values.at(-1)).to.be.below(1e-12);
    expect(path.evaluations).to.be.below(80);
    const plain = minimise("rosenbrock", { learningRate: 0.001, steps: 10_000 });
    expect(plain.values.at(-1)).to.be.above(1e-6);
  });

  it("never goes up", () => {
    for (const name of ["bowl", "ravine", "rosenbrock", "himmelblau", "manyMinima"] as const) {
      const { values } = minimise(name, { optimizer: "lbfgs" });
      expect(
        values.every((value, i) => i === 0 || value <= (values[i - 1] as number)),
        name,
      ).to.equal(true);
    }
  });

  it("solves a badly scaled problem of 50 unknowns", () => {
    const f = (x: Float64Array, g: Float64Array) =>
      x.reduce((sum, value, i) => {
        const weight = 1 + i * i;
        g[i] = weight * (value - i);
        return sum + (weight * (value - i) ** 2) / 2;
      }, 0);
    const { x, outcome } = lbfgs(f, new Float64Array(50), { gradientTolerance: 1e-8, tolerance: 0 });
    expect(outcome).to.equal("converged");
    x.forEach((value, i) => {
      expect(value).to.be.closeTo(i, 1e-8);
    });
  });

  it("says that a function falls for ever instead of looping", () => {
    expect(minimise("saddle", { optimizer: "lbfgs" }).outcome).to.equal("diverged");
  });

  it("stops where it is told to", () => {
    const f = (x: Float64Array, g: Float64Array) => {
      g[0] = Math.exp(x[0] as number) - 1;
      return Math.exp(x[0] as number) - (x[0] as number);
    };
    expect(lbfgs(f, new Float64Array([5]), { maxIterations: 2 })).to.deep.include({
      outcome: "stopped",
      iterations: 2,
    });
    expect(lbfgs(f, new Float64Array([0]))).to.deep.include({ outcome: "converged", iterations: 0, evaluations: 1 });
    expect(() => lbfgs(() => Number.NaN, new Float64Array([5]))).to.throw(NnError, "finite value at the start");
  });

  it("remembers as many steps as it is told to, one alone too", () => {
    const valley = (x: Float64Array, g: Float64Array) => {
      const [a, b] = [x[0] as number, x[1] as number];
      g.set(surfaces.rosenbrock.gradient(a, b));
      return surfaces.rosenbrock.f(a, b);
    };
    const evaluations = [1, 2, 10].map((memory) => {
      const result = lbfgs(valley, Float64Array.of(-1.2, 1), { memory, tolerance: 0 });
      expect(result.outcome).to.equal("converged");
      return result.evaluations;
    });
    // With one step it learns less of the valley than with ten.
    expect(evaluations[0]).to.be.above(evaluations[2] as number);
  });

  it("comes back from where the function is no number", () => {
    // The logarithm lives above 0 only; the first steps overshoot. Lowest where 2x = 0.01 / x.
    const barrier = (x: Float64Array, g: Float64Array) => {
      const a = x[0] as number;
      g[0] = 2 * a - 0.01 / a;
      return a * a - 0.01 * Math.log(a);
    };
    for (const start of [0.9, 3, 50]) {
      const { outcome, x } = lbfgs(barrier, Float64Array.of(start), { gradientTolerance: 1e-8, tolerance: 0 });
      expect([outcome, (x[0] as number).toFixed(6)], String(start)).to.deep.equal(["converged", "0.070711"]);
    }
  });
});
