import Text

/// A tensor of rank 0 to 4 as cells: what `TensorBoxes` draws.
///
/// The last axis runs to the right, the one before it down. A third axis sets sheets of cells beside each other, or
/// behind each other; a fourth sets rows of sheets one below the other.
public struct TensorBox {
    /// What stands along one axis.
    public struct AxisLabel: Sendable {
        let text: String
        let ink: Ink
        let isStruck: Bool

        /// A label; without a text the axis has no arrow. A struck axis is one that disappears.
        public init(_ text: String, ink: Ink = .neutral, isStruck: Bool = false) {
            self.text = text
            self.ink = ink
            self.isStruck = isStruck
        }

        /// "axis 0, length 3", in the colour that this axis has on the whole page.
        public static func axis(_ axis: Int, length: Int, isStruck: Bool = false) -> AxisLabel {
            AxisLabel("axis \(axis), length \(length)", ink: .series(axis), isStruck: isStruck)
        }

        public static let none = AxisLabel("")
    }

    /// Where the sheets of a third axis lie.
    public enum Sheets: Sendable {
        /// Side by side, every cell in sight.
        case apart
        /// One behind the other, the first in front.
        case stacked
    }

    let shape: [Int]
    let values: [Double]
    let texts: [String]
    let title: String
    let caption: String
    let axes: [AxisLabel]
    let repeated: Set<Int>
    let sheets: Sheets
    let map: ColorMap?
    let range: ClosedRange<Double>
    let isSolid: Bool
    let ink: (_ index: [Int], _ value: Double) -> Ink?

    /// A tensor from its numbers in row-major order.
    ///
    /// - Parameters:
    ///   - title: stands above, `caption` below; both may have several lines.
    ///   - axes: a label for each axis; without them every axis is named by its number and length.
    ///   - repeated: axes of length 1 that are drawn stretched: only their first place is real, the others are
    ///     paler and dashed.
    ///   - texts: what the cells show instead of their numbers, in row-major order; "" for none.
    ///   - map: colours the cells by their numbers, over `range` or from the lowest to the highest.
    ///   - isSolid: whether coloured cells have the full colour or a tint of it.
    ///   - ink: the colour of a cell; nil leaves it plain.
    public init(
        _ values: some Collection<some Plottable>, shape: [Int], title: String = "", caption: String = "",
        axes: [AxisLabel]? = nil, repeated: Set<Int> = [], texts: [String]? = nil, sheets: Sheets = .apart,
        map: ColorMap? = nil, range: ClosedRange<Double>? = nil, isSolid: Bool = false,
        ink: @escaping (_ index: [Int], _ value: Double) -> Ink? = { _, _ in nil }
    ) {
        let count = shape.reduce(1, *)
        require(
            shape.count <= 4 && shape.allSatisfy { $0 > 0 } && values.count == count,
            "TensorBox: expected up to 4 axes and as many numbers as they hold, but got shape \(shape) and"
                + " \(values.count) numbers; slice a larger tensor first")
        require(
            (axes?.count ?? shape.count) == shape.count && (texts?.count ?? count) == count
                && repeated.allSatisfy(shape.indices.contains),
            "TensorBox: expected \(shape.count) axis labels, \(count) texts and axes below \(shape.count), but"
                + " got \(axes?.count ?? 0), \(texts?.count ?? 0) and \(repeated.sorted()); leave them out or give all"
        )
        self.shape = shape
        self.values = values.plotValues
        self.title = title
        self.caption = caption
        self.repeated = repeated
        self.sheets = sheets
        self.map = map
        self.range = HeatMap.range(of: self.values, map: map ?? .sequential, given: range)
        self.isSolid = isSolid
        self.ink = ink
        self.axes =
            axes
            ?? shape.enumerated().map { axis, length in
                repeated.contains(axis)
                    ? AxisLabel("axis \(axis), length 1 → \(length)", ink: .series(axis))
                    : .axis(axis, length: length)
            }
        // A cell is narrow: what rounding left of a 0 beside larger numbers is a 0 here.
        let noise = 1e-6 * (self.values.map(abs).filter(\.isFinite).max() ?? 0)
        self.texts =
            texts
            ?? self.values.map { $0.isNaN ? "" : abs($0) <= noise ? "0" : written($0, limit: 2) }
    }

    /// Whether a cell is only a repetition of another one.
    func isRepetition(_ index: [Int]) -> Bool { repeated.contains { index[$0] > 0 } }

    /// The indices of all cells in row-major order.
    var indices: [[Int]] {
        shape.reduce([[]]) { indices, length in indices.flatMap { index in (0..<length).map { index + [$0] } }
        }
    }
}

/// Where the cells of a tensor lie, in cells from the upper left corner of all of them.
struct TensorBoxGrid {
    private let rank: Int
    /// Lengths of four axes; those that the tensor does not have are 1.
    private let lengths: [Int]
    private let sheetStep: Point
    private let groupStep: Double
    let isStacked: Bool

    init(_ box: TensorBox) {
        rank = box.shape.count
        lengths = Array(repeating: 1, count: 4 - rank) + box.shape
        isStacked = box.sheets == .stacked && lengths[1] > 1
        sheetStep = isStacked ? Point(0.5, -0.5) : Point(Double(lengths[3]) + 0.4, -0.4)
        groupStep = Double(lengths[2]) - Double(lengths[1] - 1) * sheetStep.y + 1.4
    }

    var width: Double { Double(lengths[3]) + Double(lengths[1] - 1) * sheetStep.x }
    var height: Double {
        Double(lengths[2]) - Double(lengths[1] - 1) * sheetStep.y + Double(lengths[0] - 1) * groupStep
    }
    var rows: Double { Double(lengths[2]) }
    var columns: Double { Double(lengths[3]) }

    /// The upper left corner of a cell.
    func corner(_ index: [Int]) -> Point {
        let place = (Array(repeating: 0, count: 4 - rank) + index).map(Double.init)
        return Point(place[3], place[2] + place[0] * groupStep) + place[1] * sheetStep
            + Point(0, -Double(lengths[1] - 1) * sheetStep.y)
    }

    /// From the first to the last place along an axis: where its arrow runs, before it is moved out of the way.
    func span(ofAxis axis: Int) -> (from: Point, to: Point) {
        let first = corner(Array(repeating: 0, count: rank))
        switch axis - rank {
        case -1:
            let y = isStacked ? first.y + rows : first.y
            return (Point(first.x, y), Point(first.x + columns, y))
        case -2: return (first, first + Point(0, rows))
        case -3:
            // Below the last group, where nothing stands under the label.
            let last = first + Point(0, Double(lengths[0] - 1) * groupStep)
            let start = isStacked ? first : last + Point(columns / 2, rows)
            // A single sheet leaves no way to go: a stub says that there is an axis.
            let steps = lengths[1] > 1 ? Double(lengths[1] - 1) : 0.6
            return (start, start + steps * sheetStep)
        default: return (Point(0, 0), Point(0, height))
        }
    }
}
