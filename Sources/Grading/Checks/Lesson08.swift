import Nabla

/// The functions of lesson 08, recurrent networks, as the learner has written them.
public struct Lesson08: CheckedLesson {
    public static let number = "08"
    public let checks: [BoundCheck]

    public static let proofs = [
        pairs.proof, forward.proof, backward.proof, lstmStep.proof, gruStep.proof, clip.proof, sample.proof,
    ]

    /// The gradients of exercise 8.3.
    public typealias WalkGradients = (dWx: Tensor, dWh: Tensor, db: Tensor, dh0: Tensor)

    public init(
        pairs:
            @escaping @Sendable (_ ids: [Int], _ length: Int) throws -> [(input: [Int], target: [Int])],
        forward:
            @escaping @Sendable (_ x: Tensor, _ h0: Tensor, _ Wx: Tensor, _ Wh: Tensor, _ b: Tensor) throws
            -> Tensor,
        backward:
            @escaping @Sendable (
                _ x: Tensor, _ h0: Tensor, _ Wx: Tensor, _ Wh: Tensor, _ b: Tensor, _ g: Tensor
            ) throws -> WalkGradients,
        lstmStep:
            @escaping @Sendable (_ x: Tensor, _ h: Tensor, _ c: Tensor, _ W: Tensor, _ b: Tensor) throws
            -> (h: Tensor, c: Tensor),
        gruStep:
            @escaping @Sendable (
                _ x: Tensor, _ h: Tensor, _ W: Tensor, _ U: Tensor, _ b: Tensor, _ c: Tensor
            ) throws -> Tensor,
        clip: @escaping @Sendable (_ gradients: [Tensor], _ maximum: Scalar) throws -> [Tensor],
        sample:
            @escaping @Sendable (_ scores: Tensor, _ temperature: Scalar, _ u: Scalar) throws
            -> (shares: Tensor, index: Int)
    ) {
        checks = [
            Self.pairs.bound { try pairs($0.ids, $0.length) },
            Self.forward.bound { try forward($0.x, $0.h0, $0.Wx, $0.Wh, $0.b) },
            Self.backward.bound { try backward($0.x, $0.h0, $0.Wx, $0.Wh, $0.b, $0.g) },
            Self.lstmStep.bound { try lstmStep($0.x, $0.h, $0.c, $0.W, $0.b) },
            Self.gruStep.bound { try gruStep($0.x, $0.h, $0.W, $0.U, $0.b, $0.c) },
            Self.clip.bound { try clip($0.gradients, $0.maximum) },
            Self.sample.bound { try sample($0.scores, $0.temperature, $0.u) },
        ]
    }
}
