// 1.3 transposed
// points: 1
// minutes: 10
// difficulty: medium
// by hand: .transposed
// hint: Write the example's table on paper. Which number comes second in the new order, and where was it in the old one?
// hint: The number in row r and column c of the old table has the flat index r · columns + c.
// hint: Fill the new list from left to right. Its rows are the old columns: which loop is outside?

import Grading
import Nabla

struct Table {
    var numbers: [Scalar], rows: Int, columns: Int

    /// The columns one after the other, read where a row is so long.
    func rearranged(rowLength: Int? = nil) -> [Scalar] {
        (0..<columns).flatMap { column in (0..<rows).map { numbers[$0 * (rowLength ?? columns) + column] } }
    }

    /// In place: for each row and column something is done with the old and the new place.
    func moved(_ move: (inout [Scalar], Int, Int) -> Void) -> [Scalar] {
        var numbers = numbers
        for place in numbers.indices { move(&numbers, place, place % columns * rows + place / columns) }
        return numbers
    }
}

let transposed = Check<Table, [Scalar]>(result: "transposed") { c in
    c.inputs { generator in
        // More columns than rows, so that a wrong row length does not run past the end; and a square.
        let lengths = [4, 5, 6, 7, 8].shuffled(using: &generator)
        let (a, b) = (lengths[0..<2].sorted(), lengths[2..<4].sorted())
        return [(a[0], a[1]), (b[0], b[1]), (lengths[4], lengths[4])].map { rows, columns in
            let numbers = (1...rows * columns).shuffled(using: &generator).map { Scalar($0) }
            return Table(numbers: numbers, rows: rows, columns: columns)
        }
    }
    c.right { $0.rearranged() }
    c.wrong(.transpose, "The order is unchanged. That is a reshape: transposing moves numbers to new neighbours.") {
        $0.numbers
    }
    c.wrong(
        .transpose, "Right on a square only. How long is a row of the old table, and how long is one of the new?",
        { Table(numbers: $0.numbers, rows: $0.columns, columns: $0.rows).rearranged() },
        { $0.rearranged(rowLength: $0.rows) })
    c.wrong(
        .twice, "Each pair was exchanged twice, once from either side, or the places of the exchange were mixed up."
    ) { $0.moved { numbers, from, to in numbers.swapAt(from, to) } }
    c.wrong("A number was overwritten before it was read. Write to a new list.") {
        $0.moved { numbers, from, to in numbers[to] = numbers[from] }
    }
    c.wrong("The table was turned by a quarter. Its rows come out backwards: look at a number off the corner.") {
        table in
        let turned = table.rearranged()
        return turned.indices.map { turned[$0 / table.rows * table.rows + table.rows - 1 - $0 % table.rows] }
    }
    c.wrong("The list came out backwards. Which number must stay at the front?") { $0.numbers.reversed() }
    c.wrong("The lengths of the example stand in the code: only six numbers come out.") {
        Table(numbers: Array($0.numbers.prefix(6)), rows: 2, columns: 3).rearranged()
    }
    c.accepts("by the engine") { Tensor(scalars: $0.numbers, shape: [$0.rows, $0.columns]).transposed().scalars }
}
