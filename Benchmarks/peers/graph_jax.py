"""A graph network of two layers on Cora in JAX: 1433-16-7, dropout one half, Adam written out; 100 updates an epoch.

Words and edges as lists of elements: gathered, weighted, and added up row by row.
"""

import time

import cora
import jax
import jax.numpy as jnp
import measurement
import updates


def product(matrix, x):
    """A sparse matrix, row by row, times x."""
    rows, columns, values = matrix
    return jax.ops.segment_sum(values[:, None] * x[columns], rows, cora.NODES, indices_are_sorted=True)


def network(words, adjacency):
    def scores(parameters, key=None):
        first, second = parameters["first"], parameters["second"]
        rows, columns, values = words
        if key is not None:
            values = dropped(values, jax.random.fold_in(key, 1))
        hidden = jax.nn.relu(product(adjacency, product((rows, columns, values), first)) + parameters["bias1"])
        if key is not None:
            hidden = dropped(hidden, jax.random.fold_in(key, 2))
        return product(adjacency, hidden @ second) + parameters["bias2"]

    return scores


def dropped(x, key):
    return jnp.where(jax.random.bernoulli(key, 0.5, x.shape), 2 * x, 0)


def main():
    options = measurement.arguments("Graph network in JAX")
    updates.use_threads(options.threads)
    generator = updates.random(options.seed)
    words, adjacency, labels, chosen, test = jax.tree.map(jnp.asarray, cora.load(options.data))
    scores = network(words, adjacency)
    keys = jax.random.key(options.seed)

    def loss(parameters, number):
        answers = scores(parameters, jax.random.fold_in(keys, number))[chosen]
        decay = 2.5e-4 * (parameters["first"] ** 2).sum()
        return updates.cross_entropy(answers, labels[chosen]) + decay

    parameters = {
        "first": updates.glorot(generator, cora.WORDS, 16),
        "second": updates.glorot(generator, 16, cora.CLASSES),
        "bias1": jnp.zeros(16),
        "bias2": jnp.zeros(cora.CLASSES),
    }
    training = updates.Training(loss, parameters, updates.adam(0.01))

    seconds = []
    for number in range(options.epochs):
        start = time.perf_counter()
        float(sum(training.update(100 * number + each) for each in range(100)))
        seconds.append(time.perf_counter() - start)
    peak = measurement.peak_memory_mb()

    right = scores(training.parameters)[test].argmax(1) == labels[test]
    one_sample = measurement.fastest_call(updates.timed(scores, training.parameters), repetitions=500)
    measurement.report(
        "graph", "JAX", jax.__version__, options, seconds, float(right.mean()), one_sample, peak
    )


if __name__ == "__main__":
    main()
