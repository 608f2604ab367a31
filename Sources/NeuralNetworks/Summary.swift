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
        let output = text(layer.outputShape(for: input))
        if layer.children.isEmpty {
            return [[indent + layer.description, output, grouped(layer.parameterCount)]]
        }
        let kind = String(layer.description.prefix { $0 != "(" })
        var rows = [[indent + kind, output, grouped(layer.parameterCount)]]
        if let row = layer as? Sequential {
            return rows + lines(ofRow: row.layers, input: input, indent: indent + "  ")
        }
        for (name, part) in layer.children {
            let parts = (part as? Sequential)?.layers ?? [part]
            rows.append([indent + "  " + name + ":", "", ""])
            rows += lines(ofRow: parts, input: input, indent: indent + "    ")
        }
        return rows
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
