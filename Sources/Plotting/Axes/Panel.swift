/// A part of a figure that takes a rectangle of the page: axes, a grid of images, a diagram.
public protocol Panel {
    /// Room that titles and labels need around the drawing, so that neighbours can be aligned.
    func margins(width: Double, height: Double, on canvas: Canvas, theme: Theme) -> Insets
    /// Draws into a rectangle; the margins are at least those that were asked for.
    func draw(in rectangle: Rectangle, margins: Insets, on canvas: Canvas, theme: Theme)
}

/// A panel that is a drawing below a title: a diagram, a surface.
public protocol TitledPanel: Panel {
    var title: String { get }
    /// Draws into the room below the title.
    func draw(in area: Rectangle, on canvas: Canvas, theme: Theme)
}

extension TitledPanel {
    public func margins(width: Double, height: Double, on canvas: Canvas, theme: Theme) -> Insets {
        Insets(top: PanelHeader(title, width: width, on: canvas, theme: theme).height(on: canvas))
    }

    public func draw(in rectangle: Rectangle, margins: Insets, on canvas: Canvas, theme: Theme) {
        PanelHeader(title, width: rectangle.width, on: canvas, theme: theme)
            .draw(at: Point(rectangle.minX, rectangle.minY), on: canvas)
        draw(in: rectangle.inset(by: margins), on: canvas, theme: theme)
    }
}

@resultBuilder
public enum PanelBuilder {
    public static func buildExpression(_ panel: some Panel) -> [any Panel] { [panel] }
    public static func buildExpression(_ panels: [any Panel]) -> [any Panel] { panels }
    public static func buildBlock(_ parts: [any Panel]...) -> [any Panel] { parts.flatMap { $0 } }
    public static func buildOptional(_ part: [any Panel]?) -> [any Panel] { part ?? [] }
    public static func buildEither(first part: [any Panel]) -> [any Panel] { part }
    public static func buildEither(second part: [any Panel]) -> [any Panel] { part }
    public static func buildArray(_ parts: [[any Panel]]) -> [any Panel] { parts.flatMap { $0 } }
}

/// The title of a panel and what lies between it and the drawing, from the top down.
struct PanelHeader {
    var title = ""
    var titleStyle: TextStyle

    init(_ title: String, width: Double, on canvas: Canvas, theme: Theme) {
        titleStyle = TextStyle(size: theme.panelTitleSize, color: theme.foreground, isBold: true)
        self.title = canvas.fitted(title, titleStyle, width: width, lines: 3)
    }

    func height(on canvas: Canvas) -> Double {
        title.isEmpty ? 0 : canvas.size(of: title, titleStyle).height + 10
    }

    func width(on canvas: Canvas) -> Double { canvas.size(of: title, titleStyle).width }

    func draw(at corner: Point, on canvas: Canvas) {
        canvas.draw(title, titleStyle, at: corner, anchor: Anchor(.left, .top))
    }
}
