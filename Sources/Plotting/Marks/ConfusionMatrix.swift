import Text

/// What was said against what was true. The diagonal is grey, so that all the colours belong to the errors.
public struct ConfusionMatrix: Mark {
    private let counts: [[Int]]
    private let classes: [String]

    /// Draws a table of counts: a row for each true class, a column for each answer.
    public init(_ counts: [[Int]], classes: [String]? = nil) {
        require(
            !counts.isEmpty && counts.allSatisfy { $0.count == counts.count },
            "ConfusionMatrix: expected as many columns as rows, but got rows of \(counts.map(\.count)) in"
                + " \(counts.count) rows; a class nobody answered still has a column")
        self.counts = counts
        self.classes = classes ?? counts.indices.map(String.init)
        require(
            self.classes.count == counts.count,
            "ConfusionMatrix: expected \(counts.count) class names, but got \(self.classes.count); name all")
    }

    public func prepare(_ request: inout PlotRequest) {
        let ends = [-0.5, Double(counts.count) - 0.5]
        request.x.include(ends)
        request.y.include(ends)
        request.x.categories = classes
        request.y.categories = classes
        request.y.isReversed = true
        request.hidesGrid = true
        request.isFilled = true
        request.isEquallyScaled = true
        request.colorBar = ColorBar(map: .errors, range: 0...Double(max(1, mostErrors)), label: "errors")
    }

    private var mostErrors: Int {
        counts.enumerated().flatMap { row, line in
            line.enumerated().filter { $0.offset != row }.map(\.element)
        }.max() ?? 0
    }

    public func draw(in plot: Plot) {
        let most = Double(max(1, mostErrors))
        CellGrid(rows: counts.count, columns: counts.count, plot: plot).draw(
            fill: { row, column in
                row == column
                    ? Color(hex: 0xDDE1E6) : ColorMap.errors.color(at: Double(counts[row][column]) / most)
            },
            text: { row, column in
                let count = counts[row][column]
                return count == 0 && row != column
                    ? "" : count < 10_000 ? String(count) : formatted(Double(count), decimals: 0)
            })
    }
}

extension ColorMap {
    /// White to the deep red of errors.
    static let errors = ColorMap(
        stops: [0xFBF9FA, 0xF6D3E2, 0xEA9BBD, 0xD65C92, 0xA00A48, 0x5C0428].map(Color.init(hex:)))
}
