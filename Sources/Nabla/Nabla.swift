// One import for lessons, exercises and solutions.
@_exported import Autodiff
@_exported import Datasets
@_exported import NeuralNetworks
@_exported import Plotting
@_exported import Tensors
@_exported import WeightFiles
