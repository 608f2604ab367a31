"""A Transformer encoder that reverses sixteen digits, in JAX: Adam written out, an update compiled as a whole."""

import time

import jax
import jax.numpy as jnp
import measurement
import updates

WIDTH, PLACES = 32, 16


def layer(x, weights):
    return x @ weights[0] + weights[1]


def norm(x, weights):
    centred = x - x.mean(-1, keepdims=True)
    return centred / jnp.sqrt((centred**2).mean(-1, keepdims=True) + 1e-5) * weights[0] + weights[1]


def attention(x, weights):
    queries, keys, values = (layer(x, weights[name]) for name in ("query", "key", "value"))
    seen = jax.nn.softmax(queries @ keys.swapaxes(1, 2) / WIDTH**0.5)
    return layer(seen @ values, weights["output"])


def scores(p, x):
    h = p["embedding"][x] + waves()
    h += attention(norm(h, p["norm1"]), p)
    h += layer(jax.nn.relu(layer(norm(h, p["norm2"]), p["wide"])), p["narrow"])
    return layer(jax.nn.relu(norm(layer(h, p["hidden"]), p["norm3"])), p["last"])


def loss(parameters, x):
    return updates.cross_entropy(scores(parameters, x), x[:, ::-1])


def waves():
    angles = jnp.arange(PLACES)[:, None] / 10_000 ** (jnp.arange(0, WIDTH, 2) / WIDTH)
    return jnp.stack([jnp.sin(angles), jnp.cos(angles)], axis=2).reshape(PLACES, WIDTH)


def main():
    options = measurement.arguments("Encoder in JAX")
    updates.use_threads(options.threads)
    generator = updates.random(options.seed)
    square = ("query", "key", "value", "output", "hidden")
    parameters = {
        "embedding": jnp.asarray(generator.normal(0, 0.2, (10, WIDTH)), jnp.float32),
        **{name: updates.dense(generator, WIDTH, WIDTH) for name in square},
        **{f"norm{number}": (jnp.ones(WIDTH), jnp.zeros(WIDTH)) for number in (1, 2, 3)},
        "wide": updates.dense(generator, WIDTH, 64),
        "narrow": updates.dense(generator, 64, WIDTH),
        "last": updates.dense(generator, WIDTH, 10),
    }
    training = updates.Training(loss, parameters, updates.adam(0.003))

    seconds = []
    for _ in range(options.epochs):
        start = time.perf_counter()
        float(sum(training.update(generator.integers(10, size=(128, PLACES))) for _ in range(100)))
        seconds.append(time.perf_counter() - start)
    peak = measurement.peak_memory_mb()

    x = generator.integers(10, size=(500, PLACES))
    right = scores(training.parameters, x).argmax(2) == x[:, ::-1]
    one_sample = measurement.fastest_call(updates.timed(scores, training.parameters, jnp.asarray(x[:1])))
    measurement.report(
        "encoder", "JAX", jax.__version__, options, seconds, float(right.mean()), one_sample, peak
    )


if __name__ == "__main__":
    main()
