import Text

/// Draws the parts of a neuron.
struct NeuronPen {
    let canvas: Canvas
    let theme: Theme
    let unit: Double
    let decimals: Int?

    func text(_ size: Double, _ ink: Ink = .foreground, isBold: Bool = false) -> TextStyle {
        TextStyle(size: max(24, size * unit), color: theme.color(ink), isBold: isBold)
    }

    private func number(_ value: Double) -> String {
        decimals.map { formatted(value, decimals: $0) } ?? written(value, limit: 3)
    }

    func drawInput(
        _ input: NeuronDiagram.Input, name: String, at place: Point, nameAt right: Double, sum: Point
    ) {
        wire(from: place, to: sum, weight: input.weight)
        let radius = 66 * unit
        node(at: place, radius: radius, ink: .neutral)
        canvas.draw(input.value.map(number) ?? "?", text(38), at: place, anchor: .center)
        canvas.draw(name, text(34), at: Point(right - 12 * unit, place.y), anchor: .right)
        weightLabel(input.weight, from: place, to: sum)
    }

    func drawBias(_ bias: Double, at place: Point, nameAt right: Double, sum: Point) {
        wire(from: place, to: sum, weight: bias)
        let box = Rectangle(center: place, width: 116 * unit, height: 92 * unit)
        canvas.fill(.rectangle(box, radius: 12), theme.background.mixed(with: theme.neutral, share: 0.1))
        canvas.stroke(.rectangle(box, radius: 12), theme.neutral, width: 4)
        canvas.draw("1", text(38), at: place, anchor: .center)
        canvas.draw("bias", text(34), at: Point(right - 12 * unit, place.y), anchor: .right)
        weightLabel(bias, from: place, to: sum)
    }

    private func node(at center: Point, radius: Double, ink: Ink) {
        let colors = NodeColors(ink, isFilled: false, theme: theme)
        canvas.fill(.circle(center: center, radius: radius), colors.fill)
        canvas.stroke(.circle(center: center, radius: radius), colors.outline, width: 4.5)
    }

    private func wire(from start: Point, to end: Point, weight: Double) {
        let direction = (end - start).normalized
        let size = weight.isNaN ? 0 : abs(weight)
        let width = size == 0 ? 2 : min(12, 4 + 2.2 * size.squareRoot()) * unit
        canvas.stroke(
            .polyline([start, end - 100 * unit * direction]),
            theme.color(size == 0 ? .neutral : .weight(weight)),
            width: width, isRoundEnded: false)
    }

    private func weightLabel(_ weight: Double, from start: Point, to end: Point) {
        let label = weight < 0 ? "× (\(number(weight)))" : "× " + number(weight)
        let ink: Ink = weight == 0 ? .neutral : .weight(weight)
        let place = start + 0.42 * (end - start)
        let style = text(34, ink, isBold: true)
        let size = canvas.size(of: label, style)
        let box = Rectangle(center: place, width: size.width + 20, height: size.height)
        canvas.fill(.rectangle(box, radius: 10), theme.background)
        canvas.draw(label, style, at: place, anchor: .center)
    }

    func drawBody(
        sum: Double?, output: Double?, sumCenter: Point, gate: Point, activationName: String,
        activation: (Double) -> Double
    ) {
        let radius = 112 * unit
        node(at: sumCenter, radius: radius, ink: .data)
        canvas.draw("Σ", text(52), at: sumCenter - Point(0, 34 * unit), anchor: .center)
        canvas.draw(
            "z = " + (sum.map(number) ?? "?"), text(34, isBold: true), at: sumCenter + Point(0, 34 * unit),
            anchor: .center)

        let box = Rectangle(center: gate, width: 210 * unit, height: 190 * unit)
        arrow(from: Point(sumCenter.x + radius, sumCenter.y), to: Point(box.minX, box.center.y))
        canvas.fill(
            .rectangle(box, radius: 14), theme.background.mixed(with: theme.prediction, share: 0.08))
        canvas.stroke(.rectangle(box, radius: 14), theme.prediction, width: 4.5)
        drawCurve(activation, at: sum, isMarked: output != nil, in: box.inset(by: 24 * unit))
        canvas.draw(
            activationName, text(34), at: Point(box.center.x, box.maxY + 12 * unit), anchor: .below)

        let end = Point(box.maxX + 120 * unit, gate.y)
        arrow(from: Point(box.maxX, gate.y), to: end)
        canvas.draw(
            output.map(number) ?? "?", text(56, .prediction, isBold: true), at: end + Point(20 * unit, 0),
            anchor: .left)
    }

    private func arrow(from start: Point, to end: Point) {
        ArrowShape(from: start, to: end, width: 6 * unit).draw(theme.foreground, on: canvas)
    }

    /// The activation as a small graph from −4 to 4 (wider when z lies outside), with z and its value marked.
    private func drawCurve(
        _ activation: (Double) -> Double, at sum: Double?, isMarked: Bool, in box: Rectangle
    ) {
        let sum = sum.flatMap { $0.isFinite && abs($0) < 1e300 ? $0 : nil }
        let reach = max(4, sum.map { abs($0) * 1.15 } ?? 4)
        let steps = 240
        let inputs = (0...steps).map { -reach + 2 * reach * Double($0) / Double(steps) }
        let outputs = inputs.map(activation)
        let finite = outputs.filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max(), high > low else { return }
        let x = Axis(-reach...reach, scale: .linear, start: box.minX, end: box.maxX)
        let y = Axis(low...high, scale: .linear, start: box.maxY, end: box.minY)
        let zero = y.position(min(max(0, low), high)) ?? box.maxY
        canvas.stroke(.polyline([Point(box.minX, zero), Point(box.maxX, zero)]), theme.axis, width: 2)
        canvas.stroke(
            .polyline([Point(box.center.x, box.minY), Point(box.center.x, box.maxY)]), theme.axis, width: 2)
        let points = zip(inputs, outputs).map { input, output -> Point? in
            guard let px = x.position(input), let py = y.position(output) else { return nil }
            return Point(px, py)
        }
        // A jump is no part of the graph: there the pen is lifted.
        let line = points.indices.flatMap { index -> [Point?] in
            let isJump = index > 0 && abs(outputs[index] - outputs[index - 1]) > 0.5 * (high - low)
            return isJump ? [nil, points[index]] : [points[index]]
        }
        canvas.stroke(.polyline(line), theme.prediction, width: 6 * unit)
        if isMarked, let sum, let px = x.position(sum), let py = y.position(activation(sum)) {
            Marker.circle.draw(
                at: Point(px, py), size: 24 * unit, color: theme.foreground, on: canvas, theme: theme)
        }
    }
}
