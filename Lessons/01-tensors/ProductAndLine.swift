import Nabla

extension TensorFigures {
    /// One matrix product seen three ways: row times column, columns mixed, a sum of tables.
    static func threeProducts(_ a: Tensor, _ b: Tensor) -> Figure {
        let c = matmul(a, b)
        func box(_ x: Tensor, _ title: String, ink: @escaping ([Int], Double) -> Ink? = { _, _ in nil })
            -> TensorBox
        {
            TensorBox(
                x.scalars, shape: x.shape, title: title, axes: x.shape.map { _ in .none }, ink: ink)
        }
        func column(_ j: Int) -> ([Int], Double) -> Ink? { { index, _ in index[1] == j ? .data : nil } }
        func number(_ x: Tensor, _ i: Int, _ j: Int) -> String {
            formatted(Double(x[i, j].item), decimals: 0)
        }
        let outer = (0..<2).map { matmul(a[.all, $0..<($0 + 1)], b[$0..<($0 + 1)]) }
        return Figure(columns: 1) {
            TensorBoxes(title: "1  A row meets a column: \(terms(a, b))", largestCell: 84) {
                box(a, "A") { index, _ in index[0] == 0 ? .data : nil }
                "·"
                box(b, "B") { index, _ in index[1] == 0 ? .prediction : nil }
                "="
                box(c, "A·B") { index, _ in index == [0, 0] ? .gradient : nil }
            }
            TensorBoxes(
                title: "2  The columns of A are mixed: \(number(b, 0, 0)) of the first and"
                    + " \(number(b, 1, 0)) of the second", largestCell: 84
            ) {
                "\(number(b, 0, 0)) ×"
                box(a[.all, 0..<1], "") { _, _ in .data }
                "+  \(number(b, 1, 0)) ×"
                box(a[.all, 1..<2], "") { _, _ in .prediction }
                "="
                box(c[.all, 0..<1], "") { _, _ in .gradient }
            }
            TensorBoxes(title: "3  A table for each inner place, then all added", largestCell: 84) {
                box(outer[0], "column 0 with row 0") { _, _ in .data }
                "+"
                box(outer[1], "column 1 with row 1") { _, _ in .prediction }
                "="
                box(c, "A·B") { _, _ in .gradient }
            }
        }
    }

    private static func terms(_ a: Tensor, _ b: Tensor) -> String {
        let products = (0..<a.shape[1]).map { k in
            "\(formatted(Double(a[0, k].item), decimals: 0))·\(formatted(Double(b[k, 0].item), decimals: 0))"
        }
        return products.joined(separator: " + ")
            + " = \(formatted(Double(matmul(a, b)[0, 0].item), decimals: 0))"
    }

    /// A straight line with its slope as a triangle, and the one through the origin beside it.
    static func line(slope: Double, intercept: Double) -> Figure {
        Figure(
            xLabel: "x", xRange: -3.2...6.2, yRange: -3.2...3.2, isEquallyScaled: true
        ) {
            Note("y", at: (0.15, 2.95), anchor: .left, size: 34)
            HorizontalLine(0, style: .solid)
            VerticalLine(0, style: .solid)
            Line(over: -3...6, label: "y = ½x", color: .neutral, style: .dashed) { slope * $0 }
            Line(over: -3...6, label: "y = ½x − 1", color: .data, weight: .thick) { slope * $0 + intercept }
            Line([0.0, 4, 4], [intercept, intercept, 4 * slope + intercept], color: .prediction)
            Note("4 to the right", at: (2.4, intercept - 0.32), color: .prediction, size: 34, isBold: true)
            Note(
                "2 up", at: (4.15, intercept + 2 * slope), anchor: .left, color: .prediction, size: 34,
                isBold: true)
            Points(at: [(0.0, intercept)], color: .error, size: 34)
            Note(
                "at 0 it is −1", at: (0.3, intercept - 0.95), anchor: .left, color: .error, size: 34,
                isBold: true)
            Points(at: [(0.0, 0.0)], color: .neutral, size: 30)
        }
    }
}
