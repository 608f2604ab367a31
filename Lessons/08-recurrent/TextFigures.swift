import Nabla

/// The staircase of next-letter losses: tables with longer and longer contexts, on learned and on new text.
func staircase(learned: [Double], new: [Double], uniform: Double, network: Scalar? = nil) -> Figure {
    let letters = Array(0..<new.count)
    return Figure(
        xLabel: "letters that the table looks back", yLabel: "loss per character", yRange: 0...4.6
    ) {
        HorizontalLine(uniform, label: "all equally\nlikely")
        if let network { HorizontalLine(network, label: "LSTM,\nnew text", color: .error, style: .solid) }
        Line(letters, learned, label: "text it\ncounted", color: .data, marker: .circle)
        Line(letters, new, label: "new text", color: .prediction, weight: .thick, marker: .circle)
    }
}

/// The loss on new text while the model learns, against the tables.
func learningFigure(_ curve: [(updates: Int, loss: Scalar)], uniform: Double, tables: [Double]) -> Figure {
    Figure(xLabel: "updates", yLabel: "loss per character, new text") {
        HorizontalLine(uniform, label: "all equally\nlikely")
        for letters in 1...4 {
            HorizontalLine(tables[letters], label: letters == 1 ? "table, 1 letter" : "\(letters) letters")
        }
        Line(
            curve.map(\.updates), curve.map(\.loss), label: "LSTM", color: .prediction, weight: .thick,
            marker: .circle)
    }
}

/// How open the gates of some units are at each letter of a sentence; the spaces are framed.
func gatesFigure(_ openings: [[Scalar]], letters: String) -> Figure {
    let (width, height) = (Double(letters.count), Double(openings.count))
    return Figure(
        xLabel: "the sentence, letter by letter", yLabel: "unit", xRange: -0.5...width - 0.5,
        yRange: -0.5...height - 0.5
    ) {
        HeatMap(
            openings, rows: openings.indices.map { "\($0 + 1)" },
            columns: letters.map { $0 == " " ? "␣" : String($0) },
            range: 0...1, showsValues: false, colorBar: "forget gate: 1 keeps, 0 erases", isSquare: false)
        for (column, letter) in letters.enumerated() where letter == " " {
            let (left, right) = (Double(column) - 0.5, Double(column) + 0.5)
            Line(
                [left, left, right, right, left], [-0.5, height - 0.5, height - 0.5, -0.5, -0.5],
                color: .prediction)
        }
    }
}
