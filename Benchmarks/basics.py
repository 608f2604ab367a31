"""Basic operations on tensors beside NumPy: medians over rounds, and ratios paired by round.

    swift build -c release --product benchmark
    python Benchmarks/basics.py --program .build/release/benchmark
"""

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def main():
    parser = argparse.ArgumentParser(description="Basic operations beside NumPy.")
    parser.add_argument("--program", default=FOLDER.parent / ".build/release/benchmark")
    parser.add_argument("--python", default=sys.executable, help="the interpreter that has NumPy")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2, help="the same for both")
    options = parser.parse_args()
    flags = ["--threads", str(options.threads)]
    nabla, numpy = [], []
    for _ in range(options.rounds):
        nabla.append(answer([options.program, "basics", *flags]))
        numpy.append(answer([options.python, FOLDER / "peers/basics_numpy.py", *flags]))
    print(f"{'median µs, rounds: ' + str(options.rounds):26}{'Nabla':>10}{'NumPy':>10}   Nabla is faster by")
    for name in nabla[0]:
        ours, theirs = ([result[name] for result in results] for results in (nabla, numpy))
        ratios = sorted(theirs[i] / ours[i] for i in range(options.rounds))
        spread = f"{statistics.median(ratios):.2f} ({ratios[0]:.2f} – {ratios[-1]:.2f})"
        print(f"{name:26}{statistics.median(ours):10.1f}{statistics.median(theirs):10.1f}   {spread}")


def answer(command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()
