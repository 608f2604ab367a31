import Foundation

/// How many numbers fall into each of a row of equally wide bins.
public struct Histogram: Mark {
    let edges: [Double]
    let counts: [Int]
    private let label: String?
    private let color: Ink?
    private let opacity: Double

    /// Counts numbers into bins. The upper edge belongs to the last bin; NaN and infinity are not counted.
    public init(
        _ values: some Collection<some Plottable>, bins: Int = 30, range: ClosedRange<Double>? = nil,
        label: String? = nil, color: Ink? = nil, opacity: Double = 0.9
    ) {
        require(
            (1...100_000).contains(bins), "Histogram: expected 1 to 100000 bins, but got \(bins); try 30")
        let finite = values.plotValues.filter(\.isFinite)
        let given = range ?? (finite.min() ?? 0)...(finite.max() ?? 1)
        require(
            given.lowerBound.isFinite && given.upperBound.isFinite,
            "Histogram: expected a range of finite numbers, but got \(given); leave it out and the numbers decide"
        )
        // Numbers that are all alike lie in the middle of a range.
        let shown = given.widened { max(0.5, 0.1 * $0) }
        var counts = Array(repeating: 0, count: bins)
        for value in finite where shown.contains(value) {
            counts[min(bins - 1, Int(shown.share(of: value) * Double(bins)))] += 1
        }
        self.counts = counts
        edges = (0...bins).map { index in
            let share = Double(index) / Double(bins)
            return shown.lowerBound * (1 - share) + shown.upperBound * share
        }
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
