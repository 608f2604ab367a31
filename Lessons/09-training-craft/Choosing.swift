import Nabla

/// What happened when the best of several networks was chosen on a small validation set.
struct Choice {
    /// Of the chosen network.
    let validated: Scalar
    let tested: Scalar
}

/// Chooses the best of some networks on each of several small validation sets.
func choices(_ runs: [Training], among validation: Signals, part: Int) -> [Choice] {
    stride(from: 0, to: validation.count, by: part).map { start in
        let few = validation.part(start..<start + part)
        let scores = runs.map { evaluate($0.model, few.x, few.labels).accuracy }
        let winner = scores.indices.max { scores[$0] < scores[$1] }!
        return Choice(validated: scores[winner], tested: runs[winner].accuracy)
    }
}

/// For each validation set what its winner scored there, and on the test set.
func choicesFigure(_ choices: [Choice], mean: Scalar) -> Figure {
    Figure(
        xLabel: "accuracy of the winner (%)", yLabel: "validation set",
        yRange: 0.2...Double(choices.count) + 1.6, yTicks: choices.indices.map { Tick(Double($0 + 1), "\($0 + 1)") },
        theme: .fromAfar
    ) {
        VerticalLine(100 * mean)
        Note(
            "← mean of all on the test set", at: (100 * mean + 0.1, Scalar(choices.count + 1)), anchor: .left,
            color: .neutral)
        for (index, choice) in choices.enumerated() {
            Arrow(
                from: (100 * choice.validated, Scalar(index + 1)), to: (100 * choice.tested, Scalar(index + 1)),
                color: .neutral, weight: .thin)
        }
        let rows = choices.indices.map { Double($0 + 1) }
        Points(
            choices.map { 100 * $0.validated }, rows, label: "where it was chosen", color: .prediction, marker: .ring,
            size: 30)
        Points(choices.map { 100 * $0.tested }, rows, label: "on the test set", color: .data, size: 26)
    }
}
