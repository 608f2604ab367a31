/// Divides a page among the panels so that plots in a column share their left and right edges, and plots in
/// a row their upper and lower ones.
struct FigureLayout {
    let figure: Figure
    let canvas: Canvas
    private var theme: Theme { figure.theme }
    private let gap = 52.0

    init(_ figure: Figure, on canvas: Canvas) {
        self.figure = figure
        self.canvas = canvas
    }

    func draw() {
        var page = canvas.bounds.inset(by: theme.margin)
        if !figure.title.isEmpty {
            let style = TextStyle(size: theme.titleSize, color: theme.foreground, isBold: true)
            let text = canvas.fitted(figure.title, style, width: page.width, lines: 3)
            canvas.draw(text, style, at: Point(page.minX, page.minY - 8), anchor: Anchor(.left, .top))
            page = page.inset(by: Insets(top: canvas.size(of: text, style).height + 14))
        }
        guard !figure.panels.isEmpty else { return }
        let panels = alignedPanels(sharedPanels())
        let columns = figure.columns
        let rows = (panels.count + columns - 1) / columns
        var widths = lengths(figure.columnWidths, count: columns, total: page.width)
        var heights = lengths(figure.rowHeights, count: rows, total: page.height)

        var margins = panels.enumerated().map { index, panel in
            panel.margins(
                width: widths[index % columns], height: heights[index / columns], on: canvas, theme: theme)
        }
        align(&margins)
        let areAllAxes = panels.allSatisfy { $0 is Axes }
        if figure.sharing != .none || areAllAxes && figure.columnWidths == nil {
            // Plots beside each other are equally wide, whatever stands around them.
            let around = (0..<columns).map { margins[$0].left + margins[$0].right }
            let inner = lengths(
                figure.columnWidths, count: columns, total: page.width - around.reduce(0, +))
            widths = zip(inner, around).map { $0 + $1 }
        }
        if areAllAxes && figure.rowHeights == nil {
            // Plots above each other are equally high: the same slope looks the same in both.
            let around = (0..<rows).map { margins[$0 * columns].top + margins[$0 * columns].bottom }
            let inner = lengths(nil, count: rows, total: page.height - around.reduce(0, +))
            heights = zip(inner, around).map { $0 + $1 }
        }
        for (index, panel) in panels.enumerated() {
            let (row, column) = (index / columns, index % columns)
            let place = Rectangle(
                x: page.minX + widths[..<column].reduce(0, +) + Double(column) * gap,
                y: page.minY + heights[..<row].reduce(0, +) + Double(row) * gap,
                width: widths[column], height: heights[row])
            panel.draw(in: place, margins: margins[index], on: canvas, theme: theme)
        }
    }

    /// Gives panels of a column the same margins left and right, and panels of a row the same above and below,
    /// unless one needs far more than its neighbours.
    private func align(_ margins: inout [Insets]) {
        let wanted = margins
        let columns = figure.columns
        func aligned(_ side: KeyPath<Insets, Double>, _ own: Int, _ isNeighbour: (Int) -> Bool) -> Double {
            let limit = wanted[own][keyPath: side] + 110
            return wanted.indices.filter(isNeighbour).map { wanted[$0][keyPath: side] }
                .filter { $0 <= limit }.max() ?? 0
        }
        for index in margins.indices {
            let isAbove = { $0 % columns == index % columns }
            let isBeside = { $0 / columns == index / columns }
            margins[index] = Insets(
                left: aligned(\.left, index, isAbove), right: aligned(\.right, index, isAbove),
                top: aligned(\.top, index, isBeside), bottom: aligned(\.bottom, index, isBeside))
        }
    }

    private func lengths(_ shares: [Double]?, count: Int, total: Double) -> [Double] {
        let shares = shares ?? Array(repeating: 1, count: count)
        let free = total - gap * Double(count - 1)
        return shares.map { $0 / shares.reduce(0, +) * free }
    }

    /// Lets panels that are lower than the others of their row begin where those begin, so that titles are level.
    private func alignedPanels(_ panels: [any Panel]) -> [any Panel] {
        guard panels.count > 1, figure.columns > 1 else { return panels }
        return panels.map { panel in
            guard var axes = panel as? Axes else { return panel }
            axes.beginsAtTop = true
            return axes
        }
    }

    /// Gives panels that share a range the union of theirs, and labels it at the outer panels only.
    private func sharedPanels() -> [any Panel] {
        guard figure.sharing != .none else { return figure.panels }
        let axes = figure.panels.compactMap { $0 as? Axes }
        func union(_ ranges: [ClosedRange<Double>]) -> ClosedRange<Double>? {
            guard let low = ranges.map(\.lowerBound).min(), let high = ranges.map(\.upperBound).max()
            else { return nil }
            return low...high
        }
        let requests = axes.map { $0.request(on: canvas, theme: theme) }
        func ranges(
            _ scale: KeyPath<Axes, AxisScale>, _ range: (Axes, PlotRequest) -> ClosedRange<Double>
        ) -> [AxisScale: ClosedRange<Double>] {
            let pairs = zip(axes, requests).map { ($0[keyPath: scale], range($0, $1)) }
            return Dictionary(grouping: pairs, by: \.0).compactMapValues { union($0.map(\.1)) }
        }
        // Linear and logarithmic axes share nothing, and then each panel needs its own numbers.
        let x = ranges(\.xScale) { $0.xRange ?? $1.x.range(length: 500) }
        let y = ranges(\.yScale) { $0.yRange ?? $1.y.range(length: 400) }
        return figure.panels.enumerated().map { index, panel in
            guard var shared = panel as? Axes else { return panel }
            if figure.sharing != .y {
                shared.xRange = x[shared.xScale]
                shared.hidesXLabels = x.count == 1 && index + figure.columns < figure.panels.count
                if shared.hidesXLabels { shared.xLabel = "" }
            }
            if figure.sharing != .x {
                shared.yRange = y[shared.yScale]
                shared.hidesYLabels = y.count == 1 && index % figure.columns > 0
            }
            return shared
        }
    }
}
