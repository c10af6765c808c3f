import { expect } from "chai";
import fc from "fast-check";
import { Cells } from "./cells.ts";

/** A row a kind of declaration: a cell that declares `name`, and an expression that is true of what it declared. */
const kinds: Record<string, (name: string) => { cell: string; holds?: string }> = {
  let: (name) => ({ cell: `let ${name} = "let"`, holds: `${name} === "let"` }),
  const: (name) => ({ cell: `const ${name} = "const"`, holds: `${name} === "const"` }),
  var: (name) => ({ cell: `if (true) { var ${name} = "var" }`, holds: `${name} === "var"` }),
  "let by pattern": (name) => ({ cell: `let { a: [${name}] } = { a: ["p"] }`, holds: `${name} === "p"` }),
  "const by pattern": (name) => ({ cell: `const { ...${name} } = { a: 1 }`, holds: `${name}.a === 1` }),
  function: (name) => ({ cell: `function ${name}() { return ${name}.name }`, holds: `${name}() === "${name}"` }),
  "async function": (name) => ({
    cell: `export async function ${name}() { return 1 }`,
    holds: `(await ${name}()) === 1`,
  }),
  class: (name) => ({
    cell: `class ${name} { static s = 1; m() { return ${name}.s } }`,
    holds: `new ${name}().m() === 1`,
  }),
  enum: (name) => ({ cell: `enum ${name} { A = 3 }`, holds: `${name}.A === 3 && Object.keys(${name}).length === 2` }),
  namespace: (name) => ({
    cell: `namespace ${name} { export let x = 4 }`,
    holds: `${name}.x === 4 && Object.keys(${name}).length === 1`,
  }),
  import: (name) => ({ cell: `import { sep as ${name} } from "node:path"`, holds: `${name} === "/"` }),
  "namespace import": (name) => ({ cell: `import * as ${name} from "node:path"`, holds: `${name}.sep === "/"` }),
  using: (name) => ({
    cell: `using ${name} = { [Symbol.dispose]() { this.over = true } } as any`,
    holds: `${name}.over`,
  }),
  type: (name) => ({ cell: `type ${name} = number` }),
  interface: (name) => ({ cell: `interface ${name} { a: number }` }),
};

describe("redeclaration", () => {
  let cells: Cells;
  before(() => {
    cells = new Cells();
  });
  after(() => cells.close());

  let names = 0;
  for (const [first, declareFirst] of Object.entries(kinds)) {
    it(`lets a later cell declare a name anew, as anything, after ${first}`, async () => {
      for (const [second, declareSecond] of Object.entries(kinds)) {
        const name = `name${++names}`;
        const [before, after] = [declareFirst(name), declareSecond(name)];
        await cells.run(before.cell);
        await cells.run(`function probe${name}() { return ${name} }`);
        await cells.run(after.cell);
        // A type leaves the value of the name as it was.
        const holds = after.holds ?? before.holds;
        if (holds === undefined) continue;
        expect(await cells.run(`!!(${holds}) && probe${name}() === ${name}`), `${second} after ${first}`).to.deep.equal(
          {
            value: "true",
          },
        );
      }
    });
  }

  /** What a step does to a name in the model: a value, bound once and for all or not, or no value at all. */
  type Binding = { value: number; constant: boolean } | "unset";
  interface Step {
    act: keyof typeof declare | "assign" | "fail" | "read" | "closure" | "type";
    name: string;
    value: number;
  }
  const declare = {
    let: (name: string, value: number) => `let ${name} = ${value}`,
    const: (name: string, value: number) => `const ${name}: number = ${value}`,
    var: (name: string, value: number) => `for (var ${name} = ${value}; false; ) {}`,
    pattern: (name: string, value: number) => `var [${name}, other] = [${value}, 0]`,
    function: (name: string, value: number) => `${name}.valueOf = () => ${value}; function ${name}() {}`,
    class: (name: string, value: number) => `class ${name} { static valueOf() { return ${value} } }`,
    enum: (name: string, value: number) => `enum ${name} { A }; (${name} as any).valueOf = () => ${value}`,
  };

  it("gives the values that a model of names and bindings gives, whatever is declared in whatever order", async () => {
    const names = fc.constantFrom("a", "b");
    const acts = fc.constantFrom(
      ...(Object.keys(declare) as (keyof typeof declare)[]),
      "assign",
      "fail",
      "read",
      "closure",
      "type",
    );
    const steps = fc.array(fc.record({ act: acts, name: names, value: fc.integer({ min: 0, max: 99 }) }), {
      minLength: 3,
      maxLength: 14,
    });
    let round = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (list: Step[]) => {
        const suffix = `_${++round}`;
        const model = new Map<string, Binding>();
        for (const step of list) {
          const name = step.name + suffix;
          const binding = model.get(name);
          const source = {
            ...declare,
            assign: () => `${name} = ${step.value} as any; +${name}`,
            fail: () => `let ${name} = ((): number => { throw new RangeError("on purpose") })()`,
            read: () => `+${name}`,
            closure: () => `(() => { const own = () => +${name}; return own() })()`,
            type: () => `type ${name} = ${step.value}`,
          }[step.act](name, step.value);
          const { value, error } = await cells.run(source);
          const outcome = value === undefined ? error : { value };
          if (step.act === "fail") {
            expect(error).to.equal("RangeError: on purpose");
            // A name that had a value keeps it.
            model.set(name, binding === undefined || binding === "unset" ? "unset" : { ...binding, constant: false });
          } else if (step.act === "type") expect(outcome).to.equal(undefined);
          else if (step.act in declare) {
            expect(error).to.equal(undefined);
            model.set(name, { value: step.value, constant: step.act === "const" });
          } else if (binding === undefined || binding === "unset") {
            const early = binding === "unset" && step.act === "assign";
            expect(error).to.equal(
              early
                ? `ReferenceError: Cannot access '${name}' before initialization`
                : `ReferenceError: ${name} is not defined`,
            );
          } else if (step.act === "assign" && binding.constant) {
            expect(error).to.equal("TypeError: Assignment to constant variable.");
          } else {
            if (step.act === "assign") binding.value = step.value;
            expect(outcome).to.deep.equal({ value: String(binding.value) });
          }
        }
      }),
      { numRuns: 60, seed: 20 },
    );
  });
});
