import Nabla

/// The functions of lesson 07, convolutional networks, as the learner has written them.
public struct Lesson07: CheckedLesson {
    public static let number = "07"
    public let checks: [BoundCheck]

    public static let proofs = [
        outputSize.proof, convolve.proof, channels.proof, im2col.proof, convolutionBackward.proof,
        pooling.proof, residual.proof,
    ]

    public init(
        outputSize:
            @escaping @Sendable (_ n: Int, _ kernel: Int, _ stride: Int, _ padding: Int) throws -> Int,
        convolve: @escaping @Sendable (_ x: Tensor, _ kernel: Tensor, _ stride: Int) throws -> Tensor,
        conv2d: @escaping @Sendable (_ x: Tensor, _ w: Tensor, _ b: Tensor) throws -> Tensor,
        im2col:
            @escaping @Sendable (_ x: Tensor, _ height: Int, _ width: Int, _ stride: Int) throws -> Tensor,
        convBackward:
            @escaping @Sendable (_ x: Tensor, _ kernel: Tensor, _ g: Tensor) throws
            -> (dx: Tensor, dk: Tensor, db: Scalar),
        maxPool:
            @escaping @Sendable (_ x: Tensor, _ size: Int, _ stride: Int, _ padding: Int) throws -> Tensor,
        maxPoolBackward:
            @escaping @Sendable (_ x: Tensor, _ g: Tensor, _ size: Int, _ stride: Int) throws -> Tensor,
        block: @escaping @Sendable (_ x: Tensor, _ w: Tensor) throws -> Tensor,
        blockBackward: @escaping @Sendable (_ x: Tensor, _ w: Tensor, _ g: Tensor) throws -> Tensor
    ) {
        checks = [
            Self.outputSize.bound { try outputSize($0.n, $0.kernel, $0.stride, $0.padding) },
            Self.convolve.bound { try convolve($0.x, $0.kernel, $0.stride) },
            Self.channels.bound { try conv2d($0.x, $0.w, $0.b) },
            Self.im2col.bound { try im2col($0.x, $0.height, $0.width, $0.stride) },
            Self.convolutionBackward.bound { try convBackward($0.x, $0.kernel, $0.g) },
            Self.pooling.bound { try PoolingAnswers($0, forward: maxPool, backward: maxPoolBackward) },
            Self.residual.bound { try BlockAnswers($0, forward: block, backward: blockBackward) },
        ]
    }
}

/// A matrix as plain numbers by row and column; 0 outside of its borders.
struct Plane {
    let height: Int
    let width: Int
    private(set) var values: [Scalar]

    init(_ x: Tensor) {
        (height, width, values) = (x.shape[0], x.shape[1], x.scalars)
    }

    /// A matrix of one number for each place.
    init(_ height: Int, _ width: Int, _ value: (_ row: Int, _ column: Int) -> Scalar) {
        (self.height, self.width) = (height, width)
        values = (0..<height * width).map { value($0 / width, $0 % width) }
    }

    func contains(_ row: Int, _ column: Int) -> Bool {
        row >= 0 && row < height && column >= 0 && column < width
    }

    subscript(row: Int, column: Int) -> Scalar {
        get { contains(row, column) ? values[row * width + column] : 0 }
        set { if contains(row, column) { values[row * width + column] = newValue } }
    }

    var tensor: Tensor { Tensor(scalars: values, shape: [height, width]) }

    /// Rows and columns exchanged.
    var transposed: Plane { Plane(width, height) { self[$1, $0] } }
    /// Turned by half a turn: both axes reversed.
    var turned: Plane { Plane(height, width) { self[height - 1 - $0, width - 1 - $1] } }
}
