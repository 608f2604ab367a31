import Nabla

/// The functions of lesson 03, gradient descent, as the learner has written them.
public struct Lesson03: CheckedLesson {
    public static let number = "03"
    public let checks: [BoundCheck]

    public static let proofs = [
        numericGradient.proof, mseGradient.proof, step.proof, largestRate.proof, crossEntropyOfScores.proof,
        logisticGradient.proof, momentum.proof,
    ]

    public init(
        numericGradient:
            @escaping @Sendable (_ f: (Tensor) -> Scalar, _ x: Tensor, _ h: Scalar) throws -> Tensor,
        mseGradient:
            @escaping @Sendable (_ x: Tensor, _ y: Tensor, _ w: Tensor, _ b: Scalar) throws
            -> (dw: Tensor, db: Scalar),
        step:
            @escaping @Sendable (_ x: Tensor, _ y: Tensor, _ w: Tensor, _ b: Scalar, _ rate: Scalar) throws
            -> (w: Tensor, b: Scalar),
        largestRate: @escaping @Sendable (_ x: Tensor, _ y: Tensor) throws -> Scalar,
        crossEntropy: @escaping @Sendable (_ scores: Tensor, _ y: Tensor) throws -> Scalar,
        logisticGradient:
            @escaping @Sendable (_ x: Tensor, _ y: Tensor, _ w: Tensor, _ b: Scalar) throws
            -> (dw: Tensor, db: Scalar),
        momentum: @escaping @Sendable (_ gradients: Tensor, _ rates: Tensor, _ beta: Scalar) throws -> Tensor
    ) {
        checks = [
            Self.numericGradient.bound { try numericGradient($0.f, $0.x, $0.h) },
            Self.mseGradient.bound { try mseGradient($0.x, $0.y, $0.w, $0.b) },
            Self.step.bound { try step($0.fit.x, $0.fit.y, $0.fit.w, $0.fit.b, $0.rate) },
            Self.largestRate.bound { try largestRate($0.x, $0.y) },
            Self.crossEntropyOfScores.bound { try crossEntropy($0.scores, $0.y) },
            Self.logisticGradient.bound { try logisticGradient($0.x, $0.y, $0.w, $0.b) },
            Self.momentum.bound { try momentum($0.gradients, $0.rates, $0.beta) },
        ]
    }

    /// A linear model with the data that it is to fit: x [N, D], y [N], w [D] and b.
    typealias Fit = (x: Tensor, y: Tensor, w: Tensor, b: Scalar)
    typealias Slopes = (dw: Tensor, db: Scalar)

    static func show(_ fit: Fit) -> [Part] {
        [Part("x", fit.x), Part("y", fit.y), Part("w", fit.w), Part("b", fit.b)]
    }

    static func show(_ slopes: Slopes) -> [Part] { [Part("dw", slopes.dw), Part("db", slopes.db)] }

    /// Data of N samples with D features, of both signs.
    static func fit(_ samples: Int, _ features: Int, _ generator: inout SeededGenerator) -> Fit {
        (
            generator.nonZeroHalves([samples, features], limit: 2), generator.halves([samples], limit: 3),
            generator.nonZeroHalves([features], limit: 2), generator.nonZeroHalf(limit: 2)
        )
    }

    /// Prediction of each sample: [N].
    static func predictions(_ fit: Fit) -> Tensor { matmul(fit.x, fit.w) + fit.b }

    /// The slopes that follow from what each sample says: its `blame` times each feature, averaged.
    static func slopes(_ fit: Fit, blame: Tensor, factor: Scalar = 1) -> Slopes {
        let count = Scalar(fit.x.shape[0])
        return (factor * matmul(blame, fit.x) / count, factor * blame.sum() / count)
    }
}
