"""Makes one core slow, for as long as it runs: some processors have slow ones beside quick ones, and this one may not.

    sudo python Benchmarks/slow_core.py &
    python Benchmarks/run.py --work residual

It takes the core for 60 of every 100 µs or so, before any ordinary program. Linux only.
"""

import argparse
import os
import time

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--core", type=int, default=0, help="which one (0)")
core = parser.parse_args().core

try:
    os.sched_setaffinity(0, {core})
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(10))
except (AttributeError, OSError) as error:
    raise SystemExit(f"core {core} cannot be taken ({error}); expected Linux, a core of this machine, and root")

while True:
    end = time.perf_counter_ns() + 60_000
    while time.perf_counter_ns() < end:
        pass
    time.sleep(40e-6)
