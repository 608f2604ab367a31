"""What the peers in JAX share: threads, initialization, optimizers, and an update that is compiled as a whole."""

import os
from functools import partial

import jax
import jax.numpy as jnp
import numpy


def use_threads(count):
    """JAX starts as many threads as the process has cores; so it must be called before the first operation."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:count])


def glorot(generator, *shape, fan_in=None, fan_out=None):
    """Uniform in [−a, a] with a = √(6/(fan in + fan out)), the last two axes unless told otherwise."""
    bound = (6 / ((fan_in or shape[-2]) + (fan_out or shape[-1]))) ** 0.5
    return jnp.asarray(generator.uniform(-bound, bound, shape), jnp.float32)


def dense(generator, inputs, outputs):
    """Weights and biases of a dense layer."""
    return glorot(generator, inputs, outputs), jnp.zeros(outputs)


def adam(rate):
    def start(parameters):
        return jnp.zeros(()), *(jax.tree.map(jnp.zeros_like, parameters) for _ in range(2))

    def step(parameters, gradients, memory):
        count, means, squares = memory
        count += 1
        means = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, means, gradients)
        squares = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, squares, gradients)
        of_mean, of_square = 1 - 0.9**count, 1 - 0.999**count

        def moved(w, m, v):
            return w - rate * (m / of_mean) / (jnp.sqrt(v / of_square) + 1e-7)

        return jax.tree.map(moved, parameters, means, squares), (count, means, squares)

    return start, step


def rmsprop(rate):
    def start(parameters):
        return jax.tree.map(jnp.zeros_like, parameters)

    def step(parameters, gradients, squares):
        squares = jax.tree.map(lambda v, g: 0.9 * v + 0.1 * g * g, squares, gradients)
        moved = jax.tree.map(
            lambda w, g, v: w - rate * g / (jnp.sqrt(v) + 1e-7), parameters, gradients, squares
        )
        return moved, squares

    return start, step


class Training:
    """Parameters and an optimizer's memory; `update` makes a step on the loss of its arguments and returns the loss."""

    def __init__(self, loss, parameters, optimizer):
        start, step = optimizer
        self.parameters, self.memory = parameters, start(parameters)

        @partial(jax.jit, donate_argnums=(0, 1))
        def update(parameters, memory, *batch):
            value, gradients = jax.value_and_grad(loss)(parameters, *batch)
            return *step(parameters, gradients, memory), value

        self.compiled = update

    def update(self, *batch):
        self.parameters, self.memory, value = self.compiled(self.parameters, self.memory, *batch)
        return value

    def epoch(self, generator, images, labels, batch_size):
        """Shuffles, and makes an update for each batch; the last one may be smaller."""
        order, total = generator.permutation(len(images)), 0
        for first in range(0, len(images), batch_size):
            batch = order[first : first + batch_size]
            total += self.update(images, labels, batch) * len(batch)
        return float(total) / len(images)


def cross_entropy(scores, labels):
    chosen = jnp.take_along_axis(jax.nn.log_softmax(scores), labels[..., None], axis=-1)
    return -chosen.mean()


def timed(function, *arguments):
    """A function of nothing, compiled, that waits for its result: for the time of one sample."""
    compiled = jax.jit(function)
    return lambda: compiled(*arguments).block_until_ready()


def random(seed):
    return numpy.random.default_rng(seed)
