import Nabla
import Notebook

/// The space as a table: a row for each kind and number of blocks, a column for the rest. NaN stays blank.
func mapOfSpace(_ values: [Scalar]) -> (rows: [[Scalar]], names: [String]) {
    let rows = (0..<9).map { row in
        (0..<32).map { column in
            // Columns by rate, then by width, batch norm and skip.
            let (rate, rest) = (column / 8, column % 8)
            return values[Candidate([row / 3, row % 3, rest / 4, rest / 2 % 2, rest % 2, rate]).number]
        }
    }
    let names = (0..<9).map { "\(["dense", "conv 3", "conv 7"][$0 / 3]) × \($0 % 3 + 1)" }
    return (rows, names)
}

/// The whole space: a panel for each learning rate, in it the columns go through width, batch norm and skip.
func spaceFigure(_ values: [Scalar]) -> Figure {
    let (rows, names) = mapOfSpace(values)
    return Figure(columns: 4, columnWidths: [1.42, 1, 1, 1.3]) {
        for (place, rate) in Candidate.rates.enumerated() {
            Axes(title: "rate \(rate)") {
                HeatMap(
                    rows.map { Array($0[8 * place..<8 * place + 8]) }, rows: place == 0 ? names : [],
                    range: 0.35...0.95,
                    showsValues: false, colorBar: place == 3 ? "accuracy" : nil, isSquare: false)
            }
        }
    }
}

/// Where each method has looked for a budget.
func lookedFigure(_ table: NetworkTable, _ searches: [(method: Method, search: Search)], budget: Int) -> Figure {
    Figure(columns: 2) {
        for (method, search) in searches {
            let paid = search.steps.filter { $0.cost <= Scalar(budget) + 0.001 }
            let seen = Set(paid.map(\.number))
            let all = table.accuracies()
            let (rows, names) = mapOfSpace(all.indices.map { seen.contains($0) ? all[$0] : .nan })
            Axes(title: "\(method.rawValue): \(seen.count) networks", xLabel: "learning rates 0.001, 0.003, 0.01, 0.03")
            {
                HeatMap(
                    rows, rows: names, columns: [String](repeating: "", count: 32), range: 0.35...0.95,
                    showsValues: false, colorBar: nil, isSquare: false)
                for place in [7.5, 15.5, 23.5] {
                    Line([place, place], [-0.5, 8.5], color: .foreground, weight: .thin)
                }
            }
        }
    }
}

private let kindInks: [Ink] = [.neutral, .data, .prediction]
private let kindNames = ["dense", "conv 3", "conv 7"]

/// A point for each candidate, a colour for each kind.
@MarkBuilder private func byKind(_ x: [Scalar], _ y: [Scalar], size: Double = 16, labels: Bool = true) -> [any Mark] {
    for (place, kind) in Candidate.Kind.allCases.enumerated() {
        let numbers = Candidate.all.indices.filter { Candidate.all[$0].kind == kind }
        Points(
            numbers.map { x[$0] }, numbers.map { y[$0] }, label: labels ? kindNames[place] : nil,
            color: kindInks[place], size: size, opacity: 0.65)
    }
}

func seedsFigure(_ table: NetworkTable) -> Figure {
    let (one, two) = (table.accuracies(seed: 0), table.accuracies(seed: 1))
    return Figure(columns: 2, columnWidths: [1, 1.05]) {
        Axes(
            title: "two seeds of each network", xLabel: "seed 1", yLabel: "seed 2", xRange: 0.33...0.97,
            yRange: 0.33...0.97, isEquallyScaled: true
        ) {
            Line([0.35, 0.95], [0.35, 0.95], color: .neutral, weight: .thin, style: .dashed)
            byKind(one, two)
        }
        Axes(title: "variance that one gene explains") {
            let order = [5, 0, 1, 2, 3, 4]
            Bars(
                order.map { Candidate.names[$0] }, order.map { 100 * table.explained(byGene: $0) },
                color: .prediction, direction: .horizontal, decimals: 0, unit: " %")
        }
    }
}

/// Two sizes against accuracy; the front of those that nothing smaller beats.
func sizeFigure(_ table: NetworkTable) -> Figure {
    let accuracy = table.accuracies()
    func panel(_ label: String, _ sizes: [Int], ticks: [Tick]) -> Axes {
        var (front, best): ([Int], Scalar) = ([], 0)
        for number in sizes.indices.sorted(by: { (sizes[$0], -accuracy[$0]) < (sizes[$1], -accuracy[$1]) })
        where accuracy[number] > best {
            front.append(number)
            best = accuracy[number]
        }
        return Axes(xLabel: label, yLabel: "validation accuracy", xScale: .log, yRange: 0.33...0.97, xTicks: ticks) {
            byKind(sizes.map { Scalar($0) }, accuracy)
            Line(front.map { sizes[$0] }, front.map { accuracy[$0] }, color: .error, weight: .normal)
        }
    }
    return Figure(columns: 2, sharing: .y) {
        panel(
            "parameters", table.parameters,
            ticks: [1000, 2000, 5000, 10_000].map { Tick(Double($0), $0.formatted()) })
        panel(
            "multiplications for one signal", table.multiplyAdds,
            ticks: [2000, 5000, 10_000, 30_000].map { Tick(Double($0), $0.formatted()) })
    }
}

/// Trainings on this machine against the table's.
func liveFigure(live: [Scalar], table: [Scalar], tau: Scalar) -> Figure {
    Figure(
        xLabel: "in the table, after 200 steps", yLabel: "trained in this run", xRange: 0.15...0.9, yRange: 0.15...0.9,
        isEquallyScaled: true
    ) {
        Line([0.17, 0.88], [0.17, 0.88], color: .neutral, weight: .thin, style: .dashed)
        Points(table, live, color: .data, size: 30, opacity: 0.8)
        Note("τ = \(decimals(2, tau))", at: (0.3, 0.8), size: 44, isBold: true)
    }
}

// MARK: Short runs and long ones

func shortRunsFigure(_ table: NetworkTable, steps: Int) -> Figure {
    let (short, long) = (table.accuracies(after: steps), table.accuracies())
    return Figure(
        xLabel: "validation accuracy after \(steps) steps", yLabel: "after 1,000 steps", xRange: 0...1,
        yRange: 0.33...0.97
    ) {
        byKind(short, long, size: 20)
        Note("τ = \(decimals(2, kendall(short, long)))", at: (0.12, 0.9), size: 48, isBold: true)
    }
}

/// The rank of every network at five times, and where halving cuts.
func ranksFigure(_ table: NetworkTable, seed: Int) -> Figure {
    let milestones = CandidateRun.milestones
    let all = milestones.map { ranks(table, after: $0, seed: seed) }
    let x = Array(0..<5)
    func path(_ number: Int) -> [Int] { all.map { -$0[number] } }
    let finalists = (0..<288).filter { all[4][$0] <= 10 }
    return Figure(
        xLabel: "steps of training", yLabel: "rank of 288", xRange: -0.15...4.2, yRange: (-292.0)...6.0,
        xTicks: x.map { Tick(Double($0), milestones[$0].formatted()) },
        yTicks: [1, 50, 100, 150, 200, 250, 288].map { Tick(0 - Double($0), "\($0)") }
    ) {
        for number in (0..<288) where !finalists.contains(number) {
            Line(x, path(number), color: .neutral, weight: .thin, opacity: 0.16)
        }
        for (rung, cut) in [144, 72, 36, 18].enumerated() {
            let (x, y): (Double, Double) = (Double(rung), -Double(cut) - 0.5)
            Line([x - 0.1, x + 0.1], [y, y], color: .foreground, weight: .thick)
            Note("\(cut) go on", at: (x + 0.12, y - 10), anchor: .left, size: 32, isBold: true)
        }
        for number in finalists {
            let isWinner = all[4][number] == 1
            Line(x, path(number), color: isWinner ? .prediction : .data, weight: isWinner ? .thick : .normal)
        }
    }
}
