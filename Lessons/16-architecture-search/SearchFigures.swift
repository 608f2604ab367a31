import Foundation
import Nabla
import Notebook

let methodInks: [Method: Ink] = [.random: .neutral, .evolution: .data, .halving: .prediction, .surrogate: .gradient]

/// Ten random searches: the best validation score so far, and the test score of that same network.
func bestSoFarFigure(_ searches: [Search]) -> Figure {
    func curves(_ search: Search) -> (best: [Scalar], itsTest: [Scalar]) {
        var (best, itsTest): ([Scalar], [Scalar]) = ([], [])
        for cost in 1...search.steps.count {
            let step = search.steps[search.best(within: Scalar(cost))!]
            best.append(step.score)
            itsTest.append(step.test)
        }
        return (best, itsTest)
    }
    let all = searches.map(curves)
    func mean(_ rows: [[Scalar]]) -> [Scalar] { rows[0].indices.map { place in rows.map { $0[place] }.mean } }
    return Figure(xLabel: "networks trained", yLabel: "accuracy", yRange: 0.45...0.97) {
        for curve in all {
            Line(curve.best, color: .data, weight: .thin, opacity: 0.35)
            Line(curve.itsTest, color: .prediction, weight: .thin, opacity: 0.35)
        }
        Line(mean(all.map(\.best)), label: "best validation\nscore so far", color: .data, weight: .thick)
        Line(mean(all.map(\.itsTest)), label: "test score of\nthat network", color: .prediction, weight: .thick)
    }
}

/// The family of an evolved winner: every training where it happened and what it scored, with lines from parent to child.
func familyFigure(_ search: Search) -> Figure {
    let steps = search.steps
    let winner = search.best()!
    var line = [winner]
    while let parent = steps[line[0]].parent { line.insert(parent, at: 0) }
    let names = line.map { Candidate.all[steps[$0].number] }
    return Figure(
        xLabel: "training", yLabel: "validation accuracy", xRange: 0...Double(steps.count) + 19, yRange: 0.3...1,
        xTicks: stride(from: 0, through: steps.count, by: 10).map { Tick(Double($0), "\($0)") }
    ) {
        for (child, step) in steps.enumerated() {
            if let parent = step.parent {
                Line(
                    [parent + 1, child + 1], [steps[parent].score, step.score], color: .neutral, weight: .thin,
                    opacity: 0.5)
            }
        }
        let others = steps.indices.filter { !line.contains($0) }
        Points(others.map { $0 + 1 }, others.map { steps[$0].score }, color: .neutral, size: 22, opacity: 0.8)
        Line(line.map { $0 + 1 }, line.map { steps[$0].score }, color: .prediction, weight: .thick)
        Points(line.map { $0 + 1 }, line.map { steps[$0].score }, color: .prediction, size: 30)
        for (place, step) in line.enumerated() {
            let text = place == 0 ? short(names[0]) : change(from: names[place - 1], to: names[place])
            Note(
                "\(step + 1)  \(text)", at: (Double(steps.count) + 2, 0.95 - 0.065 * Double(place)), anchor: .left,
                color: .prediction, size: 30, isBold: true)
        }
    }
}

private func short(_ candidate: Candidate) -> String {
    "\(candidate.kind.rawValue) × \(candidate.blocks), rate \(candidate.rate)"
}

/// The gene in which a child differs from its parent.
private func change(from parent: Candidate, to child: Candidate) -> String {
    if parent.kind != child.kind { return child.kind.rawValue }
    if parent.blocks != child.blocks { return child.blocks == 1 ? "1 block" : "\(child.blocks) blocks" }
    if parent.width != child.width { return "width \(child.width)" }
    if parent.hasNorm != child.hasNorm { return child.hasNorm ? "batch norm" : "no batch norm" }
    if parent.hasSkip != child.hasSkip { return child.hasSkip ? "skip" : "no skip" }
    return "rate \(child.rate)"
}

/// What the surrogate guesses of all networks after some trainings, against what the table says.
func surrogateFigure(_ table: NetworkTable, _ search: Search, trainings: Int) -> Figure {
    var surrogate = Surrogate()
    let tried = search.steps.prefix(trainings)
    for step in tried { surrogate.learn(step.number, step.score) }
    let (truth, guess, doubt) = (table.accuracies(), surrogate.mean.scalars, surrogate.deviations)
    let best = tried.map(\.score).max()!
    let gains = surrogate.improvements(over: best)
    let rest = (0..<288).filter { number in !tried.contains { $0.number == number } }
    let next = rest.max { gains[$0] < gains[$1] }!
    return Figure(
        xLabel: "guess; lines: its standard deviation, for every third network", yLabel: "in the table",
        xRange: 0.1...1.15, yRange: 0.3...1
    ) {
        Line([0.3, 1], [0.3, 1], color: .neutral, weight: .thin, style: .dashed)
        for number in rest where number % 3 == 0 {
            Line(
                [guess[number] - doubt[number], guess[number] + doubt[number]], [truth[number], truth[number]],
                color: .neutral, weight: .thin, opacity: 0.35)
        }
        Points(
            rest.map { guess[$0] }, rest.map { truth[$0] }, label: "not trained", color: .data, size: 16, opacity: 0.6)
        Points(
            tried.map { guess[$0.number] }, tried.map { truth[$0.number] }, label: "trained", color: .prediction,
            size: 26)
        Points([guess[next]], [truth[next]], label: "next", color: .error, marker: .cross, size: 34)
        VerticalLine(best, label: "best so far")
    }
}

/// What the methods find: mean and the middle four fifths, and wins against random search.
func methodsFigure(_ study: MethodStudy) -> Figure {
    let budgets = study.budgets
    let x = budgets.indices.map { Double($0 + 1) }
    let ticks = zip(x, budgets).map { Tick($0, "\($1)") }
    let range = 0.5...Double(budgets.count) + 0.5
    return Figure(columns: 2, columnWidths: [1.15, 1]) {
        Axes(
            title: "test accuracy of what was chosen", xLabel: "budget in trainings", xRange: range,
            yRange: 0.76...0.93,
            xTicks: ticks
        ) {
            for (place, method) in Method.allCases.enumerated() {
                let shifted = x.map { $0 + 0.09 * (Double(place) - 1.5) }
                let means = budgets.map { study.qualities(method, budget: $0).mean }
                for (spot, budget) in zip(shifted, budgets) {
                    let all = study.qualities(method, budget: budget)
                    Line(
                        [spot, spot], [max(all.quantile(0.1), 0.76), all.quantile(0.9)], color: methodInks[method],
                        weight: .thin, opacity: 0.7)
                }
                Line(shifted, means, color: methodInks[method], weight: .thick)
                Points(shifted, means, label: method.rawValue, color: methodInks[method], size: 24)
            }
        }
        Axes(
            title: "wins against random, ties half", xLabel: "budget in trainings", xRange: range, yRange: 0.4...1,
            xTicks: ticks
        ) {
            HorizontalLine(0.5)
            for method in Method.allCases.dropFirst() {
                let wins = budgets.map { budget -> Scalar in
                    let result = study.againstRandom(method, budget: budget)
                    return result.wins + result.ties / 2
                }
                Line(x, wins, color: methodInks[method], weight: .thick)
                Points(x, wins, label: method.rawValue, color: methodInks[method], size: 24)
            }
        }
    }
}

// MARK: Luck

/// Equal networks: how they scored where one was chosen, and where it was tested.
func equalsFigure(_ equals: EqualNetworks, signals: Int) -> Figure {
    let groups = Array(0..<signals / 100)
    let (validation, test) = (
        equals.accuracies(on: groups), equals.accuracies(on: Array(signals / 100..<50))
    )
    let winner = validation.indices.max { validation[$0] < validation[$1] }!
    let others = validation.indices.filter { $0 != winner }
    return Figure(
        xLabel: "on the \(signals) signals it is chosen by", yLabel: "on \((5000 - signals).formatted()) others"
    ) {
        HorizontalLine(test.mean, label: "mean")
        VerticalLine(validation.mean)
        Points(others.map { validation[$0] }, others.map { test[$0] }, color: .data, size: 26, opacity: 0.7)
        Points([validation[winner]], [test[winner]], label: "the winner", color: .error, size: 36)
    }
}

func gapFigure(_ signals: [Int], _ gaps: [[EqualNetworks.Gap]]) -> Figure {
    let x = signals.indices.map { Double($0 + 1) }
    return Figure(
        xLabel: "signals the winner is chosen by", yLabel: "above the mean of all",
        xRange: 0.7...Double(signals.count) + 0.3,
        xTicks: zip(x, signals).map { Tick($0, $1.formatted()) }
    ) {
        Band(
            x, from: gaps.map { $0.map(\.tested).mean }, to: gaps.map { $0.map(\.chosen).mean }, color: .error,
            opacity: 0.15)
        Line(
            x, gaps.map { $0.map(\.chosen).mean }, label: "where it was chosen", color: .data, weight: .thick,
            marker: .circle, labelAt: 3.1)
        Line(
            x, gaps.map { $0.map(\.tested).mean }, label: "on other signals", color: .prediction, weight: .thick,
            marker: .circle, labelAt: 3.1)
    }
}

/// What a route costs, and where it leads.
struct Route {
    let name: String
    let cost: Scalar
    let accuracy: Scalar
    var ink: Ink = .data
    /// Its name stands to the left of its point, because another point is near on the right.
    var isNamedLeft = false
}

func billFigure(_ routes: [Route]) -> Figure {
    Figure(
        xLabel: "whole trainings paid", yLabel: "test accuracy", xScale: .log, xRange: 2.0...4000, yRange: 0.84...0.935,
        xTicks: [3, 10, 30, 100, 300, 1000].map { Tick(Double($0), $0.formatted()) }
    ) {
        for route in routes {
            Points([route.cost], [route.accuracy], color: route.ink, size: 34)
            let isLeft = route.isNamedLeft
            Note(
                route.name, at: (Double(route.cost) * (isLeft ? 1 / 1.12 : 1.12), Double(route.accuracy)),
                anchor: isLeft ? .right : .left, size: 34)
        }
    }
}
