/// Tensors as boxes of cells with their axes named, side by side, with signs such as + and = between them.
///
///     TensorBoxes {
///         TensorBox(x.scalars, shape: x.shape, title: "x")
///         "+"
///         TensorBox(b.broadcast(to: x.shape).scalars, shape: x.shape, title: "b", repeated: [0])
///     }
public struct TensorBoxes: TitledPanel {
    /// A box, or a sign between boxes.
    public enum Item {
        case box(TensorBox)
        case sign(String)
    }

    public var title: String
    private let items: [Item]
    private let largestCell: Double
    private let cellAspect: Double

    /// Sets boxes in a row, all with cells of one size.
    ///
    /// - Parameters:
    ///   - largestCell: the height of a cell where there is room for it.
    ///   - cellAspect: width of a cell over its height.
    public init(
        title: String = "", largestCell: Double = 110, cellAspect: Double = 1,
        @TensorBoxBuilder items: () throws -> [Item]
    ) rethrows {
        require(
            largestCell > 0 && cellAspect > 0,
            "TensorBoxes: expected cells larger than 0, but got \(largestCell) and aspect \(cellAspect); try 110"
        )
        self.title = title
        self.items = try items()
        self.largestCell = largestCell
        self.cellAspect = cellAspect
    }

    public func draw(in area: Rectangle, on canvas: Canvas, theme: Theme) {
        let pens = pens(fitting: area, on: canvas, theme: theme)
        let total = pens.reduce(0) { $0 + $1.frame.width } + gap(pens) * Double(max(0, pens.count - 1))
        var x = area.center.x - total / 2
        // The middles of all cell blocks lie on one line, as those of signs do.
        let above = pens.map(\.middle).max() ?? 0
        let below = pens.map { $0.frame.height - $0.middle }.max() ?? 0
        let middle = area.center.y + (above - below) / 2
        for pen in pens {
            pen.draw(at: Point(x, middle - pen.middle), top: middle - above, bottom: middle + below)
            x += pen.frame.width + gap(pens)
        }
    }

    /// The largest cells with which all fits.
    private func pens(fitting area: Rectangle, on canvas: Canvas, theme: Theme) -> [TensorBoxPen] {
        func pens(_ cell: Double, _ share: Double) -> [TensorBoxPen] {
            items.map {
                TensorBoxPen(
                    $0, cell: (width: cell * cellAspect, height: cell),
                    share: share * area.width / Double(items.count), canvas: canvas, theme: theme)
            }
        }
        func fitting(_ cells: ClosedRange<Double>, share: Double) -> [TensorBoxPen]? {
            stride(from: cells.upperBound, through: cells.lowerBound, by: -1).lazy
                .map { pens($0, share) }.first(where: isFitting)
        }
        func isFitting(_ candidate: [TensorBoxPen]) -> Bool {
            let width =
                candidate.reduce(0) { $0 + $1.frame.width }
                + gap(candidate) * Double(max(0, candidate.count - 1))
            let above = candidate.map(\.middle).max() ?? 0
            let below = candidate.map { $0.frame.height - $0.middle }.max() ?? 0
            return width <= area.width && above + below <= area.height
        }
        // Titles give way before cells become too small to read, and cells before titles do.
        let readable = min(24, largestCell)...largestCell
        for share in [1.5, 1, 0.7, 0.4] {
            if let found = fitting(readable, share: share) { return found }
        }
        return fitting(min(6, largestCell)...min(24, largestCell), share: 1.5)
            ?? pens(min(6, largestCell), 0.4)
    }

    private func gap(_ pens: [TensorBoxPen]) -> Double {
        items.contains { if case .sign = $0 { true } else { false } } ? 30 : 64
    }
}

@resultBuilder
public enum TensorBoxBuilder {
    public static func buildExpression(_ box: TensorBox) -> [TensorBoxes.Item] { [.box(box)] }
    public static func buildExpression(_ sign: String) -> [TensorBoxes.Item] { [.sign(sign)] }
    public static func buildExpression(_ boxes: [TensorBox]) -> [TensorBoxes.Item] { boxes.map { .box($0) } }
    public static func buildBlock(_ parts: [TensorBoxes.Item]...) -> [TensorBoxes.Item] {
        parts.flatMap { $0 }
    }
    public static func buildOptional(_ part: [TensorBoxes.Item]?) -> [TensorBoxes.Item] { part ?? [] }
    public static func buildEither(first part: [TensorBoxes.Item]) -> [TensorBoxes.Item] { part }
    public static func buildEither(second part: [TensorBoxes.Item]) -> [TensorBoxes.Item] { part }
    public static func buildArray(_ parts: [[TensorBoxes.Item]]) -> [TensorBoxes.Item] {
        parts.flatMap { $0 }
    }
}
