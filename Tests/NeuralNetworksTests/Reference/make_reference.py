"""Makes the reference values beside this file, with PyTorch and Keras in 64-bit arithmetic.

    pip install torch keras safetensors
    python make_reference.py                  # rewrites the .json files and python.safetensors

Every number that goes in is a multiple of 1/1024, so that it is the same in 32 and in 64 bits. A tensor is
written {"shape": [2, 3], "values": [six numbers, row-major]}. Every file is {"about": text, "cases": [...]}:

activations.json   activation, slope (leakyReLU, otherwise null), input, value, outputGradient,
                   gradient (outputGradient times the Jacobian: for element-wise ones, times the derivative)
losses.json        loss, name, predicted, expected (or null), labels (or null), value, gradient (by
                   predicted); every loss is the mean: over all elements, for softmaxCrossEntropy over the rows
network.json       activation, slope, input [N, D], labels [N], parameters and gradients (lists of
                   tensors in the order W₁ b₁ W₂ b₂ W₃ b₃, weights [D, K]), scores, loss, inputGradient
optimizers.json    optimizer, framework (PyTorch, Keras, or both where the rules agree), rule, settings (those
                   the rule has of learningRate, momentum, nesterov, decay, beta1, beta2, epsilon and
                   initialAccumulator), problem, matrix A, vector b, start θ₀,
                   path [11, n]: θ₀ … θ₁₀ on J(θ) = ½ θᵀAθ − bᵀθ, whose gradient is Aθ − b
initializers.json  initializer, framework, fanIn, fanOut, distribution (uniform, normal, truncatedNormal),
                   bound (largest absolute value, or null), standardDeviation (of the values drawn), formula
convolutional.json layer, name, training (or inference), settings (stride, padding, kernel_size), input, parameters and
                   buffers before the call, value, outputGradient, inputGradient, gradients, buffersAfter
python.safetensors what python_tensors() returns, written by the safetensors package; read_safetensors.py
                   reads a file that Nabla wrote
"""

import json
import math
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch.nn import functional

from convolutional import convolutional
from exact_tensors import grid, plain, random_grid
from initializers import initializers
from keras_in_64_bits import keras
from optimizers import optimizers

FOLDER = Path(__file__).resolve().parent


def write(name, about, cases):
    lines = ",\n".join(json.dumps(case, ensure_ascii=False, allow_nan=False) for case in cases)
    text = f'{{"about": {json.dumps(about, ensure_ascii=False)},\n"cases": [\n{lines}\n]}}\n'
    (FOLDER / name).write_text(text, encoding="utf-8")
    print(f"{name}: {len(cases)} cases, {len(text.encode())} bytes")


# MARK: Activations

ACTIVATIONS = [
    ("sigmoid", None, torch.sigmoid),
    ("tanh", None, torch.tanh),
    ("relu", None, torch.relu),
    ("leakyReLU", 0.1, lambda x: functional.leaky_relu(x, 0.1)),
    ("leakyReLU", 0.01, lambda x: functional.leaky_relu(x, 0.01)),
]


def activations():
    """At zero the derivative of both ReLUs is the one PyTorch takes: that of the left side."""
    magnitudes = [1 / 1024, 0.5, 1, 5, 20, 88, 100, 1000]
    points = grid([-x for x in reversed(magnitudes)] + [0] + magnitudes)
    rows = grid(
        [
            [1, 2, 3, 4],
            [1000, 1000, -1000, 0],
            [-1000, -1001, -1002, -1003],
            [0, 0, 0, 0],
            [88.5, -90, 2, 2],
        ]
    )
    over_rows = [
        ("softmax", None, lambda x: functional.softmax(x, dim=-1)),
        ("logSoftmax", None, lambda x: functional.log_softmax(x, dim=-1)),
    ]
    for name, slope, function in ACTIVATIONS + over_rows:
        x = (rows if (name, slope, function) in over_rows else points).clone().requires_grad_()
        value = function(x)
        output_gradient = random_grid(x.shape, seed=3) if x.dim() == 2 else torch.ones_like(x)
        value.backward(output_gradient)
        yield {
            "activation": name,
            "slope": slope,
            "input": plain(x),
            "value": plain(value),
            "outputGradient": plain(output_gradient),
            "gradient": plain(x.grad),
        }


# MARK: Losses


def losses():
    element_wise = [
        ("meanSquaredError", functional.mse_loss),
        ("meanAbsoluteError", functional.l1_loss),
        ("sigmoidCrossEntropy", functional.binary_cross_entropy_with_logits),
    ]
    binary = (random_grid([3, 4], seed=11) > 0).double()
    problems = [
        ("five rows of two", random_grid([5, 2], seed=12), random_grid([5, 2], seed=13)),
        ("three rows of four against zeros and ones", random_grid([3, 4], seed=14, scale=3), binary),
        ("ties: predicted is expected", grid([[0.5, 1, 0], [0, -2, 1]]), grid([[0.5, 1, 1], [0, 1, 1]])),
        ("large", grid([[1000, -1000], [1000, -1000], [0, 500]]), grid([[1, 0], [0, 1], [0.5, 1]])),
        ("one column", grid([[0.25], [-3], [40]]), grid([[1], [0], [1]])),
    ]
    for loss, function in element_wise:
        for name, predicted, expected in problems:
            yield loss_case(loss, name, predicted, lambda p: function(p, expected), expected=expected)
    labelled = [
        ("five rows of three", random_grid([5, 3], seed=15, scale=2), [2, 0, 1, 1, 2]),
        ("ties", grid([[1, 1, 1, 1], [2, 2, -1, 2]]), [3, 2]),
        ("large and right", grid([[1000, -1000, 0], [-1000, 0, 1000]]), [0, 2]),
        ("large and wrong", grid([[1000, -1000, 0], [-1000, 0, 1000], [0, 0, 0]]), [1, 0, 2]),
        ("shifted by a thousand", grid([[1001, 1002, 1003], [-999, -998, -997]]), [2, 0]),
        ("one row of ten", random_grid([1, 10], seed=16, scale=4), [7]),
        ("one class", grid([[3], [-2]]), [0, 0]),
    ]
    for name, scores, labels in labelled:
        target = torch.tensor(labels)
        yield loss_case(
            "softmaxCrossEntropy", name, scores, lambda p: functional.cross_entropy(p, target), labels=labels
        )


def loss_case(loss, name, predicted, function, expected=None, labels=None):
    predicted = predicted.clone().requires_grad_()
    value = function(predicted)
    value.backward()
    return {
        "loss": loss,
        "name": name,
        "predicted": plain(predicted),
        "expected": None if expected is None else plain(expected),
        "labels": labels,
        "value": value.item(),
        "gradient": plain(predicted.grad),
    }


# MARK: A network


def networks():
    x = random_grid([4, 3], seed=21)
    labels = [2, 0, 1, 2]
    widths = [3, 5, 4, 3]
    start = []
    for layer, (inputs, outputs) in enumerate(zip(widths, widths[1:])):
        start.append(random_grid([inputs, outputs], seed=30 + layer))
        start.append(random_grid([outputs], seed=40 + layer, scale=0.5))
    for name, slope, function in ACTIVATIONS:
        parameters = [parameter.clone().requires_grad_() for parameter in start]
        hidden = network_input = x.clone().requires_grad_()
        for layer in range(3):
            z = hidden @ parameters[2 * layer] + parameters[2 * layer + 1]
            assert z.abs().min() > 0.001, "an input of an activation lies too near the corner of ReLU"
            hidden = function(z) if layer < 2 else z
        loss = functional.cross_entropy(hidden, torch.tensor(labels))
        loss.backward()
        yield {
            "activation": name,
            "slope": slope,
            "input": plain(x),
            "labels": labels,
            "parameters": [plain(parameter) for parameter in parameters],
            "gradients": [plain(parameter.grad) for parameter in parameters],
            "scores": plain(hidden),
            "loss": loss.item(),
            "inputGradient": plain(network_input.grad),
        }


# MARK: Weights in a file


def python_tensors():
    """Every element is its row-major index / 8 − 1; the scalar is 0.5, the last one has no elements."""

    def count(*shape, dtype):
        return (torch.arange(math.prod(shape), dtype=torch.float64).reshape(shape) / 8 - 1).to(dtype)

    return {
        "0.weight": count(2, 3, dtype=torch.float32),
        "0.bias": count(3, dtype=torch.float32),
        "2.weight": count(3, 1, 2, dtype=torch.float64),
        "scale": torch.tensor(0.5, dtype=torch.float64),
        "nothing": torch.empty(0, 3, dtype=torch.float32),
    }


if __name__ == "__main__":
    made_with = f"PyTorch {torch.__version__.split('+')[0]}, Keras {keras.__version__}; see make_reference.py"
    write("activations.json", made_with, list(activations()))
    write("losses.json", made_with, list(losses()))
    write("network.json", made_with, list(networks()))
    write("optimizers.json", made_with, list(optimizers()))
    write("initializers.json", made_with, list(initializers()))
    write("convolutional.json", made_with, list(convolutional()))
    weights = FOLDER / "python.safetensors"
    save_file(python_tensors(), weights, metadata={"writer": "the Python package safetensors"})
    weights.chmod(0o644)
