"""PyTorch's layers of convolutional networks on random inputs, for convolutional.json."""

import torch

from exact_tensors import plain, random_grid


def convolutional():
    convolution, pool = torch.nn.Conv2d, torch.nn.MaxPool2d
    average = torch.nn.AvgPool2d
    yield case("conv", "3×3 on 7×6", convolution(2, 3, 3), (3, 2, 7, 6))
    yield case("conv", "2×3, stride 2", convolution(3, 4, (2, 3), stride=2), (2, 3, 8, 9))
    yield case("conv", "3×3, padding 1", convolution(3, 5, 3, padding=1), (2, 3, 4, 5))
    yield case("conv", "5×5, stride 3, padding 2", convolution(2, 3, 5, stride=3, padding=2), (3, 2, 9, 8))
    yield case("conv", "1×1, stride 2", convolution(4, 3, 1, stride=2), (2, 4, 5, 6))
    yield case("conv", "as large as the image", convolution(2, 3, (4, 3)), (2, 2, 4, 3))
    yield case("conv", "many channels", convolution(5, 18, 2), (2, 5, 3, 4))
    yield case("maxPool", "2", pool(2), (2, 3, 6, 4))
    yield case("maxPool", "3, stride 2, padding 1", pool(3, 2, 1), (2, 3, 7, 6))
    yield case("averagePool", "2", average(2), (2, 3, 5, 4))
    yield case(
        "averagePool", "3, stride 1, padding 1", average(3, 1, 1, count_include_pad=False), (2, 3, 5, 4)
    )
    yield case("globalMaxPool", "", GlobalMaximum(), (3, 4, 5, 2))
    yield case("batchNorm", "images", started(torch.nn.BatchNorm2d(3)), (4, 3, 2, 5))
    yield case("batchNorm", "rows", started(torch.nn.BatchNorm1d(4)), (5, 4))
    yield case("batchNorm", "inference", started(torch.nn.BatchNorm2d(3)).eval(), (4, 3, 2, 5))
    yield case("layerNorm", "", started(torch.nn.LayerNorm(6)), (3, 2, 6))
    yield case("residual", "", Residual(3), (2, 3, 4, 5))


class GlobalMaximum(torch.nn.Module):
    def forward(self, x):
        return x.amax((2, 3))


class Residual(torch.nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first = torch.nn.Conv2d(channels, channels, 3, padding=1)
        self.second = torch.nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, x):
        return torch.relu(x + self.second(torch.relu(self.first(x))))


def started(layer):
    """Running averages that are not those of an untouched layer."""
    if hasattr(layer, "running_mean"):
        shape = layer.running_mean.shape
        layer.running_mean.copy_(random_grid(shape, 31))
        layer.running_var.copy_(1 + random_grid(shape, 32).abs())
    return layer


def case(kind, name, layer, shape):
    for number, parameter in enumerate(layer.parameters()):
        parameter.data = random_grid(parameter.shape, 100 + number)
    x = random_grid(shape, 7).requires_grad_()
    before = [plain(buffer) for buffer in layer.buffers() if buffer.is_floating_point()]
    settings = {
        name: value if isinstance(value, int) else value[0]
        for name in ("stride", "padding", "kernel_size")
        if (value := getattr(layer, name, None)) is not None
    }
    y = layer(x)
    dy = random_grid(y.shape, 9)
    y.backward(dy)
    return {
        "layer": kind,
        "name": name,
        "training": layer.training,
        "settings": settings,
        "input": plain(x),
        "parameters": [plain(parameter) for parameter in layer.parameters()],
        "buffers": before,
        "value": plain(y),
        "outputGradient": plain(dy),
        "inputGradient": plain(x.grad),
        "gradients": [plain(parameter.grad) for parameter in layer.parameters()],
        "buffersAfter": [plain(buffer) for buffer in layer.buffers() if buffer.is_floating_point()],
    }
