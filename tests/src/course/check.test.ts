import { expect } from "chai";
import { check } from "../../../src/course/check.ts";
import { exercise } from "../../../src/course/exercise.ts";
import { STUB_MESSAGE } from "../../../src/course/stub.ts";

process.env.AXONLAB_PROGRESS = "off";

const SHOW = Symbol.for("Jupyter.display") as unknown as keyof ReturnType<typeof check>;
type Shown = Record<string, string>;
const shownOf = async (name: string): Promise<Shown> =>
  (check(name) as unknown as Record<typeof SHOW, () => Shown | Promise<Shown>>)[SHOW]();
const textOf = async (name: string) => (await shownOf(name))["text/plain"] ?? "";

/** The next turn: a cell that runs again may define an exercise again. */
const nextCell = () => new Promise((resolve) => setImmediate(resolve));
beforeEach(nextCell);

describe("checking an exercise", () => {
  it("says that all passed, and no more than that", async () => {
    exercise("good", { hints: ["a hint"] }, ({ equal, close, ok, throws }) => {
      equal("a list", () => [1, 2], [1, 2]);
      close("a sum", () => 0.1 + 0.2, 0.3);
      ok("a truth", () => true);
      throws(
        "a refusal",
        () => {
          throw new RangeError("too big");
        },
        "big",
      );
    });
    expect(check("good").solved).to.equal(true);
    expect(await textOf("good")).to.equal(
      "✓ good: all 4 checks passed.\n  ✓ a list\n  ✓ a sum\n  ✓ a truth\n  ✓ a refusal",
    );
  });

  it("shows what was expected and what came, and where they differ", async () => {
    exercise("bad", {}, ({ equal, close, ok, throws }) => {
      equal("a list", () => [1, 2, 3], [1, 5, 3]);
      close("a sum", () => 0.25, 0.3, { tolerance: 0.01 });
      ok("a truth", () => 1);
      throws("a refusal", () => 7);
      throws(
        "another",
        () => {
          throw new Error("no");
        },
        /yes/,
      );
    });
    const text = await textOf("bad");
    expect(text).to.match(/^✗ bad: 0 of 5 checks passed\./);
    expect(text).to.include(
      "expected: [ 1, 5, 3 ]\n      got: [ 1, 2, 3 ]\n      difference: at [1]: expected 5, got 2",
    );
    expect(text).to.include("expected 0.3 within 0.01, got 0.25; they are 0.0500 apart");
    expect(text).to.include("✗ a truth\n      expected: true\n      got: 1");
    expect(text).to.include("✗ a refusal\n      expected: an error\n      got: 7");
    expect(text).to.include("✗ another\n      expected: an error that says /yes/\n      got: Error: no");
  });

  it("shows an error of the student's code, and goes on with the other checks", async () => {
    exercise("thrower", {}, ({ equal }) => {
      equal(
        "one",
        () => {
          throw new TypeError("x is not a function");
        },
        1,
      );
      equal(
        "two",
        () => {
          throw { odd: true };
        },
        1,
      );
      equal("three", () => 1, 1);
    });
    const text = await textOf("thrower");
    expect(text).to.include("your code threw: TypeError: x is not a function");
    expect(text).to.include("your code threw: something that is no error was thrown: { odd: true }");
    expect(text).to.match(/1 of 3 checks passed/);
  });

  it("names the cell and the line of an error as the kernel writes them", async () => {
    exercise("placed", {}, ({ ok }) =>
      ok("one", () => {
        const error = new Error("no");
        error.stack = "Error: no\n    at f (In [3]:2:9)\n    at In [5]:1:1";
        throw error;
      }),
    );
    expect(await textOf("placed")).to.include("Error: no (In [3], line 2)");
  });

  it("waits for promises, in order, and shows what they were rejected with", async () => {
    const order: number[] = [];
    exercise("slow", {}, ({ equal, throws }) => {
      equal(
        "first",
        async () => {
          await nextCell();
          order.push(1);
          return 1;
        },
        1,
      );
      equal("second", () => order.push(2), 2);
      equal("third", () => Promise.reject(new Error("late")), 1);
      throws(
        "fourth",
        async () => {
          throw new Error("wanted");
        },
        "wanted",
      );
    });
    const report = check("slow");
    expect(report.solved).to.equal(false);
    const outcomes = await report.outcomes;
    expect(outcomes.map(({ passed }) => passed)).to.deep.equal([true, true, false, true]);
    expect(order).to.deep.equal([1, 2]);
  });

  it("says that hidden tests exist, and calls the others visible", async () => {
    exercise("hiding", {}, ({ ok }) => {
      ok("one", () => true);
      exercise.hidden(2);
    });
    expect(await textOf("hiding")).to.match(
      /^✓ hiding: the one visible check passed\. 2 hidden tests run when it is graded\./,
    );
    await nextCell();
    exercise("hiding", {}, ({ ok }) => {
      ok("one", () => false);
      ok("two", () => true);
      exercise.hidden(1);
    });
    expect(await textOf("hiding")).to.match(
      /^✗ hiding: 1 of 2 visible checks passed\. 1 hidden test runs when it is graded\./,
    );
  });

  it("tells an answer that nobody has begun from a wrong one, also where an error is wanted", async () => {
    const stub = () => {
      throw new Error(STUB_MESSAGE);
    };
    exercise("stub", { hints: ["a hint"] }, ({ equal, throws }) => {
      equal("one", stub, 1);
      throws("two", stub);
    });
    expect(await textOf("stub")).to.match(/^✗ stub: the cell above waits for your answer; 0 of 2 checks passed/);
  });

  it("takes tests whose set-up fails for a failed check", async () => {
    exercise("set-up", {}, ({ equal }) => {
      const value = (undefined as unknown as { x: number }).x;
      equal("one", () => value, 1);
    });
    expect(await textOf("set-up")).to.match(
      /✗ the tests can be set up\n.*TypeError: Cannot read properties of undefined/,
    );
  });

  it("survives values that cannot be looked at", async () => {
    const hostile = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error("go away");
        },
        getPrototypeOf: () => {
          throw new Error("go away");
        },
      },
    );
    exercise("hostile", {}, ({ equal }) => {
      equal("one", () => hostile, { a: 1 });
      equal(
        "two",
        () => {
          throw new Proxy(new Error("x"), {
            get: () => {
              throw new Error("no");
            },
          });
        },
        1,
      );
    });
    expect(await textOf("hostile")).to.match(/^✗ hostile: 0 of 2/);
  });

  it("runs as often as one likes, on what is there then", async () => {
    let answer = 1;
    exercise("again", {}, ({ equal }) => equal("one", () => answer, 2));
    expect(check("again").solved).to.equal(false);
    answer = 2;
    expect(check("again").solved).to.equal(true);
  });
});

describe("the report in HTML", () => {
  it("shows nothing that the page would read as HTML, and folds hints for mouse and keyboard", async () => {
    exercise("html", { hints: ["Use `<b>`.", "second"] }, ({ equal }) =>
      equal("a <i>title</i>", () => "<script>alert(1)</script>", "&"),
    );
    const html = (await shownOf("html"))["text/html"] ?? "";
    expect(html).not.to.match(/<script|<i>|<b>/);
    expect(html).to.include("&lt;script&gt;").and.include("<code>&lt;b&gt;</code>");
    // This was the first failed try, which brings the first hint to light.
    expect(html).to.match(/<strong>Hint 1\.<\/strong> Use <code>.*<details[^>]*><summary[^>]*>Hint 2 of 2<\/summary>/);
  });

  it("says by words and marks what it says by colour, and sets no text in a colour of its own", async () => {
    exercise("marks", {}, ({ ok }) => {
      ok("one", () => true);
      ok("two", () => false);
    });
    const html = (await shownOf("marks"))["text/html"] ?? "";
    expect(html)
      .to.match(/✗ marks<\/strong>: 1 of 2 checks passed/)
      .and.match(/✓ <span>one/)
      .and.match(/✗ <span>two/);
    expect(html).not.to.match(/[^-]color:|background/);
  });
});

describe("using an exercise in the wrong way", () => {
  const CASES: Record<string, [use: () => unknown, says: RegExp]> = {
    "a name that no exercise has": [
      () => check("godo"),
      /\[course\] expected the name of an exercise, got "godo": did you mean "good"\?/,
    ],
    "a name that is none": [
      () => exercise("Not A Name", {}, ({ ok }) => ok("a", () => true)),
      /small letters, digits and single hyphens, got "Not A Name"/,
    ],
    "no tests": [() => exercise("empty", {}, () => undefined), /at least one test, got none/],
    "tests that are no function": [() => exercise("no-function", {}, [] as never), /its tests as a function, got \[\]/],
    "tests that are async": [() => exercise("async-tests", {}, (async () => undefined) as never), /no async function/],
    "hints that are no list": [
      () => exercise("no-hints", { hints: "one" as never }, ({ ok }) => ok("a", () => true)),
      /hints as a list of texts, got 'one'/,
    ],
    "two tests of one title": [
      () =>
        exercise("twice", {}, ({ ok }) => {
          ok("a", () => true);
          ok("a", () => true);
        }),
      /a title of its own, got one twice/,
    ],
    "an answer without () =>": [
      () => exercise("no-thunk", {}, ({ equal }) => equal("a", 5 as never, 5)),
      /expected a function, got 5: write \(\) => before/,
    ],
    "numbers that are none": [
      () => exercise("nan", {}, ({ close }) => close("a", () => 1, "1" as never)),
      /a number or numbers to compare with, got '1'/,
    ],
    "a tolerance below 0": [
      () => exercise("tolerance", {}, ({ close }) => close("a", () => 1, 1, { tolerance: -1 })),
      /tolerance of 0 or more, got -1/,
    ],
    "hidden tests outside of an exercise": [() => exercise.hidden(1), /among an exercise's tests/],
    "hidden tests that are no number": [
      () => exercise("hidden-none", {}, () => exercise.hidden(0)),
      /1 or more, got 0/,
    ],
  };
  for (const [what, [use, says]] of Object.entries(CASES)) {
    it(`is ${what}`, () => expect(use).to.throw(says).with.property("name", "CourseError"));
  }

  it("is one name twice in a cell, but not in a cell that runs again", async () => {
    const define = () => exercise("once", {}, ({ ok }) => ok("a", () => true));
    define();
    expect(define).to.throw(/each name once in a cell/);
    await nextCell();
    expect(define).not.to.throw();
  });
});
