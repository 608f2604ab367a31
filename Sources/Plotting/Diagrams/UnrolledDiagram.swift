/// A recurrent network laid out in time: one column for each step, and every weight drawn once, as a bar that touches
/// all steps. It is the same object at each of them.
public struct UnrolledDiagram: TitledPanel {
    public var title: String
    private let inputs: [String]
    private let states: [String]
    private let start: String
    private let inputWeight: String
    private let stateWeight: String
    private let cell: String
    private let outputs: [String]
    private let slopes: [String]

    /// Draws the steps of a walk from left to right.
    ///
    /// - Parameters:
    ///   - inputs: what enters at each step, such as "x₁ = 1".
    ///   - states: what each step hands on, such as "h₁ = 0.46".
    ///   - start: the state before the first step.
    ///   - inputWeight: what stands on the bar that all inputs cross.
    ///   - stateWeight: what stands on the bar that all states cross.
    ///   - cell: what a step does, such as "tanh".
    ///   - outputs: what leaves upwards at each step; empty for none.
    ///   - slopes: what flows back along each state's arrow, the start's first; empty for none.
    public init(
        title: String = "", inputs: [String], states: [String], start: String = "h₀",
        inputWeight: String = "W",
        stateWeight: String = "U", cell: String = "tanh", outputs: [String] = [], slopes: [String] = []
    ) {
        require(
            !inputs.isEmpty && states.count == inputs.count,
            "UnrolledDiagram: expected one state for each input, but got \(inputs.count) inputs and \(states.count)"
                + " states; a step turns one into the other")
        for (name, given) in [("outputs", outputs), ("slopes", slopes)] {
            require(
                given.isEmpty || given.count == inputs.count,
                "UnrolledDiagram: expected \(inputs.count) \(name), but got \(given.count); one for each step, or none"
            )
        }
        self.title = title
        self.inputs = inputs
        self.states = states
        self.start = start
        self.inputWeight = inputWeight
        self.stateWeight = stateWeight
        self.cell = cell
        self.outputs = outputs
        self.slopes = slopes
    }

    public func draw(in area: Rectangle, on canvas: Canvas, theme: Theme) {
        let layout = UnrolledLayout(
            area: area, steps: inputs.count, hasOutputs: !outputs.isEmpty)
        let pen = UnrolledPen(canvas: canvas, theme: theme, layout: layout)
        pen.bar(stateWeight, at: layout.stateBar)
        pen.bar(inputWeight, at: layout.inputBar)
        pen.box(start, at: layout.startBox, ink: .neutral)
        for step in inputs.indices {
            pen.stateArrow(before: step, back: slopes.isEmpty ? nil : slopes[step])
            pen.inputArrow(at: step)
            pen.box(inputs[step], at: layout.inputBox(step), ink: .data)
            pen.cell(cell, state: states[step], at: layout.cellBox(step))
            if !outputs.isEmpty { pen.output(outputs[step], at: step) }
        }
    }
}

/// Where the parts of an unrolled network stand. The columns share the width; the rows lie around the cells.
private struct UnrolledLayout {
    let area: Rectangle
    let steps: Int
    let hasOutputs: Bool

    /// One column more than there are steps: the start stands in the first.
    private var column: Double { area.width / (Double(steps) + 1) }
    /// Letters and boxes shrink where many steps share the width.
    var unit: Double { min(1.15, column / 400, area.height / (hasOutputs ? 940 : 730)) }
    private func x(_ step: Int) -> Double { area.minX + column * (Double(step) + 1.5) }
    private var cellHeight: Double { 190 * unit }
    private var cellY: Double { area.center.y + (hasOutputs ? 16 : -88) * unit }

    func cellBox(_ step: Int) -> Rectangle {
        Rectangle(center: Point(x(step), cellY), width: min(250 * unit, 0.62 * column), height: cellHeight)
    }

    var startBox: Rectangle {
        Rectangle(
            center: Point(area.minX + 0.5 * column, cellY), width: min(210 * unit, 0.55 * column),
            height: 96 * unit)
    }

    func inputBox(_ step: Int) -> Rectangle {
        Rectangle(
            center: Point(x(step), cellY + 390 * unit), width: min(230 * unit, 0.6 * column),
            height: 96 * unit)
    }

    var inputBar: Rectangle { bar(at: cellY + 232 * unit) }
    var stateBar: Rectangle { bar(at: cellY - 232 * unit) }

    /// Where the texts of the outputs end.
    var outputY: Double { cellY - 420 * unit }

    private func bar(at y: Double) -> Rectangle {
        let left = area.minX + 0.62 * column
        return Rectangle(
            x: left, y: y - 30 * unit, width: area.maxX - left - 0.12 * column, height: 60 * unit)
    }
}

private struct UnrolledPen {
    let canvas: Canvas
    let theme: Theme
    let layout: UnrolledLayout
    private var unit: Double { layout.unit }

    private func style(_ size: Double, _ ink: Ink = .foreground, isBold: Bool = false) -> TextStyle {
        TextStyle(size: max(24, size * unit), color: theme.color(ink), isBold: isBold)
    }

    func bar(_ label: String, at box: Rectangle) {
        let color = theme.color(.weightPositive)
        canvas.fill(.rectangle(box, radius: box.height / 2), theme.background.mixed(with: color, share: 0.14))
        canvas.stroke(.rectangle(box, radius: box.height / 2), color, width: 4)
        let style = style(36, .weightPositive, isBold: true)
        canvas.draw(
            canvas.fitted(label, style, width: box.width - 72 * unit, lines: 1), style,
            at: Point(box.minX + 36 * unit, box.center.y), anchor: .left)
    }

    func box(_ text: String, at box: Rectangle, ink: Ink) {
        let colors = NodeColors(ink, isFilled: false, theme: theme)
        canvas.fill(.rectangle(box, radius: box.height / 2), colors.fill)
        canvas.stroke(.rectangle(box, radius: box.height / 2), colors.outline, width: 4)
        draw(text, style(36), in: box, at: box.center)
    }

    private func draw(_ text: String, _ style: TextStyle, in box: Rectangle, at place: Point) {
        let text = canvas.fitted(text, style, width: max(60, box.width + 30 * unit), lines: 2)
        canvas.draw(text, style, at: place, anchor: .center)
    }

    func cell(_ name: String, state: String, at box: Rectangle) {
        let colors = NodeColors(.prediction, isFilled: false, theme: theme)
        canvas.fill(.rectangle(box, radius: 16), colors.fill)
        canvas.stroke(.rectangle(box, radius: 16), colors.outline, width: 5)
        draw(name, style(32, .neutral), in: box, at: box.center - Point(0, 42 * unit))
        draw(state, style(36, isBold: true), in: box, at: box.center + Point(0, 30 * unit))
    }

    /// The arrow into a step, a thread from it to the weight, and below it what flows back.
    func stateArrow(before step: Int, back slope: String?) {
        let from = step == 0 ? layout.startBox : layout.cellBox(step - 1)
        let to = layout.cellBox(step)
        let lift = slope == nil ? 0 : 34 * unit
        let (start, end) = (Point(from.maxX, to.center.y - lift), Point(to.minX, to.center.y - lift))
        let middle = 0.5 * (start + end)
        thread(from: Point(middle.x, layout.stateBar.maxY), to: middle)
        ArrowShape(from: start, to: end, width: 6 * unit).draw(theme.foreground, on: canvas)
        dot(at: middle)
        guard let slope else { return }
        let y = to.center.y + 34 * unit
        ArrowShape(
            from: Point(to.minX, y), to: Point(from.maxX, y), width: 6 * unit, dashes: LineStyle.dashed.dashes
        )
        .draw(theme.color(.gradient), on: canvas)
        canvas.draw(
            slope, style(32, .gradient, isBold: true), at: Point(middle.x, y + 20 * unit), anchor: .below)
    }

    func inputArrow(at step: Int) {
        let (from, to) = (layout.inputBox(step), layout.cellBox(step))
        let (start, end) = (Point(from.center.x, from.minY), Point(to.center.x, to.maxY))
        ArrowShape(from: start, to: end, width: 6 * unit).draw(theme.foreground, on: canvas)
        dot(at: Point(start.x, layout.inputBar.center.y))
    }

    func output(_ text: String, at step: Int) {
        let cell = layout.cellBox(step)
        let end = Point(cell.center.x, layout.outputY + 40 * unit)
        ArrowShape(from: Point(cell.center.x, cell.minY), to: end, width: 6 * unit)
            .draw(theme.foreground, on: canvas)
        canvas.draw(text, style(36, isBold: true), at: end - Point(0, 12 * unit), anchor: .above)
    }

    private func thread(from start: Point, to end: Point) {
        canvas.stroke(.polyline([start, end]), theme.color(.weightPositive), width: 4)
    }

    private func dot(at place: Point) {
        canvas.fill(.circle(center: place, radius: 13 * unit), theme.color(.weightPositive))
    }
}
