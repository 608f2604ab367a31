import Nabla

// The cells of an LSTM and of a GRU, wired as their equations say. Black: the input x; blue: the hidden state h; orange: the
// cell state c. Boxes have weights of their own, discs work number by number.

/// A wire through corners, with an arrow at its end.
private func wire(_ corners: (Double, Double)..., ink: Ink = .foreground) -> [any Mark] {
    let (before, end) = (corners.dropLast(), corners[corners.count - 1])
    let arrow = Arrow(from: before[before.count - 1], to: end, color: ink)
    return before.count > 1 ? [Line(before.map(\.0), before.map(\.1), color: ink), arrow] : [arrow]
}

/// A box with weights, its letter on the wire above it, its name below it, and what it is fed from the two rails.
private func gate(
    _ letter: String, _ name: String, _ activation: String, x: Double, isFedByState: Bool = true
) -> [any Mark] {
    var marks: [any Mark] = [
        Box(activation, at: (x, 4.3), width: 1.8, height: 1, color: .neutral, size: 36),
        Note(letter, at: (x - 0.2, 5.12), anchor: .right, size: 38, isBold: true),
        Note(name, at: (x, 3.4), size: 24),
        Arrow(from: (x + 0.78, 1.4), to: (x + 0.78, 3.8), color: .foreground),
    ]
    if isFedByState {
        marks += [
            Arrow(from: (x - 0.78, 2.4), to: (x - 0.78, 3.8), color: .data),
            Points([x - 0.78], [2.4], color: .data, size: 12),
        ]
    }
    return marks
}

/// The frame around a cell.
private var cell: Line { Line([1.9, 11.9, 11.9, 1.9, 1.9], [0.7, 0.7, 9.2, 9.2, 0.7], color: .neutral) }

private func operation(_ sign: String, at place: (Double, Double)) -> Disc {
    let isWord = sign.count > 1
    return Disc(sign, at: place, radius: isWord ? 0.56 : 0.36, color: .foreground, size: isWord ? 28 : 36)
}

/// Names and formulas, one below the other.
private func formulas(_ rows: [(name: String, formula: String, ink: Ink)], top: Double) -> [any Mark] {
    rows.enumerated().flatMap { number, row -> [any Mark] in
        let y = top - 1.42 * Double(number)
        return [
            Note(row.name, at: (13.3, y), anchor: .left, color: row.ink, size: 28),
            Note(row.formula, at: (13.3, y - 0.52), anchor: .left, size: 34, isBold: true),
        ]
    }
}

/// One step of an LSTM, and its six equations.
func lstmCellFigure() -> Figure {
    Figure(
        Diagram(width: 19, height: 9.9) {
            cell
            // The cell state, along the top.
            wire((0.7, 8.2), (2.84, 8.2), ink: .prediction)
            wire((3.56, 8.2), (7.24, 8.2), ink: .prediction)
            wire((7.96, 8.2), (12.7, 8.2), ink: .prediction)
            operation("×", at: (3.2, 8.2))
            operation("+", at: (7.6, 8.2))
            Note("c", at: (0.5, 8.2), anchor: .right, color: .prediction, size: 42, isBold: true)
            Note("c′", at: (12.75, 8.75), anchor: .right, color: .prediction, size: 42, isBold: true)
            // The rails of h and x, along the bottom.
            Line([0.7, 8.97], [2.4, 2.4], color: .data)
            Line([0.7, 10.53], [1.4, 1.4], color: .foreground)
            Note("h", at: (0.5, 2.4), anchor: .right, color: .data, size: 42, isBold: true)
            Note("x", at: (0.5, 1.4), anchor: .right, size: 42, isBold: true)
            gate("f", "forget", "σ", x: 3.2)
            gate("i", "input", "σ", x: 5.4)
            gate("g", "candidate", "tanh", x: 7.6)
            gate("o", "output", "σ", x: 9.75)
            // What the gates do.
            wire((3.2, 4.8), (3.2, 5.6), (3.2, 7.84))
            wire((5.4, 4.8), (5.4, 6.3), (7.24, 6.3))
            wire((7.6, 4.8), (7.6, 5.0), (7.6, 5.94))
            operation("×", at: (7.6, 6.3))
            wire((7.6, 6.66), (7.6, 6.8), (7.6, 7.84))
            Points([11.0], [8.2], color: .prediction, size: 14)
            wire((11.0, 8.2), (11.0, 7.9), (11.0, 7.46), ink: .prediction)
            operation("tanh", at: (11.0, 6.9))
            wire((11.0, 6.34), (11.0, 6.2), (11.0, 5.96))
            operation("×", at: (11.0, 5.6))
            wire((9.75, 4.8), (9.75, 5.6), (10.64, 5.6))
            wire((11.0, 5.24), (11.0, 2.4), (12.7, 2.4), ink: .data)
            Note("h′", at: (12.75, 2.95), anchor: .right, color: .data, size: 42, isBold: true)
            formulas(
                [
                    ("forget gate", "f = σ(x·Wf + h·Uf + bf)", .foreground),
                    ("input gate", "i = σ(x·Wi + h·Ui + bi)", .foreground),
                    ("candidate", "g = tanh(x·Wg + h·Ug + bg)", .foreground),
                    ("output gate", "o = σ(x·Wo + h·Uo + bo)", .foreground),
                    ("cell state", "c′ = f·c + i·g", .prediction),
                    ("hidden state", "h′ = o·tanh(c′)", .data),
                ], top: 8.7)
        })
}

/// One step of a GRU, and its equations.
func gruCellFigure() -> Figure {
    Figure(
        Diagram(width: 19, height: 9.9) {
            cell
            // The state, along the top, and down to the rail of h.
            wire((0.7, 8.2), (3.64, 8.2), ink: .data)
            wire((4.36, 8.2), (10.24, 8.2), ink: .data)
            wire((10.96, 8.2), (12.7, 8.2), ink: .data)
            operation("×", at: (4.0, 8.2))
            operation("+", at: (10.6, 8.2))
            Points([2.4], [8.2], color: .data, size: 14)
            Line([2.4, 2.4, 5.0], [8.2, 2.4, 2.4], color: .data)
            wire((5.0, 2.4), (6.4, 2.4), (7.62, 2.4), ink: .data)
            Line([0.7, 11.38], [1.4, 1.4], color: .foreground)
            Note("h", at: (0.5, 8.2), anchor: .right, color: .data, size: 42, isBold: true)
            Note("x", at: (0.5, 1.4), anchor: .right, size: 42, isBold: true)
            Note("h′", at: (12.75, 8.75), anchor: .right, color: .data, size: 42, isBold: true)
            gate("z", "update", "σ", x: 4.0)
            gate("r", "reset", "σ", x: 6.6)
            gate("n", "candidate", "tanh", x: 10.6, isFedByState: false)
            // z keeps the old state, 1 − z lets the candidate in.
            wire((4.0, 4.8), (4.0, 5.6), (4.0, 7.84))
            Points([4.0], [6.3], color: .foreground, size: 14)
            wire((4.0, 6.3), (5.0, 6.3), (7.04, 6.3))
            operation("1 − z", at: (7.6, 6.3))
            wire((8.16, 6.3), (9.0, 6.3), (10.24, 6.3))
            operation("×", at: (10.6, 6.3))
            wire((10.6, 4.8), (10.6, 5.0), (10.6, 5.94))
            wire((10.6, 6.66), (10.6, 6.8), (10.6, 7.84))
            // The reset gate weighs the state's projection a.
            Box("a", at: (8.0, 2.4), width: 0.76, height: 0.8, color: .neutral, size: 36)
            wire((8.38, 2.4), (8.5, 2.4), (8.74, 2.4))
            operation("×", at: (9.1, 2.4))
            wire((6.6, 4.8), (6.6, 5.5), (9.1, 5.5), (9.1, 2.76))
            wire((9.46, 2.4), (9.82, 2.4), (9.82, 3.8))
            formulas(
                [
                    ("update gate", "z = σ(x·Wz + bz + h·Uz + dz)", .foreground),
                    ("reset gate", "r = σ(x·Wr + br + h·Ur + dr)", .foreground),
                    ("projection of the state", "a = h·Un + dn", .data),
                    ("candidate", "n = tanh(x·Wn + bn + r·a)", .foreground),
                    ("hidden state", "h′ = (1 − z)·n + z·h", .data),
                ], top: 8.2)
        })
}
