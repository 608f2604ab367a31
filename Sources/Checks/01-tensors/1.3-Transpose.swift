// 1.3 transposed
// points: 1
// by hand: .transposed
// hint: Write the example's table on paper. Which number comes second on the new strip, and where did it lie on the old
//   one?
// hint: The number in row r and column c of the old table lies at place r · columns + c.
// hint: Fill the new strip from left to right. Its rows are the old columns: which loop is outside?

import Grading
import Nabla

struct Table {
    var strip: [Scalar], rows: Int, columns: Int

    /// The columns one after the other, read where a row is so long.
    func dealt(rowLength: Int? = nil) -> [Scalar] {
        (0..<columns).flatMap { column in (0..<rows).map { strip[$0 * (rowLength ?? columns) + column] } }
    }

    /// In place: for each row and column something is done with the old and the new place.
    func moved(_ move: (inout [Scalar], Int, Int) -> Void) -> [Scalar] {
        var strip = strip
        for place in strip.indices { move(&strip, place, place % columns * rows + place / columns) }
        return strip
    }
}

let transposed = Check<Table, [Scalar]>(result: "new strip") { c in
    c.inputs { generator in
        // More columns than rows, so that a wrong row length does not leave the strip; and a square.
        let lengths = [4, 5, 6, 7, 8].shuffled(using: &generator)
        let (a, b) = (lengths[0..<2].sorted(), lengths[2..<4].sorted())
        return [(a[0], a[1]), (b[0], b[1]), (lengths[4], lengths[4])].map { rows, columns in
            let numbers = (1...rows * columns).shuffled(using: &generator).map { Scalar($0) }
            return Table(strip: numbers, rows: rows, columns: columns)
        }
    }
    c.right { $0.dealt() }
    c.wrong(.transpose, "The strip is unchanged. That is a reshape: transposing moves numbers to new neighbours.") {
        $0.strip
    }
    c.wrong(
        .transpose, "Right on a square only. How long is a row of the old table, and how long is one of the new?",
        { Table(strip: $0.strip, rows: $0.columns, columns: $0.rows).dealt() }, { $0.dealt(rowLength: $0.rows) })
    c.wrong(
        .twice, "Each pair was exchanged twice, once from either side, or the places of the exchange were mixed up."
    ) { $0.moved { strip, from, to in strip.swapAt(from, to) } }
    c.wrong("A number was overwritten before it was read. Write to a new list.") {
        $0.moved { strip, from, to in strip[to] = strip[from] }
    }
    c.wrong("The table was turned by a quarter. Its rows come out backwards: look at a number off the corner.") {
        table in
        let turned = table.dealt()
        return turned.indices.map { turned[$0 / table.rows * table.rows + table.rows - 1 - $0 % table.rows] }
    }
    c.wrong("The strip came out backwards. Which number must stay at the front?") { $0.strip.reversed() }
    c.wrong("The lengths of the example stand in the code: only six numbers come out.") {
        Table(strip: Array($0.strip.prefix(6)), rows: 2, columns: 3).dealt()
    }
    c.accepts("by the engine") { Tensor(scalars: $0.strip, shape: [$0.rows, $0.columns]).transposed().scalars }
}
