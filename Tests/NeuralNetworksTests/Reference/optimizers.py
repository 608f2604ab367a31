"""Paths of PyTorch's and Keras's optimizers on three quadratic bowls, for optimizers.json."""

import torch

from exact_tensors import grid, plain, random_grid
from keras_in_64_bits import keras

SAME = "PyTorch and Keras agree while the learning rate is constant"
RULES = {
    "SGD": f"θ ← θ − αg; {SAME}",
    "momentum": f"v ← µv + g, θ ← θ − αv (PyTorch), v ← µv − αg, θ ← θ + v (Keras); {SAME}",
    "Nesterov": f"v ← µv + g, θ ← θ − α(g + µv) (PyTorch), v ← µv − αg, θ ← θ + µv − αg (Keras); {SAME}",
    ("AdaGrad", "PyTorch"): "s ← s + g², θ ← θ − αg / (√s + ε); s starts at 0.1; as published (Duchi 2011)",
    ("AdaGrad", "Keras"): "s ← s + g², θ ← θ − αg / √(s + ε); s starts at 0.1",
    ("RMSProp", "PyTorch"): "s ← ρs + (1 − ρ)g², θ ← θ − αg / (√s + ε)",
    ("RMSProp", "Keras"): "s ← ρs + (1 − ρ)g², θ ← θ − αg / √(s + ε)",
    (
        "Adam",
        "PyTorch",
    ): "θ ← θ − α m̂ / (√v̂ + ε), m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ); Kingma 2015, Algorithm 1",
    ("Adam", "Keras"): "θ ← θ − α √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε); Kingma 2015, end of section 2",
}
# Keras's defaults; plain descent and its two relatives have the rate 0.01, the others 0.001.
SETTINGS = {
    "SGD": {"learningRate": 0.01},
    "momentum": {"learningRate": 0.01, "momentum": 0.9, "nesterov": False},
    "Nesterov": {"learningRate": 0.01, "momentum": 0.9, "nesterov": True},
    "AdaGrad": {"learningRate": 0.001, "initialAccumulator": 0.1, "epsilon": 1e-7},
    "RMSProp": {"learningRate": 0.001, "decay": 0.9, "epsilon": 1e-7},
    "Adam": {"learningRate": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-7},
}

KERAS_NAMES = {
    "learningRate": "learning_rate",
    "momentum": "momentum",
    "nesterov": "nesterov",
    "decay": "rho",
    "beta1": "beta_1",
    "beta2": "beta_2",
    "epsilon": "epsilon",
    "initialAccumulator": "initial_accumulator_value",
}


def torch_optimizer(name, s, parameters):
    rate, one_by_one = s["learningRate"], {"foreach": False}
    if name in ("SGD", "momentum", "Nesterov"):
        return torch.optim.SGD(
            parameters,
            lr=rate,
            momentum=s.get("momentum", 0),
            nesterov=s.get("nesterov", False),
            **one_by_one,
        )
    if name == "AdaGrad":
        return torch.optim.Adagrad(
            parameters,
            lr=rate,
            initial_accumulator_value=s["initialAccumulator"],
            eps=s["epsilon"],
            **one_by_one,
        )
    if name == "RMSProp":
        return torch.optim.RMSprop(parameters, lr=rate, alpha=s["decay"], eps=s["epsilon"], **one_by_one)
    return torch.optim.Adam(
        parameters, lr=rate, betas=(s["beta1"], s["beta2"]), eps=s["epsilon"], **one_by_one
    )


def keras_optimizer(name, s):
    """Leaves the defaults to Keras, and checks that they are the ones SETTINGS names."""
    kinds = keras.optimizers
    rate = {} if s["learningRate"] == SETTINGS[name]["learningRate"] else {"learning_rate": s["learningRate"]}
    if name in ("SGD", "momentum", "Nesterov"):
        optimizer = kinds.SGD(**rate, momentum=s.get("momentum", 0.0), nesterov=s.get("nesterov", False))
    else:
        optimizer = {"AdaGrad": kinds.Adagrad, "RMSProp": kinds.RMSprop, "Adam": kinds.Adam}[name](**rate)
    config = optimizer.get_config()
    for setting, value in s.items():
        assert abs(config[KERAS_NAMES[setting]] - value) < 1e-6 * value + 1e-12, (name, setting, config)
    return optimizer


def torch_path(optimizer_of, matrix, vector, start):
    theta = torch.nn.Parameter(start.clone())
    optimizer = optimizer_of([theta])
    path = [theta.detach().clone()]
    for _ in range(10):
        theta.grad = matrix @ theta.detach() - vector
        optimizer.step()
        path.append(theta.detach().clone())
    return torch.stack(path)


def keras_path(optimizer, matrix, vector, start):
    theta = keras.Variable(start.numpy(), dtype="float64")
    path = [start.clone()]
    for _ in range(10):
        gradient = matrix @ path[-1] - vector
        optimizer.apply([keras.ops.convert_to_tensor(gradient.numpy())], [theta])
        path.append(torch.from_numpy(keras.ops.convert_to_numpy(theta)).clone())
    return torch.stack(path)


def optimizers():
    """In the flat bowl gradients are so small that the place of ε counts."""
    factor = torch.round(8 * random_grid([4, 3], seed=51)) / 8
    problems = [
        ("bowl", grid([[2, 0], [0, 20]]), grid([0, 0]), grid([1, 3])),
        ("random", factor.T @ factor, random_grid([3], seed=52), random_grid([3], seed=53)),
        ("flat", grid([[1 / 256, 0], [0, 1 / 1024]]), grid([0, 0]), grid([1, -0.25])),
    ]
    worst = {}
    for optimizer, defaults in SETTINGS.items():
        for rate in (defaults["learningRate"], 10 * defaults["learningRate"]):
            settings = defaults | {"learningRate": rate}
            for problem, matrix, vector, start in problems:
                paths = {
                    "PyTorch": torch_path(
                        lambda p: torch_optimizer(optimizer, settings, p), matrix, vector, start
                    ),
                    "Keras": keras_path(keras_optimizer(optimizer, settings), matrix, vector, start),
                }
                moved = (paths["PyTorch"] - start).abs().max()
                apart = ((paths["PyTorch"] - paths["Keras"]).abs().max() / moved).item()
                worst[optimizer] = max(worst.get(optimizer, 0), apart)
                if optimizer in RULES:
                    paths = {"both": paths["PyTorch"]}
                for framework, path in paths.items():
                    yield {
                        "optimizer": optimizer,
                        "framework": framework,
                        "rule": RULES.get(optimizer) or RULES[optimizer, framework],
                        "settings": settings,
                        "problem": problem,
                        "matrix": plain(matrix),
                        "vector": plain(vector),
                        "start": plain(start),
                        "path": plain(path),
                    }
    for optimizer, apart in worst.items():
        print(f"  {optimizer}: PyTorch and Keras apart by {apart:.1e} of the way gone")
        assert optimizer not in RULES or apart < 1e-12, "RULES says that the two agree"
