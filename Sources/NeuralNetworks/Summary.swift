import Autodiff
import Tensors

extension Sequential {
    /// A table of the layers: what each is, the shape it gives for a batch of one, and how many parameters it has.
    /// The layers of a branch are indented; their parameters are part of the line above them.
    ///
    /// Shapes: `inputShape` is that of one sample, such as [28, 28].
    public func summary(inputShape: [Int]) -> String {
        let shape = [1] + inputShape
        var rows = [["layer", "output", "parameters"], ["input", text(shape), ""]]
        rows += lines(ofRow: layers, input: shape, indent: "")
        rows.append(["total", "", grouped(parameterCount)])
        let widths = (0..<3).map { column in rows.map { $0[column].count }.max()! }
        return rows.map { row in
            row[0].padded(to: widths[0]) + "  " + row[1].padded(to: widths[1]) + "  "
                + String(repeating: " ", count: widths[2] - row[2].count) + row[2]
        }.joined(separator: "\n")
    }

    /// A line for each layer of a row; what stands in a branch is indented under the layer that has it.
    private func lines(ofRow layers: [any Layer], input: [Int], indent: String) -> [[String]] {
        var shape = input
        return layers.flatMap { layer in
            let lines = lines(of: layer, input: shape, indent: indent)
            shape = layer.outputShape(for: shape)
            return lines
        }
    }

    private func lines(of layer: any Layer, input: [Int], indent: String) -> [[String]] {
        let (output, count) = (text(layer.outputShape(for: input)), grouped(layer.parameterCount))
        switch layer {
        case let row as Sequential:
            return [[indent + "Sequential", output, count]]
                + lines(ofRow: row.layers, input: input, indent: indent + "  ")
        case let residual as Residual:
            var rows = [[indent + "Residual", output, count]]
            for (name, part) in residual.children {
                rows.append([indent + "  " + name + ":", "", ""])
                rows += lines(
                    ofRow: (part as? Sequential)?.layers ?? [part], input: input, indent: indent + "    ")
            }
            return rows
        case is TimeDistributed:
            return [[indent + layer.description, output, count]]
        default:
            // How a layer of one's own uses what is inside it, and so the shapes there, only its forward pass knows.
            return [[indent + layer.description, output, count]]
                + layer.children.map { name, part in
                    [indent + "  " + name + ": " + part.description, "", grouped(part.parameterCount)]
                }
        }
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
