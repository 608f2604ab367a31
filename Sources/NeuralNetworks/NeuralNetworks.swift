// Layers are trained with these: whoever sees the one module sees the other.
@_exported import Optimizers
