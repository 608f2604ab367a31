import Nabla

/// The functions of lesson 06, a multilayer perceptron on MNIST, as the learner has written them.
public struct Lesson06: CheckedLesson {
    public static let number = "06"
    public let checks: [BoundCheck]

    public static let proofs = [
        softmax.proof, crossEntropy.proof, crossEntropyGradient.proof, scales.proof, symmetry.proof,
        batches.proof, dropout.proof, evaluate.proof,
    ]

    /// Scores and labels of one batch.
    public typealias ScoredBatch = (scores: Tensor, labels: [Int])

    public init(
        softmax: @escaping @Sendable (_ x: Tensor) throws -> Tensor,
        crossEntropy: @escaping @Sendable (_ logits: Tensor, _ labels: [Int]) throws -> Scalar,
        crossEntropyGradient: @escaping @Sendable (_ logits: Tensor, _ labels: [Int]) throws -> Tensor,
        scales:
            @escaping @Sendable (_ fanIn: Int, _ fanOut: Int, _ inChannels: Int, _ kernel: Int) throws
            -> (heStd: Scalar, xavierStd: Scalar, heUniformBound: Scalar, heConvStd: Scalar),
        symmetryPrediction:
            @escaping @Sendable () throws
            -> (unitsFromEqual: Int, normFromZero: Scalar, unitsFromRandom: Int),
        batches:
            @escaping @Sendable (_ x: Tensor, _ y: [Int], _ order: [Int], _ size: Int) throws
            -> [(x: Tensor, y: [Int])],
        dropout:
            @escaping @Sendable (_ x: Tensor, _ u: Tensor, _ p: Scalar, _ training: Bool) throws -> Tensor,
        dropoutBackward: @escaping @Sendable (_ g: Tensor, _ u: Tensor, _ p: Scalar) throws -> Tensor,
        evaluate:
            @escaping @Sendable (_ batches: [ScoredBatch]) throws -> (accuracy: Scalar, confusion: Tensor)
    ) {
        checks = [
            Self.softmax.bound { try softmax($0) },
            Self.crossEntropy.bound { try crossEntropy($0.logits, $0.labels) },
            Self.crossEntropyGradient.bound { try crossEntropyGradient($0.logits, $0.labels) },
            Self.scales.bound { try scales($0.fanIn, $0.fanOut, $0.inChannels, $0.kernel) },
            Self.symmetry.bound { _ in try symmetryPrediction() },
            Self.batches.bound { try batches($0.x, $0.y, $0.order, $0.size) },
            Self.dropout.bound { input in
                try DropoutAnswers(input, dropout: dropout, backward: dropoutBackward)
            },
            Self.evaluate.bound { try evaluate($0) },
        ]
    }
}

/// The rows of a matrix as plain numbers.
func rows(_ x: Tensor) -> [[Scalar]] { (0..<x.shape[0]).map { x[$0].scalars } }

/// A matrix from its rows.
func matrix(_ rows: [[Scalar]]) -> Tensor {
    Tensor(scalars: rows.flatMap { $0 }, shape: [rows.count, rows[0].count])
}
