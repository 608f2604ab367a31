// Geometry on the canvas: units are those of a page 1920 wide, x grows to the right, y grows downwards.

public struct Point: Equatable, Sendable {
    public var x: Double
    public var y: Double

    public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }

    static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }
    static func - (a: Point, b: Point) -> Point { Point(a.x - b.x, a.y - b.y) }
    static func * (factor: Double, a: Point) -> Point { Point(factor * a.x, factor * a.y) }
    var isFinite: Bool { x.isFinite && y.isFinite }
    /// Without squares that overflow or vanish.
    var length: Double {
        let largest = max(abs(x), abs(y))
        guard largest > 0, largest.isFinite else { return largest }
        let (a, b) = (x / largest, y / largest)
        return largest * (a * a + b * b).squareRoot()
    }
    /// The same direction with length 1; the zero vector stays zero.
    var normalized: Point { length > 0 ? Point(x / length, y / length) : self }
}

public struct Rectangle: Equatable, Sendable {
    public var x: Double
    public var y: Double
    public var width: Double
    public var height: Double

    public init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The rectangle of a size around a middle.
    public init(center: Point, width: Double, height: Double) {
        self.init(x: center.x - width / 2, y: center.y - height / 2, width: width, height: height)
    }

    public var minX: Double { x }
    public var maxX: Double { x + width }
    public var minY: Double { y }
    public var maxY: Double { y + height }
    public var center: Point { Point(x + width / 2, y + height / 2) }
    var corners: [Point] { [Point(minX, minY), Point(maxX, minY), Point(maxX, maxY), Point(minX, maxY)] }

    public func inset(by margins: Insets) -> Rectangle {
        Rectangle(
            x: x + margins.left, y: y + margins.top, width: max(0, width - margins.left - margins.right),
            height: max(0, height - margins.top - margins.bottom))
    }

    public func inset(by all: Double) -> Rectangle {
        inset(by: Insets(left: all, right: all, top: all, bottom: all))
    }

    func contains(_ point: Point) -> Bool {
        point.x >= minX && point.x <= maxX && point.y >= minY && point.y <= maxY
    }

    func contains(_ other: Rectangle) -> Bool {
        other.minX >= minX && other.maxX <= maxX && other.minY >= minY && other.maxY <= maxY
    }

    /// Area that two rectangles have in common.
    func overlap(with other: Rectangle) -> Double {
        let across = min(maxX, other.maxX) - max(minX, other.minX)
        let down = min(maxY, other.maxY) - max(minY, other.minY)
        return across > 0 && down > 0 ? across * down : 0
    }
}

public struct Insets: Equatable, Sendable {
    public var left: Double
    public var right: Double
    public var top: Double
    public var bottom: Double

    public init(left: Double = 0, right: Double = 0, top: Double = 0, bottom: Double = 0) {
        self.left = left
        self.right = right
        self.top = top
        self.bottom = bottom
    }

    /// The larger of two margins on every side.
    func union(_ other: Insets) -> Insets {
        Insets(
            left: max(left, other.left), right: max(right, other.right), top: max(top, other.top),
            bottom: max(bottom, other.bottom))
    }
}

/// Which point of a text lies at the place that is given for it.
public struct Anchor: Equatable, Sendable {
    public enum Horizontal: Sendable { case left, center, right }
    public enum Vertical: Sendable { case top, middle, baseline, bottom }

    public var horizontal: Horizontal
    public var vertical: Vertical

    public init(_ horizontal: Horizontal, _ vertical: Vertical) {
        self.horizontal = horizontal
        self.vertical = vertical
    }

    public static let center = Anchor(.center, .middle)
    public static let left = Anchor(.left, .middle)
    public static let right = Anchor(.right, .middle)
    public static let above = Anchor(.center, .bottom)
    public static let below = Anchor(.center, .top)
}
