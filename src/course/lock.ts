import fs from "node:fs";
import os from "node:os";
import { CourseError } from "./errors.ts";

/** How long to wait for another kernel that writes, in milliseconds; a write takes one or two. */
const PATIENCE = 6000;
const PAUSE = 5;
/** The age from which a lock of another computer is taken for left behind, in milliseconds. */
const ABANDONED = 10_000;

const OURS = `${os.hostname()} ${process.pid}`;

/**
 * Does something while no other kernel does the same: a file of this name stands for the right to it. What a kernel left
 * behind when it ended, or was interrupted, is taken over.
 * @throws {CourseError} when others hold it for too long; whatever the file system says
 */
export function withLock<T>(lock: string, action: () => T): T {
  const limit = performance.now() + PATIENCE;
  while (!tryLock(lock)) {
    if (performance.now() > limit) {
      throw new CourseError(`expected ${lock} to be free, got it held for ${PATIENCE / 1000} s: delete it`);
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
  }
  try {
    return action();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

function tryLock(lock: string): boolean {
  try {
    fs.writeFileSync(lock, OURS, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    if (isLeft(lock)) takeAway(lock);
    return false;
  }
}

/** Whether the holder is gone. An interrupted kernel may find its own. */
function isLeft(lock: string): boolean {
  try {
    const holder = fs.readFileSync(lock, "utf8");
    const age = Date.now() - fs.statSync(lock).mtimeMs;
    const [host, pid] = holder.split(" ");
    // Between making the file and writing into it, it is empty.
    if (host !== os.hostname() || pid === undefined) return age > ABANDONED;
    return holder === OURS || !isAlive(Number(pid));
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Takes a lock away that was left; one that somebody else has meanwhile made anew is given back. */
function takeAway(lock: string): void {
  const aside = `${lock}.${process.pid}`;
  try {
    fs.renameSync(lock, aside);
    if (!isLeft(aside)) fs.linkSync(aside, lock);
  } catch {
    // Another kernel was faster: the next attempt sees what there is now.
  }
  fs.rmSync(aside, { force: true });
}
