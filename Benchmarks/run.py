"""Runs Nabla's benchmark and the peers' scripts in turn, and prints their figures and the ratios.

    pip install torch tensorflow-cpu jax
    python Benchmarks/run.py                         # MLP, 3 rounds of 5 epochs, 2 threads
    python Benchmarks/run.py --rounds 5 --only nabla,pytorch --python ~/venv/bin/python

The order is A B C A B C …, so that a busy minute falls on all of them; a ratio compares within one round.
Nothing is written into the repository but the build. README.md beside this file says what the figures mean.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
# Of every work, the peers: the script, its flags, the packages it needs and what installs them.
PEERS = {
    "mlp": {
        "pytorch": (["mlp_pytorch.py"], ["torch"], "torch"),
        "pytorch-compiled": (["mlp_pytorch.py", "--compile"], ["torch"], "torch"),
        "keras": (["mlp_keras.py"], ["keras", "tensorflow"], "tensorflow-cpu"),
        "jax": (["mlp_jax.py"], ["jax"], "jax"),
        "numpy": (["mlp_numpy.py"], ["numpy"], "numpy"),
    },
    "cnn": {
        "pytorch": (["cnn_pytorch.py"], ["torch"], "torch"),
        "keras": (["cnn_keras.py"], ["keras", "tensorflow"], "tensorflow-cpu"),
        "jax": (["cnn_jax.py"], ["jax"], "jax"),
    },
    "residual": {
        "pytorch": (["residual_pytorch.py"], ["torch"], "torch"),
        "pytorch-compiled": (["residual_pytorch.py", "--compile"], ["torch"], "torch"),
    },
    "lstm": {
        "pytorch": (["lstm_pytorch.py"], ["torch"], "torch"),
        "keras": (["lstm_keras.py"], ["keras", "tensorflow"], "tensorflow-cpu"),
    },
    "encoder": {
        "pytorch": (["encoder_pytorch.py"], ["torch"], "torch"),
        "pytorch-compiled": (["encoder_pytorch.py", "--compile"], ["torch"], "torch"),
        "jax": (["encoder_jax.py"], ["jax"], "jax"),
    },
    "vae": {
        "pytorch": (["vae_pytorch.py"], ["torch"], "torch"),
        "pytorch-compiled": (["vae_pytorch.py", "--compile"], ["torch"], "torch"),
        "jax": (["vae_jax.py"], ["jax"], "jax"),
    },
    "graph": {
        "pytorch": (["graph_pytorch.py"], ["torch", "numpy"], "torch numpy"),
        "jax": (["graph_jax.py"], ["jax"], "jax"),
    },
}


def main():
    options = arguments()
    programs = {}
    if "nabla" in options.only:
        build = nabla(options)
        if build:
            programs["nabla"] = build
    programs |= {name: command for name, command in peers(options).items() if name in options.only}
    if not programs:
        sys.exit("nothing to run")
    rounds = [{name: None for name in programs} for _ in range(options.rounds)]
    for number, results in enumerate(rounds, start=1):
        for name, command in programs.items():
            results[name] = run(name, command, options, seed=options.seed + number - 1)
            if results[name]:
                seconds = median_epoch(results[name])
                note(f"round {number} of {options.rounds}: {name} {seconds:.3f} s per epoch")
                if options.json:
                    print(json.dumps(results[name]), flush=True)
    if not options.json:
        print_figures(programs, rounds)
        print_ratios(programs, rounds)
        print_share(rounds)
    if any(None in results.values() for results in rounds):
        sys.exit(1)


def arguments():
    parser = argparse.ArgumentParser(description="Nabla and its peers on the same work, side by side.")
    parser.add_argument("--work", choices=PEERS, default="mlp")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=5, help="in all; the first counts as warm-up")
    parser.add_argument("--threads", type=int, default=2, help="the same for everybody")
    parser.add_argument("--seed", type=int, default=1, help="of the first round; every round has the next")
    parser.add_argument("--data", default=os.environ.get("NABLA_DATA", FOLDER.parent / "Data"))
    parser.add_argument("--python", default=sys.executable, help="the interpreter that has the peers")
    parser.add_argument("--only", help="a list such as nabla,pytorch-compiled,keras")
    parser.add_argument("--program", help="Nabla's benchmark, already built")
    parser.add_argument("--json", action="store_true", help="print every run's line instead of the tables")
    options = parser.parse_args()
    names = ["nabla", *PEERS[options.work]]
    options.only = options.only.split(",") if options.only else names
    if unknown := set(options.only) - set(names):
        parser.error(f"--only: unknown {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    if options.epochs < 2 or options.rounds < 1 or options.threads < 1:
        parser.error("at least two epochs (the first is warm-up), one round and one thread")
    if not Path(options.data).is_dir():
        parser.error(f"--data: no folder {options.data}; `swift run lesson data fetch mnist` makes one")
    return options


def nabla(options):
    """The command of the release build, or nothing, with the reason told."""
    if options.program:
        return [options.program, options.work, "--json"]
    build = ["swift", "build", "-c", "release", "--package-path", str(FOLDER.parent)]
    note("building Nabla's benchmark …")
    try:
        done = subprocess.run([*build, "--product", "benchmark"], capture_output=True, text=True)
        if done.returncode == 0:
            folder = subprocess.run([*build, "--show-bin-path"], capture_output=True, text=True, check=True)
            return [str(Path(folder.stdout.strip()) / "benchmark"), options.work, "--json"]
        note(f"nabla is left out, its build failed:\n{(done.stdout + done.stderr)[-2000:]}")
    except FileNotFoundError:
        note("nabla is left out: there is no `swift` on the path")
    return None


def peers(options):
    """The commands of the peers whose packages the interpreter has; the others are told how to come in."""
    asked = {name: peer for name, peer in PEERS[options.work].items() if name in options.only}
    modules = sorted({module for _, needs, _ in asked.values() for module in needs})
    question = "import importlib.util as u, sys; print(*[m for m in sys.argv[1:] if u.find_spec(m)])"
    try:
        answer = subprocess.run([options.python, "-c", question, *modules], capture_output=True, text=True)
    except OSError as error:
        sys.exit(f"--python: {error}")
    present, commands = answer.stdout.split(), {}
    for name, (script, needs, package) in asked.items():
        if missing := [module for module in needs if module not in present]:
            note(f"{name} is left out: no {', '.join(missing)}; {options.python} -m pip install {package}")
        else:
            commands[name] = [options.python, str(FOLDER / "peers" / script[0]), *script[1:]]
    return commands


def run(name, command, options, seed):
    settings = {
        "--data": options.data,
        "--epochs": options.epochs,
        "--threads": options.threads,
        "--seed": seed,
    }
    full = [*command, *(str(part) for setting in settings.items() for part in setting)]
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(full, capture_output=True, text=True, env=environment)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode == 0 and lines:
        return json.loads(lines[-1])
    note(f"{name} failed with status {done.returncode}:\n{(done.stdout + done.stderr)[-2000:]}")
    return None


def median_epoch(result):
    return statistics.median(result["epochSeconds"])


def share_of_products(result):
    """How much of an epoch its matrix products take when they run alone, in percent: 100 is the limit."""
    return 100 * statistics.median(result["productSeconds"]) / median_epoch(result)


MEASURES = [
    ("s per epoch", median_epoch, "{:.3f}"),
    ("warm-up s", lambda result: result["warmUpSeconds"], "{:.2f}"),
    ("one sample µs", lambda result: result["oneSampleMicroseconds"], "{:.1f}"),
    ("peak MB", lambda result: result["peakMemoryMB"], "{:.0f}"),
    ("test accuracy", lambda result: result["testAccuracy"], "{:.4f}"),
]


def print_figures(programs, rounds):
    heading = f"median (least – most), rounds: {len(rounds)}"
    rows = [[heading, *(name for name, _, _ in MEASURES)]]
    for name in programs:
        results = [results[name] for results in rounds if results[name]]
        if results:
            title = f"{results[0]['framework']} {results[0]['version']}"
            rows.append([title, *(spread(map(value, results), form) for _, value, form in MEASURES)])
    if len(rows) > 1:
        print_table(rows)


def print_ratios(programs, rounds):
    """Every program's figures over those of the first one, which is Nabla unless it was left out."""
    first, *others = programs
    measures = [MEASURES[0], MEASURES[2], MEASURES[3]]
    rows = [[f"ratio to {first}, paired by round", *(name for name, _, _ in measures)]]
    for name in others:
        pairs = [(results[name], results[first]) for results in rounds if results[name] and results[first]]
        if pairs:
            ratios = [[value(a) / value(b) for a, b in pairs] for _, value, _ in measures]
            rows.append([name, *(spread(each, "{:.2f}") for each in ratios)])
    if len(rows) > 1:
        print()
        print_table(rows)


def print_share(rounds):
    """The limit of Nabla's speed, the bare products of the same run, and how much of it is reached."""
    measured = [results["nabla"] for results in rounds if results.get("nabla")]
    shares = [share_of_products(result) for result in measured if "productSeconds" in result]
    if shares:
        print(f"\nThe matrix products alone: {spread(shares, '{:.0f}')} % of Nabla's epoch")


def spread(values, form):
    values = sorted(values)
    middle, least, most = (form.format(v) for v in (statistics.median(values), values[0], values[-1]))
    return middle if len(values) == 1 else f"{middle} ({least} – {most})"


def print_table(rows):
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for number, row in enumerate(rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("| " + " | ".join(cells) + " |")
        if number == 0:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")


def note(text):
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
