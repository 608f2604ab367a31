import Nabla

extension Lesson01 {
    // MARK: 1.1 strides

    static var strides: Check<[Int], [Int]> {
        var check = Check<[Int], [Int]>(
            exercise: Exercise(
                id: "1.1", name: "strides", points: 1,
                hints: [
                    "Begin with the axis you know: along the last one, neighbours lie side by side.",
                    "If one step along an axis jumps s places and the axis has n of them, the axis outside of it "
                        + "must jump over all of that.",
                    "Go through the lengths from the last to the first with a jump that grows, and mind the order "
                        + "in which the strides leave the loop.",
                ]),
            inputs: { generator in
                // Five lengths, none twice and none from the example; an axis of length 1 jumps, too.
                let lengths = [2, 3, 7, 8, 9, 10, 11].shuffled(using: &generator)
                return [Array(lengths[0..<3]), Array(lengths[3..<5]), [1, lengths[5], 1, lengths[6]]]
            },
            show: { [Part("shape", $0)] },
            results: { [Part("strides", $1)] },
            right: { rowMajor($0) })
        check.knows(
            "a",
            "These are the lengths. A stride counts the places that one step skips; it is not how long the axis is."
        ) { $0 }
        check.knows(
            "b",
            "Each stride is the length of the next axis only. One step along an outer axis skips everything nested "
                + "inside it."
        ) { Array($0.dropFirst()) + [1] }
        check.knows(
            "c", .convention,
            "Here the first axis lies side by side. On this strip it is the last one. Which neighbours come first?"
        ) { shape in shape.indices.map { elementCount(of: Array(shape[..<$0])) } }
        check.knows(
            "d",
            "The product includes the axis itself. How long an axis is does not change its own stride, only those "
                + "outside of it."
        ) { shape in shape.indices.map { elementCount(of: Array(shape[$0...])) } }
        check.knows(
            "e",
            "The right numbers in reverse. Which end of the list belongs to the last axis?"
        ) { rowMajor($0).reversed() }
        check.knows(
            "f", .convention,
            "These are bytes. Strides are counted in elements here.",
            { rowMajor($0).map { 4 * $0 } }, { rowMajor($0).map { 8 * $0 } }
        )
        check.knows(
            "g",
            "The later lengths are added. Nested repetition multiplies: 4 rows of 5 are 20."
        ) { shape in shape.indices.map { shape[($0 + 1)...].reduce(0, +) } }
        check.knows(
            "h",
            "The numbers of one shape stand in the code. The function has to work for every shape.",
            { _ in [28, 1] }, { _ in [30, 6, 1] }
        )
        check.knows(
            "i",
            "Only the lengths of the last two axes are looked at. How many axes may a shape have?"
        ) { shape in
            Array(repeating: shape.suffix(2).reduce(1, *), count: shape.count - 2) + [shape.last!, 1]
        }
        return check
    }

    private static func rowMajor(_ shape: [Int]) -> [Int] {
        shape.indices.map { elementCount(of: Array(shape[($0 + 1)...])) }
    }

    // MARK: 1.2 index

    static var index: Check<(place: Int, shape: [Int]), [Int]> {
        typealias Place = (place: Int, shape: [Int])
        var check = Check<Place, [Int]>(
            exercise: Exercise(
                id: "1.2", name: "index", points: 2,
                hints: [
                    "Which index runs fastest as you walk along the strip? Find that one first.",
                    "The rest after dividing by the last length is the last index. The whole quotient counts the "
                        + "rows that were passed.",
                    "Those rows lie on a strip of their own, one axis shorter. What you did for the last axis works "
                        + "for the next one, with what is left.",
                ]),
            inputs: { generator in
                let lengths = [2, 3, 7, 8, 9, 10, 11].shuffled(using: &generator)
                let shapes = [Array(lengths[0..<2]), Array(lengths[2..<5]), [lengths[5], 1, lengths[6]]]
                // Not the first and not the last place: there most mistakes agree.
                return shapes.map {
                    (Int.random(in: 1..<(elementCount(of: $0) - 1), using: &generator), $0)
                }
            },
            show: { [Part("place", $0.place), Part("shape", $0.shape)] },
            results: { [Part("indices", $1)] },
            right: { multiIndex($0.place, in: $0.shape) })
        check.knows(
            "a", .convention,
            "The first axis was peeled off first, as if it ran fastest. Which index changes at every step along the "
                + "strip?"
        ) { Array(multiIndex($0.place, in: $0.shape.reversed()).reversed()) }
        check.knows(
            "b",
            "The right indices, last one first. In which order did they leave the loop?"
        ) { multiIndex($0.place, in: $0.shape).reversed() }
        check.knows(
            "c",
            "What the outer index has counted is still in the later ones. After taking it out, what is left of the "
                + "place?"
        ) { input in rowMajor(input.shape).map { input.place / $0 } }
        check.knows(
            "d",
            "A rest alone sees the innermost axis only. Before the next axis, count the rows that were passed."
        ) { input in input.shape.map { input.place % $0 } }
        check.knows(
            "e",
            "Stride and length play different parts: one divides, the other gives the rest."
        ) { input in rowMajor(input.shape).map { input.place % $0 } }
        check.knows(
            "f", .offByOne,
            "Every index is one too large. The first place on an axis has number 0."
        ) { multiIndex($0.place, in: $0.shape).map { $0 + 1 } }
        check.knows(
            "g",
            "The lengths of one shape stand in the code. The function has to work for every shape.",
            { [$0.place / 28, $0.place % 28] }, { [$0.place / 30, $0.place % 30 / 6, $0.place % 6] }
        )
        check.knows(
            "h",
            "Right for two axes; the others are not taken apart. What is left of a row number when there are blocks?"
        ) { input in
            let (row, column) = input.place.quotientAndRemainder(dividingBy: input.shape.last!)
            return input.shape.count == 2
                ? [row, column] : Array(repeating: 0, count: input.shape.count - 2) + [row, column]
        }
        return check
    }

    // MARK: 1.3 transposed

    typealias Table = (strip: [Scalar], rows: Int, columns: Int)

    static var transposed: Check<Table, [Scalar]> {
        var check = Check<Table, [Scalar]>(
            exercise: Exercise(
                id: "1.3", name: "transposed", points: 1, byHand: [".transposed"],
                hints: [
                    "Write the example's table on paper. Which number comes second on the new strip, and where did it "
                        + "lie on the old one?",
                    "The number in row r and column c of the old table lies at place r · columns + c.",
                    "Fill the new strip from left to right. Its rows are the old columns: which loop is outside?",
                ]),
            inputs: { generator in
                let lengths = [4, 5, 6, 7, 8].shuffled(using: &generator)
                return [(lengths[0], lengths[1]), (lengths[2], lengths[3]), (lengths[4], lengths[4])].map {
                    rows, columns in
                    let numbers = (1...rows * columns).shuffled(using: &generator).map { Scalar($0) }
                    return (numbers, rows, columns)
                }
            },
            show: { [Part("strip", list($0.strip)), Part("rows", $0.rows), Part("columns", $0.columns)] },
            results: { [Part("new strip", list($1))] },
            right: { dealt($0) })
        check.knows(
            "a", .transpose,
            "The strip is unchanged. That is a reshape: transposing moves numbers to new neighbours."
        ) { $0.strip }
        check.knows(
            "b", .transpose,
            "Right on a square only. How long is a row of the old table, and how long is one of the new?"
        ) { dealt(($0.strip, $0.columns, $0.rows)) }
        check.knows(
            "c", .twice,
            "Each pair was exchanged twice, once from either side, or the places of the exchange were mixed up."
        ) { table in
            moved(table) { strip, from, to in strip.swapAt(from, to) }
        }
        check.knows(
            "d",
            "A number was overwritten before it was read. Write to a new list."
        ) { table in
            moved(table) { strip, from, to in strip[to] = strip[from] }
        }
        check.knows(
            "e",
            "The table was turned by a quarter. Its rows come out backwards: look at a number off the corner."
        ) { table in
            let turned = dealt(table)
            return stride(from: 0, to: turned.count, by: table.rows).flatMap {
                turned[$0..<($0 + table.rows)].reversed()
            }
        }
        check.knows(
            "f",
            "The strip came out backwards. Which number must stay at the front?"
        ) { $0.strip.reversed() }
        check.knows(
            "g",
            "The lengths of the example stand in the code: only six numbers come out."
        ) { dealt((Array($0.strip.prefix(6)), 2, 3)) }
        check.accepts("by the engine") {
            Tensor(scalars: $0.strip, shape: [$0.rows, $0.columns]).transposed().scalars
        }
        return check
    }

    static func list(_ numbers: [Scalar]) -> Tensor { Tensor(scalars: numbers, shape: [numbers.count]) }

    private static func dealt(_ table: Table) -> [Scalar] {
        (0..<table.columns).flatMap { column in
            (0..<table.rows).map { row in table.strip[row * table.columns + column] }
        }
    }

    /// In place: for each row and column something is done with the old and the new place.
    private static func moved(_ table: Table, _ move: (inout [Scalar], Int, Int) -> Void) -> [Scalar] {
        var strip = table.strip
        for row in 0..<table.rows {
            for column in 0..<table.columns {
                move(&strip, row * table.columns + column, column * table.rows + row)
            }
        }
        return strip
    }

    // MARK: 1.8 predict, then verify

    typealias Prediction = (a: [Int], b: [Int], c: [Int], d: [Int], e: Int)

    static var reshape: Check<Tensor, Prediction> {
        var check = Check<Tensor, Prediction>(
            exercise: Exercise(
                id: "1.8", name: "reshapePrediction", points: 2,
                hints: [
                    "Draw the strip of A. Which of the two operations leaves it as it is?",
                    "Do one step after the other, and write the table down with its breaks after each of them.",
                    "For e: would you want a change of `other` to show in `list`?",
                ]),
            inputs: { _ in [[[0, 1, 2], [3, 4, 5]]] },
            show: { [Part("A", $0)] },
            results: { _, came in
                [
                    Part("a", came.a), Part("b", came.b), Part("c", came.c), Part("d", came.d),
                    Part("e", came.e),
                ]
            },
            right: { experiment($0) })
        check.knows(
            "a", .transpose,
            "a: these are the numbers of A in their old order. Transposing moves the numbers."
        ) { a in changed(a) { $0.a = $0.b } }
        check.knows(
            "b", .transpose, "b: reading order does not change when only the shape changes."
        ) { a in changed(a) { $0.b = $0.a } }
        check.knows(
            "c", .transpose,
            "c: the reshape was taken to undo the transpose. Undoing a transpose needs a transpose."
        ) { a in changed(a) { $0.c = $0.b } }
        check.knows(
            "d", .transpose,
            "d: the reshape was ignored. Follow one number through both steps, in their order.",
            { a in changed(a) { $0.d = $0.a } }, { a in changed(a) { $0.d = $0.b } }
        )
        check.knows(
            "e", .memory,
            "e: the change was expected to show in both. Assigning a list makes one of its own.",
            { a in changed(a) { $0.e = 9 } }
        )
        check.knows(
            "f", "The numbers of the stub's example are the form of an answer only. What do you expect?"
        ) { _ in
            (
                [5, 4, 3, 2, 1, 0], [0, 0, 0, 0, 0, 0], [1, 1, 1, 1, 1, 1], [2, 2, 2, 2, 2, 2], 7
            )
        }
        return check
    }

    /// Does what the prediction is about.
    private static func experiment(_ a: Tensor) -> Prediction {
        func numbers(_ x: Tensor) -> [Int] { x.scalars.map { Int($0) } }
        let list = [0, 1, 2]
        var other = list
        other[0] = 9
        return (
            numbers(a.transposed()), numbers(a.reshaped(to: [3, 2])),
            numbers(a.transposed().reshaped(to: [2, 3])), numbers(a.reshaped(to: [3, 2]).transposed()),
            list[0]
        )
    }

    private static func changed(_ a: Tensor, _ change: (inout Prediction) -> Void) -> Prediction {
        var prediction = experiment(a)
        change(&prediction)
        return prediction
    }
}
