"""Keras, its own rules on PyTorch's arithmetic: PyTorch and TensorFlow cannot be loaded into one process."""

import os

os.environ["KERAS_BACKEND"] = "torch"
import keras

keras.config.set_floatx("float64")
