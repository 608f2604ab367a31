"""The operations of Benchmarks/benchmark/Basics.swift with NumPy; prints the median microseconds of each."""

import json
import os

import measurement


def main():
    options = measurement.arguments("Basics in NumPy")
    # The libraries read this when they are loaded.
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = str(options.threads)
    import numpy as np

    generator = np.random.default_rng(options.seed)

    def normal(*shape):
        return generator.standard_normal(shape, dtype=np.float32)

    x, y = normal(1000, 1000), normal(1000, 1000)
    row, column = normal(1000), normal(1000, 1)
    small, small_right = normal(32, 64), normal(64, 32)
    images = normal(20_000, 784)
    chosen = generator.integers(0, 20_000, 1000)

    def softmax(x):
        shifted = np.exp(x - x.max(axis=1, keepdims=True))
        return shifted / shifted.sum(axis=1, keepdims=True)

    operations = {
        "add": lambda: x + y,
        "add a row": lambda: x + row,
        "add a column": lambda: x + column,
        "transpose and add": lambda: x.T + y,
        "exp": lambda: np.exp(x),
        "softmax": lambda: softmax(x),
        "sum": lambda: x.sum(),
        "sum along axis 0": lambda: x.sum(axis=0),
        "sum along axis 1": lambda: x.sum(axis=1),
        "largest along axis 1": lambda: x.max(axis=1),
        "gather 1000 rows": lambda: images[chosen],
        "matmul 32·64·32": lambda: small @ small_right,
        "matmul 1000·1000·1000": lambda: x @ y,
    }
    print(json.dumps({name: round(measurement.median_call(work), 3) for name, work in operations.items()}))


if __name__ == "__main__":
    main()
