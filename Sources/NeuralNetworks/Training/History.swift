import Tensors

/// What training measured, one entry an epoch.
public struct History: Sendable, Equatable {
    /// The mean loss over the batches of the epoch, measured while the model was learning.
    public var loss: [Scalar] = []
    /// The fraction of right answers, likewise; empty where the targets are no classes.
    public var accuracy: [Scalar] = []
    /// The same on the validation samples after the epoch; empty without them.
    public var validationLoss: [Scalar] = []
    public var validationAccuracy: [Scalar] = []
    /// The loss of every single batch.
    public var batchLoss: [Scalar] = []

    public init() {}

    /// As with plain numbers, NaN equals nothing; arrays that share their storage would not look.
    public static func == (a: History, b: History) -> Bool {
        [\History.loss, \.accuracy, \.validationLoss, \.validationAccuracy, \.batchLoss].allSatisfy {
            a[keyPath: $0].elementsEqual(b[keyPath: $0])
        }
    }

    /// The epoch with the smallest validation loss, counted from 0. NaN is never the smallest; where all are NaN, nil.
    public var bestEpoch: Int? {
        validationLoss.indices.filter { !validationLoss[$0].isNaN }
            .min { validationLoss[$0] < validationLoss[$1] }
    }
}

/// How far training has come; passed to the observer after every update.
public struct TrainingState: Sendable {
    public var epoch: Int
    public var epochs: Int
    public var batch: Int
    public var batches: Int
    /// The mean loss of this epoch so far.
    public var loss: Scalar
    /// The fraction of right answers of this epoch so far; NaN where the targets are no classes.
    public var accuracy: Scalar
}
