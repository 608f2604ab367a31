// 0.2 clipped
// points: 1
// minutes: 4
// difficulty: easy
// hint: Make a copy that may change, `var list = list`, and return it at the end.
// hint: Go through the places, `for i in 0..<list.count`: only `list[i] = …` changes the list.
// hint: Two questions for each place: is the number above limit? Is it below −limit? What does it become?

import Grading
import Nabla

struct Clipping: Sendable {
    var list: [Scalar], limit: Scalar

    func map(_ change: (Scalar) -> Scalar) -> [Scalar] { list.map(change) }
    var right: [Scalar] { map { min(max($0, -limit), limit) } }
    var places: [Int] { list.indices.filter { abs(list[$0]) > limit } }

    /// Right at some places, unchanged elsewhere.
    func right(at places: some Collection<Int>) -> [Scalar] {
        list.indices.map { places.contains($0) ? right[$0] : list[$0] }
    }
}

let clipped = Check<Clipping, [Scalar]> { c in
    c.inputs { generator in [clipping(6, limit: 1.5, &generator), clipping(8, limit: 2.5, &generator)] }
    c.right { $0.right }
    c.wrong(
        """
        Nothing is cut off. `for x in list` and `var x = list[i]` give you copies; the list changes where you write \
        `list[i] = …`.
        """
    ) { $0.list }
    c.wrong("Numbers below −limit stay as they are. There are two ends.") { input in
        input.map { min($0, input.limit) }
    }
    c.wrong("Numbers above limit stay as they are. There are two ends.") { input in
        input.map { max($0, -input.limit) }
    }
    c.wrong(.sign, "What lies below −limit became limit. It keeps its sign: −limit.") { input in
        input.map { abs($0) > input.limit ? input.limit : $0 }
    }
    c.wrong(.sign, "Both ends are exchanged: what was too large became −limit, and the other way round.") { input in
        input.map { $0 > input.limit ? -input.limit : $0 < -input.limit ? input.limit : $0 }
    }
    c.wrong(.sign, "All signs are gone. A number between −limit and limit stays as it is.") { input in
        input.map { min(abs($0), input.limit) }
    }
    c.wrong("Numbers that were too large or too small are left out. As many come back as went in.") { input in
        input.list.filter { abs($0) <= input.limit }
    }
    c.wrong("Numbers that were too large or too small became 0. They become limit, or −limit.") { input in
        input.map { abs($0) <= input.limit ? $0 : 0 }
    }
    c.wrong("Every number became limit or −limit. Those between the two stay as they are.") { input in
        input.map { $0 < 0 ? -input.limit : input.limit }
    }
    c.wrong(.offByOne, "The last number is never looked at. Is the end of the range in it?") {
        $0.right(at: 0..<$0.list.count - 1)
    }
    c.wrong(.offByOne, "The first number is never looked at. At which number does the range begin?") {
        $0.right(at: 1..<$0.list.count)
    }
    c.wrong("Only the first number beyond the limit was cut off. Does the `return` stand inside of the loop?") {
        $0.right(at: $0.places.prefix(1))
    }
    c.constant("the limit", [2, 1]) { input, limit in input.map { min(max($0, -limit), limit) } }
    c.stops("The list was read or written beyond its end. Which index is the last of n numbers?") { _ in
        ["Index out of range"]
    }
}

/// Numbers beyond both ends, at both ends of the list too, and between them.
private func clipping(_ count: Int, limit: Scalar, _ generator: inout SeededGenerator) -> Clipping {
    func beyond() -> Scalar { limit + Scalar(Int.random(in: 1...9, using: &generator)) / 2 }
    let inside = (0..<count - 4).map { _ in Scalar(Int.random(in: 1...2, using: &generator)) / 2 }
    let middle = ([beyond(), -beyond(), -inside[0]] + inside.dropFirst()).shuffled(using: &generator)
    let ends = Bool.random(using: &generator) ? [beyond(), -beyond()] : [-beyond(), beyond()]
    return Clipping(list: [ends[0]] + middle + [ends[1]], limit: limit)
}
