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
        for value in values where scale.coordinate(value) != nil {
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
        let unit = padded.upperBound / (length - rooms) - padded.lowerBound / (length - rooms)
        return padded.moved(by: -lowerRoom * unit, upperRoom * unit)
    }

    /// How far labels beyond the highest number reach out of a range that was given, which makes no room for them itself.
    ///
    /// An axis whose length L gives way to them by m has a share s of L − m up to the highest number, and a label of length
    /// r there ends r − (1 − s)·(L − m) beyond the axis. That is m where m = (r − (1 − s)·L) / s.
    func overhang(beyond range: ClosedRange<Double>, length: Double) -> Double {
        guard let upper, let place = scale.coordinate(upper) else { return 0 }
        let share = Axis(range, scale: scale).span.share(of: place)
        // What is cut off carries no label.
        guard share > 0, share <= 1 + 1e-9 else { return 0 }
        return min(upperRoom, max(0, (upperRoom - (1 - share) * length) / share))
    }

    private var paddedRange: ClosedRange<Double> {
        guard let lower, let upper else { return scale == .log ? 1...10 : 0...1 }
        switch scale {
        case .linear:
            let range = (lower...upper).widened { $0 < AxisScale.smallest ? 1 : 0.1 * $0 }
            guard range == lower...upper else { return range }
            let span = upper - lower
            // Of a span beyond all numbers there is nothing left to pad with.
            guard span.isFinite else { return range }
            var padded = range.moved(by: -lowerPadding * span, upperPadding * span)
            if prefersZero, lower >= 0, padded.lowerBound < 0 || lower < 0.25 * span {
                padded = 0...padded.upperBound
            }
            return padded
        case .log:
            let (low, high) = (scale.coordinate(lower)!, scale.coordinate(upper)!)
            let (below, above) =
                high - low > 1e-12 ? (lowerPadding * (high - low), upperPadding * (high - low)) : (1, 1)
            let bottom = below > 0 ? max(power(10, low - below), AxisScale.smallest) : lower
            let top = above > 0 ? min(power(10, high + above), .greatestFiniteMagnitude) : upper
            return bottom...top
        }
    }
}
