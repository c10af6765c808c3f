const fs = require("node:fs");
const { reporters } = require("mocha");

/**
 * Why a test was skipped, as `skip` of tests/skip.ts noted it on the test or on a suite around it.
 * @param {{ skipReason?: string, parent?: object }} [node]
 * @returns {string | undefined}
 */
function reasonOf(node) {
  return node && (node.skipReason ?? reasonOf(/** @type {any} */ (node.parent)));
}

/** Mocha's own report, and at the end the counts as JSON in the file that AXONLAB_COUNTS names. */
module.exports = class CountingReporter extends reporters.Spec {
  /**
   * @param {any} runner
   * @param {any} options
   */
  constructor(runner, options) {
    super(runner, options);
    /** @type {{ title: string, reason?: string | undefined }[]} */
    const skips = [];
    runner.on("pending", (/** @type {any} */ test) => skips.push({ title: test.fullTitle(), reason: reasonOf(test) }));
    runner.once("end", () => {
      const { passes: passed, failures: failed } = runner.stats;
      if (process.env.AXONLAB_COUNTS)
        fs.writeFileSync(process.env.AXONLAB_COUNTS, JSON.stringify({ passed, failed, skips }));
    });
  }
};
