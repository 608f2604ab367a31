"""The Transformer's operations of Benchmarks/benchmark/Basics.swift with PyTorch; prints the median microseconds of each."""

import json

import measurement
import torch
from torch.nn.functional import layer_norm, scaled_dot_product_attention


def main():
    options = measurement.arguments("Basics in PyTorch")
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    left, right = torch.randn(128, 64, 32), torch.randn(128, 32, 64)
    sequences, scale, shift = torch.randn(32, 64, 256), torch.ones(256), torch.zeros(256)
    heads = left[:, None]
    with torch.inference_mode():
        operations = {
            "matmul 128 × 64·32·64": lambda: left @ right,
            "layer norm 2048 × 256": lambda: layer_norm(sequences, (256,), scale, shift),
            "attention 128 × 64·32": lambda: scaled_dot_product_attention(heads, heads, heads),
        }
        print(json.dumps({name: round(measurement.median_call(work), 3) for name, work in operations.items()}))


if __name__ == "__main__":
    main()
