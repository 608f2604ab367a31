import Foundation

/// How many numbers fall into each of a row of equally wide bins.
public struct Histogram: Mark {
    let edges: [Double]
    let counts: [Int]
    private let label: String?
    private let color: Ink?
    private let opacity: Double

    /// Counts numbers into bins. The upper edge belongs to the last bin; what is no number is not counted.
    public init(
        _ values: some Collection<some Plottable>, bins: Int = 30, range: ClosedRange<Double>? = nil,
        label: String? = nil, color: Ink? = nil, opacity: Double = 0.9
    ) {
        require(bins > 0, "Histogram: expected at least 1 bin, but got \(bins); try 30")
        let finite = values.plotValues.filter { abs($0) < 1e300 }
        var low = range?.lowerBound ?? finite.min() ?? 0
        var high = range?.upperBound ?? finite.max() ?? 1
        if low == high { (low, high) = (low - 0.5, high + 0.5) }
        let width = (high - low) / Double(bins)
        var counts = Array(repeating: 0, count: bins)
        for value in finite where value >= low && value <= high {
            counts[min(bins - 1, Int((value - low) / width))] += 1
        }
        self.counts = counts
        edges = (0...bins).map { low + Double($0) * width }
        self.label = label
        self.color = color
        self.opacity = opacity
    }

    public func prepare(_ request: inout PlotRequest) {
        request.x.include(edges)
        request.y.include([0] + counts.map(Double.init))
        request.y.upperPadding = max(request.y.upperPadding, 0.05)
        if let label { request.key.append(KeyEntry(text: label, symbol: .square, ink: color)) }
    }

    public func draw(in plot: Plot) {
        let color = plot.theme.color(plot.ink(color))
        let base = plot.y.position(0) ?? plot.area.maxY
        plot.canvas.clipped(to: plot.area) {
            for (index, count) in counts.enumerated() {
                guard let left = plot.x.position(edges[index]), let right = plot.x.position(edges[index + 1]),
                    let top = plot.y.position(Double(count)), count > 0
                else { continue }
                let gap = right - left > 12 ? 1.5 : 0.3
                let box = Rectangle(x: left + gap, y: top, width: right - left - 2 * gap, height: base - top)
                plot.canvas.fill(.rectangle(box), color, opacity: opacity)
            }
        }
    }
}
