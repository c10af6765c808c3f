import { activate, HOST } from "./activations";
import { columnsOf, placeOf } from "./gather";
import { at, lanes, padded } from "./lanes";
import { layerOf, Network, Samples } from "./network";
import { entry, ROW, registers, sparseRows, tileWidth } from "./sparse";

/**
 * The first layer for samples that are mostly zeros (pictures, one-hot features): forward, a row of the product for each
 * sample's list of inputs; backward, one for each input's list of samples.
 */

/** For how many samples the inputs' lists are made at a time. */
const TURNED: i32 = 256;

/** How many samples are summed up before they are turned. */
const SUMMED: i32 = 16;

/** How many bytes of room both passes need: a panel of so many rows, and sums before it. */
export function sparseRoom(inputs: i32): usize {
  return (<usize>SUMMED + <usize>max(inputs, TURNED)) << ROW;
}

/** Notes where the batch's samples have their lists; those that fill up the last register have empty ones. */
export function pointAt<T extends number>(network: Network, samples: Samples, from: i32, rows: i32): void {
  const stride = padded<T>(rows);
  network.entries = samples.entries;
  for (let s = 0; s < rows; s++) {
    const start = at<i32>(samples.starts, placeOf(samples, from + s));
    store<u64>(at<u64>(network.spans, s), load<u64>(start));
  }
  for (let s = rows; s < stride; s++) store<u64>(at<u64>(network.spans, s), 0);
}

/** The weighted sums of samples from … to − 1 and of those that fill up the last register, and if known their outputs. */
export function sparseForward<T extends number>(network: Network, rows: i32, from: i32, to: i32, room: usize): void {
  const layer = layerOf(network, 0);
  const stride = padded<T>(rows);
  const n = layer.outputs;
  const last = to == rows ? stride : to;
  const isKnown = network.depth > 1 && network.hidden < HOST;
  const sums = room;
  const panel = room + (SUMMED << ROW);
  for (let done = 0, all = registers<T>(n); done < all; ) {
    const width = tileWidth(all - done);
    const wide = (<usize>width) << 4;
    const neuron = done * lanes<T>();
    const neurons = min(width * lanes<T>(), n - neuron);
    const bias = at<T>(layer.biases, neuron);
    packPanel(layer.inputs, at<T>(layer.weights, neuron), <usize>n * sizeof<T>(), panel, wide);
    for (let s = from; s < last; s += SUMMED) {
      const some = min(SUMMED, last - s);
      const spans = at<u64>(network.spans, s);
      sparseRows<T>(width, some, spans, network.entries, panel, bias, 0, sums, wide, 0);
      if (isKnown) activate<T>(network.hidden, sums, some * width * lanes<T>());
      const output = at<T>(layer.output, neuron * stride + s);
      for (let i = 0; i < some; i += lanes<T>())
        columnsOf<T>(sums + <usize>i * wide, wide, at<T>(output, i), neurons, stride);
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
  const row = <usize>n * sizeof<T>();
  const spans = at<u64>(network.lists, from);
  const lists = at<u64>(network.lists, layer.inputs);
  for (let start = 0; start < rows; start += TURNED) {
    const some = min(TURNED, rows - start);
    turn<T>(network, start, some, from, to, lists);
    for (let done = 0, all = registers<T>(n); done < all; ) {
      const width = tileWidth(all - done);
      const neuron = done * lanes<T>();
      const neurons = min(width * lanes<T>(), n - neuron);
      turnDelta<T>(at<T>(layer.delta, neuron * stride + start), stride, some, neurons, room, width * lanes<T>());
      const c = at<T>(layer.weightGradient + <usize>from * row, neuron);
      const valid = neurons % lanes<T>();
      if (start == 0) sparseRows<T>(width, to - from, spans, lists, room, 0, 0, c, row, valid);
      else sparseRows<T>(width, to - from, spans, lists, room, c, row, c, row, valid);
      done += width;
    }
  }
}

/** Makes of the samples' lists the lists of inputs from … to − 1. */
function turn<T extends number>(network: Network, start: i32, some: i32, from: i32, to: i32, lists: usize): void {
  const spans = network.lists;
  const most = network.listLength;
  const size = 2 * sizeof<T>();
  // While they grow, the address of each list's next entry.
  for (let k = from; k < to; k++) store<usize>(at<u64>(spans, k), entry<T>(lists, k * most));
  for (let s = 0; s < some; s++) {
    const span = at<u64>(network.spans, start + s);
    const last = entry<T>(network.entries, load<i32>(span, 4));
    const first = firstFrom<T>(entry<T>(network.entries, load<i32>(span)), last, from << ROW);
    const end = to == layerOf(network, 0).inputs ? last : firstFrom<T>(first, last, to << ROW);
    for (let e = first; e < end; e += size) {
      // A span takes eight bytes.
      const next = spans + (<usize>load<i32>(e) >> (ROW - 3));
      const place = load<usize>(next);
      store<i32>(place, s << ROW);
      store<T>(place, load<T>(e, sizeof<T>()), sizeof<T>());
      store<usize>(next, place + size);
    }
  }
  for (let k = from; k < to; k++) {
    const span = at<u64>(spans, k);
    const end = <i32>((load<usize>(span) - lists) / size);
    store<i32>(span, k * most);
    store<i32>(span, end, 4);
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
