"""Basic operations on tensors beside NumPy, and the Transformer's beside PyTorch: medians over rounds, and ratios paired by round.

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
    parser = argparse.ArgumentParser(description="Basic operations beside NumPy and PyTorch.")
    parser.add_argument("--program", default=FOLDER.parent / ".build/release/benchmark")
    parser.add_argument("--python", default=sys.executable, help="the interpreter that has them")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2, help="the same for both")
    options = parser.parse_args()
    flags = ["--threads", str(options.threads)]
    nabla, peers = [], {"NumPy": [], "PyTorch": []}
    for _ in range(options.rounds):
        nabla.append(answer([options.program, "basics", *flags]))
        for name, results in peers.items():
            results.append(answer([options.python, FOLDER / f"peers/basics_{name.lower()}.py", *flags]))
    for peer, results in peers.items():
        print(f"{'median µs, rounds: ' + str(options.rounds):26}{'Nabla':>10}{peer:>10}   Nabla is faster by")
        for name in results[0]:
            ours, theirs = ([result[name] for result in each] for each in (nabla, results))
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
