import Nabla
import Notebook

/// Experts as lines, the gate's territory behind them, the answer in front; one panel for each start.
func territoryFigure(_ panels: [(title: String, result: ExpertStudy.Result, start: Int)]) -> Figure {
    let x = Tensor(linspace: -1...1, count: 201)
    return Figure(columns: panels.count, sharing: .y) {
        for panel in panels {
            let (experts, gate, answer) = panel.result.lines(panel.start, at: x)
            let first = gate[.all, 0].scalars
            Axes(title: panel.title, xLabel: "x", xRange: -1...1, yRange: -0.65...1.35) {
                for (from, to, isFirst) in runs(first.map { $0 >= 0.5 }) {
                    Band(
                        x: Double(x[from].item)...Double(x[to].item), color: isFirst ? .data : .prediction,
                        opacity: 0.13)
                }
                Line(x.scalars, abs(x).scalars, color: .neutral, weight: .thick, opacity: 0.5)
                Line(x.scalars, experts[.all, 0].scalars, color: .data, style: .dashed)
                Line(x.scalars, experts[.all, 1].scalars, color: .prediction, style: .dashed)
                Line(x.scalars, answer.scalars, color: .foreground)
            }
        }
    }
}

/// Runs of equal values, by their first and last place.
private func runs(_ values: [Bool]) -> [(Int, Int, Bool)] {
    var list: [(Int, Int, Bool)] = []
    var start = 0
    for place in values.indices where place + 1 == values.count || values[place + 1] != values[place] {
        list.append((start, min(place + 1, values.count - 1), values[place]))
        start = place + 1
    }
    return list.filter { $0.1 > $0.0 }
}
