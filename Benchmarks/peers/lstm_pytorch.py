"""A character model with an LSTM in PyTorch: embedding 64, LSTM 256, batch 32, 64 steps, Adam; 100 updates an epoch.

Fast on a CPU: the LSTM of the library as a whole (its own packed kernel), the fused Adam, losses summed in a tensor.
"""

import time

import measurement
import numpy
import shakespeare
import torch
from torch import nn


class Model(nn.Module):
    def __init__(self, kinds):
        super().__init__()
        self.embedding = nn.Embedding(kinds, 64)
        self.lstm = nn.LSTM(64, 256, batch_first=True)
        self.dense = nn.Linear(256, kinds)

    def forward(self, x):
        return self.dense(self.lstm(self.embedding(x))[0])


def main():
    options = measurement.arguments("LSTM in PyTorch")
    torch.set_flush_denormal(True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    generator = numpy.random.default_rng(options.seed)
    ids, kinds, end = shakespeare.load(options.data)
    model = Model(kinds)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001, eps=1e-7, fused=True)

    seconds = []
    for _ in range(options.epochs):
        start = time.perf_counter()
        total = torch.zeros(())
        for _ in range(100):
            x, y = (torch.from_numpy(part) for part in shakespeare.pieces(ids, generator, 0, end))
            loss = nn.functional.cross_entropy(model(x).flatten(0, 1), y.flatten())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.detach()
        total.item()
        seconds.append(time.perf_counter() - start)
    peak = measurement.peak_memory_mb()

    model.eval()
    with torch.inference_mode():
        x, y = (torch.from_numpy(p) for p in shakespeare.pieces(ids, generator, end, len(ids), count=64))
        accuracy = (model(x).argmax(2) == y).float().mean().item()
        one = x[:1].clone()
        one_sample = measurement.fastest_call(lambda: model(one), repetitions=500)
    version = torch.__version__.split("+")[0]
    measurement.report("lstm", "PyTorch", version, options, seconds, accuracy, one_sample, peak)


if __name__ == "__main__":
    main()
