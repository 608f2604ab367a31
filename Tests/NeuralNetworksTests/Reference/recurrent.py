"""Makes recurrent.json with PyTorch in 64-bit arithmetic: RNN, LSTM, GRU, embedding, clipping, schedules.

    python recurrent.py

PyTorch stores weights [blocks·H, D]; here they are transposed to the course's [D, blocks·H]. It has two biases in every
layer; where the course has one, PyTorch's second is zero. Inputs are multiples of 1/1024, which 32 and 64 bits hold alike.
"""

import json
from pathlib import Path

import torch
from exact_tensors import plain, random_grid
from torch import nn

FOLDER = Path(__file__).resolve().parent
BLOCKS = {"RNN": 1, "LSTM": 4, "GRU": 3}


def layers():
    """N, T, D, H differ from each other; the last case has more units than a panel of packed weights, and 7 samples."""
    for kind, blocks in BLOCKS.items():
        for number, (samples, steps, features, units) in enumerate(
            [(3, 5, 2, 4), (1, 1, 3, 2), (7, 4, 3, 18)]
        ):
            yield layer_case(kind, blocks, samples, steps, features, units, seed=100 * blocks + 10 * number)


def layer_case(kind, blocks, samples, steps, features, units, seed):
    layer = getattr(nn, kind)(features, units, batch_first=True)
    wide = blocks * units
    input_weight = random_grid([features, wide], seed, scale=0.5).requires_grad_()
    recurrent_weight = random_grid([units, wide], seed + 1, scale=0.7 / units**0.5).requires_grad_()
    bias = random_grid([wide], seed + 2, scale=0.5).requires_grad_()
    second = random_grid([wide], seed + 3, scale=0.5) if kind == "GRU" else torch.zeros(wide)
    second.requires_grad_()
    x = random_grid([samples, steps, features], seed + 4).requires_grad_()
    hidden = random_grid([samples, units], seed + 5, scale=0.5).requires_grad_()
    cell = random_grid([samples, units], seed + 6).requires_grad_()
    weights = {
        "weight_ih_l0": input_weight.T,
        "weight_hh_l0": recurrent_weight.T,
        "bias_ih_l0": bias,
        "bias_hh_l0": second,
    }
    state = (hidden[None], cell[None]) if kind == "LSTM" else hidden[None]
    outputs, last = torch.func.functional_call(layer, weights, (x, state))
    last_hidden, last_cell = last if kind == "LSTM" else (last, torch.zeros(1, samples, units))
    output_gradient = random_grid(outputs.shape, seed + 7)
    last_hidden_gradient = random_grid([samples, units], seed + 8)
    last_cell_gradient = random_grid([samples, units], seed + 9)
    goal = (outputs * output_gradient).sum() + (last_hidden[0] * last_hidden_gradient).sum()
    goal = goal + (last_cell[0] * last_cell_gradient).sum()
    goal.backward()
    parameters = [input_weight, recurrent_weight, bias] + ([second] if kind == "GRU" else [])
    gradients = [parameter.grad for parameter in parameters]
    if kind == "RNN" or kind == "LSTM":
        assert torch.allclose(bias.grad, second.grad), "the second bias is redundant"
    return {
        "kind": kind,
        "input": plain(x),
        "hidden": plain(hidden),
        "cell": plain(cell),
        "parameters": [plain(parameter) for parameter in parameters],
        "outputs": plain(outputs),
        "lastCell": plain(last_cell[0]),
        "outputGradient": plain(output_gradient),
        "lastHiddenGradient": plain(last_hidden_gradient),
        "lastCellGradient": plain(last_cell_gradient),
        "gradients": [plain(gradient) for gradient in gradients],
        "inputGradient": plain(x.grad),
        "hiddenGradient": plain(hidden.grad),
        "cellGradient": plain(cell.grad if kind == "LSTM" else torch.zeros(samples, units)),
    }


def ten_digits(case):
    """Ten significant digits are enough to compare with, and make the file half as long."""
    if isinstance(case, dict):
        return {key: ten_digits(value) for key, value in case.items()}
    if isinstance(case, list):
        return [ten_digits(value) for value in case]
    return float(f"{case:.10g}") if isinstance(case, float) else case


def embeddings():
    for number, (symbols, features, rows) in enumerate([(5, 3, [[4, 0, 4], [1, 4, 0]]), (2, 1, [[1]])]):
        table = random_grid([symbols, features], 700 + number).requires_grad_()
        values = nn.functional.embedding(torch.tensor(rows), table)
        output_gradient = random_grid(values.shape, 710 + number)
        values.backward(output_gradient)
        yield {
            "table": plain(table),
            "rows": plain(torch.tensor(rows, dtype=torch.float64)),
            "value": plain(values),
            "outputGradient": plain(output_gradient),
            "gradient": plain(table.grad),
        }


def clippings():
    gradients = [random_grid([2, 3], 801, scale=3), random_grid([4], 802, scale=5)]
    for kind, maximum in [("norm", 6.5), ("norm", 200), ("norm", 0.25), ("value", 2.5), ("value", 0.5)]:
        parameters = [nn.Parameter(torch.zeros_like(gradient)) for gradient in gradients]
        for parameter, gradient in zip(parameters, gradients, strict=True):
            parameter.grad = gradient.clone()
        norm = 0
        if kind == "norm":
            norm = nn.utils.clip_grad_norm_(parameters, maximum).item()
        else:
            nn.utils.clip_grad_value_(parameters, maximum)
        yield {
            "kind": kind,
            "maximum": maximum,
            "norm": norm,
            "gradients": [plain(gradient) for gradient in gradients],
            "clipped": [plain(parameter.grad) for parameter in parameters],
        }


def schedules():
    kinds = torch.optim.lr_scheduler
    makers = {
        "steps": lambda o: kinds.StepLR(o, step_size=4, gamma=0.3),
        "exponential": lambda o: kinds.ExponentialLR(o, gamma=0.9),
        "cosine": lambda o: kinds.CosineAnnealingLR(o, T_max=12, eta_min=0.125),
        "warmUp": lambda o: kinds.SequentialLR(
            o,
            [
                kinds.LinearLR(o, start_factor=1 / 5, end_factor=1, total_iters=4),
                kinds.ExponentialLR(o, gamma=0.8),
            ],
            milestones=[5],
        ),
    }
    for name, make in makers.items():
        optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=1.0)
        schedule = make(optimizer)
        factors = []
        for _ in range(13):
            factors.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            schedule.step()
        yield {"schedule": name, "factors": factors}


if __name__ == "__main__":
    files = {
        "recurrent": layers,
        "embedding": embeddings,
        "clipping": clippings,
        "schedules": schedules,
    }
    for name, make in files.items():
        about = f"PyTorch {torch.__version__.split('+')[0]}; see recurrent.py"
        lines = ",\n".join(json.dumps(ten_digits(case), allow_nan=False) for case in make())
        text = f'{{"about": {json.dumps(about)},\n"cases": [\n{lines}\n]}}\n'
        (FOLDER / f"{name}.json").write_text(text, encoding="utf-8")
        print(f"{name}.json: {len(text)} bytes")
