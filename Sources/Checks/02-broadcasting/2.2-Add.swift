// 2.2 add
// points: 2
// minutes: 20
// difficulty: hard
// by hand: a + b, b + a, .broadcast, a loop
// hint: Start with the shape of the result: which is the larger length on either axis?
// hint: Give a list its missing axis first, with `reshaped(to:)` or `expanded(atAxis: 0)`. Then both are tables.
// hint: Two loops over the result. Along an axis of length 1, which index can you read?

import Grading
import Nabla

struct Summands {
    var a: Tensor, b: Tensor

    var right: Tensor { a + b }
    /// b as a table.
    var table: Tensor { b.rank == 1 ? b.expanded(atAxis: 0) : b }
    /// a, repeated as far as the result goes.
    var stretched: Tensor { a.broadcast(to: right.shape) }

    /// a plus the number of b, in row-major order, that a rule picks for each place: from place, size of b and size of the result.
    func picking(_ pick: (Int, Int, Int) -> Int) -> Tensor {
        let (a, b) = (stretched.scalars, self.b.scalars)
        return Tensor(scalars: a.indices.map { a[$0] + b[pick($0, b.count, a.count)] }, shape: right.shape)
    }

    /// A sum with what lies at the beginning of both axes.
    func filled(_ part: Tensor, onto sum: Tensor) -> Tensor {
        var sum = sum
        let corner: [any TensorIndex] = [0..<part.shape[0], 0..<part.shape[1]]
        sum[corner] = sum[corner] + part
        return sum
    }

    /// The corner of the result with so many rows and columns.
    func corner(_ rows: Int, _ columns: Int) -> Tensor {
        right[0..<min(rows, right.shape[0]), 0..<min(columns, right.shape[1])]
    }
}

let add = Check<Summands, Tensor>(result: "sum") { c in
    c.inputs { generator in
        let shapes: [([Int], [Int])] = [
            ([3, 4], [4]), ([4, 5], [4, 1]), ([5, 1], [1, 7]), ([6, 6], [6]), ([1, 8], [7, 8]), ([8, 9], [8, 9]),
        ]
        return shapes.shuffled(using: &generator).map {
            Summands(a: generator.nonZeroHalves($0), b: generator.nonZeroHalves($1))
        }
    }
    c.right { $0.right }
    c.wrong(
        .silentBroadcast,
        "A list was laid along the rows of a square table. A list is read as a row: its numbers belong to the columns."
    ) { $0.b.rank == 1 && $0.a.shape[0] == $0.b.size ? $0.a + $0.b.expanded(atAxis: 1) : $0.right }
    c.wrong("The numbers were added in row-major order, as far as they go. Both need the same shape first.") {
        Tensor(zip($0.a.scalars, $0.b.scalars).map { $0 + $1 })
    }
    c.wrong(
        "The numbers of b were read in row-major order, again and again. Repeating follows the axis, not that order."
    ) {
        $0.picking { place, size, _ in place % size }
    }
    c.wrong("Each number of b was repeated before the next one came. For a row it is the row that is repeated.") {
        $0.picking { place, size, total in place * size / total }
    }
    c.wrong(
        "b was added only where it really lies. An axis of length 1 is read at place 0 for every place of the result."
    ) { $0.filled($0.table, onto: $0.stretched) }
    c.wrong("Where an axis of length 1 has no second place, 0 was taken. It is read at place 0 again and again.") {
        $0.filled($0.table, onto: $0.filled($0.a, onto: 0 * $0.right))
    }
    c.wrong("The result has the shape of a. It comes from both: [5, 1] and [1, 7] make [5, 7].") {
        $0.corner($0.a.shape[0], $0.a.shape[1])
    }
    c.wrong("The lengths of the example stand in the code: 2 rows and 3 columns.") { $0.corner(2, 3) }
    c.wrong("b is missing from the sum.") { $0.stretched }
    c.wrong("The numbers were multiplied, as in the page's example. The sum was asked.") { $0.a * $0.b }
    c.wrong(.transpose, "The sum lies there transposed. The outer loop runs over the rows of the result.") {
        $0.right.transposed()
    }
    c.stops("An axis of length 1 has only place 0. While it is stretched its index stays 0 and the other's runs.") {
        _ in
        ["within 0..<1 along axis"]
    }
    c.stops("There are more rows than a has. A list stands for one row, which is repeated, and not for a column.") {
        $0.b.rank == 1 ? ["along axis 0, but got \($0.a.shape[0]); the shape is \($0.a.shape)"] : []
    }
}
