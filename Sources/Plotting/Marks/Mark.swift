/// Anything that draws in the coordinates of axes. To add one, write a struct with these two functions.
public protocol Mark {
    /// Tells the axes what room is wanted: numbers that must be visible, names, labels at the right edge.
    func prepare(_ request: inout PlotRequest)
    func draw(in plot: Plot)
    /// Higher layers cover lower ones; within a layer the order of writing counts.
    var layer: Int { get }
}

extension Mark {
    public var layer: Int { MarkLayer.lines }
}

/// What lies above what, whatever the order of writing.
public enum MarkLayer {
    public static let ground = -3
    public static let tints = -2
    public static let references = -1
    public static let lines = 0
    public static let points = 1
    public static let notes = 2
}

/// What all marks of one plot ask for before it is laid out.
public struct PlotRequest {
    public var x: AxisRequest
    public var y: AxisRequest
    /// Labels of line ends: the text, the x where the line ends (nil: the right edge).
    var endLabels: [(text: String, x: Double?)] = []
    /// Entries of the key above the plot, for what cannot be labelled directly.
    var key: [KeyEntry] = []
    var colorBar: ColorBar?
    public var isEquallyScaled = false
    public var hidesGrid = false
    /// Whether the marks fill every place of the axes, as cells do: no axis line is drawn.
    public var isFilled = false
    /// Size of a text as tick labels are set.
    public let size: (String) -> (width: Double, height: Double)

    init(
        xScale: AxisScale, yScale: AxisScale, size: @escaping (String) -> (width: Double, height: Double)
    ) {
        self.size = size
        x = AxisRequest(scale: xScale)
        y = AxisRequest(scale: yScale)
    }

    /// Makes sure that points lie between the axes; one that has no place on one of them asks for no room on the other.
    public mutating func include(_ points: some Sequence<Point>, xPadding: Double = 0, yPadding: Double = 0) {
        let shown = points.filter(hasPlace)
        x.include(shown.map(\.x), padding: xPadding)
        y.include(shown.map(\.y), padding: yPadding)
    }

    /// The same for an area: without one of its corners it is not drawn.
    mutating func include(area corners: [Point], xPadding: Double = 0, yPadding: Double = 0) {
        include(corners.allSatisfy(hasPlace) ? corners : [], xPadding: xPadding, yPadding: yPadding)
    }

    func hasPlace(_ point: Point) -> Bool {
        x.scale.coordinate(point.x) != nil && y.scale.coordinate(point.y) != nil
    }

    public mutating func endLabel(_ text: String?, at x: Double? = nil) {
        if let text, !text.isEmpty { endLabels.append((text, x)) }
    }
}

struct KeyEntry {
    enum Symbol { case square, marker(Marker), line(dashes: [Double]) }
    var text: String
    var symbol: Symbol
    /// nil takes the colour that a mark without one gets.
    var ink: Ink?
}

/// A scale of colours beside a plot.
struct ColorBar {
    var map: ColorMap
    var range: ClosedRange<Double>
    var label: String
}

@resultBuilder
public enum MarkBuilder {
    public static func buildExpression(_ mark: some Mark) -> [any Mark] { [mark] }
    public static func buildExpression(_ marks: [any Mark]) -> [any Mark] { marks }
    public static func buildExpression<M: Mark>(_ marks: [M]) -> [any Mark] { marks }
    public static func buildBlock(_ parts: [any Mark]...) -> [any Mark] { parts.flatMap { $0 } }
    public static func buildOptional(_ part: [any Mark]?) -> [any Mark] { part ?? [] }
    public static func buildEither(first part: [any Mark]) -> [any Mark] { part }
    public static func buildEither(second part: [any Mark]) -> [any Mark] { part }
    public static func buildArray(_ parts: [[any Mark]]) -> [any Mark] { parts.flatMap { $0 } }
}
