"""CNN 32-64-64 in PyTorch: channels last, as its convolutions on a CPU like it; starts and learns as in Keras.

Fast on a CPU for the reasons of mlp_pytorch.py; with --compile the network and the optimizer's step are compiled.
"""

import time
import warnings

import measurement
import mnist
import torch
from torch.nn import functional

IMAGES = 6400


def main():
    options = measurement.arguments("CNN in PyTorch", compile="compile both (needs a C++ compiler)")
    torch.set_flush_denormal(True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    images, labels = (torch.from_numpy(array) for array in mnist.load(options.data, "train"))
    images = pictures(images[:IMAGES])
    labels = labels[:IMAGES]
    model = network().to(memory_format=torch.channels_last)
    optimizer = torch.optim.RMSprop(model.parameters(), lr=0.001, alpha=0.9, eps=1e-7, foreach=True)
    step = torch.compile(optimizer.step) if options.compile else optimizer.step
    trained = torch.compile(model) if options.compile else model

    seconds = []
    for _ in range(options.epochs):
        start = time.perf_counter()
        train_epoch(trained, optimizer, step, images, labels)
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
    measurement.report("cnn", name, version, options, seconds, accuracy, one_sample, peak)


def pictures(images):
    return images.reshape(-1, 1, 28, 28).contiguous(memory_format=torch.channels_last)


def network():
    nn = torch.nn
    model = nn.Sequential(
        *(nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2)),
        *(nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2)),
        *(nn.Conv2d(64, 64, 3), nn.ReLU(), nn.Flatten()),
        *(nn.Linear(576, 64), nn.ReLU(), nn.Linear(64, 10)),
    )
    for parameter in model.parameters():
        (nn.init.xavier_uniform_ if parameter.dim() > 1 else nn.init.zeros_)(parameter)
    return model


def train_epoch(model, optimizer, step, images, labels, batch_size=64):
    total = torch.zeros(())
    for batch in torch.randperm(len(images)).split(batch_size):
        loss = functional.cross_entropy(model(images.index_select(0, batch)), labels.index_select(0, batch))
        optimizer.zero_grad()
        loss.backward()
        step()
        total += loss.detach() * len(batch)
    return total.item() / len(images)


if __name__ == "__main__":
    main()
