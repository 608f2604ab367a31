"""MLP 784-512-10 in JAX: RMSProp written out, an update compiled as a whole."""

import time

import jax
import jax.numpy as jnp
import measurement
import mnist
import updates


def scores(parameters, x):
    (w1, b1), (w2, b2) = parameters
    return jax.nn.relu(x @ w1 + b1) @ w2 + b2


def loss(parameters, images, labels, batch):
    return updates.cross_entropy(scores(parameters, images[batch]), labels[batch])


def main():
    options = measurement.arguments("MLP in JAX")
    updates.use_threads(options.threads)
    generator = updates.random(options.seed)
    images, labels = (jnp.asarray(array) for array in mnist.load(options.data, "train"))
    parameters = [updates.dense(generator, 784, 512), updates.dense(generator, 512, 10)]
    training = updates.Training(loss, parameters, updates.rmsprop(0.001))

    seconds = []
    for _ in range(options.epochs):
        start = time.perf_counter()
        training.epoch(generator, images, labels, batch_size=128)
        seconds.append(time.perf_counter() - start)
    peak = measurement.peak_memory_mb()

    test_images, test_labels = (jnp.asarray(array) for array in mnist.load(options.data, "t10k"))
    right = scores(training.parameters, test_images).argmax(1) == test_labels
    one_sample = measurement.fastest_call(updates.timed(scores, training.parameters, test_images[:1]))
    measurement.report(
        "mlp", "JAX", jax.__version__, options, seconds, float(right.mean()), one_sample, peak
    )


if __name__ == "__main__":
    main()
