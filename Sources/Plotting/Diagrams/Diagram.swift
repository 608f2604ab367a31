/// A drawing without axes, for concepts: marks on free coordinates, x to the right and y upwards, a unit
/// equally long on both.
public struct Diagram: Panel {
    private let axes: Axes

    /// Draws marks on a board `width` × `height` units large, with the origin in the lower left corner.
    public init(
        title: String = "", width: Double = 16, height: Double = 9,
        @MarkBuilder marks: () throws -> [any Mark]
    ) rethrows {
        require(
            width > 0 && height > 0,
            "Diagram: expected sides longer than 0, but got \(width) × \(height); 16 × 9 fits a page")
        var axes = try Axes(
            title: title, xRange: 0...width, yRange: 0...height, isEquallyScaled: true, marks: marks)
        axes.isBare = true
        self.axes = axes
    }

    public func margins(width: Double, height: Double, on canvas: Canvas, theme: Theme) -> Insets {
        axes.margins(width: width, height: height, on: canvas, theme: theme)
    }

    public func draw(in rectangle: Rectangle, margins: Insets, on canvas: Canvas, theme: Theme) {
        axes.draw(in: rectangle, margins: margins, on: canvas, theme: theme)
    }
}
