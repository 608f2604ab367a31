"""Makes part_two.json with PyTorch in 64-bit arithmetic: what lessons 09 to 16 need of the engine.

    python part_two.py

Every case is {"operation", "name", "settings", "inputs": [tensors], "value", "outputGradient", "gradients": one for each
input}. Inputs are multiples of 1/1024, which 32 and 64 bits hold alike; masks and labels are inputs too, with gradients of
zeros. For "adamW" the inputs are the start of two parameters and their gradients, the value is where they are after five
steps; for "movingAverage" they are five values of two parameters.
"""

import json
from pathlib import Path

import torch
from torch.nn import functional

from exact_tensors import grid, plain, random_grid

FOLDER = Path(__file__).resolve().parent


def case(operation, name, inputs, function, differentiable=None, **settings):
    """`differentiable`: which inputs have a gradient; all unless told otherwise."""
    count = len(inputs) if differentiable is None else differentiable
    inputs = [x.clone().requires_grad_(number < count) for number, x in enumerate(inputs)]
    value = function(*inputs)
    output_gradient = random_grid(value.shape, seed=77)
    (value * output_gradient).sum().backward()
    gradients = [torch.zeros_like(x) if x.grad is None else x.grad for x in inputs]
    return {
        "operation": operation,
        "name": name,
        "settings": settings,
        "inputs": [plain(x) for x in inputs],
        "value": plain(value),
        "outputGradient": plain(output_gradient),
        "gradients": [plain(x) for x in gradients],
    }


# MARK: Attention


def products():
    shapes = [
        ("a batch", [3, 2, 4], [3, 4, 5]),
        ("two leading axes", [2, 3, 4, 5], [2, 3, 5, 2]),
        ("one matrix on the right", [2, 3, 4], [4, 5]),
        ("one matrix on the left", [3, 4], [2, 4, 5]),
        ("leading axes broadcast both ways", [2, 1, 3, 4], [5, 4, 2]),
        ("one row, one column", [4, 1, 3], [4, 3, 1]),
        ("a long one", [2, 18, 7], [2, 7, 20]),
    ]
    for number, (name, a, b) in enumerate(shapes):
        inputs = [random_grid(a, 10 + number), random_grid(b, 30 + number)]
        yield case("matmul", name, inputs, torch.matmul)


def masked(scores, mask):
    return torch.nan_to_num(functional.softmax(scores.masked_fill(mask == 0, -torch.inf), -1))


def softmaxes():
    """A row that is masked as a whole gives zeros; its gradient is cut off before PyTorch makes NaN of it."""

    def with_empty_rows(scores, mask):
        alive = mask.broadcast_to(scores.shape).sum(-1, keepdim=True) > 0
        filled = torch.where(alive, mask.broadcast_to(scores.shape), torch.ones_like(scores))
        return masked(scores, filled) * alive

    causal = torch.ones(4, 4).tril()
    yield case("maskedSoftmax", "causal", [random_grid([2, 3, 4, 4], 5, 3), causal], masked, 1)
    padding = grid([[1, 1, 1, 0, 0], [1, 1, 0, 0, 0], [1, 1, 1, 1, 1]])[:, None, None, :]
    yield case("maskedSoftmax", "padding", [random_grid([3, 2, 4, 5], 6, 3), padding], masked, 1)
    empty = grid([[1, 0, 1], [0, 0, 0], [0, 1, 0]])
    yield case("maskedSoftmax", "an empty row", [random_grid([3, 3], 7, 3), empty], with_empty_rows, 1)


def layers():
    points = grid([[-12, -5, -3, -1, -0.5, 0, 0.5], [0.001, 1, 1.5, 2, 3, 5, 12]])
    yield case("gelu", "", [points], functional.gelu)
    x, scale, shift = random_grid([2, 6, 3, 2], 41, 2), random_grid([6], 42), random_grid([6], 43)
    for groups in (1, 2, 6):

        def group_norm(x, scale, shift):
            return functional.group_norm(x, groups, scale, shift)

        yield case("groupNorm", f"{groups} of 6", [x, scale, shift], group_norm, groups=groups)
    rows, scale, shift = random_grid([4, 6], 44), random_grid([6], 45), random_grid([6], 46)
    yield case(
        "groupNorm", "rows", [rows, scale, shift], lambda *i: functional.group_norm(i[0], 3, *i[1:]), groups=3
    )
    many = random_grid([2, 3, 8], 47, 5)
    scale, shift = random_grid([8], 48), random_grid([8], 49)
    yield case(
        "layerNorm", "three axes", [many, scale, shift], lambda *i: functional.layer_norm(i[0], [8], *i[1:])
    )
    weight, bias = random_grid([8, 5], 50), random_grid([5], 51)
    yield case("dense", "three axes", [many, weight, bias], lambda x, w, b: x @ w + b)


# MARK: Element by element


def elementwise():
    """Some elements of the two sides are equal, and some stand on a bound: there the gradient is a convention."""
    angles = grid([[-40, -3.25, -1.5, -0.5, 0, 0.25], [0.75, 1.5, 3, 6.25, 100, 1000]])
    yield case("sin", "", [angles], torch.sin)
    yield case("cos", "", [angles], torch.cos)
    x, y = random_grid([3, 4], 52), random_grid([4], 53)
    x[1] = y
    yield case("maximum", "a tie in each column", [x, y], torch.maximum)
    yield case("minimum", "a tie in each column", [x, y], torch.minimum)
    points = grid([[-2, -1, -0.5], [0, 0.75, 3]])
    yield case("clamp", "both bounds", [points], lambda x: x.clamp(-1, 0.75), min=-1, max=0.75)
    yield case("clamp", "from below", [points], lambda x: x.clamp(min=-0.5), min=-0.5)
    scores = random_grid([2, 3, 4], 54, 5)
    scores[0, 0] = torch.tensor([800, 799, -800, 0])
    yield case("logSumExp", "", [scores], lambda x: x.logsumexp(-1))


# MARK: Losses


def losses():
    scores = random_grid([6, 4], 60, 3)
    labels = torch.tensor([0, 3, 1, 1, 2, 0])
    some = torch.tensor([0, -1, 1, -1, 2, 0])
    for name, target, smoothing in [
        ("smoothed", labels, 0.1),
        ("ignoring", some, 0.0),
        ("smoothed, ignoring", some, 0.25),
    ]:

        def loss(x, _):
            return functional.cross_entropy(x, target, label_smoothing=smoothing, ignore_index=-1)

        yield case("crossEntropy", name, [scores, target.double()], loss, 1, smoothing=smoothing)
    predicted, expected = random_grid([3, 4], 61, 2), random_grid([3, 4], 62, 2)
    for delta in (0.5, 1.0, 3.0):

        def huber(a, b):
            return functional.huber_loss(a, b, delta=delta)

        yield case("huber", f"δ = {delta}", [predicted, expected], huber, delta=delta)
    yield case("smoothL1", "as in PyTorch", [predicted, expected], functional.smooth_l1_loss, delta=1.0)
    mask = grid([[1, 0, 1, 0], [0, 0, 0, 1], [1, 1, 0, 1]])
    binary = (expected > 0).double()
    for name, function, target in [
        ("maskedMSE", functional.mse_loss, expected),
        ("maskedMAE", functional.l1_loss, expected),
        ("maskedHuber", functional.smooth_l1_loss, expected),
        ("maskedBCE", functional.binary_cross_entropy_with_logits, binary),
    ]:
        yield case(
            name, "some", [predicted, target, mask], lambda a, b, m: function(a[m == 1], b[m == 1]), 1
        )
    column = grid([[1], [0], [1]])
    yield case(
        "maskedMSE",
        "whole rows",
        [predicted, expected, column],
        lambda a, b, m: functional.mse_loss(a[m[:, 0] == 1], b[m[:, 0] == 1]),
        1,
    )


def gaussians():
    """With the logarithm of the variance as input; `full=True` keeps the constant."""
    mean, spread, expected = random_grid([3, 4], 63, 2), random_grid([3, 4], 64), random_grid([3, 4], 65, 2)

    def likelihood(m, v, y):
        return functional.gaussian_nll_loss(m, y, v.exp().broadcast_to(m.shape), full=True, eps=1e-12)

    yield case("gaussianNLL", "one variance each", [mean, spread, expected], likelihood)
    yield case("gaussianNLL", "one variance for all", [mean, grid([0.75]), expected], likelihood)

    def divergence(m, v):
        standard = torch.distributions.Normal(torch.zeros_like(m), torch.ones_like(m))
        return torch.distributions.kl_divergence(torch.distributions.Normal(m, (v / 2).exp()), standard).sum(1).mean()

    yield case("gaussianKL", "", [mean, spread], divergence)


# MARK: Vision


def vision():
    x = random_grid([2, 3, 4, 3], 70)
    weight, bias = random_grid([4, 3, 3, 2], 71), random_grid([4], 72)
    for padding, stride in [(2, 1), (3, 2), (5, 3)]:

        def convolve(x, w, b):
            return functional.conv2d(x, w, b, stride=stride, padding=padding)

        yield case(
            "convolution", f"padding {padding}", [x, weight, bias], convolve, padding=padding, stride=stride
        )
    one = random_grid([4, 3, 1, 1], 73)
    yield case(
        "convolution", "1×1, padded", [x, one, bias], lambda *i: functional.conv2d(*i, padding=2), padding=2
    )
    yield case(
        "convolutionWithoutBias", "", [x, weight], lambda x, w: functional.conv2d(x, w, padding=1), padding=1
    )
    line, kernels = random_grid([3, 2, 9], 74), random_grid([4, 2, 3], 75)
    for padding, stride in [(0, 1), (1, 2), (4, 1)]:

        def convolve_lines(x, w, b):
            return functional.conv1d(x, w, b, stride=stride, padding=padding)

        yield case(
            "convolution1D",
            f"padding {padding}, stride {stride}",
            [line, kernels, bias],
            convolve_lines,
            padding=padding,
            stride=stride,
        )
    yield case("globalAveragePool", "", [x], lambda x: x.mean((2, 3)))
    yield case("upsample", "nearest", [x], lambda x: functional.interpolate(x, scale_factor=3), factor=3)
    small = random_grid([2, 2, 2, 3], 75)
    for factor in (1, 2, 3, 4):

        def bilinear(x):
            return functional.interpolate(x, scale_factor=factor, mode="bilinear", align_corners=False)

        yield case("bilinear", f"{factor} times", [small], bilinear, factor=factor)
    yield case(
        "bilinear",
        "a single pixel",
        [random_grid([2, 1, 1, 1], 76)],
        lambda x: functional.interpolate(x, scale_factor=2, mode="bilinear"),
        factor=2,
    )
    pixels, kernels, shift = random_grid([2, 3, 3, 2], 77), random_grid([3, 2, 3, 4], 78), random_grid([2], 79)
    for stride, padding, more in [(1, 0, 0), (2, 0, 0), (2, 1, 1), (3, 2, 2), (1, 2, 0), (4, 1, 3)]:

        def transposed(x, w, b):
            return functional.conv_transpose2d(x, w, b, stride=stride, padding=padding, output_padding=more)

        yield case(
            "transposedConvolution",
            f"stride {stride}, padding {padding}, {more} more",
            [pixels, kernels, shift],
            transposed,
            stride=stride,
            padding=padding,
            outputPadding=more,
        )
    square = random_grid([3, 2, 2, 2], 80)
    yield case(
        "convTranspose2D",
        "twice as large",
        [pixels, square, shift],
        lambda x, w, b: functional.conv_transpose2d(x, w, b, stride=2),
        stride=2,
    )


# MARK: Graphs


def graphs():
    """The sparse matrix is an input in full; only the right side has a gradient."""
    matrix = grid([[0, 2, 0, 0], [1, 0, 0, -3], [0, 0, 0, 0], [0.5, 0, 4, 0], [0, 0, 1, 1]])
    right = random_grid([4, 3], 80)
    yield case("sparseProduct", "", [right, matrix], lambda x, a: a @ x, 1)
    rows = torch.tensor([3, 0, 3, 1, 0])

    def scatter(x, _):
        return torch.zeros(5, 2).index_add(0, rows, x)

    yield case("scatter", "", [random_grid([5, 2], 81), rows.double()], scatter, 1)


# MARK: AdamW


def adam_w():
    """Two groups: the first decays, the second does not."""
    start = [random_grid([2, 3], 90), random_grid([3], 91)]
    gradients = [random_grid([5, 2, 3], 92), random_grid([5, 3], 93)]
    for decay, rate in [(0.0, 0.01), (0.1, 0.01), (0.5, 0.1)]:
        parameters = [torch.nn.Parameter(x.clone()) for x in start]
        groups = [{"params": [parameters[0]]}, {"params": [parameters[1]], "weight_decay": 0, "lr": rate / 2}]
        optimizer = torch.optim.AdamW(groups, lr=rate, weight_decay=decay, eps=1e-7, foreach=False)
        for step in range(5):
            for parameter, gradient in zip(parameters, gradients):
                parameter.grad = gradient[step].clone()
            optimizer.step()
        value = torch.cat([parameter.detach().reshape(-1) for parameter in parameters])
        yield {
            "operation": "adamW",
            "name": f"λ = {decay}, α = {rate}",
            "settings": {"decay": decay, "rate": rate},
            "inputs": [plain(x) for x in start + gradients],
            "value": plain(value),
            "outputGradient": plain(torch.zeros_like(value)),
            "gradients": [],
        }


# MARK: Moving average


def moving_average():
    """Four updates of two parameters; torch's own average begins as a copy of the weights too."""
    from torch.optim.swa_utils import get_ema_multi_avg_fn

    steps = [random_grid([5, 2, 3], 94), random_grid([5, 3], 95)]
    for decay in (0.5, 0.9):
        average = [parameter[0].clone() for parameter in steps]
        for step in range(1, 5):
            get_ema_multi_avg_fn(decay)(average, [parameter[step] for parameter in steps], None)
        value = torch.cat([parameter.reshape(-1) for parameter in average])
        yield {
            "operation": "movingAverage",
            "name": f"d = {decay}",
            "settings": {"decay": decay},
            "inputs": [plain(x) for x in steps],
            "value": plain(value),
            "outputGradient": plain(torch.zeros_like(value)),
            "gradients": [],
        }


if __name__ == "__main__":
    of_operations = [*products(), *softmaxes(), *layers(), *elementwise(), *losses(), *gaussians(), *vision(), *graphs()]
    cases = [*of_operations, *adam_w(), *moving_average()]
    about = f"PyTorch {torch.__version__.split('+')[0]}; see part_two.py"
    lines = ",\n".join(json.dumps(item, ensure_ascii=False, allow_nan=False) for item in cases)
    text = f'{{"about": {json.dumps(about)},\n"cases": [\n{lines}\n]}}\n'
    (FOLDER / "part_two.json").write_text(text, encoding="utf-8")
    print(f"part_two.json: {len(cases)} cases, {len(text.encode())} bytes")
