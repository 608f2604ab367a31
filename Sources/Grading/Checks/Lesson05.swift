import Nabla

/// The functions of lesson 05, backpropagation by hand, as the learner has written them.
public struct Lesson05: CheckedLesson {
    public static let number = "05"
    public let checks: [BoundCheck]

    public static let proofs = [
        slopes.proof, linearBackward.proof, reluBackward.proof, twoLayers.proof, engine.proof,
        relativeError.proof, testOfATest.proof, rowReduce.proof,
    ]

    /// What goes back through x·w + b.
    public typealias LayerGradients = (dx: Tensor, dw: Tensor, db: Tensor)

    public init(
        slopes:
            @escaping @Sendable (_ z: Tensor) throws -> (sigmoid: Tensor, tanh: Tensor, relu: Tensor),
        linearBackward:
            @escaping @Sendable (_ x: Tensor, _ w: Tensor, _ g: Tensor) throws -> LayerGradients,
        reluBackward: @escaping @Sendable (_ x: Tensor, _ g: Tensor) throws -> Tensor,
        gradients:
            @escaping @Sendable (
                _ x: Tensor, _ W1: Tensor, _ b1: Tensor, _ W2: Tensor, _ b2: Tensor, _ y: Tensor
            ) throws -> (dW1: Tensor, db1: Tensor, dW2: Tensor, db2: Tensor),
        product: @escaping @Sendable (_ a: Value, _ b: Value) throws -> Value,
        exponential: @escaping @Sendable (_ a: Value) throws -> Value,
        backward: @escaping @Sendable (_ goal: Value) throws -> Void,
        relativeError: @escaping @Sendable (_ analytic: Tensor, _ numeric: Tensor) throws -> Scalar,
        testCase: @escaping @Sendable () throws -> (x: Tensor, w: Tensor, g: Tensor),
        agrees: @escaping @Sendable (_ a: LayerGradients, _ b: LayerGradients) throws -> Bool,
        rowReduceBackward:
            @escaping @Sendable (_ x: Tensor, _ g: Tensor) throws
            -> (dSum: Tensor, dMean: Tensor, dMax: Tensor)
    ) {
        let learners = ScalarEngine(product: product, exponential: exponential, backward: backward)
        checks = [
            Self.slopes.bound { try slopes($0) },
            Self.linearBackward.bound { try linearBackward($0.x, $0.w, $0.g) },
            Self.reluBackward.bound { try reluBackward($0.x, $0.g) },
            Self.twoLayers.bound { try gradients($0.x, $0.W1, $0.b1, $0.W2, $0.b2, $0.y) },
            Self.engine.bound { try $0.run(on: learners) },
            Self.relativeError.bound { try relativeError($0.analytic, $0.numeric) },
            Self.testOfATest.bound { _ in try LayerTest(case: testCase(), agrees: agrees).outcome() },
            Self.rowReduce.bound { try rowReduceBackward($0.x, $0.g) },
        ]
    }
}
