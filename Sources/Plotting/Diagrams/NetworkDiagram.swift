import Text

/// A network as layers of circles and lines between them: colour is the sign of a weight, width its size.
public struct NetworkDiagram: Panel {
    public var title: String
    private let sizes: [Int]
    private let weights: [[[Double]]]
    private let weightNames: [[[String]]]
    private let values: [[Double]]
    private let biases: [[Double]]
    private let layerTitles: [String]
    private let inputNames: [String]
    private let outputNames: [String]
    private let showsWeights: Bool
    private let mostShown: Int
    /// The numbers as they are shown.
    private let valueTexts: [[String]]
    private let biasTexts: [[String]]
    private let weightTexts: [[[String]]]

    /// Draws layers of the given sizes.
    ///
    /// - Parameters:
    ///   - weights: for each step between layers a table [in][out]; without it all lines are grey.
    ///   - weightNames: tables of the same form; the names stand before the numbers on the lines.
    ///   - values: for each layer the numbers in its circles.
    ///   - biases: for each layer after the first the numbers beside its circles.
    ///   - showsWeights: whether numbers stand on the lines; without it they do when there are few.
    ///   - mostShown: longer layers show their first and last units with ⋮ between them.
    public init(
        title: String = "", layers sizes: [Int], weights: [[[some Plottable]]] = [[[Double]]](),
        weightNames: [[[String]]] = [], values: [[some Plottable]] = [[Double]](),
        biases: [[some Plottable]] = [[Double]](),
        layerTitles: [String] = [], inputNames: [String] = [], outputNames: [String] = [],
        showsWeights: Bool? = nil, decimals: Int = 2, mostShown: Int = 7
    ) {
        require(
            !sizes.isEmpty && sizes.allSatisfy { $0 > 0 },
            "NetworkDiagram: expected layers of at least 1 unit, but got \(sizes); try [2, 2, 1]")
        let expected = zip(sizes, sizes.dropFirst()).map { "[\($0), \($1)]" }
        require(
            weights.isEmpty
                || (weights.count == sizes.count - 1
                    && zip(weights, zip(sizes, sizes.dropFirst())).allSatisfy { table, ends in
                        table.count == ends.0 && table.allSatisfy { $0.count == ends.1 }
                    }),
            "NetworkDiagram: expected weights of \(expected), but got"
                + " \(weights.map { "[\($0.count), \($0.first?.count ?? 0)]" }); the order is [in][out]")
        require(
            weightNames.isEmpty || weightNames.map { $0.map(\.count) } == weights.map { $0.map(\.count) },
            "NetworkDiagram: expected a name for each weight, but got \(weightNames); the order is [in][out]")
        for (name, given, wanted) in [
            ("values", values.map(\.count), sizes), ("biases", biases.map(\.count), Array(sizes.dropFirst())),
        ] {
            require(
                given.isEmpty || given == wanted,
                "NetworkDiagram: expected \(name) for layers of \(wanted), but got \(given); one for each unit"
            )
        }
        self.title = title
        self.sizes = sizes
        self.weights = weights.map { $0.map(\.plotValues) }
        self.weightNames = weightNames
        self.values = values.map(\.plotValues)
        self.biases = biases.map(\.plotValues)
        self.layerTitles = layerTitles
        self.inputNames = inputNames
        self.outputNames = outputNames
        let lines = zip(sizes, sizes.dropFirst()).map { $0 * $1 }
        self.showsWeights = showsWeights ?? ((lines.max() ?? 0) <= 9 && !weights.isEmpty)
        self.mostShown = max(3, mostShown)
        valueTexts = self.values.map { written($0, limit: decimals) }
        biasTexts = self.biases.map { written($0, limit: decimals) }
        // Many weights are lines only.
        let isWritten = self.showsWeights
        var texts =
            (isWritten
            ? written(self.weights.flatMap { $0.flatMap { $0 } }, significant: 2, limit: decimals) : [])[...]
        weightTexts =
            !isWritten
            ? []
            : self.weights.map { table in
                table.map { row in
                    defer { texts = texts.dropFirst(row.count) }
                    return Array(texts.prefix(row.count))
                }
            }
    }

    public func margins(width: Double, height: Double, on canvas: Canvas, theme: Theme) -> Insets {
        let style = TextStyle(size: theme.labelSize, color: theme.foreground)
        func widest(_ names: [String]) -> Double {
            names.map { canvas.size(of: fitted($0, style, canvas), style).width }.max() ?? 0
        }
        let half = widest(layerTitles) / 2
        let lines = layerTitles.map { canvas.size(of: fitted($0, style, canvas), style).height }.max() ?? 0
        return Insets(
            left: max(half - 40, inputNames.isEmpty ? 20 : widest(inputNames) + 70),
            right: max(half - 40, outputNames.isEmpty ? 20 : widest(outputNames) + 70),
            top: PanelHeader(title, width: width, on: canvas, theme: theme).height(on: canvas) + 6,
            bottom: lines > 0 ? lines + 16 : 6)
    }

    /// A name in the room that there is beside or below the circles.
    private func fitted(_ name: String, _ style: TextStyle, _ canvas: Canvas) -> String {
        canvas.fitted(name, style, width: max(160, 0.7 * canvas.width / Double(sizes.count + 1)), lines: 3)
    }

    public func draw(in rectangle: Rectangle, margins: Insets, on canvas: Canvas, theme: Theme) {
        PanelHeader(title, width: rectangle.width, on: canvas, theme: theme)
            .draw(at: Point(rectangle.minX, rectangle.minY), on: canvas)
        let layout = NetworkLayout(
            sizes: sizes, mostShown: mostShown, area: rectangle.inset(by: margins), isCompact: values.isEmpty)
        drawLines(layout, on: canvas, theme: theme)
        let name = TextStyle(size: theme.labelSize, color: theme.foreground)
        for (layer, units) in layout.units.enumerated() {
            for unit in units { draw(unit, of: layer, radius: layout.radius, on: canvas, theme: theme) }
            if let dots = layout.dots[layer] {
                for step in [-1.0, 0, 1] {
                    canvas.fill(.circle(center: dots + Point(0, 15 * step), radius: 4.5), theme.muted)
                }
            }
            if layerTitles.indices.contains(layer), let x = units.first?.center.x {
                let place = Point(
                    x, min(layout.bottom + (biases.isEmpty ? 26 : 62), rectangle.maxY - margins.bottom + 14))
                canvas.draw(fitted(layerTitles[layer], name, canvas), name, at: place, anchor: .below)
            }
        }
        for unit in layout.units[0] where inputNames.indices.contains(unit.index) {
            let end = unit.center - Point(layout.radius + 3, 0)
            ArrowShape(from: end - Point(42, 0), to: end, width: 4).draw(theme.neutral, on: canvas)
            canvas.draw(
                fitted(inputNames[unit.index], name, canvas), name, at: end - Point(52, 0), anchor: .right)
        }
        for unit in layout.units[sizes.count - 1] where outputNames.indices.contains(unit.index) {
            let start = unit.center + Point(layout.radius + 3, 0)
            ArrowShape(from: start, to: start + Point(42, 0), width: 4).draw(theme.neutral, on: canvas)
            canvas.draw(
                fitted(outputNames[unit.index], name, canvas), name, at: start + Point(52, 0), anchor: .left)
        }
    }

    private func draw(
        _ unit: NetworkLayout.Unit, of layer: Int, radius: Double, on canvas: Canvas, theme: Theme
    ) {
        let ink: Ink = layer == 0 ? .neutral : layer == sizes.count - 1 ? .prediction : .data
        let node = NodeColors(ink, isFilled: false, theme: theme)
        let ring = Shape.circle(center: unit.center, radius: radius)
        canvas.fill(ring, node.fill)
        canvas.stroke(ring, node.outline, width: 4)
        if values.indices.contains(layer) {
            let text = valueTexts[layer][unit.index]
            var style = TextStyle(size: min(34, max(24, 0.45 * radius)), color: node.text)
            let width = canvas.size(of: text, style).width
            if width > 1.72 * radius { style.size *= 1.72 * radius / width }
            canvas.draw(text, style, at: unit.center, anchor: .center)
        }
        if layer > 0, !biases.isEmpty {
            let style = TextStyle(size: 27, color: theme.muted)
            canvas.draw(
                "b = " + biasTexts[layer - 1][unit.index], style,
                at: unit.center + Point(0, radius + 6), anchor: .below)
        }
    }

    private func drawLines(_ layout: NetworkLayout, on canvas: Canvas, theme: Theme) {
        let largest = weights.flatMap { $0.flatMap { $0 } }.filter(\.isFinite).map(abs).max() ?? 1
        var placer = LabelPlacer(area: canvas.bounds)
        for layer in 0..<sizes.count - 1 {
            let pairs = layout.units[layer].flatMap { a in layout.units[layer + 1].map { (a, $0) } }
            for (a, b) in pairs {
                let weight = weights.isEmpty ? nil : weights[layer][a.index][b.index]
                // What is not a number has neither sign nor size.
                let shown = weight.flatMap { $0.isFinite ? $0 : nil }
                let share = shown.map { abs($0 / (largest > 0 ? largest : 1)) } ?? 0.2
                canvas.stroke(
                    .polyline([a.center, b.center]),
                    shown.map { theme.color(.weight($0)) } ?? theme.neutral, width: 1.5 + 7.5 * share,
                    opacity: shown == nil ? 0.5 : 0.35 + 0.6 * share)
            }
            guard showsWeights, !weights.isEmpty else { continue }
            // The part of a line that is not hidden by circles.
            let lines = pairs.map { a, b in
                let inset = (layout.radius + 6) * (b.center - a.center).normalized
                return (a.center + inset, b.center - inset)
            }
            for (line, pair) in zip(lines, pairs) {
                let value = weights[layer][pair.0.index][pair.1.index]
                let number = weightTexts[layer][pair.0.index][pair.1.index]
                let name = weightNames.isEmpty ? "" : weightNames[layer][pair.0.index][pair.1.index]
                let others = lines.filter { $0 != line }
                drawWeight(
                    value, name.isEmpty ? number : "\(name) = \(number)", on: line, avoiding: others,
                    placer: &placer, canvas: canvas,
                    theme: theme)
            }
        }
    }

    /// Sets a number on its line where it is furthest from the other lines and covers no other number.
    private func drawWeight(
        _ value: Double, _ text: String, on line: (Point, Point), avoiding others: [(Point, Point)],
        placer: inout LabelPlacer,
        canvas: Canvas, theme: Theme
    ) {
        let style = TextStyle(size: 28, color: theme.color(.weight(value)), isBold: true)
        let size = canvas.size(of: text, style)
        placer.obstacles = RectangleIndex(
            others.flatMap { a, b in
                (0...60).map { step in
                    Rectangle(center: a + Double(step) / 60 * (b - a), width: 16, height: 16)
                }
            })
        let shares = [0.3, 0.27, 0.33, 0.24, 0.36, 0.22, 0.4, 0.7, 0.66, 0.74, 0.62, 0.5]
        let candidates = shares.map { share in
            Rectangle(
                center: line.0 + share * (line.1 - line.0), width: size.width + 8, height: 0.84 * size.height)
        }
        let chosen = candidates[placer.place(candidates)]
        canvas.fill(.rectangle(chosen, radius: 8), theme.background, opacity: 0.92)
        canvas.draw(text, style, at: chosen.center, anchor: .center)
    }
}

/// Where the circles of a network lie.
struct NetworkLayout {
    struct Unit {
        var index: Int
        var center: Point
    }
    private(set) var units: [[Unit]] = []
    /// Middle of the dots that stand for the units left out.
    private(set) var dots: [Point?] = []
    let radius: Double
    /// Lower edge of the lowest circle.
    let bottom: Double

    init(sizes: [Int], mostShown: Int, area: Rectangle, isCompact: Bool) {
        let rows = sizes.map { $0 > mostShown ? mostShown : $0 }.max() ?? 1
        let spacing = min(area.height / Double(rows), 340)
        let across = sizes.count > 1 ? area.width / (Double(sizes.count) - 0.4) : area.width
        radius = min(0.36 * spacing, 0.2 * across, isCompact ? 54 : 80)
        bottom = area.center.y + Double(rows - 1) / 2 * spacing + radius
        for (layer, size) in sizes.enumerated() {
            let x =
                sizes.count == 1
                ? area.center.x
                : area.minX + radius + Double(layer) / Double(sizes.count - 1) * (area.width - 2 * radius)
            let places = min(size, mostShown)
            func center(_ place: Int) -> Point {
                Point(x, area.center.y + (Double(place) - Double(places - 1) / 2) * spacing)
            }
            guard size > mostShown else {
                units.append((0..<size).map { Unit(index: $0, center: center($0)) })
                dots.append(nil)
                continue
            }
            // The last place but one belongs to the dots, the last one to the last unit.
            units.append(
                (0..<places - 2).map { Unit(index: $0, center: center($0)) }
                    + [Unit(index: size - 1, center: center(places - 1))])
            dots.append(center(places - 2))
        }
    }
}
