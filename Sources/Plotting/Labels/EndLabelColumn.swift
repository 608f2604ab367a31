/// Sets the labels of lines beside their ends, pushed apart where they would collide.
struct EndLabelColumn {
    let plot: Plot

    init(_ plot: Plot) { self.plot = plot }

    func draw(within column: Rectangle) {
        let atEdge = plot.endLabels.filter { $0.end.x > column.minX - 0.1 * plot.area.width }
        let inside = plot.endLabels.filter { $0.end.x <= column.minX - 0.1 * plot.area.width }
        for label in inside { drawInside(label) }
        plot.drawLabels()
        let styles = atEdge.map {
            TextStyle(size: plot.theme.tickSize, color: plot.theme.labelColor($0.color), isBold: true)
        }
        let texts = zip(atEdge, styles).map {
            plot.canvas.fitted($0.text, $1, width: max(80, column.width - 20), lines: 3)
        }
        // A little apart, so that labels of several lines do not read as one.
        let heights = zip(texts, styles).map { plot.canvas.size(of: $0, $1).height + 8 }
        let places = spreadLabels(
            atEdge.map(\.end.y), heights: heights, in: column.minY...max(column.minY, column.maxY))
        for (index, label) in atEdge.enumerated() {
            let left = column.minX + 18
            if abs(places[index] - label.end.y) > heights[index] * 0.45 {
                // A thin line says which end a moved label belongs to.
                plot.canvas.stroke(
                    .polyline([
                        Point(label.end.x + 3, label.end.y), Point(left - 4, places[index]),
                    ]), label.color, width: 2, opacity: 0.6)
            }
            plot.canvas.draw(texts[index], styles[index], at: Point(left, places[index]), anchor: .left)
        }
    }

    /// A line that ends early has its label near the end, where it covers nothing.
    private func drawInside(_ label: EndLabel) {
        let color = plot.theme.labelColor(label.color)
        let style = TextStyle(size: plot.theme.tickSize, color: color, isBold: true)
        plot.draw(label.text, style, near: label.end, gap: 14)
    }
}

extension Plot {
    /// A label among the marks: broken or shortened where it would cover more than half of the plot.
    func fitted(_ text: String, _ style: TextStyle) -> String {
        canvas.fitted(text, style, width: max(200, 0.5 * area.width), lines: 3)
    }

    /// Draws a text around a point, and keeps other labels away.
    func draw(_ text: String, _ style: TextStyle, around middle: Point) {
        let text = fitted(text, style)
        labels.reserve(canvas.frame(of: text, style, at: middle, anchor: .center))
        canvas.draw(text, style, at: middle, anchor: .center)
    }

    /// Draws a text beside a point, on the side where it covers least, when all marks have been drawn.
    func draw(_ text: String, _ style: TextStyle, near point: Point, gap: Double) {
        let text = fitted(text, style)
        later { [unowned self] in
            let size = canvas.size(of: text, style)
            let candidates = LabelPlacer.around(
                point, width: size.width, height: 0.9 * size.height, gap: gap)
            let chosen = candidates[labels.place(candidates)]
            canvas.draw(text, style, at: chosen.center, anchor: .center, rim: theme.background)
        }
    }

    /// Draws a text on a line, near one of its ends, as maps label contours: it cannot be taken for another
    /// line's.
    func draw(_ text: String, _ style: TextStyle, on line: (Point, Point)) {
        let text = fitted(text, style)
        later { [unowned self] in
            let size = canvas.size(of: text, style)
            let shares = [0.12, 0.88, 0.18, 0.82, 0.25, 0.75, 0.34, 0.66]
            let candidates = shares.map { share in
                Rectangle(
                    center: line.0 + share * (line.1 - line.0), width: size.width + 10,
                    height: 0.84 * size.height)
            }
            // The line itself lies below every candidate, though not to the pixel alike.
            let area = candidates[0].width * candidates[0].height
            let chosen = candidates[labels.place(candidates, tolerance: 0.15 * area)]
            canvas.fill(.rectangle(chosen, radius: 8), theme.background, opacity: 0.9)
            canvas.draw(text, style, at: chosen.center, anchor: .center)
        }
    }
}
