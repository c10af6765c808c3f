"""What the Python libraries' processes share: the job, its data, the clock, and the answer. See job.mjs."""

import json
import sys
import time

import numpy as np


def read_job():
    with open(sys.argv[-1], encoding="utf8") as file:
        return json.load(file)


def numbers(matrix, dtype):
    kind = {"u8": np.uint8, "f64": np.float64}[matrix["kind"]]
    shape = (matrix["rows"], matrix["columns"])
    raw = np.fromfile(matrix["file"], dtype=kind, count=shape[0] * shape[1])
    return (raw.reshape(shape) * np.float64(matrix["scale"])).astype(dtype)


def layers(job):
    """The first weights: a pair of W (from input i to neuron j) and b for each layer, in double precision."""
    raw = np.fromfile(job["files"]["weights"])
    units = job["workload"]["units"]
    result, at = [], 0
    for inputs, n in zip(units[:-1], units[1:]):
        W = raw[at : at + inputs * n].reshape(inputs, n)
        b = raw[at + inputs * n : at + (inputs + 1) * n]
        result.append((W, b))
        at += (inputs + 1) * n
    return result


# After so many seconds no further run is begun: the first of them is long enough to be exact.
ENOUGH = 15

# A first run shorter than this is not counted: most of it may be compilation, for every library alike.
WARM_UP = 2


def timed(job, work):
    """The seconds of each run; one answer is timed 200 at a time."""
    often = 200 if job["workload"]["measure"] == "one" else 1
    seconds = []
    until = time.perf_counter() + ENOUGH
    while len(seconds) < job["runs"] + (not seconds or seconds[0] < WARM_UP) and (not seconds or time.perf_counter() < until):
        started = time.perf_counter()
        for _ in range(often):
            work()
        seconds.append((time.perf_counter() - started) / often)
    return seconds[1:] if len(seconds) > 1 and seconds[0] < WARM_UP else seconds


def write(job, parts):
    flat = np.concatenate([np.ravel(np.asarray(part, dtype=np.float64)) for part in parts])
    flat.tofile(job["out"])


def tell(seconds, version):
    print(json.dumps({"seconds": seconds, "version": version}))
