import Autodiff
import Tensors

extension Sequential {
    /// A table of the layers: what each is, the shape it gives for a batch of one, and how many parameters it has.
    ///
    /// Shapes: `inputShape` is that of one sample, such as [28, 28].
    public func summary(inputShape: [Int]) -> String {
        var shape = [1] + inputShape
        var rows = [["layer", "output", "parameters"], ["input", text(shape), ""]]
        for layer in layers {
            shape = layer.outputShape(for: shape)
            rows.append([layer.description, text(shape), grouped(layer.parameterCount)])
        }
        rows.append(["total", "", grouped(parameterCount)])
        let widths = (0..<3).map { column in rows.map { $0[column].count }.max()! }
        return rows.map { row in
            row[0].padded(to: widths[0]) + "  " + row[1].padded(to: widths[1]) + "  "
                + String(repeating: " ", count: widths[2] - row[2].count) + row[2]
        }.joined(separator: "\n")
    }

    /// The samples axis is written N: it may have any length.
    private func text(_ shape: [Int]) -> String {
        "[" + (["N"] + shape.dropFirst().map(String.init)).joined(separator: ", ") + "]"
    }

    private func grouped(_ number: Int) -> String {
        let digits = String(number)
        var result = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { result += "," }
            result.append(digit)
        }
        return result
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
