/** A step of the set-up failed in a way that the user can mend: what failed, and what to do about it. */
export class SetupError extends Error {
  /** @override */
  name = "SetupError";

  /**
   * @param {string} what what failed, with the facts
   * @param {string} remedy what the user does next
   * @param {string} [detail] the last lines of the failed tool, shown as they are
   */
  constructor(what, remedy, detail) {
    super(what);
    this.remedy = remedy;
    this.detail = detail;
  }

  /** The text for the terminal. */
  report() {
    const detail = this.detail?.trim() ? `${this.detail.trim().replace(/^/gm, "    | ")}\n` : "";
    return `${detail}  Failed: ${this.message}\n  What to do: ${this.remedy}`;
  }
}

/** Signs of a machine without a network in what npm and pip print. */
const NETWORK_SIGNS =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|NewConnectionError|Name or service not known|name resolution|Network is unreachable|Connection refused|ConnectTimeout|ReadTimeout|ProxyError/i;

/**
 * Whether a failed tool's output reads as "no network".
 * @param {string} output
 */
export const looksOffline = (output) => NETWORK_SIGNS.test(output);
