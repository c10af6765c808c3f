import { expected } from "../errors.ts";
import { trainingSeconds } from "./network-cost.ts";
import { checkObject, checkOptions } from "./options.ts";
import { checkAtLeast0, checkPositive } from "./shapes.ts";

/** A piece of hardware as its maker describes it; figures age quickly, so put in today's. */
export interface Machine {
  /** The year of these figures. */
  readonly since: number;
  /** FLOP a second at its peak. */
  readonly peak: number;
  /** How many bits the numbers have that this peak is for. */
  readonly bits: 16 | 32 | 64;
  /** Its memory in bytes. */
  readonly memory?: number;
  /** What it draws under load, in watts. */
  readonly watts?: number;
}

/**
 * Examples to replace, from the makers' data sheets, without sparsity; the first is two cores of a server with vectors
 * of 128 bits, on paper.
 * @example
 * Object.keys(exampleMachines).length // → 6
 */
export const exampleMachines: Readonly<Record<string, Machine>> = {
  "two CPU cores": { since: 2023, peak: 0.1e12, bits: 32 },
  "GeForce RTX 4090": { since: 2022, peak: 82.6e12, bits: 32, memory: 24e9, watts: 450 },
  A100: { since: 2020, peak: 19.5e12, bits: 32, memory: 40e9, watts: 400 },
  "A100, 16 bits": { since: 2020, peak: 312e12, bits: 16, memory: 40e9, watts: 400 },
  "H100 SXM": { since: 2022, peak: 67e12, bits: 32, memory: 80e9, watts: 700 },
  "H100 SXM, 16 bits": { since: 2022, peak: 989e12, bits: 16, memory: 80e9, watts: 700 },
};

/** A training, as its size. */
export interface TrainingWork {
  /** To learn from one sample: {@link networkCost}'s `trainingFlops`. */
  flopsPerSample: number;
  samples: number;
  epochs: number;
  /** What must fit into the memory: {@link networkCost}'s `trainingBytes`. */
  bytes?: number;
  /** The share of the peak that is reached. Default 0.3. */
  use?: number;
}

/** What a training asks of one machine. */
export interface TrainingEstimate {
  readonly machine: string;
  readonly seconds: number;
  /** The machine's alone, without cooling; undefined where its watts are not known. */
  readonly kilowattHours: number | undefined;
  /** Whether its memory holds it; undefined where either is not known. */
  readonly fits: boolean | undefined;
}

/**
 * How long a training takes on each machine, what energy it draws, and whether it fits: {@link trainingSeconds} for a
 * whole table of hardware.
 * @param machines By name. Default {@link exampleMachines}.
 * @throws {NnError} for work or a machine with a figure out of range, or no machine.
 * @example
 * const work = { flopsPerSample: 6e9, samples: 1e6, epochs: 90, bytes: 30e9 };
 * trainingEstimates(work, { card: { since: 2022, peak: 20e12, bits: 32, memory: 24e9, watts: 400 } }) // → [{ machine: "card", seconds: 90000, kilowattHours: 10, fits: false }]
 */
export function trainingEstimates(
  work: TrainingWork,
  machines: Readonly<Record<string, Machine>> = exampleMachines,
): TrainingEstimate[] {
  checkOptions(work, ["flopsPerSample", "samples", "epochs", "bytes", "use"], "a part of work", "work");
  const { bytes, ...arithmetic } = work;
  if (bytes !== undefined) checkPositive(bytes, "bytes");
  const rows = Object.entries(checkObject(machines, "machines", "{ mine: { since: 2026, peak: 1e13, bits: 32 } }"));
  if (rows.length === 0) throw expected("at least one machine", machines, "leave it out for exampleMachines");
  return rows.map(([name, machine]) => {
    checkOptions(machine, ["since", "peak", "bits", "memory", "watts"], `a figure of ${name}`, name);
    const { peak, memory, watts } = machine;
    if (memory !== undefined) checkPositive(memory, `${name}'s memory`);
    if (watts !== undefined) checkAtLeast0(watts, `${name}'s watts`);
    const seconds = trainingSeconds({ ...arithmetic, peak: checkPositive(peak, `${name}'s peak`) });
    return {
      machine: name,
      seconds,
      kilowattHours: watts === undefined ? undefined : (watts * seconds) / 3.6e6,
      fits: bytes === undefined || memory === undefined ? undefined : bytes <= memory,
    };
  });
}
