"""A variational autoencoder in JAX: 784-400-20-400-784, Adam written out, an update compiled as a whole."""

import time

import jax
import jax.numpy as jnp
import measurement
import mnist
import updates

IMAGES = 20_000


def layer(x, weights):
    return x @ weights[0] + weights[1]


def scores(parameters, x):
    """The image that the mean code stands for, before the sigmoid."""
    hidden, mean, _, back, last = parameters
    z = layer(jax.nn.relu(layer(x, hidden)), mean)
    return layer(jax.nn.relu(layer(z, back)), last)


def loss(parameters, images, key, batch):
    hidden, of_mean, of_variance, back, last = parameters
    x = images[batch]
    h = jax.nn.relu(layer(x, hidden))
    mean, log_variance = layer(h, of_mean), layer(h, of_variance)
    noise = jax.random.normal(jax.random.fold_in(key, batch[0]), mean.shape)
    z = mean + jnp.exp(0.5 * log_variance) * noise
    y = layer(jax.nn.relu(layer(z, back)), last)
    reconstruction = (jax.nn.softplus(y) - x * y).sum()  # binary cross-entropy from scores
    divergence = 0.5 * (mean**2 + jnp.exp(log_variance) - log_variance - 1).sum()
    return (reconstruction + divergence) / len(batch)


def main():
    options = measurement.arguments("VAE in JAX")
    updates.use_threads(options.threads)
    generator = updates.random(options.seed)
    images = jnp.asarray(mnist.load(options.data, "train")[0][:IMAGES])
    extents = [(784, 400), (400, 20), (400, 20), (20, 400), (400, 784)]
    parameters = [updates.dense(generator, *each) for each in extents]
    training = updates.Training(loss, parameters, updates.adam(0.001))

    seconds = []
    for number in range(options.epochs):
        start = time.perf_counter()
        training.epoch(generator, images, jax.random.key(1000 * options.seed + number), batch_size=128)
        seconds.append(time.perf_counter() - start)
    peak = measurement.peak_memory_mb()

    test_images = jnp.asarray(mnist.load(options.data, "t10k")[0])
    right = (scores(training.parameters, test_images) > 0) == (test_images > 0.5)
    one_sample = measurement.fastest_call(updates.timed(scores, training.parameters, test_images[:1]))
    measurement.report(
        "vae", "JAX", jax.__version__, options, seconds, float(right.mean()), one_sample, peak
    )


if __name__ == "__main__":
    main()
