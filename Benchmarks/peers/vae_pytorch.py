"""A variational autoencoder in PyTorch: 784-400-20-400-784, Adam, batch 128, 20,000 images.

Fast on a CPU for the reasons of mlp_pytorch.py; with --compile the network with its loss is compiled.
"""

import time
import warnings

import measurement
import mnist
import torch
from torch import nn

IMAGES = 20_000


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(784, 400), nn.ReLU())
        self.mean, self.log_variance = nn.Linear(400, 20), nn.Linear(400, 20)
        self.decoder = nn.Sequential(nn.Linear(20, 400), nn.ReLU(), nn.Linear(400, 784))
        for parameter in self.parameters():
            (nn.init.xavier_uniform_ if parameter.dim() > 1 else nn.init.zeros_)(parameter)

    def forward(self, x):
        """The image that the mean code stands for, before the sigmoid."""
        return self.decoder(self.mean(self.encoder(x)))

    def loss(self, x):
        h = self.encoder(x)
        mean, log_variance = self.mean(h), self.log_variance(h)
        z = mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean)
        images = nn.functional.binary_cross_entropy_with_logits(self.decoder(z), x, reduction="sum")
        divergence = 0.5 * (mean.square() + log_variance.exp() - log_variance - 1).sum()
        return (images + divergence) / len(x)


def main():
    options = measurement.arguments("VAE in PyTorch", compile="compile it (needs a C++ compiler)")
    torch.set_flush_denormal(True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    images = torch.from_numpy(mnist.load(options.data, "train")[0])[:IMAGES].clone()
    model = Model()
    loss_of = torch.compile(model.loss) if options.compile else model.loss
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001, eps=1e-7, fused=True)

    seconds = []
    for _ in range(options.epochs):
        start = time.perf_counter()
        total = torch.zeros(())
        for batch in torch.randperm(len(images)).split(128):
            loss = loss_of(images.index_select(0, batch))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.detach()
        total.item()
        seconds.append(time.perf_counter() - start)
    peak = measurement.peak_memory_mb()

    test_images = torch.from_numpy(mnist.load(options.data, "t10k")[0])
    model.eval()
    with torch.inference_mode():
        accuracy = ((model(test_images) > 0) == (test_images > 0.5)).float().mean().item()
        one = test_images[:1].clone()
        warnings.simplefilter("ignore")
        traced = torch.jit.freeze(torch.jit.trace(model, one))
        one_sample = measurement.fastest_call(lambda: model(one), lambda: traced(one))
    name = "PyTorch compiled" if options.compile else "PyTorch"
    version = torch.__version__.split("+")[0]
    measurement.report("vae", name, version, options, seconds, accuracy, one_sample, peak)


if __name__ == "__main__":
    main()
