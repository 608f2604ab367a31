"""CNN 32-64-64 in Keras on TensorFlow: `fit` on arrays, its RMSprop with the defaults.

Fast on a CPU: 25 steps (a quarter of an epoch) for every return to Python, and TensorFlow's own convolutions;
--xla compiles with XLA instead.
"""

import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import measurement
import mnist
import tensorflow
from mlp_keras import EpochTimes

IMAGES = 6400


def main():
    options = measurement.arguments("CNN in Keras", xla="compile with XLA")
    tensorflow.config.threading.set_intra_op_parallelism_threads(options.threads)
    tensorflow.config.threading.set_inter_op_parallelism_threads(options.threads)
    keras.utils.set_random_seed(options.seed)
    images, labels = mnist.load(options.data, "train")
    images, labels = images[:IMAGES].reshape(-1, 28, 28, 1).copy(), labels[:IMAGES]
    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            *(layers.Conv2D(32, 3, activation="relu"), layers.MaxPooling2D(2)),
            *(layers.Conv2D(64, 3, activation="relu"), layers.MaxPooling2D(2)),
            *(layers.Conv2D(64, 3, activation="relu"), layers.Flatten()),
            *(layers.Dense(64, activation="relu"), layers.Dense(10)),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.RMSprop(),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        jit_compile=options.xla,
        steps_per_execution=25,
    )
    times = EpochTimes()
    model.fit(images, labels, batch_size=64, epochs=options.epochs, verbose=0, callbacks=[times])
    peak = measurement.peak_memory_mb()

    test_images, test_labels = mnist.load(options.data, "t10k")
    test_images = test_images.reshape(-1, 28, 28, 1)
    scores = model.predict(test_images, batch_size=1000, verbose=0)
    accuracy = float((scores.argmax(1) == test_labels).mean())
    one = tensorflow.constant(test_images[:1])
    ways = [
        tensorflow.function(lambda x: model(x, training=False), jit_compile=jit).get_concrete_function(one)
        for jit in (False, True)
    ]
    one_sample = measurement.fastest_call(lambda: ways[0](one), lambda: ways[1](one))
    version = f"{keras.__version__} / TensorFlow {tensorflow.__version__}"
    measurement.report("cnn", "Keras", version, options, times.seconds, accuracy, one_sample, peak)


if __name__ == "__main__":
    main()
