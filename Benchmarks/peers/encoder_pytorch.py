"""A Transformer encoder that reverses sixteen digits, in PyTorch: width 32, one head, one block; 100 updates an epoch.

Fast on a CPU: the library's own encoder layer, the fused Adam; with --compile the network is compiled.
"""

import math
import time
import warnings

import measurement
import torch
from torch import nn

WIDTH, PLACES = 32, 16


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(10, WIDTH)
        nn.init.normal_(self.embedding.weight, std=0.2)
        self.register_buffer("positions", waves())
        self.block = nn.TransformerEncoderLayer(
            WIDTH, nhead=1, dim_feedforward=64, dropout=0, batch_first=True, norm_first=True
        )
        self.head = nn.Sequential(
            nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH), nn.ReLU(), nn.Linear(WIDTH, 10)
        )
        for name, parameter in self.named_parameters():
            if "embedding" not in name and "norm" not in name and parameter.dim() == 2:
                nn.init.xavier_uniform_(parameter)

    def forward(self, x):
        return self.head(self.block(self.embedding(x) + self.positions))


def waves():
    places = torch.arange(PLACES).unsqueeze(1)
    angles = places * torch.exp(torch.arange(0, WIDTH, 2) * (-math.log(10_000) / WIDTH))
    return torch.stack([angles.sin(), angles.cos()], dim=2).flatten(1)


def main():
    options = measurement.arguments("Encoder in PyTorch", compile="compile it (needs a C++ compiler)")
    torch.set_flush_denormal(True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    model = Model()
    trained = torch.compile(model) if options.compile else model
    optimizer = torch.optim.Adam(model.parameters(), lr=0.003, eps=1e-7, fused=True)

    seconds = []
    for _ in range(options.epochs):
        start = time.perf_counter()
        total = torch.zeros(())
        for _ in range(100):
            x = torch.randint(10, (128, PLACES))
            loss = nn.functional.cross_entropy(trained(x).flatten(0, 1), x.flip(1).flatten())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.detach()
        total.item()
        seconds.append(time.perf_counter() - start)
    peak = measurement.peak_memory_mb()

    model.eval()
    with torch.inference_mode():
        x = torch.randint(10, (500, PLACES))
        accuracy = (model(x).argmax(2) == x.flip(1)).float().mean().item()
        one = x[:1].clone()
        warnings.simplefilter("ignore")
        traced = torch.jit.freeze(torch.jit.trace(model, one))
        one_sample = measurement.fastest_call(lambda: model(one), lambda: traced(one))
    name = "PyTorch compiled" if options.compile else "PyTorch"
    version = torch.__version__.split("+")[0]
    measurement.report("encoder", name, version, options, seconds, accuracy, one_sample, peak)


if __name__ == "__main__":
    main()
