"""What every peer is asked, and the line it answers with: Benchmarks/README.md describes both."""

import argparse
import json
import os
import resource
import statistics
import sys
import time
from pathlib import Path


def arguments(work, **flags):
    parser = argparse.ArgumentParser(description=f"{work}: trains once and prints one JSON line.")
    repository = Path(__file__).resolve().parents[2]
    parser.add_argument("--data", default=os.environ.get("NABLA_DATA", repository / "Data"))
    parser.add_argument("--epochs", type=int, default=5, help="in all; the first counts as warm-up")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    for flag, explanation in flags.items():
        parser.add_argument(f"--{flag}", action="store_true", help=explanation)
    return parser.parse_args()


def fastest_call(*calls, repetitions=2000):
    """The median time in microseconds of the fastest of several ways to do the same."""
    return min(median_time(call, repetitions) for call in calls)


def median_time(call, repetitions):
    for _ in range(repetitions // 10):
        call()
    times = []
    for _ in range(repetitions):
        start = time.perf_counter_ns()
        call()
        times.append(time.perf_counter_ns() - start)
    return statistics.median(times) / 1000


def median_call(call):
    """The median time of a call in microseconds, over a quarter of a second and at least seven calls, after three for warming up."""
    for _ in range(3):
        call()
    times, total = [], 0
    while total < 0.25e9 or len(times) < 7:
        start = time.perf_counter_ns()
        call()
        times.append(time.perf_counter_ns() - start)
        total += times[-1]
    return statistics.median(times) / 1000


def peak_memory_mb():
    unit = 1 if sys.platform == "darwin" else 1024  # getrusage counts bytes on macOS, KiB on Linux
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def report(work, framework, version, options, seconds, accuracy, one_sample, peak):
    line = {
        "work": work,
        "framework": framework,
        "version": version,
        "threads": options.threads,
        "seed": options.seed,
        "epochs": options.epochs,
        "warmUpSeconds": round(seconds[0], 4),
        "epochSeconds": [round(each, 4) for each in seconds[1:]],
        "testAccuracy": round(accuracy, 4),
        "oneSampleMicroseconds": round(one_sample, 2),
        "peakMemoryMB": round(peak, 1),
    }
    print(json.dumps(line), flush=True)
