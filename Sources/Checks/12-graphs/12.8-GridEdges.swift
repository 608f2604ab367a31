// 12.8 gridEdges
// points: 1
// minutes: 10
// difficulty: medium
// hint: Which of a pixel's eight neighbours have a larger number than itself? Only these start a new line of the list.
// hint: Two loops over rows and columns meet the pixels in the order of their numbers. In which order do you look at the
//   neighbours?
// hint: Ask whether the neighbour's row and its column both exist. A number alone does not tell: the number after the end of
//   a row is the start of the next.

import Grading
import Nabla

struct Grid: Sendable {
    var rows: Int, columns: Int, diagonal: Bool

    static let straight = [(0, 1), (1, 0)]
    static let corners = [(1, 1), (1, -1)]

    func number(_ row: Int, _ column: Int) -> Int { row * columns + column }

    /// Sorted edges for some steps; pixels outside are left out, unless `wraps` brings them back.
    func edges(
        _ steps: [(Int, Int)]? = nil, wraps: Bool = false, number: ((Int, Int) -> Int)? = nil
    ) -> [(Int, Int)] {
        let (number, steps) = (number ?? self.number, steps ?? Grid.straight + (diagonal ? Grid.corners : []))
        var found: [(Int, Int)] = []
        for row in 0..<rows {
            for column in 0..<columns {
                for (down, right) in steps {
                    var (r, c) = (row + down, column + right)
                    if wraps { (r, c) = ((r + rows) % rows, (c + columns) % columns) }
                    guard (0..<rows).contains(r), (0..<columns).contains(c) else { continue }
                    let ends = (number(row, column), number(r, c))
                    found.append((min(ends.0, ends.1), max(ends.0, ends.1)))
                }
            }
        }
        return sorted(found)
    }
    func sorted(_ edges: [(Int, Int)]) -> [(Int, Int)] { edges.sorted { ($0.0, $0.1) < ($1.0, $1.1) } }
    var right: [(Int, Int)] { edges() }
    var pixels: Int { rows * columns }
}

let gridEdges = Check<Grid, [(Int, Int)]> { c in
    c.inputs { generator in
        let sizes = [3, 4, 5, 6].shuffled(using: &generator)
        return [
            Grid(rows: sizes[0], columns: sizes[1], diagonal: false),
            Grid(rows: sizes[2], columns: sizes[3], diagonal: true),
        ]
    }
    c.compares { _, came in
        let ends = (came.list ?? []).compactMap { edge -> [Scalar]? in
            guard case .record(let fields) = edge, fields.count == 2 else { return nil }
            return fields.compactMap { $0.value.number.map { Scalar($0) } }
        }
        return [
            Part("number of edges", ends.count),
            Part("edges", Tensor(scalars: ends.flatMap { $0 }, shape: [ends.count, 2])),
        ]
    }
    c.right { $0.right }
    c.wrong("Edges lead round the border to the other side. What lies to the right of the last column?") {
        $0.edges(wraps: true)
    }
    c.wrong(
        .twice, "Every edge comes twice. One edge has two ends, and one line in the list.",
        { g in
            g.sorted(g.right + g.right)
        }, { g in g.sorted(g.right + g.right.map { ($0.1, $0.0) }) })
    c.wrong("Diagonals are joined whether they are asked for or not. What does `diagonal` do?") {
        $0.edges(Grid.straight + Grid.corners)
    }
    c.wrong("Diagonals are never joined. What does `diagonal` do?") { $0.edges(Grid.straight) }
    c.wrong("`diagonal` works the wrong way round.") {
        $0.edges($0.diagonal ? Grid.straight : Grid.straight + Grid.corners)
    }
    c.wrong(.axis, "The pixels were numbered down the columns. The next number is the next pixel in the row.") { g in
        g.edges(number: { $1 * g.rows + $0 })
    }
    c.wrong(
        .axis, "The row was multiplied by the number of rows. How many pixels come before row 1?"
    ) { g in g.edges(number: { $0 * g.rows + $1 }) }
    c.wrong(
        .offByOne,
        "The last pixel of a row is joined to the first of the next. Their numbers follow each other; do they touch?",
        { g in
            let corners = g.diagonal ? [g.columns + 1, g.columns - 1] : []
            return g.sorted(
                (0..<g.pixels).flatMap { pixel in
                    ([1, g.columns] + corners).map { (pixel, pixel + $0) }.filter { $0.1 < g.pixels }
                })
        },
        { g in
            let ends = (1..<g.rows).map { ($0 * g.columns - 1, $0 * g.columns) }
            return g.sorted(g.right + ends)
        })
    c.wrong("Every pixel is joined to itself. Self-loops are added later, on purpose.") { g in
        g.sorted(g.right + (0..<g.pixels).map { ($0, $0) })
    }
    c.wrong(
        "Only one of the two diagonals is there. A pixel has four corners.",
        { g in
            g.edges(Grid.straight + (g.diagonal ? [Grid.corners[0]] : []))
        }, { g in g.edges(Grid.straight + (g.diagonal ? [Grid.corners[1]] : [])) })
    c.wrong(
        .offByOne, "The last row or the last column is left out of the image.",
        { g in
            g.edges().filter { $0.1 / g.columns < g.rows - 1 }
        }, { g in g.edges().filter { $0.0 % g.columns < g.columns - 1 && $0.1 % g.columns < g.columns - 1 } })
    c.wrong("With diagonals the straight edges are missing. A pixel has eight neighbours then.") {
        $0.edges($0.diagonal ? Grid.corners : Grid.straight)
    }
    c.wrong(
        "The right edges, but not sorted: first by the first number, then by the second.",
        { g in
            let steps = Grid.straight + (g.diagonal ? Grid.corners : [])
            return steps.flatMap { g.edges([$0]) }
        }, { $0.right.reversed() })
    c.wrong("The right edges with the larger number first.") { $0.right.map { ($0.1, $0.0) } }
    c.wrong("There are no edges.") { _ in [] }
}
