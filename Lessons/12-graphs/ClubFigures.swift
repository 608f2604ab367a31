import Nabla
import Notebook

/// The colours of the two sides: the instructor's and the officer's.
let sideInks: [Ink] = [.weightNegative, .weightPositive]

extension KarateClub {
    /// The places of the members on a board.
    private func board(_ width: Double, _ height: Double) -> [(Double, Double)] {
        places.map { (width * (0.5 + 0.44 * $0.0), height * (0.5 + 0.92 * $0.1)) }
    }

    private var edges: [(Int, Int)] { graph.edges.map { ($0.from, $0.to) } }

    /// The club with a number for each member: below 0 orange, above 0 blue, white at 0, darkest at `limit`.
    func diagram(
        _ values: [Scalar], limit: Scalar, title: String, width: Double, height: Double, radius: Double
    ) -> Diagram {
        let inks: [Ink] = values.map { value in
            let share = 0.5 + 0.5 * Double(value / limit)
            return .custom(ColorMap.diverging.color(at: share))
        }
        return Diagram(title: title, width: width, height: height) {
            GraphMark(
                at: board(width, height), edges: edges, colors: labels.map { _ in .neutral }, radius: radius + 3)
            GraphMark(at: board(width, height), edges: [], colors: inks, radius: radius)
        }
    }

    /// The two leaders in colour, all others unknown.
    func openingFigure() -> Figure {
        let inks = labels.indices.map { leaders.contains($0) ? sideInks[labels[$0]] : .neutral }
        return Figure(
            Diagram {
                GraphMark(
                    at: board(16, 9), edges: edges, names: labels.indices.map { "\($0)" }, colors: inks,
                    filled: leaders, radius: 30)
            })
    }

    /// The table of edges three times: as the members were numbered, at random, and by side.
    func tablesFigure(shuffled: [Int]) -> Figure {
        let bySide = labels.indices.sorted { (labels[$0], $0) < (labels[$1], $1) }
        func tile(_ numbers: [Int], _ caption: String) -> Tile {
            Tile(graph.renumbered(numbers).adjacency().dense.scalars, width: 34, caption: caption)
        }
        return Figure(
            ImageGrid(columns: 3) {
                tile(Array(labels.indices), "numbered by Zachary")
                tile(shuffled, "numbered at random")
                tile(labels.indices.map { bySide.firstIndex(of: $0)! }, "one side first")
            })
    }

    /// How the features reach member 4 in one round, with their weights.
    func messagesFigure() -> Figure {
        let (weights, degrees) = (normalized.dense, graph.degrees)
        let center = Spot(7, 4.5)
        let senders = [(0, Spot(1.4, 7.4)), (6, Spot(1.4, 4.5)), (10, Spot(1.4, 1.6))]
        return Figure(
            Diagram {
                for (node, spot) in senders {
                    let arrow = spot.arrow(to: center, leaving: 0.75, before: 0.85)
                    Arrow(from: arrow.from, to: arrow.to, label: decimals(3, weights[4, node].item))
                    Disc("\(node)", at: spot.place, radius: 0.6)
                    Note("\(degrees[node]) friends", at: spot.moved(0, -0.95).place, color: .neutral, size: 30)
                }
                Disc("4", at: center.moved(0, 3.3).place, radius: 0.6)
                Arrow(
                    from: center.moved(0, 2.55).place, to: center.moved(0, 0.85).place,
                    label: "itself: " + decimals(3, weights[4, 4].item))
                Disc("4", at: center.place, radius: 0.7, color: .prediction, isFilled: true)
                Note("\(degrees[4]) friends", at: center.moved(0, -1.1).place, color: .neutral, size: 30)
                Arrow(from: (7.9, 4.5), to: (9.7, 4.5), label: "sum", color: .foreground)
                Box("· W + b", at: (11.0, 4.5), width: 2.2, height: 1.4, color: .weightPositive)
                Arrow(from: (12.2, 4.5), to: (13.4, 4.5), color: .foreground)
                Box("ReLU", at: (14.5, 4.5), width: 2.0, height: 1.4, color: .prediction)
                Note("send and weigh", at: (3.6, 8.6), size: 34)
                Note("the same weights for every node", at: (12.2, 2.9), size: 34)
            })
    }

    /// How far it is from one member to all others, and how many are reached on average.
    func reachFigure(from start: Int, mean: [Scalar]) -> Figure {
        let distances = self.distances[start]
        let inks = distances.map { Ink.custom(ColorMap.sequential.color(at: 1 - Double($0) / 6)) }
        return Figure(columns: 2, columnWidths: [1.5, 1]) {
            Diagram(title: "rounds from member \(start) to each other", width: 12, height: 8) {
                GraphMark(
                    at: board(12, 8), edges: edges, names: distances.map { "\($0)" }, colors: inks, radius: 24)
            }
            Axes(title: "mean over all members", xLabel: "rounds", yLabel: "members reached, of 34", yRange: 0...37) {
                Bars(mean.indices.map { "\($0 + 1)" }, mean, color: .data, decimals: 1)
            }
        }
    }

    /// A frame of the film: the club after some rounds of averaging, and how much of the differences is left.
    ///
    /// - Parameter mean: the standard deviation left after 0, 1, 2 … rounds, in the mean over all starts.
    func blurFigure(_ start: Tensor, rounds: Int, mean: [Scalar]) -> Figure {
        let left = mean.indices.map { deviation(applied(averaging, to: start, rounds: $0)) / deviation(start) }
        let values = applied(averaging, to: start, rounds: rounds)
        return Figure(columns: 2, columnWidths: [1.8, 1]) {
            diagram(values.scalars, limit: 2, title: "", width: 12, height: 8, radius: 19)
            Axes(
                xLabel: "rounds", yLabel: "standard deviation left", xRange: 0...Double(mean.count - 1) + 0.8,
                yRange: 0...1.05
            ) {
                Line(Array(mean.indices), mean, label: "mean of\nall starts", color: .neutral, style: .dashed)
                Line(Array(mean.indices), left, label: "this\nstart", color: .data)
                Points([rounds], [left[rounds]], color: .error, size: 34)
            }
        }
    }

    /// What each member is guessed to be, after some rounds.
    func propagationFigure(_ panels: [(title: String, values: Tensor)]) -> Figure {
        Figure(columns: 2) {
            for panel in panels {
                diagram(panel.values.scalars, limit: 1, title: panel.title, width: 12, height: 7, radius: 15)
            }
        }
    }

    /// The accuracy for all pairs against rounds, and pair by pair after three and after many.
    func pairsFigure(_ pairs: [LabelledPair], leaders: [Scalar]) -> Figure {
        let rounds = Array(1...leaders.count)
        let means = rounds.map { round in pairs.map { $0.right[round - 1] }.reduce(0, +) / Scalar(pairs.count) }
        let sides = [0, 1].map { side in
            labels.indices.filter { labels[$0] == side }.sorted { graph.degrees[$0] > graph.degrees[$1] }
        }
        func map(_ round: Int) -> Axes {
            let table: [[Scalar]] = sides[0].map { one in
                sides[1].map { two in pairs.first { ($0.first, $0.second) == (one, two) }!.right[round - 1] }
            }
            return Axes(
                title: "after \(round) rounds", xLabel: "the one on the officer's side",
                yLabel: "on the instructor's side"
            ) {
                HeatMap(
                    table, rows: sides[0].map { "\($0)" }, columns: sides[1].map { "\($0)" }, range: 0.3...1,
                    showsValues: false, colorBar: round == 3 ? nil : "right")
            }
        }
        let few = pairs.filter { ($0.first + $0.second) % 7 == 0 }
        return Figure(columns: 3, columnWidths: [1.1, 1, 1.17]) {
            Axes(title: "289 pairs", xLabel: "rounds", yLabel: "right, of the other 32", xScale: .log, yRange: 0...1.02)
            {
                HorizontalLine(0.5, label: "a coin")
                for pair in few {
                    Line(rounds, pair.right, color: .neutral, weight: .thin, opacity: 0.25)
                }
                Line(rounds, leaders, label: "the two\nleaders", color: .prediction)
                Line(rounds, means, label: "all 289,\nmean", color: .data, weight: .thick)
            }
            map(3)
            map(leaders.count)
        }
    }

    /// Where untrained networks put the members.
    func untrainedFigure(_ points: [Tensor]) -> Figure {
        Figure(columns: 3) {
            for cloud in points {
                let square = KarateClub.spreadOut(cloud)
                Axes(
                    title: "a line separates \(percent(bestLine(cloud), decimals: 0))",
                    xTicks: [], yTicks: []
                ) {
                    Points.byClass(
                        square[0].scalars, square[1].scalars, classes: labels, colors: sideInks, size: 22, opacity: 0.8)
                }
            }
        }
    }
}

/// A place on a board, and arrows between such places that end before what is drawn there.
private struct Spot {
    let x: Double
    let y: Double

    init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }

    var place: (Double, Double) { (x, y) }
    func moved(_ dx: Double, _ dy: Double) -> Spot { Spot(x + dx, y + dy) }

    func arrow(to other: Spot, leaving: Double, before: Double)
        -> (from: (Double, Double), to: (Double, Double))
    {
        let (dx, dy) = (other.x - x, other.y - y)
        let length = (dx * dx + dy * dy).squareRoot()
        let (ux, uy) = (dx / length, dy / length)
        return (moved(leaving * ux, leaving * uy).place, other.moved(-before * ux, -before * uy).place)
    }
}
