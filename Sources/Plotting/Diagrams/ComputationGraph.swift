import Text

/// A computation drawn as a graph: a card for every quantity, its value above, its gradient below, and on its left
/// the operation that made it. Wires lead from left to right; the layout lets as few cross as it can.
public struct ComputationGraph: TitledPanel {
    /// An edge into a node, from one of the nodes before it.
    public struct Wire {
        let parent: Int
        let rate: Double?

        /// - Parameter rate: the local derivative with respect to this parent; written on the edge.
        public init(from parent: Int, rate: (some Plottable)?) {
            self.parent = parent
            self.rate = rate?.plotValue
        }

        public init(from parent: Int) {
            self.parent = parent
            rate = nil
        }
    }

    /// One quantity.
    public struct Node {
        let name: String
        let operation: String
        let value: String
        let gradient: String?
        let slope: Double?
        let wires: [Wire]

        /// A quantity with numbers. Without a gradient its card says "not yet".
        ///
        /// - Parameters:
        ///   - operation: a sign such as "×" or "σ"; empty for a source.
        ///   - wires: from the nodes that it is made from; they stand earlier in the list.
        public init(
            _ name: String, operation: String = "", value: some Plottable, gradient: (some Plottable)?,
            decimals: Int = 4, wires: [Wire] = []
        ) {
            func text(_ number: Double) -> String {
                written(number, significant: 9, limit: decimals)
            }
            self.init(
                name, operation: operation, value: text(value.plotValue),
                gradient: gradient.map { text($0.plotValue) }, slope: gradient?.plotValue, wires: wires)
        }

        /// A quantity with texts, such as shapes.
        public init(
            _ name: String, operation: String = "", value: String, gradient: String? = nil, wires: [Wire] = []
        ) {
            self.init(
                name, operation: operation, value: value, gradient: gradient, slope: nil, wires: wires)
        }

        private init(
            _ name: String, operation: String, value: String, gradient: String?, slope: Double?, wires: [Wire]
        ) {
            (self.name, self.operation, self.wires) = (name, operation, wires)
            (self.value, self.gradient, self.slope) = (value, gradient, slope)
        }
    }

    /// Which way the arrows point, and so what stands on the wires.
    public enum Direction: Sendable {
        /// From a quantity to those made from it; on each edge stands the local derivative.
        case forward
        /// From the output back to what it was made from; on each edge stands the local derivative times the gradient.
        case backward
    }

    /// Which wires carry a number, of those that have a rate.
    public enum Labels: Sendable {
        case all
        /// Only where a parent has several users: elsewhere the number stands on the parent's card anyway.
        case whereWiresMeet
        /// Every wire its rate, with which its parent's number can be checked; and where a parent has several users also
        /// what each of them brings.
        case rates
        case none
    }

    public var title: String
    private let nodes: [Node]
    private let direction: Direction
    private let labels: Labels
    private let layout: LayeredLayout

    /// Draws nodes that are listed each after those it is made from.
    public init(
        title: String = "", direction: Direction = .forward, labels: Labels = .all, _ nodes: [Node]
    ) {
        require(
            !nodes.isEmpty, "ComputationGraph: expected at least 1 node, but got none; start with a source")
        self.title = title
        self.nodes = nodes
        self.direction = direction
        self.labels = labels
        layout = LayeredLayout(parents: nodes.map { $0.wires.map(\.parent) })
    }

    /// How many pairs of wires cross in the drawing.
    public var crossings: Int { layout.crossings }

    public func draw(in area: Rectangle, on canvas: Canvas, theme: Theme) {
        let pen = CardPen(
            canvas: canvas, theme: theme, area: area, columns: layout.layerCount, rows: layout.rowCount,
            texts: nodes.flatMap { [$0.value, $0.gradient ?? ""] },
            hasRates: labels != .none && nodes.contains { $0.wires.contains { $0.rate != nil } })
        for (index, node) in nodes.enumerated() { drawWires(into: index, node, pen) }
        for (index, node) in nodes.enumerated() { drawRates(into: index, node, pen) }
        for (index, node) in nodes.enumerated() {
            pen.drawCard(
                name: node.name, operation: node.operation, value: node.value, gradient: node.gradient,
                at: center(index, pen))
        }
    }

    private func center(_ node: Int, _ pen: CardPen) -> Point {
        pen.place(column: layout.layers[node], row: layout.rows[node])
    }

    /// The stations of a wire: right edge of the parent, both ends of each layer passed, left edge of the node.
    private func stations(into node: Int, _ number: Int, _ pen: CardPen) -> [Point] {
        let wires = nodes[node].wires
        let parent = wires[number].parent
        // Wires between the same two nodes run side by side.
        let twins = wires.indices.filter { wires[$0].parent == parent }
        let lane = Double(twins.firstIndex(of: number)!) - Double(twins.count - 1) / 2
        let shift = Point(0, 34 * lane * pen.unit)
        var points = [center(parent, pen) + Point(pen.cardWidth / 2, 0) + shift]
        for (step, row) in layout.bends[node][number].enumerated() {
            let middle = pen.place(column: layout.layers[parent] + 1 + step, row: row) + shift
            points += [middle - Point(pen.cardWidth / 2, 0), middle + Point(pen.cardWidth / 2, 0)]
        }
        points.append(center(node, pen) - Point(pen.cardWidth / 2 + pen.gateReach(nodes[node].operation), 0))
        if twins.count > 1 { points[points.count - 1] = points[points.count - 1] + shift }
        return points
    }

    /// What a wire brings back to its parent.
    private func contribution(_ node: Node, _ wire: Wire) -> Double? {
        guard let rate = wire.rate, let slope = node.slope else { return nil }
        return rate * slope
    }

    /// The colour of a sign; nothing brought is grey.
    private func ink(of brought: Double) -> Ink { brought == 0 ? .neutral : .weight(brought) }

    private func drawWires(into index: Int, _ node: Node, _ pen: CardPen) {
        for number in node.wires.indices {
            let ink: Ink =
                switch direction {
                case .forward: .neutral
                case .backward: contribution(node, node.wires[number]).map(ink) ?? .gradient
                }
            pen.drawWire(
                stations(into: index, number, pen), color: pen.theme.color(ink),
                isBackward: direction == .backward)
        }
    }

    private func isLabelled(_ wire: Wire) -> Bool {
        switch labels {
        case .all, .rates: true
        case .none: false
        case .whereWiresMeet: meets(wire)
        }
    }

    /// Whether others lead to the same parent.
    private func meets(_ wire: Wire) -> Bool {
        nodes.reduce(0) { $0 + $1.wires.count { $0.parent == wire.parent } } > 1
    }

    /// What stands on a wire; nil for nothing.
    func label(into index: Int, _ number: Int) -> String? {
        let node = nodes[index]
        let wire = node.wires[number]
        guard isLabelled(wire), let rate = wire.rate else { return nil }
        let factor = "×" + written(rate)
        guard direction == .backward else { return factor }
        guard let brought = contribution(node, wire) else { return nil }
        let sum = (brought > 0 ? "+" : "") + written(brought)
        guard labels == .rates else { return sum }
        return meets(wire) ? factor + "\n" + sum : factor
    }

    private func drawRates(into index: Int, _ node: Node, _ pen: CardPen) {
        for (number, wire) in node.wires.enumerated() {
            guard let label = label(into: index, number) else { continue }
            let brought = direction == .backward ? contribution(node, wire) : nil
            let ink = brought.map(ink) ?? .foreground
            pen.drawLabel(label, on: stations(into: index, number, pen), ink: ink)
        }
    }
}
