import type { Random } from "../random.ts";
import { shuffleInPlace } from "./split.ts";

/**
 * A curve with more numbers behind it: in a new array of its size, which is filled several times as fast as one that grows,
 * unless the old one is so long that to copy it takes more time.
 */
export function joined(curve: number[], numbers: Float64Array): number[] {
  if (curve.length > 4 * numbers.length) {
    for (const value of numbers) curve.push(value);
    return curve;
  }
  const all = new Array<number>(curve.length + numbers.length);
  for (let i = 0; i < curve.length; i++) all[i] = curve[i] as number;
  for (let i = 0, to = curve.length; i < numbers.length; i++, to++) all[to] = numbers[i] as number;
  return all;
}

/** The orders of epochs to come, each the last one shuffled again, as epochs that come one by one would draw them. */
export class OrdersAhead {
  private readonly order: Int32Array;
  private readonly room: Int32Array;
  private before: Random | undefined;

  /** @param order The first epoch's, before it is shuffled. */
  constructor(order: Int32Array, most: number) {
    this.order = order;
    this.room = new Int32Array(order.length * most);
  }

  /** The orders of so many epochs, one behind the other. */
  draw(epochs: number, random: Random): Int32Array {
    const { order, room } = this;
    this.before = random.clone();
    for (let epoch = 0; epoch < epochs; epoch++) {
      shuffleInPlace(order, random);
      // A loop, since to set a few numbers takes longer to ask for than to do.
      for (let i = 0, to = epoch * order.length; i < order.length; i++, to++) room[to] = order[i] as number;
    }
    return room.subarray(0, epochs * order.length);
  }

  /** Takes back the orders of all but the first so many (1 at least) that were drawn last; the generator as it is then. */
  backTo(epochs: number): Random {
    const { order, room } = this;
    const random = (this.before as Random).clone();
    // Which numbers are shuffled changes nothing in what is drawn.
    for (let epoch = 0; epoch < epochs; epoch++) shuffleInPlace(new Int32Array(order.length), random);
    order.set(room.subarray((epochs - 1) * order.length, epochs * order.length));
    return random;
  }
}
