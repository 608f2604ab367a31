"""MLP 784-512-10 in PyTorch: all images in one tensor, shuffled by index; starts and learns as in Keras.

Fast on a CPU: no DataLoader, flush-to-zero (the running averages of dead units are denormal numbers), losses
summed in a tensor that is read once an epoch, and with --compile the optimizer's step compiled into one loop.
Compiling the network as well gains nothing here: its products dominate.
"""

import time
import warnings

import measurement
import mnist
import torch
from torch.nn import functional


def main():
    options = measurement.arguments("MLP in PyTorch", compile="compile the optimizer (needs a C++ compiler)")
    torch.set_flush_denormal(True)  # before the first parallel work: its threads inherit it
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    images, labels = (torch.from_numpy(array) for array in mnist.load(options.data, "train"))
    model = torch.nn.Sequential(torch.nn.Linear(784, 512), torch.nn.ReLU(), torch.nn.Linear(512, 10))
    for parameter in model.parameters():
        (torch.nn.init.xavier_uniform_ if parameter.dim() == 2 else torch.nn.init.zeros_)(parameter)
    optimizer = torch.optim.RMSprop(model.parameters(), lr=0.001, alpha=0.9, eps=1e-7, foreach=True)
    step = torch.compile(optimizer.step) if options.compile else optimizer.step

    seconds = []
    for _ in range(options.epochs):
        start = time.perf_counter()
        train_epoch(model, optimizer, step, images, labels)
        seconds.append(time.perf_counter() - start)
    peak = measurement.peak_memory_mb()

    test_images, test_labels = (torch.from_numpy(array) for array in mnist.load(options.data, "t10k"))
    model.eval()
    with torch.inference_mode():
        accuracy = (model(test_images).argmax(1) == test_labels).float().mean().item()
        one = test_images[:1].clone()
        warnings.simplefilter("ignore")  # tracing is deprecated, and still the fastest for one sample
        traced = torch.jit.freeze(torch.jit.trace(model, one))
        one_sample = measurement.fastest_call(lambda: model(one), lambda: traced(one))
    name = "PyTorch compiled" if options.compile else "PyTorch"
    version = torch.__version__.split("+")[0]
    measurement.report("mlp", name, version, options, seconds, accuracy, one_sample, peak)


def train_epoch(model, optimizer, step, images, labels, batch_size=128):
    total = torch.zeros(())
    order = torch.randperm(len(images))
    for batch in order.split(batch_size):
        loss = functional.cross_entropy(model(images.index_select(0, batch)), labels.index_select(0, batch))
        optimizer.zero_grad()
        loss.backward()
        step()
        total += loss.detach() * len(batch)
    return total.item() / len(images)


if __name__ == "__main__":
    main()
