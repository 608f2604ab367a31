import Nabla

/// A long row of numbers, two of which are marked: what is their sum? Source: Hochreiter and Schmidhuber 1997.
struct AddingProblem {
    let length: Int

    /// The error of always answering 1: the variance of the sum of two uniform numbers.
    static let alwaysOne: Scalar = 1.0 / 6

    /// Shapes: x [N, T, 2], a number and its mark; sums [N, 1]. One mark lies in each half.
    func samples(_ count: Int, using generator: inout SeededGenerator) -> (x: Tensor, sums: Tensor) {
        let numbers = Tensor(randomUniform: [count, length], using: &generator)
        var x = Tensor(zeros: [count, length, 2])
        var sums = Tensor(zeros: [count, 1])
        x[.all, .all, 0] = numbers
        for sample in 0..<count {
            for half in [0..<(length / 2), (length / 2)..<length] {
                let place = Int.random(in: half, using: &generator)
                x[sample, place, 1] = 1
                sums[sample, 0] = sums[sample, 0] + numbers[sample, place]
            }
        }
        return (x, sums)
    }

    /// Trains a layer with a dense unit on top on fresh samples, and measures it on others every 25 updates.
    func learn(
        _ layer: any RecurrentLayer, updates: Int, rate: Scalar = 0.01, seed: UInt64
    ) -> [(updates: Int, loss: Scalar)] {
        var generator = SeededGenerator(seed: seed)
        let model = Sequential(layer, LastStep(), Dense(layer.units, 1, using: &generator))
        let optimizer = Adam(model.parameters, learningRate: rate)
        let test = samples(200, using: &generator)
        var curve: [(updates: Int, loss: Scalar)] = []
        for update in 0...updates {
            if update % 25 == 0 {
                curve.append((update, square(model.predict(test.x) - test.sums).mean()))
            }
            let batch = samples(32, using: &generator)
            let loss = meanSquaredError(
                predicted: model(.constant(batch.x), mode: .training), expected: .constant(batch.sums))
            optimizer.zeroGradients()
            loss.backward()
            clipGradients(of: model.parameters, norm: 1)
            optimizer.step()
        }
        return curve
    }
}

/// A kind of layer on the adding problem, from several starts.
struct AddingRun {
    let name: String
    let ink: Ink
    let curves: [[(updates: Int, loss: Scalar)]]

    /// The last losses, one for each start.
    var ends: [Scalar] { curves.map { $0[$0.count - 1].loss } }

    /// Three kinds of layer. The initial biases give a half-life as long as the row: ln(T / 0.69).
    static func all(_ problem: AddingProblem, updates: Int, starts: [UInt64]) -> [AddingRun] {
        let keep = log(Tensor(Scalar(problem.length) / 0.69)).item
        func run(_ name: String, _ ink: Ink, _ make: (inout SeededGenerator) -> any RecurrentLayer)
            -> AddingRun
        {
            let curves = starts.map { start in
                var generator = SeededGenerator(seed: start)
                return problem.learn(make(&generator), updates: updates, seed: start)
            }
            return AddingRun(name: name, ink: ink, curves: curves)
        }
        return [
            run("RNN", .data) { RNN(2, 32, using: &$0) },
            run("LSTM", .error) { generator in
                let layer = LSTM(2, 32, forgetBias: keep, using: &generator)
                layer.bias.value[0..<32] = Tensor(-keep)  // input gate 1 − σ(keep) = 1 − f
                return layer
            },
            run("GRU", .prediction) { GRU(2, 32, updateBias: keep, using: &$0) },
        ]
    }
}
