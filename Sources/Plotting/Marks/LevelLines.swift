/// Numbers on a grid of places: what a function of two variables looks like to a drawing.
struct SampledField {
    /// Places of the columns and of the rows, each in one direction.
    let x: [Double]
    let y: [Double]
    /// Row by row: `values[row][column]`.
    let values: [[Double]]

    init(x: [Double], y: [Double], _ function: (Double, Double) -> Double) {
        self.x = x
        self.y = y
        values = y.map { y in x.map { function($0, y) } }
    }

    /// The lowest and the highest number; nil where there is none.
    var range: ClosedRange<Double>? {
        let finite = values.joined().filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max() else { return nil }
        return low...high
    }

    /// The value between the samples; `column` and `row` count samples and may be broken.
    func value(column: Double, row: Double) -> Double {
        let (left, top) = (min(max(0, Int(column)), x.count - 2), min(max(0, Int(row)), y.count - 2))
        let (across, down) = (column - Double(left), row - Double(top))
        let upper = values[top][left] * (1 - across) + values[top][left + 1] * across
        let lower = values[top + 1][left] * (1 - across) + values[top + 1][left + 1] * across
        return upper * (1 - down) + lower * down
    }

    /// A row of values between two rows of samples; `row` counts samples and may be broken.
    func values(row: Double) -> [Double] {
        let top = min(max(0, Int(row)), y.count - 2)
        let down = row - Double(top)
        return zip(values[top], values[top + 1]).map { $0 * (1 - down) + $1 * down }
    }
}

/// Lines along which a sampled field has one value: marching squares, joined into the longest lines there are.
///
/// Source: Lorensen and Cline 1987, in two dimensions. Where all four edges of a cell are crossed, the mean of its
/// corners decides which of the two ways the lines go. Cells with a corner that is no number are left out.
struct LevelLines {
    /// Closed lines end where they start.
    private(set) var lines: [[Point]] = []

    init(of field: SampledField, level: Double) {
        var places: [Edge: Point] = [:]
        var neighbours: [Edge: [Edge]] = [:]
        for row in 0..<field.y.count - 1 {
            let (upper, lower) = (field.values[row], field.values[row + 1])
            var (column, last) = (0, (upper[0] >= level, lower[0] >= level))
            while column < field.x.count - 1 {
                let next = (upper[column + 1] >= level, lower[column + 1] >= level)
                // Nearly every cell lies above the level or below it with all its corners.
                if last != next || next.0 != next.1 {
                    for (from, to) in Self.segments(of: field, row, column, level) {
                        for edge in [from, to] where places[edge] == nil {
                            places[edge] = edge.crossing(of: field, level)
                        }
                        neighbours[from, default: []].append(to)
                        neighbours[to, default: []].append(from)
                    }
                }
                (column, last) = (column + 1, next)
            }
        }
        join(places, neighbours)
    }

    /// A side of a cell: from a sample to the one right of it or to the one below.
    struct Edge: Hashable {
        var row: Int
        var column: Int
        var isAcross: Bool

        func crossing(of field: SampledField, _ level: Double) -> Point {
            let a = field.values[row][column]
            if isAcross {
                let share = (level - a) / (field.values[row][column + 1] - a)
                return Point(
                    field.x[column] + share * (field.x[column + 1] - field.x[column]), field.y[row])
            }
            let share = (level - a) / (field.values[row + 1][column] - a)
            return Point(field.x[column], field.y[row] + share * (field.y[row + 1] - field.y[row]))
        }
    }

    /// Pieces of the line within one cell: none, one, or two.
    static func segments(
        of field: SampledField, _ row: Int, _ column: Int, _ level: Double
    ) -> [(Edge, Edge)] {
        let (a, b) = (field.values[row][column], field.values[row][column + 1])
        let (c, d) = (field.values[row + 1][column + 1], field.values[row + 1][column])
        // A corner that lies exactly on the level counts as above, so that no line is lost between two cells.
        let above = (a >= level, b >= level, c >= level, d >= level)
        guard a.isFinite, b.isFinite, c.isFinite, d.isFinite else { return [] }
        let top = Edge(row: row, column: column, isAcross: true)
        let bottom = Edge(row: row + 1, column: column, isAcross: true)
        let left = Edge(row: row, column: column, isAcross: false)
        let right = Edge(row: row, column: column + 1, isAcross: false)
        switch above {
        case (true, true, true, true), (false, false, false, false): return []
        case (true, false, false, false), (false, true, true, true): return [(left, top)]
        case (false, true, false, false), (true, false, true, true): return [(top, right)]
        case (false, false, true, false), (true, true, false, true): return [(right, bottom)]
        case (false, false, false, true), (true, true, true, false): return [(bottom, left)]
        case (true, true, false, false), (false, false, true, true): return [(left, right)]
        case (true, false, false, true), (false, true, true, false): return [(top, bottom)]
        case (true, false, true, false):
            return (a + b + c + d) / 4 >= level
                ? [(top, right), (bottom, left)] : [(left, top), (right, bottom)]
        case (false, true, false, true):
            return (a + b + c + d) / 4 >= level
                ? [(left, top), (right, bottom)] : [(top, right), (bottom, left)]
        }
    }

    /// Follows the pieces from open end to open end, then what is left, which is closed.
    private mutating func join(_ places: [Edge: Point], _ neighbours: [Edge: [Edge]]) {
        var rest = neighbours
        func take(_ from: Edge, _ to: Edge) {
            if let place = rest[from]?.firstIndex(of: to) { rest[from]!.remove(at: place) }
            if let place = rest[to]?.firstIndex(of: from) { rest[to]!.remove(at: place) }
        }
        let order = neighbours.keys.sorted {
            ($0.row, $0.column, $0.isAcross ? 0 : 1) < ($1.row, $1.column, $1.isAcross ? 0 : 1)
        }
        for start in order.filter({ neighbours[$0]!.count == 1 }) + order {
            var (here, line) = (start, [places[start]!])
            while let next = rest[here]?.first {
                take(here, next)
                line.append(places[next]!)
                here = next
            }
            if line.count > 1 { lines.append(line) }
        }
    }
}
