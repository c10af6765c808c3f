// The entry scripts import this file statically, before anything newer: keep it readable for an old Node.

/** The oldest Node that Axonlab runs on, as [major, minor]. */
export const OLDEST_NODE = [20, 19];

/**
 * What is wrong with a version of Node, as a text that says what to do; nothing when it is new enough.
 * @param {string} version as in `process.versions.node`, "20.19.0"
 * @returns {string | undefined}
 */
export function nodeComplaint(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldMajor = 0, oldMinor = 0] = OLDEST_NODE;
  if (major > oldMajor || (major === oldMajor && minor >= oldMinor)) return undefined;
  return (
    "Axonlab needs Node " +
    OLDEST_NODE.join(".") +
    " or newer; this is Node " +
    version +
    ".\n" +
    "  What to do: install the current LTS release of Node.js (from nodejs.org, nvm, fnm, Homebrew or your system's packages), open a new terminal and run the command again."
  );
}

/** Ends the process with the complaint if this Node is too old; to be called before any other module is loaded. */
export function requireNode() {
  const complaint = nodeComplaint(process.versions.node);
  if (complaint === undefined) return;
  console.error(complaint);
  process.exit(1);
}
