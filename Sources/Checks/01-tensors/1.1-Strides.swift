// 1.1 strides
// points: 1
// minutes: 8
// difficulty: easy
// hint: Begin with the axis you know: along the last one, neighbours lie side by side.
// hint: If one step along an axis jumps s places and the axis has n of them, the axis outside of it must jump over all of
//   that.
// hint: Go through the lengths from the last to the first with a jump that grows, and mind the order in which the strides
//   leave the loop.

import Grading
import Nabla

let strides = Check<[Int], [Int]>(input: "shape", result: "strides") { c in
    c.inputs { generator in
        // Five lengths, none twice and none from the example; an axis of length 1 jumps, too.
        let lengths = [2, 3, 7, 8, 9, 10, 11].shuffled(using: &generator)
        return [Array(lengths[0..<3]), Array(lengths[3..<5]), [1, lengths[5], 1, lengths[6]]]
    }
    c.right { rowMajor($0) }
    c.wrong("These are the lengths. A stride counts the places that one step skips; it is not how long the axis is.") {
        $0
    }
    c.wrong(
        """
        Each stride is the length of the next axis only. One step along an outer axis skips everything nested inside it.
        """
    ) { Array($0.dropFirst()) + [1] }
    c.wrong(
        .convention,
        "Here neighbours along the first axis lie side by side (column-major). In row-major order it is the last axis."
    ) { shape in shape.indices.map { shape[..<$0].reduce(1, *) } }
    c.wrong(
        "The product includes the axis itself. How long an axis is does not change its own stride, only those outside "
            + "of it."
    ) { shape in shape.indices.map { shape[$0...].reduce(1, *) } }
    c.wrong("The right numbers in reverse. Which end of the list belongs to the last axis?") { rowMajor($0).reversed() }
    c.wrong(.convention, "These are bytes. Strides are counted in elements here.", forEach: [4, 8]) { shape, bytes in
        rowMajor(shape).map { bytes * $0 }
    }
    c.wrong(
        "Each stride is the product of two neighbouring lengths. All lengths further in are skipped, and only those."
    ) { shape in shape.indices.map { $0 + 1 < shape.count ? shape[$0] * shape[$0 + 1] : 1 } }
    c.wrong("The last stride is 0. One step along the last axis moves one place.") { rowMajor($0).dropLast() + [0] }
    c.wrong("The later lengths are added. Nested repetition multiplies: 4 rows of 5 are 20.") { shape in
        shape.indices.map { shape[($0 + 1)...].reduce(0, +) }
    }
    c.wrong(
        "The numbers of one shape stand in the code. The function has to work for every shape.",
        forEach: [[28, 1], [30, 6, 1]]
    ) { $1 }
    c.wrong("Only the lengths of the last two axes are looked at. How many axes may a shape have?") { shape in
        Array(repeating: shape.suffix(2).reduce(1, *), count: shape.count - 2) + [shape.last!, 1]
    }
    c.stops(
        "An index ran past the end of the shape. How many axes there are differs from call to call: ask shape.count."
    ) { _ in ["Index out of range"] }
}
