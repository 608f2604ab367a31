import Nabla

/// Networks that learn XOR from many starts at once.
///
/// The first axis of every tensor is the start: [S, …]. No start sees another, since each has its own weights and
/// the loss is the sum of theirs, so two hundred networks train in the time of a few.
struct XORStarts {
    /// Where the starting weights come from; hidden biases start at 0.
    struct Start {
        let name: String
        let mean: Scalar
        let standardDeviation: Scalar

        /// Weights to start from.
        func drawn(_ name: String, _ shape: [Int], using generator: inout SeededGenerator) -> Parameter {
            Parameter(
                name,
                Tensor(randomNormal: shape, mean: mean, standardDeviation: standardDeviation, using: &generator))
        }
    }

    enum Activation { case sigmoid, relu }

    /// For each start the mean squared error over the four corners at the end.
    let losses: [Scalar]
    /// For each start whether all four answers are on the right side of ½.
    let isSolved: [Bool]

    /// The fraction of the initializations that learned XOR.
    var solved: Double { Double(isSolved.count { $0 }) / Double(isSolved.count) }

    /// Trains `starts` networks of two inputs, `units` hidden units and one linear output: Adam on the squared
    /// error, all four corners at once.
    init(
        _ start: Start, units: Int, activation: Activation, rate: Scalar, starts: Int, epochs: Int, seed: UInt64
    ) {
        var generator = SeededGenerator(seed: seed)
        let first = start.drawn("first input's weights", [starts, 1, units], using: &generator)
        let second = start.drawn("second input's weights", [starts, 1, units], using: &generator)
        let bias = Parameter("hidden biases", Tensor(zeros: [starts, 1, units]))
        let out = start.drawn("output weights", [starts, 1, units], using: &generator)
        let outBias = Parameter("output biases", Tensor(zeros: [starts, 1]))

        let x1 = Variable.constant(Tensor([0, 0, 1, 1]).reshaped(to: [1, 4, 1]))
        let x2 = Variable.constant(Tensor([0, 1, 0, 1]).reshaped(to: [1, 4, 1]))
        let y: Tensor = [0, 1, 1, 0]
        func answers() -> Variable {
            let z = x1 * first + x2 * second + bias  // [S, 4, units]
            let hidden = activation == .sigmoid ? sigmoid(z) : relu(z)
            return (hidden * out).sum(alongAxes: 2) + outBias  // [S, 4]
        }
        let optimizer = Adam([first, second, bias, out, outBias], learningRate: rate)
        for _ in 0..<epochs {
            optimizer.zeroGradients()
            (square(answers() - .constant(y)).sum() / 4).backward()
            optimizer.step()
        }
        let final = answers().value
        losses = square(final - y).mean(alongAxes: 1).scalars
        isSolved = ((final .> 0.5) .== y).sum(alongAxes: 1).scalars.map { $0 == 4 }
    }
}
