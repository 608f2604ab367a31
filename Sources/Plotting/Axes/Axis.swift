import Foundation

/// How numbers are laid out along an axis.
public enum AxisScale: Sendable {
    case linear
    /// Equal ratios take equal lengths; only positive numbers have a place.
    case log
}

/// One axis of a plot: where a number lies on the canvas, and which ticks it carries.
public struct Axis: Sendable {
    public var lower: Double
    public var upper: Double
    public var scale: AxisScale
    /// Canvas coordinates of the lower and the upper end.
    public var start = 0.0
    public var end = 1.0
    public var ticks: [Tick] = []

    public init(_ range: ClosedRange<Double>, scale: AxisScale, start: Double = 0, end: Double = 1) {
        lower = range.lowerBound
        upper = range.upperBound
        self.scale = scale
        self.start = start
        self.end = end
    }

    /// Canvas coordinate of a number; nil for what has no place: NaN, infinity, 0 or less on a log axis.
    ///
    /// What lies far outside stays outside, but near enough for Cairo's numbers, which end at 8 million.
    public func position(_ value: Double) -> Double? {
        guard value.isFinite else { return nil }
        let share: Double
        switch scale {
        case .linear:
            share = (value - lower) / (upper - lower)
        case .log:
            guard value > 0 else { return nil }
            share = Foundation.log(value / lower) / Foundation.log(upper / lower)
        }
        guard share.isFinite else { return nil }
        return start + min(max(share, -100), 100) * (end - start)
    }

    /// The number that lies at a canvas coordinate.
    public func value(at position: Double) -> Double {
        let share = (position - start) / (end - start)
        return switch scale {
        case .linear: lower + share * (upper - lower)
        case .log: lower * power(upper / lower, share)
        }
    }
}

/// What the marks of a plot ask of one axis before it is laid out.
public struct AxisRequest: Sendable {
    public var scale: AxisScale
    public private(set) var lower: Double?
    public private(set) var upper: Double?
    /// Room to leave beyond the lowest and the highest number, as a share of the range.
    public var lowerPadding = 0.0
    public var upperPadding = 0.0
    /// Room beyond the ends in units of the page, for labels that stand there.
    public var lowerRoom = 0.0
    public var upperRoom = 0.0
    /// Whether an axis of positive numbers starts at 0 when they come near it anyway, and padding stays above 0.
    public var prefersZero = false
    /// Whether all numbers are whole, as epochs are: then ticks are whole too.
    public private(set) var isWhole = true
    /// Names for the places 0, 1, 2…
    public var categories: [String]?
    /// Pictures beside the names.
    public var thumbnails: [Picture] = []
    /// Whether the axis runs from the top down, as the rows of a matrix do.
    public var isReversed = false

    init(scale: AxisScale) { self.scale = scale }

    /// Makes sure that numbers lie on the axis; what has no place there is passed over.
    public mutating func include(_ values: some Sequence<Double>, padding: Double = 0) {
        for value in values where abs(value) < 1e300 && (scale == .linear || value > 0) {
            isWhole = isWhole && value == value.rounded()
            lower = Swift.min(lower ?? value, value)
            upper = Swift.max(upper ?? value, value)
        }
        lowerPadding = max(lowerPadding, padding)
        upperPadding = max(upperPadding, padding)
    }

    /// The range to show on an axis of a length: what was included plus padding and room, never empty.
    func range(length: Double) -> ClosedRange<Double> {
        let padded = paddedRange
        let rooms = lowerRoom + upperRoom
        guard rooms > 0, scale == .linear, length > 2 * rooms else { return padded }
        let unit = (padded.upperBound - padded.lowerBound) / (length - rooms)
        return padded.lowerBound - lowerRoom * unit...padded.upperBound + upperRoom * unit
    }

    private var paddedRange: ClosedRange<Double> {
        guard let lower, let upper else { return scale == .log ? 1...10 : 0...1 }
        switch scale {
        case .linear:
            guard upper > lower else {
                let room = lower == 0 ? 1 : abs(lower) * 0.1
                return lower - room...lower + room
            }
            let span = upper - lower
            var bottom = lower - lowerPadding * span
            if prefersZero, lower >= 0, bottom < 0 || lower < 0.25 * span { bottom = 0 }
            return bottom...upper + upperPadding * span
        case .log:
            guard upper > lower else { return lower / 10...lower * 10 }
            let ratio = upper / lower
            return lower * power(ratio, -lowerPadding)...upper * power(ratio, upperPadding)
        }
    }
}
