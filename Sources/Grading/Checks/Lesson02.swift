import Nabla

/// The functions of lesson 02, broadcasting, as the learner has written them.
public struct Lesson02: CheckedLesson {
    public static let number = "02"
    public let checks: [BoundCheck]

    public static let proofs = [
        shape.proof, add.proof, standardise.proof, reduce.proof, pairwise.proof, meanSquaredError.proof,
        favourite.proof,
    ]

    public init(
        broadcastShape: @escaping @Sendable (_ a: [Int], _ b: [Int]) throws -> [Int]?,
        add: @escaping @Sendable (_ a: Tensor, _ b: Tensor) throws -> Tensor,
        standardise: @escaping @Sendable (_ train: Tensor, _ test: Tensor) throws -> Tensor,
        reduce: @escaping @Sendable (_ g: Tensor, _ shape: [Int]) throws -> Tensor,
        pairwise: @escaping @Sendable (_ a: Tensor, _ b: Tensor) throws -> Tensor,
        meanSquaredError: @escaping @Sendable (_ predictions: Tensor, _ targets: Tensor) throws -> Scalar,
        favourite: @escaping @Sendable (_ targets: Tensor) throws -> Scalar
    ) {
        checks = [
            Self.shape.bound { try broadcastShape($0.a, $0.b) },
            Self.add.bound { try add($0.a, $0.b) },
            Self.standardise.bound { try standardise($0.train, $0.test) },
            Self.reduce.bound { try reduce($0.g, $0.shape) },
            Self.pairwise.bound { try pairwise($0.a, $0.b) },
            Self.meanSquaredError.bound { try meanSquaredError($0.predictions, $0.targets) },
            Self.favourite.bound { try favourite($0) },
        ]
    }
}
