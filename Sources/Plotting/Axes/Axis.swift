import Foundation
import Text

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
    /// What lies outside stays where it is, however far: marks cut it off at the edge of the plot.
    public func position(_ value: Double) -> Double? {
        scale.coordinate(value).map(place).flatMap { $0.isFinite ? $0 : nil }
    }

    /// The number that lies at a canvas coordinate.
    public func value(at position: Double) -> Double {
        let share = (position - start) / (end - start)
        let value = span.lowerBound * (1 - share) + span.upperBound * share
        return scale == .linear ? value : power(10, value)
    }

    /// The ends as coordinates in which the axis is even: the numbers themselves, or their logarithms.
    var span: ClosedRange<Double> {
        guard scale == .log else { return lower...upper }
        return log10(max(lower, AxisScale.smallest))...log10(max(upper, AxisScale.smallest))
    }

    /// Canvas coordinate of such a coordinate.
    func place(_ coordinate: Double) -> Double { start + span.share(of: coordinate) * (end - start) }

    /// Units of the page per unit of the axis, at a number.
    func slope(at value: Double) -> Double {
        let even = (end - start) / (span.upperBound - span.lowerBound)
        return scale == .linear ? even : even / (value * Foundation.log(10))
    }
}

extension AxisScale {
    /// Below, a number counts as 0.
    static let smallest = smallestWritten

    /// A number as a coordinate in which the axis is even; nil for what has no place.
    func coordinate(_ value: Double) -> Double? {
        guard value.isFinite else { return nil }
        if self == .linear { return value }
        return value >= Self.smallest ? log10(value) : nil
    }
}

extension ClosedRange<Double> {
    /// How far a number lies along the range: 0 at its lower end, 1 at its upper one. Finite for every finite number,
    /// NaN for any other.
    func share(of value: Double) -> Double {
        guard value.isFinite else { return .nan }
        let span = upperBound - lowerBound
        let share =
            span.isFinite
            ? (value - lowerBound) / span
            : (0.5 * value - 0.5 * lowerBound) / (0.5 * upperBound - 0.5 * lowerBound)
        // Lengths of the page times 1e290 are still numbers.
        return share.isNaN ? share : Swift.min(Swift.max(share, -1e290), 1e290)
    }

    /// Whether the ends are far enough from each other to be told apart on an axis.
    var isShowable: Bool {
        let largest = Swift.max(abs(lowerBound), abs(upperBound))
        return largest.isFinite && upperBound - lowerBound >= Swift.max(2e-14 * largest, AxisScale.smallest)
    }

    /// The range itself, or where it is not showable, one with room around it; `room` follows from the larger end.
    func widened(by room: (Double) -> Double) -> ClosedRange<Double> {
        guard !isShowable else { return self }
        let room = room(Swift.max(abs(lowerBound), abs(upperBound)))
        return moved(by: -room, room)
    }

    /// Moves both ends, as far as numbers go.
    func moved(by low: Double, _ high: Double) -> ClosedRange<Double> {
        let most = Double.greatestFiniteMagnitude
        return Swift.max(lowerBound + low, -most)...Swift.min(upperBound + high, most)
    }
}
