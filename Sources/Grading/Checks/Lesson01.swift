import Nabla

/// The functions of lesson 01, tensors, as the learner has written them.
public struct Lesson01: CheckedLesson {
    public static let number = "01"
    public let checks: [BoundCheck]

    public static let proofs = [
        strides.proof, index.proof, transposed.proof, product.proof, sum.proof, argmax.proof, oneHot.proof,
        reshape.proof,
    ]

    public init(
        strides: @escaping @Sendable (_ shape: [Int]) throws -> [Int],
        index: @escaping @Sendable (_ place: Int, _ shape: [Int]) throws -> [Int],
        transposed: @escaping @Sendable (_ strip: [Scalar], _ rows: Int, _ columns: Int) throws -> [Scalar],
        product: @escaping @Sendable (_ a: Tensor, _ b: Tensor) throws -> Tensor,
        sum: @escaping @Sendable (_ x: Tensor, _ axis: Int) throws -> Tensor,
        argmax: @escaping @Sendable (_ x: Tensor) throws -> [Int],
        oneHot: @escaping @Sendable (_ labels: [Int], _ classes: Int) throws -> Tensor,
        reshapePrediction: @escaping @Sendable () throws -> (a: [Int], b: [Int], c: [Int], d: [Int], e: Int)
    ) {
        checks = [
            Self.strides.bound { try strides($0) },
            Self.index.bound { try index($0.place, $0.shape) },
            Self.transposed.bound { try transposed($0.strip, $0.rows, $0.columns) },
            Self.product.bound { try product($0.a, $0.b) },
            Self.sum.bound { try sum($0.x, $0.axis) },
            Self.argmax.bound { try argmax($0) },
            Self.oneHot.bound { try oneHot($0.labels, $0.classes) },
            Self.reshape.bound { _ in try reshapePrediction() },
        ]
    }
}
