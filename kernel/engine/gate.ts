/** Lets tasks through one at a time, in the order in which they came. */
export class Gate {
  #last: Promise<unknown> = Promise.resolve();

  /** Does the task once all before it are done; what it returns is not waited for where it lies in an object. */
  pass<T>(task: () => T | Promise<T>): Promise<T> {
    const done = this.#last.then(task);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
