import Nabla

/// How the cost of drawing a figure grows with what is on it, kind by kind.
func drawingGrowth() -> [Growth] {
    drawings.map { drawing in
        Growth(name: drawing.name, unit: "a figure drawn", counts: doublings(from: drawing.first, 5)) { count in
            var generator = SeededGenerator(seed: 1)
            let numbers = Tensor(randomUniform: [count], in: -1..<1, using: &generator).scalars
            let figure = drawing.figure(numbers, (0..<count).map { "name \($0)" })
            return { _ = figure.render(width: 320, height: 180) }
        }
    }
}

private struct Drawing {
    let name: String
    /// How many there are at the smallest size.
    let first: Int
    let figure: ([Scalar], [String]) -> Figure

    init(_ name: String, from first: Int, _ figure: @escaping ([Scalar], [String]) -> Figure) {
        (self.name, self.first, self.figure) = (name, first, figure)
    }
}

private var drawings: [Drawing] {
    [
        Drawing("bars", from: 64) { numbers, names in Figure { Bars(names, numbers) } },
        Drawing("horizontal bars", from: 64) { numbers, names in
            Figure { Bars(names, numbers, direction: .horizontal) }
        },
        Drawing("groups of bars", from: 64) { numbers, names in
            Figure { Bars(names, groups: [.init("a", numbers), .init("b", numbers)]) }
        },
        Drawing("labelled points", from: 32) { numbers, names in
            Figure { Points(numbers, Array(numbers.reversed()), labels: names) }
        },
        Drawing("lines", from: 64) { numbers, _ in
            Figure { zip(numbers, numbers.reversed()).map { Line([0, 1], [$0, $1]) as any Mark } }
        },
        Drawing("labelled lines", from: 32) { numbers, names in
            Figure { zip(numbers, names).map { Line([0, 1], [$0, 0], label: $1) as any Mark } }
        },
        Drawing("key", from: 64) { numbers, names in
            Figure { zip(numbers, names).map { Points([0], [$0], label: $1) as any Mark } }
        },
        Drawing("cells", from: 128) { numbers, _ in
            Figure { HeatMap([numbers, numbers], showsValues: true, isSquare: false) }
        },
        Drawing("bins", from: 256) { numbers, _ in Figure { Histogram(numbers, bins: numbers.count) } },
        Drawing("a long line", from: 1024) { numbers, names in
            Figure {
                Line(numbers, label: "line")
                Points(numbers.prefix(50), numbers.prefix(50), labels: Array(names.prefix(50)))
            }
        },
    ]
}
