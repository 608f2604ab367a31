import Nabla

/// Pictures that stand for the rules of the ladder.
struct RungPictures {
    let averages: Tensor
    let sample: Tensor

    /// The average image of a digit.
    func average(_ digit: Int) -> Picture { Picture(averages[digit].scalars, width: 28) }

    /// A blank sheet with one pixel inked.
    func pixel(row: Int, column: Int) -> Picture {
        var values = [Double](repeating: 0.08, count: 784)
        for (dy, dx) in [(0, 0), (0, 1), (1, 0), (1, 1)] { values[(row + dy) * 28 + column + dx] = 1 }
        return Picture(values, width: 28)
    }

    /// The sample with all its ink spread evenly: that is all the rule sees.
    var darkness: Picture { Picture([Double(sample.mean()) * 3], width: 1) }

    /// The sample itself.
    var image: Picture { Picture(sample.scalars, width: 28) }

    /// A column of weights, blue above 0 and orange below.
    static func weights(_ column: Tensor) -> Picture {
        let largest = Double(abs(column).max())
        return Picture(column.scalars, width: 28, map: .diverging, range: -largest...largest)
    }
}

/// Rungs for networks with one hidden layer, each with the weights of its first unit.
func networkRungs(_ networks: [Sequential], _ accuracies: [Scalar]) -> [Rung] {
    zip(networks, accuracies).map { network, accuracy in
        let first = (network.layers[1] as! Dense).weight.value
        return Rung(
            name: "784-\(first.shape[1])-10", accuracy: accuracy,
            picture: RungPictures.weights(first[.all, 0]))
    }
}

/// The ladder: what each way of naming digits gets right, the weakest on top, networks in a colour of their own.
func ladderFigure(_ rules: [Rung], _ networks: [Rung] = []) -> Figure {
    let all = rules.map { (rung: $0, ink: Ink.neutral) } + networks.map { ($0, .prediction) }
    let sorted = all.sorted { $0.rung.accuracy < $1.rung.accuracy }
    let rungs = sorted.map(\.rung)
    return Figure(xLabel: "test digits named correctly (%)", xRange: 0...100) {
        Bars(
            rungs.map(\.name), rungs.map { 100 * Double($0.accuracy) }, colors: sorted.map(\.ink),
            direction: .horizontal, decimals: 2, thumbnails: rungs.map(\.picture))
    }
}
