import Nabla

/// The functions of lesson 04, the perceptron, as the learner has written them.
public struct Lesson04: CheckedLesson {
    public static let number = "04"
    public let checks: [BoundCheck]

    public static let proofs = [
        predict.proof, update.proof, train.proof, gates.proof, counterexample.proof, margin.proof,
        learningRate.proof,
    ]

    public init(
        predict: @escaping @Sendable (_ x: Tensor, _ w: Tensor, _ b: Scalar) throws -> Tensor,
        update:
            @escaping @Sendable (_ w: Tensor, _ b: Scalar, _ x: Tensor, _ y: Scalar, _ rate: Scalar) throws
            -> (w: Tensor, b: Scalar),
        train:
            @escaping @Sendable (_ x: Tensor, _ y: Tensor, _ maxEpochs: Int) throws
            -> (w: Tensor, b: Scalar, epochs: Int),
        and: @escaping @Sendable () throws -> (w: Tensor, b: Scalar),
        or: @escaping @Sendable () throws -> (w: Tensor, b: Scalar),
        nand: @escaping @Sendable () throws -> (w: Tensor, b: Scalar),
        xor: @escaping @Sendable (_ x: Tensor) throws -> (hidden: Tensor, output: Scalar),
        counterexample: @escaping @Sendable (_ w: Tensor, _ b: Scalar) throws -> Int,
        margin: @escaping @Sendable (_ x: Tensor, _ y: Tensor, _ w: Tensor, _ b: Scalar) throws -> Scalar,
        learningRatePrediction:
            @escaping @Sendable () throws
            -> (weightRatio: Scalar, mistakeRatio: Scalar, passesForXOR: Int)
    ) {
        checks = [
            Self.predict.bound { try predict($0.x, $0.w, $0.b) },
            Self.update.bound { try update($0.w, $0.b, $0.x, $0.y, $0.rate) },
            Self.train.bound { try train($0.x, $0.y, $0.maxEpochs) },
            Self.gates.bound { corners in
                try GateAnswers(corners, and: and, or: or, nand: nand, xor: xor)
            },
            Self.counterexample.bound { try counterexample($0.w, $0.b) },
            Self.margin.bound { try margin($0.x, $0.y, $0.w, $0.b) },
            Self.learningRate.bound { _ in try learningRatePrediction() },
        ]
    }
}

/// w·x + b for one point given as plain numbers.
func score(_ w: [Scalar], _ b: Scalar, _ x: [Scalar]) -> Scalar {
    zip(w, x).reduce(b) { $0 + $1.0 * $1.1 }
}

/// The scores of the rows of x.
func scores(_ x: Tensor, _ w: Tensor, _ b: Scalar) -> [Scalar] {
    (0..<x.shape[0]).map { score(w.scalars, b, x[$0].scalars) }
}
