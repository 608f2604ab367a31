import Foundation

/// What a lesson draws: a title and one or several panels on a page.
///
/// The page is 1920 units wide and 1080 high unless another size is asked for; other widths scale everything.
public struct Figure {
    /// Which ranges the panels have in common.
    public enum Sharing: Sendable { case none, x, y, both }

    public var title: String
    public var theme: Theme
    let columns: Int
    let sharing: Sharing
    let columnWidths: [Double]?
    let rowHeights: [Double]?
    var panels: [any Panel]

    /// A figure with one pair of axes.
    public init(
        title: String = "", xLabel: String = "", yLabel: String = "", xScale: AxisScale = .linear,
        yScale: AxisScale = .linear, xRange: ClosedRange<Double>? = nil, yRange: ClosedRange<Double>? = nil,
        xTicks: [Tick]? = nil, yTicks: [Tick]? = nil, isEquallyScaled: Bool = false, theme: Theme = .light,
        @MarkBuilder marks: () throws -> [any Mark]
    ) rethrows {
        let axes = try Axes(
            xLabel: xLabel, yLabel: yLabel, xScale: xScale, yScale: yScale, xRange: xRange, yRange: yRange,
            xTicks: xTicks, yTicks: yTicks, isEquallyScaled: isEquallyScaled, marks: marks)
        self.init(title: title, theme: theme, axes)
    }

    /// A figure with several panels, row by row.
    public init(
        title: String = "", columns: Int, sharing: Sharing = .none, columnWidths: [Double]? = nil,
        rowHeights: [Double]? = nil, theme: Theme = .light, @PanelBuilder panels: () throws -> [any Panel]
    ) rethrows {
        self.title = title
        self.theme = theme
        self.panels = try panels()
        require(columns > 0, "Figure: expected at least 1 column, but got \(columns); try 2")
        self.columns = min(columns, max(1, self.panels.count))
        self.sharing = sharing
        let rows = (self.panels.count + self.columns - 1) / self.columns
        for (name, shares, count) in [
            ("columnWidths", columnWidths, self.columns), ("rowHeights", rowHeights, rows),
        ] {
            guard let shares else { continue }
            require(
                shares.count == count && shares.allSatisfy { $0 > 0 && $0 < 1e6 },
                "Figure: expected \(count) positive \(name), but got \(shares); give one for each")
        }
        self.columnWidths = columnWidths
        self.rowHeights = rowHeights
    }

    /// A figure with one panel that is not axes: a diagram, a grid of images.
    public init(title: String = "", theme: Theme = .light, _ panel: some Panel) {
        self.init(title: title, columns: 1, theme: theme) { panel }
    }

    /// Draws the figure. The layout is that of a page 1920 wide, whatever the width.
    public func render(width: Int = 1920, height: Int = 1080) -> Picture {
        require(
            width > 0 && height > 0,
            "Figure.render: expected sides of at least 1 pixel, but got \(width) × \(height); try 1920 × 1080"
        )
        return drawn(width: Double(width), height: Double(height)).picture()
    }

    /// The figure on a page of its own, as wide and high in the medium's own lengths: pixels, or points of a PDF.
    func drawn(
        width: Double, height: Double, medium: Canvas.Medium = .pixels, isTransparent: Bool = false, font: String? = nil
    ) -> Canvas {
        let scale = width / 1920
        let canvas = Canvas(
            width: 1920, height: height / scale, scale: scale, background: isTransparent ? nil : theme.background,
            medium: medium, font: font)
        FigureLayout(self, on: canvas).draw()
        return canvas
    }

    /// Draws the figure and encodes it as PNG; its title goes into the metadata.
    public func png(metadata: [String: String] = [:], width: Int = 1920, height: Int = 1080)
        throws(PictureError) -> [UInt8]
    {
        try render(width: width, height: height).png(metadata: complete(metadata))
    }

    /// Draws the figure and writes it as PNG in one step: a reader never sees half a file.
    public func write(
        to path: String, metadata: [String: String] = [:], width: Int = 1920, height: Int = 1080
    ) throws(PictureError) {
        try render(width: width, height: height).write(to: path, metadata: complete(metadata))
    }

    private func complete(_ metadata: [String: String]) -> [String: String] {
        var defaults = ["Software": "Nabla"]
        if !title.isEmpty { defaults["Title"] = title }
        return defaults.merging(metadata) { $1 }
    }
}
