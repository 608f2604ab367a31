import Nabla

/// One network that learns XOR, with what it answers everywhere at some moments: two sigmoid units, trained like those of
/// `XORStarts`.
struct WatchedXOR {
    /// The network after some epochs.
    struct Moment {
        let epoch: Int
        /// Corners on the right side of ½.
        let right: Int
        let loss: Scalar
        /// Shapes: places [N, 2] → outputs [N].
        let answer: (Tensor) -> Tensor
    }

    private(set) var moments: [Moment] = []
    private(set) var losses: [Scalar] = []

    var rightAtLast: Int { moments.last!.right }

    static let epochs = [0, 50, 100, 150, 200, 250, 300, 400, 600, 1000]
    static let corners: Tensor = [[0, 0], [0, 1], [1, 0], [1, 1]]
    static let labels: Tensor = [0, 1, 1, 0]

    init(_ start: XORStarts.Start, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let W = start.drawn("hidden weights", [2, 2], using: &generator)
        let v = start.drawn("output weights", [2, 1], using: &generator)
        let (b, c) = (Parameter("hidden biases", Tensor(zeros: [2])), Parameter("output bias", Tensor(zeros: [1])))
        let optimizer = Adam([W, b, v, c], learningRate: 0.05)
        for epoch in 0...Self.epochs.last! {
            let outputs = matmul(sigmoid(matmul(.constant(Self.corners), W) + b), v) + c  // [4, 1]
            let loss = square(outputs - .constant(Self.labels.reshaped(to: [4, 1]))).mean()
            losses.append(loss.item)
            if Self.epochs.contains(epoch) {
                let (W, b, v, c) = (W.value, b.value, v.value, c.value)
                let answers = outputs.value.reshaped(to: [4])
                moments.append(
                    Moment(
                        epoch: epoch, right: Int(((answers .> 0.5) .== Self.labels).sum()), loss: loss.item,
                        answer: { x in (matmul(sigmoid(matmul(x, W) + b), v) + c).reshaped(to: [x.shape[0]]) }))
            }
            optimizer.zeroGradients()
            loss.backward()
            optimizer.step()
        }
    }
}
