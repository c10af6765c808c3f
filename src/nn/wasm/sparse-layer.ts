import { activate, HOST } from "./activations";
import { columnsOf, placeOf } from "./gather";
import { at, lanes, padded } from "./lanes";
import { layerOf, Network, Samples } from "./network";
import { entry, ROW, registers, sparseTile, tileWidth } from "./sparse";

/**
 * The first layer for samples that are mostly zeros (pictures, one-hot features): forward, a row of the product for each
 * sample's list of inputs; backward, one for each input's list of samples.
 */

/** For how many samples the inputs' lists are made at a time. */
const TURNED: i32 = 256;

/** Notes where the batch's samples have their lists, as pairs of first and end. */
export function pointAt(network: Network, samples: Samples, from: i32, rows: i32): void {
  network.entries = samples.entries;
  for (let s = 0; s < rows; s++) {
    const start = at<i32>(samples.starts, placeOf(samples, from + s));
    store<u64>(at<u64>(network.spans, s), load<u64>(start));
  }
}

/** The weighted sums of samples from … to − 1 and of those that fill up the last register, and if known their outputs. */
export function sparseForward<T extends number>(network: Network, rows: i32, from: i32, to: i32, room: usize): void {
  const layer = layerOf(network, 0);
  const stride = padded<T>(rows);
  const n = layer.outputs;
  const last = to == rows ? stride : to;
  const sums = room;
  for (let done = 0, all = registers<T>(n); done < all; ) {
    const width = tileWidth(all - done);
    const wide = (<usize>width) << 4;
    const neuron = done * lanes<T>();
    const panel = room + (lanes<T>() << ROW);
    packPanel(layer.inputs, at<T>(layer.weights, neuron), <usize>n * sizeof<T>(), panel, wide);
    for (let s = from; s < last; s += lanes<T>()) {
      for (let i = 0; i < lanes<T>(); i++) {
        const span = at<u64>(network.spans, s + i);
        const first = s + i < rows ? load<i32>(span) : 0;
        const count = s + i < rows ? load<i32>(span, 4) - first : 0;
        const list = entry<T>(network.entries, first);
        const bias = at<T>(layer.biases, neuron);
        sparseTile<T>(width, count, list, panel, bias, sums + i * wide, 0);
      }
      if (network.depth > 1 && network.hidden < HOST)
        activate<T>(network.hidden, sums, width * lanes<T>() * lanes<T>());
      const neurons = min(width * lanes<T>(), n - neuron);
      columnsOf<T>(sums, wide, at<T>(layer.output, neuron * stride + s), neurons, stride);
    }
    done += width;
  }
}

/** Some columns of W. */
function packPanel(rows: i32, from: usize, row: usize, to: usize, wide: usize): void {
  for (let i = 0; i < rows; i++) {
    for (let p: usize = 0; p < wide; p += 16) v128.store(to + p, v128.load(from + p));
    from += row;
    to += 1 << ROW;
  }
}

/** dC/dW of the inputs from … to − 1. */
export function sparseGradient<T extends number>(network: Network, rows: i32, from: i32, to: i32, room: usize): void {
  const layer = layerOf(network, 0);
  const stride = padded<T>(rows);
  const n = layer.outputs;
  const most = network.listLength;
  const counts = network.lists;
  const lists = (at<i32>(counts, layer.inputs) + 15) & ~15;
  for (let start = 0; start < rows; start += TURNED) {
    const some = min(TURNED, rows - start);
    turn<T>(network, start, some, from, to, counts, lists);
    for (let done = 0, all = registers<T>(n); done < all; ) {
      const width = tileWidth(all - done);
      const neuron = done * lanes<T>();
      const neurons = min(width * lanes<T>(), n - neuron);
      turnDelta<T>(at<T>(layer.delta, neuron * stride + start), stride, some, neurons, room, width * lanes<T>());
      for (let k = from; k < to; k++) {
        const c = at<T>(layer.weightGradient, k * n + neuron);
        const first = start == 0 ? 0 : c;
        const list = entry<T>(lists, k * most);
        const count = load<i32>(at<i32>(counts, k));
        const valid = neurons % lanes<T>();
        sparseTile<T>(width, count, list, room, first, c, valid);
      }
      done += width;
    }
  }
}

/** Makes of the samples' lists the lists of inputs from … to − 1. */
function turn<T extends number>(
  network: Network,
  start: i32,
  some: i32,
  from: i32,
  to: i32,
  counts: usize,
  lists: usize,
): void {
  const most = network.listLength;
  const size = 2 * sizeof<T>();
  memory.fill(at<i32>(counts, from), 0, at<i32>(0, to - from));
  for (let s = 0; s < some; s++) {
    const span = at<u64>(network.spans, start + s);
    const end = entry<T>(network.entries, load<i32>(span, 4));
    let e = firstFrom<T>(entry<T>(network.entries, load<i32>(span)), end, from << ROW);
    for (; e < end; e += size) {
      const k = load<i32>(e) >> ROW;
      if (k >= to) break;
      const count = load<i32>(at<i32>(counts, k));
      const turned = entry<T>(lists, k * most + count);
      store<i32>(turned, s << ROW);
      store<T>(turned, load<T>(e, sizeof<T>()), sizeof<T>());
      store<i32>(at<i32>(counts, k), count + 1);
    }
  }
}

/** The first entry of a list whose place is `from` or behind it. */
function firstFrom<T extends number>(first: usize, end: usize, from: i32): usize {
  if (from == 0) return first;
  let count = <i32>((end - first) / (2 * sizeof<T>()));
  while (count > 0) {
    const half = count >> 1;
    const middle = entry<T>(first, half);
    if (load<i32>(middle) < from) {
      first = middle + 2 * sizeof<T>();
      count -= half + 1;
    } else count = half;
  }
  return first;
}

/** δ of some neurons, one row of the panel a sample, filled up with 0 to `wide` numbers. */
function turnDelta<T extends number>(delta: usize, stride: i32, some: i32, neurons: i32, to: usize, wide: i32): void {
  const whole = neurons & -lanes<T>();
  const row = <usize>stride * sizeof<T>();
  const rowNumbers = (1 << ROW) / sizeof<T>();
  for (let j = 0; j < whole; j += lanes<T>()) columnsOf<T>(delta + <usize>j * row, row, at<T>(to, j), some, rowNumbers);
  for (let j = whole; j < wide; j++) {
    const from = delta + <usize>j * row;
    for (let s = 0; s < some; s++) {
      store<T>(at<T>(to + <usize>(s << ROW), j), j < neurons ? load<T>(at<T>(from, s)) : <T>0.0);
    }
  }
}
