/// Points: a scatter plot. A label for the whole goes into the key above, labels of single points beside them.
public struct Points: Mark {
    private let x: [Double]
    private let y: [Double]
    private let label: String?
    private let labels: [String]
    private let color: Ink?
    private let marker: Marker
    private let size: Double
    private let opacity: Double

    public init(
        _ x: some Collection<some Plottable>, _ y: some Collection<some Plottable>, label: String? = nil,
        labels: [String] = [], color: Ink? = nil, marker: Marker = .circle, size: Double = 24,
        opacity: Double = 1
    ) {
        require(
            x.count == y.count,
            "Points: expected as many x as y, but got \(x.count) and \(y.count); use Points(at:) for pairs")
        require(
            labels.isEmpty || labels.count == x.count,
            "Points: expected a label for each of \(x.count) points, but got \(labels.count); leave some \"\""
        )
        self.x = x.plotValues
        self.y = y.plotValues
        self.label = label
        self.labels = labels
        self.color = color
        self.marker = marker
        self.size = size
        self.opacity = opacity
    }

    /// Points given as pairs.
    public init(
        at points: [(some Plottable, some Plottable)], label: String? = nil, labels: [String] = [],
        color: Ink? = nil, marker: Marker = .circle, size: Double = 24, opacity: Double = 1
    ) {
        self.init(
            points.map(\.0), points.map(\.1), label: label, labels: labels, color: color, marker: marker,
            size: size, opacity: opacity)
    }

    /// One series for each class, with a colour and a shape of its own.
    public static func byClass(
        _ x: some Collection<some Plottable>, _ y: some Collection<some Plottable>, classes: [Int],
        names: [String] = [], colors: [Ink] = [], size: Double = 24, opacity: Double = 1
    ) -> [any Mark] {
        require(
            x.count == y.count && x.count == classes.count,
            "Points.byClass: expected as many x, y and classes, but got \(x.count), \(y.count) and"
                + " \(classes.count); give every point its class")
        let (x, y) = (x.plotValues, y.plotValues)
        return Set(classes).sorted().map { index in
            let members = classes.indices.filter { classes[$0] == index }
            return Points(
                members.map { x[$0] }, members.map { y[$0] },
                label: names.indices.contains(index) ? names[index] : nil,
                color: colors.indices.contains(index) ? colors[index] : .series(index),
                marker: .series(index), size: size, opacity: opacity)
        }
    }

    public var layer: Int { MarkLayer.points }

    public func prepare(_ request: inout PlotRequest) {
        request.include(
            zip(x, y).map { Point($0, $1) }, xPadding: 0.06, yPadding: labels.isEmpty ? 0.07 : 0.12)
        if let label { request.key.append(KeyEntry(text: label, symbol: .marker(marker), ink: color)) }
    }

    public func draw(in plot: Plot) {
        let color = plot.theme.color(plot.ink(color))
        let visible = plot.area.inset(by: -2)
        let places = zip(x, y).map { x, y in plot.point(x, y).flatMap { visible.contains($0) ? $0 : nil } }
        for case let place? in places {
            marker.draw(
                at: place, size: size, color: color, on: plot.canvas, theme: plot.theme, opacity: opacity)
            plot.labels.obstacles.insert(Rectangle(center: place, width: size + 4, height: size + 4))
        }
        let style = TextStyle(size: plot.theme.tickSize, color: plot.theme.foreground)
        for (place, label) in zip(places, labels) where !label.isEmpty {
            if let place { plot.draw(label, style, near: place, gap: size / 2 + 8) }
        }
    }
}
