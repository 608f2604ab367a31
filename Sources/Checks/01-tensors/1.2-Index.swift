// 1.2 index
// points: 2
// minutes: 12
// difficulty: medium
// hint: Which index runs fastest in row-major order? Find that one first.
// hint: The rest after dividing by the last length is the last index. The whole quotient counts the rows that were passed.
// hint: Those rows form a tensor with one axis less. What you did for the last axis works for the next one, with what is
//   left.

import Grading
import Nabla

struct Element {
    var flatIndex: Int, shape: [Int]

    var right: [Int] { indices(of: flatIndex, in: shape) }
}

let index = Check<Element, [Int]>(result: "indices") { c in
    c.inputs { generator in
        let lengths = [2, 3, 7, 8, 9, 10, 11].shuffled(using: &generator)
        let shapes = [Array(lengths[0..<2]), Array(lengths[2..<5]), [lengths[5], 1, lengths[6]]]
        // Not the first and not the last place: there most mistakes agree.
        return shapes.map { Element(flatIndex: Int.random(in: 1..<$0.reduce(1, *) - 1, using: &generator), shape: $0) }
    }
    c.right { $0.right }
    c.wrong(
        .convention,
        "The first axis was peeled off first, as if it ran fastest. Which index changes at every step in row-major order?"
    ) { indices(of: $0.flatIndex, in: $0.shape.reversed()).reversed() }
    c.wrong("The right indices, last one first. In which order did they leave the loop?") { $0.right.reversed() }
    c.wrong(
        "What the outer index has counted is still in the later ones. After taking it out, what is left of the flat index?"
    ) { input in rowMajor(input.shape).map { input.flatIndex / $0 } }
    c.wrong("A rest alone sees the innermost axis only. Before the next axis, count the rows that were passed.") {
        input in
        input.shape.map { input.flatIndex % $0 }
    }
    c.wrong("Stride and length play different parts: one divides, the other gives the rest.") { input in
        rowMajor(input.shape).map { input.flatIndex % $0 }
    }
    c.wrong(
        "From the first axis on, the flat index was divided by the length of the axis itself. How many places does one step "
            + "along that axis skip?"
    ) { input in
        var rest = input.flatIndex
        return input.shape.map { length in
            defer { rest %= length }
            return rest / length
        }
    }
    c.wrong(
        "The flat index was divided before its rest was taken. The last index is the rest of the flat index itself."
    ) {
        input in
        var place = input.flatIndex
        return input.shape.reversed().map { length in
            place /= length
            return place % length
        }.reversed()
    }
    c.wrong("From the last axis on, the rest was passed on. The rest is the index; the quotient counts what is left.") {
        input in
        var place = input.flatIndex
        return input.shape.reversed().map { length in
            defer { place %= length }
            return place / length
        }.reversed()
    }
    c.wrong(.offByOne, "Every index is one too large. The first place on an axis has number 0.") {
        $0.right.map { $0 + 1 }
    }
    c.wrong(
        .offByOne, "The flat index was counted from 1: these are the indices of the one before. The first is 0."
    ) { indices(of: $0.flatIndex - 1, in: $0.shape) }
    c.wrong(
        "The lengths of one shape stand in the code. The function has to work for every shape.",
        { [$0.flatIndex / 28, $0.flatIndex % 28] }, { [$0.flatIndex / 30, $0.flatIndex % 30 / 6, $0.flatIndex % 6] })
    c.wrong("Right for two axes; the others are not taken apart. What is left of a row number when there are blocks?") {
        let length = $0.shape.last!
        return Array(repeating: 0, count: $0.shape.count - 2) + [$0.flatIndex / length, $0.flatIndex % length]
    }
}
