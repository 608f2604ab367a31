"""A character model with an LSTM in Keras on TensorFlow: the work of lstm_pytorch.py.

Fast on a CPU: `fit` on 100 batches at a time, compiled to a graph.
"""

import os
import time

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import measurement
import numpy
import shakespeare
import tensorflow


def main():
    options = measurement.arguments("LSTM in Keras")
    tensorflow.config.threading.set_intra_op_parallelism_threads(options.threads)
    tensorflow.config.threading.set_inter_op_parallelism_threads(options.threads)
    keras.utils.set_random_seed(options.seed)
    generator = numpy.random.default_rng(options.seed)
    ids, kinds, end = shakespeare.load(options.data)
    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input((64,), dtype="int32"),
            layers.Embedding(kinds, 64),
            layers.LSTM(256, return_sequences=True),
            layers.Dense(kinds),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        jit_compile=False,
    )

    seconds = []
    for _ in range(options.epochs):
        start = time.perf_counter()
        batches = [shakespeare.pieces(ids, generator, 0, end) for _ in range(100)]
        x, y = (numpy.concatenate(parts) for parts in zip(*batches, strict=True))
        model.fit(x, y, batch_size=32, shuffle=False, verbose=0)
        seconds.append(time.perf_counter() - start)
    peak = measurement.peak_memory_mb()

    x, y = shakespeare.pieces(ids, generator, end, len(ids), count=64)
    accuracy = float((model.predict(x, verbose=0).argmax(2) == y).mean())
    one = tensorflow.constant(x[:1])
    call = tensorflow.function(lambda x: model(x, training=False)).get_concrete_function(one)
    one_sample = measurement.fastest_call(lambda: call(one), repetitions=500)
    version = f"{keras.__version__} / TensorFlow {tensorflow.__version__}"
    measurement.report("lstm", "Keras", version, options, seconds, accuracy, one_sample, peak)


if __name__ == "__main__":
    main()
