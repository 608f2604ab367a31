"""MLP 784-512-10 in Keras on TensorFlow: `fit` on arrays, its RMSprop with the defaults.

Fast on a CPU: compiled by XLA, and 67 steps (a seventh of an epoch) for every return to Python. The same
input through tf.data is slower.
"""

import os
import time

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import measurement
import mnist
import tensorflow


class EpochTimes(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.seconds = []

    def on_epoch_begin(self, epoch, logs=None):
        self.start = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        self.seconds.append(time.perf_counter() - self.start)


def main():
    options = measurement.arguments("MLP in Keras")
    tensorflow.config.threading.set_intra_op_parallelism_threads(options.threads)
    tensorflow.config.threading.set_inter_op_parallelism_threads(options.threads)
    keras.utils.set_random_seed(options.seed)
    images, labels = mnist.load(options.data, "train")
    dense = keras.layers.Dense
    model = keras.Sequential([keras.Input((784,)), dense(512, activation="relu"), dense(10)])
    model.compile(
        optimizer=keras.optimizers.RMSprop(),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        jit_compile=True,
        steps_per_execution=67,
    )
    times = EpochTimes()
    model.fit(images, labels, batch_size=128, epochs=options.epochs, verbose=0, callbacks=[times])
    peak = measurement.peak_memory_mb()

    test_images, test_labels = mnist.load(options.data, "t10k")
    scores = model.predict(test_images, batch_size=1000, verbose=0)
    accuracy = float((scores.argmax(1) == test_labels).mean())
    one = tensorflow.constant(test_images[:1])
    ways = [
        tensorflow.function(lambda x: model(x, training=False), jit_compile=jit).get_concrete_function(one)
        for jit in (False, True)
    ]
    one_sample = measurement.fastest_call(lambda: ways[0](one), lambda: ways[1](one))
    version = f"{keras.__version__} / TensorFlow {tensorflow.__version__}"
    measurement.report("mlp", "Keras", version, options, times.seconds, accuracy, one_sample, peak)


if __name__ == "__main__":
    main()
