import Nabla

/// Scores, their exponentials and their probabilities under one another; then the probabilities of doubled scores.
func softmaxFigure(_ scores: Tensor, _ probabilities: Tensor, doubled: Tensor) -> Figure {
    let names = (0..<10).map(String.init)
    func inks(_ plain: Ink) -> [Ink] { names.indices.map { $0 == 3 ? .prediction : plain } }
    return Figure(columns: 2) {
        Axes(title: "1 · scores: any sign, any size", yRange: -9...9) {
            Bars(names, scores.scalars, colors: inks(.neutral), decimals: 1)
        }
        Axes(title: "2 · exponentials: all positive", yRange: 0...1000) {
            Bars(names, exp(scores).scalars, colors: inks(.neutral), decimals: 0)
        }
        Axes(title: "3 · divided by their sum: probabilities", yRange: 0...1) {
            Bars(names, probabilities.scalars, colors: inks(.data), decimals: 2)
        }
        Axes(title: "the same with doubled scores", yRange: 0...1) {
            Bars(names, doubled.scalars, colors: inks(.data), decimals: 2)
        }
    }
}

/// Ten probabilities, the largest in its own colour.
func factorFigure(_ probabilities: Tensor) -> Figure {
    Figure(xLabel: "digit", yLabel: "probability", yRange: 0...1) {
        Bars(
            (0..<10).map(String.init), probabilities.scalars,
            colors: (0..<10).map { $0 == 3 ? .prediction : .data }, decimals: 2)
    }
}

/// The loss of an answer, by the probability of the right class; the squared error beside it.
func lossFigure() -> Figure {
    let marked: [Double] = [0.9, 0.5, 0.1, 0.01]
    let loss = { (p: Double) in -Double(log(Tensor(Scalar(p))).item) }
    return Figure(
        xLabel: "probability p of the right class", yLabel: "loss", xRange: 0...1, yRange: 0...5
    ) {
        HorizontalLine(loss(0.1), label: "chance,\nln 10")
        Line(over: 0.0068...1, color: .error, weight: .thick, loss)
        Line(over: 0...1, color: .data) { (1 - $0) * (1 - $0) }
        Note("−ln p", at: (0.27, 1.6), color: .error, size: 34, isBold: true)
        Note("(1 − p)²", at: (0.2, 0.35), color: .data, size: 34, isBold: true)
        Points(
            marked, marked.map(loss), labels: marked.map { formatted(loss($0), decimals: 3) }, color: .error
        )
    }
}
