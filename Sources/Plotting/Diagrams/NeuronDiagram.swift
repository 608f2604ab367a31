/// One neuron with live numbers: inputs on wires, weights, sum, activation, output.
public struct NeuronDiagram: TitledPanel {
    /// One wire into the neuron.
    public struct Input {
        let name: String
        let value: Double?
        let weight: Double

        public init(_ name: String, value: some Plottable, weight: some Plottable) {
            self.name = name
            self.value = value.plotValue
            self.weight = weight.plotValue
        }

        /// A wire whose input is not known yet.
        public init(_ name: String, weight: some Plottable) {
            self.name = name
            value = nil
            self.weight = weight.plotValue
        }
    }

    public var title: String
    private let inputs: [Input]
    private let bias: Double
    private let activationName: String
    private let activation: (Double) -> Double
    private let decimals: Int?
    private let showsOutput: Bool

    /// Draws a neuron; the sum and the output are computed from the numbers given. Without `showsOutput` the
    /// drawing stops at the sum: the output is a question mark.
    public init(
        title: String = "", inputs: [Input], bias: some Plottable, activation activationName: String = "step",
        decimals: Int? = nil, showsOutput: Bool = true,
        _ activation: @escaping (Double) -> Double = { $0 >= 0 ? 1 : 0 }
    ) {
        require(!inputs.isEmpty, "NeuronDiagram: expected at least 1 input, but got none; name them all")
        self.title = title
        self.inputs = inputs
        self.bias = bias.plotValue
        self.activationName = activationName
        self.activation = activation
        self.decimals = decimals
        self.showsOutput = showsOutput
    }

    /// Weighted sum plus bias, when every input is known.
    var sum: Double? {
        inputs.reduce(bias as Double?) { sum, input in
            guard let sum, let value = input.value else { return nil }
            return sum + input.weight * value
        }
    }

    public func draw(in area: Rectangle, on canvas: Canvas, theme: Theme) {
        // The diagram grows until it fills the panel, but not beyond what reads well.
        let style = TextStyle(size: 34, color: theme.foreground)
        let shown = inputs.map { canvas.fitted($0.name, style, width: 420, lines: 3) }
        let names = shown.map { canvas.size(of: $0, style).width }.max() ?? 0
        let rows = Double(inputs.count) + 1
        let unit = min(area.width / (1400 + names), area.height / (190 * rows + 20), 1.25)
        let pen = NeuronPen(canvas: canvas, theme: theme, unit: unit, decimals: decimals)
        let middle = area.center
        let left = middle.x - (1340 + names) / 2 * unit + names * unit
        let inputX = left + 90 * unit
        let sumCenter = Point(inputX + 510 * unit, middle.y)
        let gate = Point(sumCenter.x + 345 * unit, middle.y)
        let spacing = 190 * unit

        for (index, input) in inputs.enumerated() {
            let y = middle.y + (Double(index) - (rows - 1) / 2) * spacing
            pen.drawInput(input, name: shown[index], at: Point(inputX, y), nameAt: left, sum: sumCenter)
        }
        let biasPlace = Point(inputX, middle.y + (rows - 1) / 2 * spacing)
        pen.drawBias(bias, at: biasPlace, nameAt: left, sum: sumCenter)
        pen.drawBody(
            sum: sum, output: showsOutput ? sum.map(activation) : nil, sumCenter: sumCenter, gate: gate,
            activationName: activationName,
            activation: activation)
    }
}
