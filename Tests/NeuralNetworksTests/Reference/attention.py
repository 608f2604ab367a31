"""Makes attention.json with PyTorch in 64-bit arithmetic: attention, multi-head attention and Transformer blocks.

    python attention.py

Every case is {"layer", "name", "settings", "inputs", "parameters": [name, tensor], "value", "weights", "outputGradient",
"gradients": one for each input, then one for each parameter}. Parameters have this kit's names and layout: PyTorch's joint
projection is cut in three, and matrices are transposed. Inputs are multiples of 1/1024, which 32 and 64 bits hold alike.
"""

import json
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

from exact_tensors import grid, plain, random_grid

FOLDER = Path(__file__).resolve().parent


def written(layer, name, settings, inputs, parameters, value, weights):
    output_gradient = random_grid(value.shape, seed=91)
    (value * output_gradient).sum().backward()
    return {
        "layer": layer,
        "name": name,
        "settings": settings,
        "inputs": [plain(x) for x in inputs],
        "parameters": [{"name": key, "tensor": plain(tensor)} for key, tensor, _ in parameters],
        "value": plain(value),
        "weights": plain(weights),
        "outputGradient": plain(output_gradient),
        "gradients": [plain(x.grad) for x in inputs] + [plain(gradient()) for _, _, gradient in parameters],
    }


def product(name, shapes, mask=None, scale=None):
    q, k, v = [random_grid(shape, seed=5 + i).requires_grad_(True) for i, shape in enumerate(shapes)]
    allowed = None if mask is None else mask.bool()
    value = functional.scaled_dot_product_attention(q, k, v, attn_mask=allowed, scale=scale)
    scores = q @ k.transpose(-2, -1) * (scale or q.shape[-1] ** -0.5)
    weights = (scores if allowed is None else scores.masked_fill(~allowed, -torch.inf)).softmax(-1)
    settings = {} if scale is None else {"scale": scale}
    if mask is not None:
        settings["mask"] = plain(mask.double())
    return written("attention", name, settings, [q, k, v], [], value, weights)


def on_grid(module, seed):
    with torch.no_grad():
        for number, parameter in enumerate(module.parameters()):
            parameter.copy_(random_grid(parameter.shape, seed + number, 0.5))
    return module


def attention_parameters(prefix, attention):
    """The joint projection in three, each (name, value, gradient)."""
    found = []
    for number, name in enumerate(["query", "key", "value"]):
        size = attention.embed_dim
        rows = slice(number * size, (number + 1) * size)
        weight, bias = attention.in_proj_weight, attention.in_proj_bias
        found.append((f"{prefix}{name}.weight", weight[rows].T, lambda w=weight, r=rows: w.grad[r].T))
        found.append((f"{prefix}{name}.bias", bias[rows], lambda b=bias, r=rows: b.grad[r]))
    return found + dense_parameters(f"{prefix}output", attention.out_proj)


def dense_parameters(name, dense):
    return [
        (f"{name}.weight", dense.weight.T, lambda: dense.weight.grad.T),
        (f"{name}.bias", dense.bias, lambda: dense.bias.grad),
    ]


def norm_parameters(name, norm):
    return [
        (f"{name}.scale", norm.weight, lambda: norm.weight.grad),
        (f"{name}.shift", norm.bias, lambda: norm.bias.grad),
    ]


def heads(name, features, count, queries, keys=None, causal=False, padding=None):
    module = on_grid(nn.MultiheadAttention(features, count, batch_first=True), seed=20)
    x = random_grid((2, queries, features), seed=3).requires_grad_(True)
    context = x if keys is None else random_grid((2, keys, features), seed=4).requires_grad_(True)
    hidden = torch.triu(torch.ones(queries, queries), 1).bool() if causal else None
    out = None if padding is None else (1 - padding).bool()
    value, weights = module(
        x, context, context, attn_mask=hidden, key_padding_mask=out, average_attn_weights=False)
    settings = {"features": features, "heads": count, "isCausal": causal}
    if padding is not None:
        settings["mask"] = plain(padding[:, None, None, :].double())
    inputs = [x] if keys is None else [x, context]
    return written("heads", name, settings, inputs, attention_parameters("", module), value, weights)


def block(name, features, count, hidden, first, causal=False):
    module = on_grid(
        nn.TransformerEncoderLayer(features, count, hidden, dropout=0.0, norm_first=first, batch_first=True), seed=40)
    x = random_grid((2, 4, features), seed=6).requires_grad_(True)
    mask = torch.triu(torch.ones(4, 4), 1).bool() if causal else None
    value = module(x, src_mask=mask)
    inner = module.norm1(x) if first else x
    _, weights = module.self_attn(inner, inner, inner, attn_mask=mask, average_attn_weights=False)
    parameters = (
        attention_parameters("attention.", module.self_attn)
        + dense_parameters("hidden", module.linear1)
        + dense_parameters("output", module.linear2)
        + norm_parameters("norms.0", module.norm1)
        + norm_parameters("norms.1", module.norm2)
    )
    settings = {"features": features, "heads": count, "hidden": hidden, "isCausal": causal, "normFirst": first}
    return written("block", name, settings, [x], parameters, value, weights)


lower = torch.tril(torch.ones(4, 4))
cases = [
    product("by hand", [(1, 2), (3, 2), (3, 2)]),
    product("unequal extents", [(2, 3), (5, 3), (5, 4)]),
    product("batch and heads", [(2, 2, 3, 4), (2, 2, 5, 4), (2, 2, 5, 3)]),
    product("causal", [(2, 4, 3), (2, 4, 3), (2, 4, 2)], mask=lower),
    product("padding", [(2, 3, 2), (2, 4, 2), (2, 4, 3)], mask=grid([[[1, 1, 1, 0]], [[1, 1, 0, 0]]])),
    product("unscaled", [(2, 3), (5, 3), (5, 4)], scale=1.0),
    heads("one head", 4, 1, 3),
    heads("two heads", 6, 2, 5),
    heads("three heads, causal", 6, 3, 4, causal=True),
    heads("another context", 4, 2, 3, keys=5),
    heads("padding in the context", 4, 2, 3, keys=4, padding=grid([[1, 1, 1, 0], [1, 1, 0, 0]])),
    block("norm first", 6, 2, 5, first=True),
    block("norm last", 6, 3, 7, first=False),
    block("causal", 4, 2, 6, first=True, causal=True),
]
(FOLDER / "attention.json").write_text(json.dumps({"cases": cases}, separators=(",", ":")) + "\n")
