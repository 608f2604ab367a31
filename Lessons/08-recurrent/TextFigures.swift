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

/// The loss on new text while the model learns, against the tables of 0 letters and more on the same characters.
func learningFigure(_ curve: [(updates: Int, loss: Scalar)], uniform: Double, tables: [Double]) -> Figure {
    let best = tables.firstIndex(of: tables.min()!)!
    return Figure(xLabel: "updates", yLabel: "loss per character, new text") {
        HorizontalLine(uniform, label: "all equally\nlikely")
        for letters in Set([1, 2, 3, best]).sorted() {
            HorizontalLine(
                tables[letters],
                label: letters == best
                    ? "best table: \(letters)" : letters == 1 ? "table, 1 letter" : "\(letters) letters")
        }
        Line(
            curve.map(\.updates), curve.map(\.loss), label: "LSTM", color: .prediction, weight: .thick,
            marker: .circle)
    }
}

/// A text cut into windows of inputs, and below each the targets: the same text, one character later.
func windowsFigure(_ text: String, length: Int) -> Figure {
    let letters = text.map { $0 == " " ? "␣" : String($0) }
    let windows = (letters.count - 1) / length
    func row(_ places: Range<Int>, y: Double, color: Ink) -> [any Mark] {
        places.map { Box(letters[$0], at: (4.1 + 1.2 * Double($0), y), width: 1, height: 1, color: color, size: 40) }
    }
    return Figure(
        Diagram(width: 4.2 + 1.2 * Double(letters.count), height: 6.6) {
            row(0..<letters.count, y: 5.6, color: .neutral)
            for (name, y) in [("text", 5.6), ("inputs", 3.2), ("targets", 1.0)] {
                Note(name, at: (2.9, y), anchor: .right, size: 40, isBold: true)
            }
            for window in 0..<windows {
                let inputs = window * length..<(window + 1) * length
                row(inputs, y: 3.2, color: .data)
                row(inputs.lowerBound + 1..<inputs.upperBound + 1, y: 1.0, color: .prediction)
                let left = 3.5 + 1.2 * Double(inputs.lowerBound)
                let right = left + 1.2 * Double(length)
                Line([left + 0.08, left + 0.08, right - 0.08, right - 0.08], [4.1, 4.3, 4.3, 4.1], color: .data)
                Note("window \(window + 1)", at: ((left + right) / 2, 4.6), color: .data, size: 30)
                for place in inputs {
                    let x = 4.1 + 1.2 * Double(place)
                    Arrow(from: (x + 0.2, 2.6), to: (x + 1.0, 1.6), color: .neutral)
                }
            }
        })
}

/// Probabilities side by side on a strip from 0 to 1, and where a random number u falls.
func drawingFigure(_ probabilities: [Scalar], names: [String], at u: Double) -> Figure {
    let ends = probabilities.reduce(into: [0.0]) { sums, p in sums.append(sums.last! + Double(p)) }
    let length = 14.0
    let room = 1 / length  // of a number below the strip; where it is narrower, there is none
    return Figure(
        Diagram(width: 16, height: 4.4) {
            for (number, p) in probabilities.enumerated() {
                let (left, right) = (1 + length * ends[number], 1 + length * ends[number + 1])
                let hasRoom = Double(p) >= room
                Box(
                    hasRoom ? names[number] : "", at: ((left + right) / 2, 2), width: right - left, height: 1.2,
                    color: ends[number] <= u && u < ends[number + 1] ? .prediction : .data, size: 40)
                if hasRoom { Note(formatted(Double(p), decimals: 3), at: ((left + right) / 2, 1.0), size: 30) }
            }
            for end in ends where end == ends.last || ends.last! - end >= room {
                Note(formatted(end, decimals: 3), at: (1 + length * end, 0.35), color: .neutral, size: 30)
            }
            Note("u = " + formatted(u, decimals: 1), at: (1 + length * u, 3.9), size: 36, isBold: true)
            Arrow(from: (1 + length * u, 3.5), to: (1 + length * u, 2.65), color: .foreground)
        })
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
