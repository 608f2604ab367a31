"""What PyTorch's and Keras's initializers draw from, for initializers.json."""

import math

import torch

from keras_in_64_bits import keras

TRUNCATION = 0.87962566103423978  # standard deviation of the standard normal distribution cut at ±2


def initializers():
    init, kinds = torch.nn.init, keras.initializers
    for fan_in, fan_out in ((784, 512), (512, 10), (3, 5), (9, 288)):
        glorot, he = math.sqrt(2 / (fan_in + fan_out)), math.sqrt(2 / fan_in)
        root3, cut = math.sqrt(3), 2 / TRUNCATION
        g, h = "2 / (fanIn + fanOut)", "2 / fanIn"
        cut_normal = "after cutting a normal of σ / 0.8796 at two of its deviations"
        cases = (
            (
                "glorotUniform",
                "Keras",
                "uniform",
                glorot * root3,
                glorot,
                f"±√(3 · {g})",
                kinds.GlorotUniform,
            ),
            (
                "glorotUniform",
                "PyTorch",
                "uniform",
                glorot * root3,
                glorot,
                f"±√(3 · {g})",
                init.xavier_uniform_,
            ),
            (
                "glorotNormal",
                "Keras",
                "truncatedNormal",
                glorot * cut,
                glorot,
                f"σ = √({g}) {cut_normal}",
                kinds.GlorotNormal,
            ),
            ("glorotNormal", "PyTorch", "normal", None, glorot, f"σ = √({g})", init.xavier_normal_),
            ("heUniform", "Keras", "uniform", he * root3, he, f"±√(3 · {h})", kinds.HeUniform),
            (
                "heUniform",
                "PyTorch",
                "uniform",
                he * root3,
                he,
                f"±√(3 · {h})",
                lambda w: init.kaiming_uniform_(w, nonlinearity="relu"),
            ),
            (
                "heNormal",
                "Keras",
                "truncatedNormal",
                he * cut,
                he,
                f"σ = √({h}) {cut_normal}",
                kinds.HeNormal,
            ),
            (
                "heNormal",
                "PyTorch",
                "normal",
                None,
                he,
                f"σ = √({h})",
                lambda w: init.kaiming_normal_(w, nonlinearity="relu"),
            ),
        )
        for case in cases:
            yield initializer_case(*case, fan_in, fan_out)


def initializer_case(initializer, framework, distribution, bound, deviation, formula, draw, fan_in, fan_out):
    """Draws from the framework itself, so that a formula it does not follow never reaches the file."""
    sample = []
    for seed in range(min(400, 1 + 100_000 // (fan_in * fan_out))):
        if framework == "Keras":
            drawn = torch.tensor(
                keras.ops.convert_to_numpy(draw(seed=seed)((fan_in, fan_out), dtype="float64"))
            )
        else:
            torch.manual_seed(seed)
            drawn = draw(torch.empty(fan_out, fan_in))
        sample.append(drawn.flatten())
    sample = torch.cat(sample)
    tolerance = 4 / math.sqrt(2 * len(sample))
    assert abs(sample.std() / deviation - 1) < tolerance, (initializer, framework, sample.std(), deviation)
    if (
        bound is not None
    ):  # Keras gives up after four draws, so about 4 in a million of its cut normals lie outside
        beyond = (sample.abs() > bound * (1 + 1e-6)).double().mean()
        assert beyond < (1e-4 if distribution == "truncatedNormal" else 1e-12), (
            initializer,
            framework,
            beyond,
        )
    return {
        "initializer": initializer,
        "framework": framework,
        "fanIn": fan_in,
        "fanOut": fan_out,
        "distribution": distribution,
        "bound": bound,
        "standardDeviation": deviation,
        "formula": formula,
    }
