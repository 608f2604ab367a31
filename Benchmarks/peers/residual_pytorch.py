"""A residual CNN with batch norm in PyTorch: blocks of 16, 32 and 64 channels, Adam, batch 64, 3,200 images.

Fast on a CPU: channels last, the fused Adam; with --compile the network is compiled.
"""

import time
import warnings

import measurement
import mnist
import torch
from cnn_pytorch import pictures, train_epoch
from torch import nn

IMAGES = 3200


def convolution(inputs, outputs, size=3, stride=1):
    layer = nn.Conv2d(inputs, outputs, size, stride, size // 2, bias=False)
    nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
    return layer


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride=1):
        super().__init__()
        self.branch = nn.Sequential(
            *(convolution(inputs, outputs, stride=stride), nn.BatchNorm2d(outputs), nn.ReLU()),
            *(convolution(outputs, outputs), nn.BatchNorm2d(outputs)),
        )
        self.shortcut = nn.Identity()
        if inputs != outputs:
            around = convolution(inputs, outputs, size=1, stride=stride)
            self.shortcut = nn.Sequential(around, nn.BatchNorm2d(outputs))

    def forward(self, x):
        return nn.functional.relu(self.shortcut(x) + self.branch(x))


def main():
    options = measurement.arguments("Residual CNN in PyTorch", compile="compile it (needs a C++ compiler)")
    torch.set_flush_denormal(True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    images, labels = (torch.from_numpy(array) for array in mnist.load(options.data, "train"))
    images, labels = pictures(images[:IMAGES]), labels[:IMAGES]
    model = nn.Sequential(
        *(convolution(1, 16), nn.BatchNorm2d(16), nn.ReLU()),
        *(Block(16, 16), Block(16, 32, stride=2), Block(32, 64, stride=2)),
        *(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10)),
    ).to(memory_format=torch.channels_last)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001, eps=1e-7, fused=True)
    trained = torch.compile(model) if options.compile else model

    seconds = []
    for _ in range(options.epochs):
        start = time.perf_counter()
        train_epoch(trained, optimizer, optimizer.step, images, labels)
        seconds.append(time.perf_counter() - start)
    peak = measurement.peak_memory_mb()

    test_images, test_labels = (torch.from_numpy(array) for array in mnist.load(options.data, "t10k"))
    test_images = pictures(test_images)
    model.eval()
    with torch.inference_mode():
        scores = torch.cat([model(part) for part in test_images.split(1000)])
        accuracy = (scores.argmax(1) == test_labels).float().mean().item()
        one = test_images[:1].clone()
        warnings.simplefilter("ignore")
        traced = torch.jit.freeze(torch.jit.trace(model, one))
        one_sample = measurement.fastest_call(lambda: model(one), lambda: traced(one))
    name = "PyTorch compiled" if options.compile else "PyTorch"
    version = torch.__version__.split("+")[0]
    measurement.report("residual", name, version, options, seconds, accuracy, one_sample, peak)


if __name__ == "__main__":
    main()
