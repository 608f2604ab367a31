// 7.1 outputSize
// points: 1
// minutes: 4
// difficulty: easy
// essential: yes
// by hand: convolutionShape, poolingShape
// hint: How long is the line of pixels once both ends are padded?
// hint: The first window is always there. How far can the last one have moved from it?
// hint: Between two windows lies one stride, and a whole number of strides has to fit: dividing whole numbers with /
//   drops the rest.

import Grading
import Nabla

struct Sizes {
    var n: Int, kernel: Int, stride: Int, padding: Int

    /// How far the window can move, unless told otherwise with both paddings.
    func room(padded: Int = 2) -> Int { n + padded * padding - kernel }
    var size: Int { fitted(room(), stride) }
}

/// A whole number of strides, rounded down, and the first window.
private func fitted(_ room: Int, _ stride: Int) -> Int { Int((Double(room) / Double(stride)).rounded(.down)) + 1 }

let outputSize = Check<Sizes, Int>(result: "size") { c in
    c.inputs { sizes(&$0) }
    c.right { $0.size }
    c.wrong(.offByOne, "One place is missing. How many places are there when the kernel just fits?") { $0.size - 1 }
    c.wrong("The padding was counted once. There is a left and a right edge.") { fitted($0.room(padded: 1), $0.stride) }
    c.wrong("Rounded up: the last window hangs over the edge. Does the last window lie inside?") {
        ($0.room() + $0.stride - 1) / $0.stride + 1
    }
    c.wrong("Rounded to the nearest whole number. Half a window is no window, and neither is most of one.") {
        Int((Double($0.room()) / Double($0.stride)).rounded()) + 1
    }
    c.wrong("The 1 was added before the division. The first window costs no stride.") { ($0.room() + 1) / $0.stride }
    c.wrong("The stride is not used. How far apart are two neighbouring windows?") { $0.room() + 1 }
    c.wrong("The kernel was subtracted after the division by the stride. It takes its length from the line of pixels.")
    { ($0.n + 2 * $0.padding) / $0.stride - $0.kernel + 1 }
    c.wrong("The padding was added to the result. It widens the input, not the output.", forEach: [2, 1]) {
        fitted($0.room(padded: 0), $0.stride) + $1 * $0.padding
    }
    c.wrong("The padding is not used. It comes with the call.") { fitted($0.room(padded: 0), $0.stride) }
    c.constant("The kernel's size", [5, 3]) { fitted($0.room() + $0.kernel - $1, $0.stride) }
    c.constant("The stride", [2, 3]) { fitted($0.room(), $1) }
    c.wrong(
        "The size does not depend on the input as it should.", { _ in 24 }, { _ in 0 }, { $0.n }, { $0.n / $0.stride })
    c.wrong("The padding was taken away. It widens the input.") { fitted($0.room(padded: -2), $0.stride) }
    c.accepts("windows counted one by one") { Array(stride(from: 0, through: $0.room(), by: $0.stride)).count }
}

/// A kernel that just fits, no stride, and strides that leave no rest, a small one and a large one.
private func sizes(_ generator: inout SeededGenerator) -> [Sizes] {
    let only = Int.random(in: 6...9, using: &generator)
    func drawn(kernel: Int, stride: Int, padding: Int, steps: Int, rest: Int) -> Sizes {
        Sizes(n: stride * steps + rest + kernel - 2 * padding, kernel: kernel, stride: stride, padding: padding)
    }
    let steps = [5, 8, 11, 13].shuffled(using: &generator)
    return [
        drawn(kernel: 4, stride: 1, padding: 3, steps: 2 * steps[0], rest: 0),
        Sizes(n: only, kernel: only, stride: 1, padding: 0),
        drawn(kernel: 3, stride: 2, padding: 1, steps: steps[1], rest: 1),
        drawn(kernel: 5, stride: 3, padding: 2, steps: steps[2], rest: 1),
        drawn(kernel: 2, stride: 5, padding: 0, steps: steps[3], rest: 4),
    ]
}
