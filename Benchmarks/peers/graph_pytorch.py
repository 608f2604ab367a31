"""A graph network of two layers on Cora in PyTorch: 1433-16-7, dropout one half, Adam; 100 updates an epoch.

Fast on a CPU: words and edges as sparse matrices, the fused Adam. A row of the words times the first weights is a bag of
embeddings, for which the library has its own kernel; the matrix of the edges equals its transpose, which the backward
pass uses.
"""

import time

import cora
import measurement
import torch
from torch import nn


class Neighbours(torch.autograd.Function):
    """Â·x with the symmetric Â."""

    @staticmethod
    def forward(context, adjacency, x):
        context.adjacency = adjacency
        return adjacency @ x

    @staticmethod
    def backward(context, gradient):
        return None, context.adjacency @ gradient


class Model(nn.Module):
    def __init__(self, words, adjacency):
        super().__init__()
        nodes, self.columns, self.values = (torch.from_numpy(array) for array in words)
        self.starts = torch.searchsorted(nodes, torch.arange(cora.NODES))
        rows, columns, values = (torch.from_numpy(array) for array in adjacency)
        matrix = torch.sparse_coo_tensor(torch.stack([rows, columns]), values, (cora.NODES,) * 2)
        self.adjacency = matrix.coalesce().to_sparse_csr()
        self.first = nn.Parameter(nn.init.xavier_uniform_(torch.empty(cora.WORDS, 16)))
        self.second = nn.Parameter(nn.init.xavier_uniform_(torch.empty(16, cora.CLASSES)))
        self.biases = nn.ParameterList([torch.zeros(16), torch.zeros(cora.CLASSES)])

    def forward(self):
        # An element that is 0 need not be dropped.
        kept = nn.functional.dropout(self.values, training=self.training)
        sums = nn.functional.embedding_bag(
            self.columns, self.first, self.starts, mode="sum", per_sample_weights=kept
        )
        hidden = torch.relu(Neighbours.apply(self.adjacency, sums) + self.biases[0])
        hidden = nn.functional.dropout(hidden, training=self.training)
        return Neighbours.apply(self.adjacency, hidden @ self.second) + self.biases[1]


def main():
    options = measurement.arguments("Graph network in PyTorch")
    torch.set_flush_denormal(True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    words, adjacency, labels, training, test = cora.load(options.data)
    labels, training, test = (torch.from_numpy(array) for array in (labels, training, test))
    model = Model(words, adjacency)
    others = [parameter for parameter in model.parameters() if parameter is not model.first]
    groups = [{"params": [model.first], "weight_decay": 5e-4}, {"params": others}]
    optimizer = torch.optim.Adam(groups, lr=0.01, eps=1e-7, fused=True)

    seconds = []
    for _ in range(options.epochs):
        start = time.perf_counter()
        total = torch.zeros(())
        for _ in range(100):
            loss = nn.functional.cross_entropy(model()[training], labels[training])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.detach()
        total.item()
        seconds.append(time.perf_counter() - start)
    peak = measurement.peak_memory_mb()

    model.eval()
    with torch.inference_mode():
        accuracy = (model()[test].argmax(1) == labels[test]).float().mean().item()
        one_sample = measurement.fastest_call(model, repetitions=500)
    version = torch.__version__.split("+")[0]
    measurement.report("graph", "PyTorch", version, options, seconds, accuracy, one_sample, peak)


if __name__ == "__main__":
    main()
