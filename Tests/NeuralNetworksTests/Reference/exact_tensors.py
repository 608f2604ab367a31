"""Tensors whose numbers 32 and 64 bits hold alike, and how they are written."""

import math

import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def grid(values):
    """A tensor whose numbers are rounded to multiples of 1/1024."""
    return torch.round(torch.as_tensor(values, dtype=torch.float64) * 1024) / 1024


def random_grid(shape, seed, scale=1.0):
    return grid(scale * torch.randn(shape, generator=torch.Generator().manual_seed(seed)))


def plain(tensor):
    values = tensor.detach().reshape(-1).tolist()
    assert all(math.isfinite(value) for value in values), values
    return {"shape": list(tensor.shape), "values": values}
