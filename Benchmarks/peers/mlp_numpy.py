"""MLP 784-512-10 by hand in NumPy: what the same work costs with array operations alone."""

import os
import time

import measurement

options = measurement.arguments("MLP in NumPy")
os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = str(options.threads)  # read at import
import mnist
import numpy


def main():
    generator = numpy.random.default_rng(options.seed)
    images, labels = mnist.load(options.data, "train")
    parameters = []
    for inputs, outputs in ((784, 512), (512, 10)):
        bound = numpy.sqrt(6 / (inputs + outputs))
        parameters.append(generator.uniform(-bound, bound, (inputs, outputs)).astype(numpy.float32))
        parameters.append(numpy.zeros(outputs, numpy.float32))
    averages = [numpy.zeros_like(parameter) for parameter in parameters]

    seconds = []
    for _ in range(options.epochs):
        start = time.perf_counter()
        order = generator.permutation(len(images))
        for first in range(0, len(images), 128):
            batch = order[first : first + 128]
            update(parameters, averages, gradients(parameters, images[batch], labels[batch]))
        seconds.append(time.perf_counter() - start)
    peak = measurement.peak_memory_mb()

    test_images, test_labels = mnist.load(options.data, "t10k")
    accuracy = float((forward(parameters, test_images)[1].argmax(1) == test_labels).mean())
    one = test_images[:1].copy()
    one_sample = measurement.fastest_call(lambda: forward(parameters, one))
    measurement.report("mlp", "NumPy", numpy.__version__, options, seconds, accuracy, one_sample, peak)


def forward(parameters, x):
    w1, b1, w2, b2 = parameters
    hidden = numpy.maximum(x @ w1 + b1, 0)
    return hidden, hidden @ w2 + b2


def gradients(parameters, x, labels):
    """Of the mean softmax cross-entropy, in the order of the parameters."""
    hidden, scores = forward(parameters, x)
    error = numpy.exp(scores - scores.max(axis=1, keepdims=True))
    error /= error.sum(axis=1, keepdims=True)
    error[numpy.arange(len(x)), labels] -= 1
    error /= len(x)
    hidden_error = (error @ parameters[2].T) * (hidden > 0)
    return x.T @ hidden_error, hidden_error.sum(axis=0), hidden.T @ error, error.sum(axis=0)


def update(parameters, averages, slopes, rate=0.001, decay=0.9, epsilon=1e-7):
    for parameter, average, slope in zip(parameters, averages, slopes, strict=True):
        average *= decay
        average += (1 - decay) * slope * slope
        parameter -= rate * slope / numpy.sqrt(average + epsilon)


if __name__ == "__main__":
    main()
