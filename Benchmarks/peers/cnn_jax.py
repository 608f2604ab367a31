"""CNN 32-64-64 in JAX: channels last, RMSProp written out, an update compiled as a whole."""

import time

import jax
import jax.numpy as jnp
import measurement
import mnist
import updates
from jax import lax

IMAGES = 6400


def convolution(x, kernel, bias):
    y = lax.conv_general_dilated(x, kernel, (1, 1), "VALID", dimension_numbers=("NHWC", "HWIO", "NHWC"))
    return jax.nn.relu(y + bias)


def pooled(x):
    return lax.reduce_window(x, -jnp.inf, lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")


def scores(parameters, x):
    first, second, third, (w1, b1), (w2, b2) = parameters
    h = pooled(convolution(x, *first))
    h = pooled(convolution(h, *second))
    h = convolution(h, *third).reshape(len(x), -1)
    return jax.nn.relu(h @ w1 + b1) @ w2 + b2


def loss(parameters, images, labels, batch):
    return updates.cross_entropy(scores(parameters, images[batch]), labels[batch])


def kernels(generator, inputs, outputs):
    shape = (3, 3, inputs, outputs)
    return updates.glorot(generator, *shape, fan_in=9 * inputs, fan_out=9 * outputs), jnp.zeros(outputs)


def main():
    options = measurement.arguments("CNN in JAX")
    updates.use_threads(options.threads)
    generator = updates.random(options.seed)
    images, labels = (jnp.asarray(array[:IMAGES]) for array in mnist.load(options.data, "train"))
    images = images.reshape(-1, 28, 28, 1)
    parameters = [
        *(kernels(generator, *extents) for extents in [(1, 32), (32, 64), (64, 64)]),
        *(updates.dense(generator, *extents) for extents in [(576, 64), (64, 10)]),
    ]
    training = updates.Training(loss, parameters, updates.rmsprop(0.001))

    seconds = []
    for _ in range(options.epochs):
        start = time.perf_counter()
        training.epoch(generator, images, labels, batch_size=64)
        seconds.append(time.perf_counter() - start)
    peak = measurement.peak_memory_mb()

    test_images, test_labels = (jnp.asarray(array) for array in mnist.load(options.data, "t10k"))
    test_images = test_images.reshape(-1, 28, 28, 1)
    answers = jax.jit(lambda x: scores(training.parameters, x).argmax(1))
    right = jnp.concatenate([answers(test_images[n : n + 1000]) for n in range(0, 10_000, 1000)]) == test_labels
    one_sample = measurement.fastest_call(updates.timed(scores, training.parameters, test_images[:1]))
    measurement.report(
        "cnn", "JAX", jax.__version__, options, seconds, float(right.mean()), one_sample, peak
    )


if __name__ == "__main__":
    main()
