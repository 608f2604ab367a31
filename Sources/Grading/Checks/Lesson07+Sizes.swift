import Nabla

extension Lesson07 {
    // MARK: 7.1 outputSize

    typealias Sizes = (n: Int, kernel: Int, stride: Int, padding: Int)

    static var outputSize: Check<Sizes, Int> {
        var check = Check<Sizes, Int>(
            exercise: Exercise(
                id: "7.1", name: "outputSize", points: 1, byHand: ["convolutionShape", "poolingShape"],
                hints: [
                    "How long is the line of pixels once both ends are padded?",
                    "The first window is always there. How far can the last one have moved from it?",
                    "Between two windows lies one stride, and a whole number of strides has to fit: "
                        + "dividing whole numbers with / drops the rest.",
                ]),
            inputs: { generator in sizes(&generator) },
            show: {
                [
                    Part("n", $0.n), Part("kernel", $0.kernel), Part("stride", $0.stride),
                    Part("padding", $0.padding),
                ]
            },
            results: { [Part("size", $1)] },
            right: { size($0) })
        check.knows(
            "a", .offByOne,
            "One place is missing. How many places are there when the kernel just fits?"
        ) { size($0) - 1 }
        check.knows(
            "b",
            "The padding was counted once. There is a left and a right edge."
        ) { fitted($0.n + $0.padding - $0.kernel, $0.stride) }
        check.knows(
            "c",
            "Rounded up: the last window hangs over the edge. Does the last window lie inside?"
        ) { ($0.n + 2 * $0.padding - $0.kernel + $0.stride - 1) / $0.stride + 1 }
        check.knows(
            "d",
            "Rounded to the nearest whole number. Half a window is no window, and neither is most of one."
        ) { sizes in
            let room = Double(sizes.n + 2 * sizes.padding - sizes.kernel) / Double(sizes.stride)
            return Int(room.rounded()) + 1
        }
        check.knows(
            "e",
            "The 1 was added before the division. The first window costs no stride."
        ) { ($0.n + 2 * $0.padding - $0.kernel + 1) / $0.stride }
        check.knows(
            "f",
            "The stride is not used. How far apart are two neighbouring windows?"
        ) { $0.n + 2 * $0.padding - $0.kernel + 1 }
        check.knows(
            "g",
            "The padding was added to the result. It widens the input, not the output.",
            { fitted($0.n - $0.kernel, $0.stride) + 2 * $0.padding },
            { fitted($0.n - $0.kernel, $0.stride) + $0.padding }
        )
        check.knows(
            "h",
            "The padding is not used. It comes with the call."
        ) { fitted($0.n - $0.kernel, $0.stride) }
        check.knows(
            "i",
            "The kernel's size is written in the code. It comes with the call.",
            { fitted($0.n + 2 * $0.padding - 5, $0.stride) }, { fitted($0.n + 2 * $0.padding - 3, $0.stride) }
        )
        check.knows(
            "j",
            "The stride is written in the code. It comes with the call.",
            { fitted($0.n + 2 * $0.padding - $0.kernel, 2) }, { fitted($0.n + 2 * $0.padding - $0.kernel, 3) }
        )
        check.knows(
            "k",
            "The size does not depend on the input.", { _ in 24 }, { _ in 0 }, { $0.n }, { $0.n / $0.stride }
        )
        check.knows(
            "l",
            "The padding was taken away. It widens the input."
        ) { fitted($0.n - 2 * $0.padding - $0.kernel, $0.stride) }
        check.accepts("windows counted one by one") { sizes in
            let end = sizes.n + 2 * sizes.padding - sizes.kernel
            return Array(stride(from: 0, through: end, by: sizes.stride)).count
        }
        return check
    }

    /// A kernel that just fits, no stride, and strides that leave no rest, a small one and a large one.
    private static func sizes(_ generator: inout SeededGenerator) -> [Sizes] {
        let only = Int.random(in: 6...9, using: &generator)
        func drawn(kernel: Int, stride: Int, padding: Int, steps: Int, rest: Int) -> Sizes {
            (stride * steps + rest + kernel - 2 * padding, kernel, stride, padding)
        }
        let steps = [5, 8, 11, 13].shuffled(using: &generator)
        return [
            drawn(kernel: 4, stride: 1, padding: 3, steps: 2 * steps[0], rest: 0),
            (only, only, 1, 0),
            drawn(kernel: 3, stride: 2, padding: 1, steps: steps[1], rest: 1),
            drawn(kernel: 5, stride: 3, padding: 2, steps: steps[2], rest: 1),
            drawn(kernel: 2, stride: 5, padding: 0, steps: steps[3], rest: 4),
        ]
    }

    private static func fitted(_ room: Int, _ stride: Int) -> Int {
        Int((Double(room) / Double(stride)).rounded(.down)) + 1
    }

    private static func size(_ sizes: Sizes) -> Int {
        fitted(sizes.n + 2 * sizes.padding - sizes.kernel, sizes.stride)
    }
}
