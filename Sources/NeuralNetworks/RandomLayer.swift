import Tensors

/// A layer that draws random numbers while training, such as `Dropout`. Its generator is saved in a checkpoint, so that a
/// training that is resumed draws the same numbers as one that ran through.
public protocol RandomLayer: Layer {
    var generator: SeededGenerator { get set }
}
