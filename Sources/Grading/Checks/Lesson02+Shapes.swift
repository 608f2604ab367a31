import Nabla

extension Lesson02 {
    // MARK: 2.1 broadcastShape

    typealias Shapes = (a: [Int], b: [Int])

    static var shape: Check<Shapes, [Int]?> {
        var check = Check<Shapes, [Int]?>(
            exercise: Exercise(
                id: "2.1", name: "broadcastShape", points: 2, byHand: [".broadcastShape"],
                hints: [
                    "Write the example's two shapes below each other, flush right. What stands in the gap on the left?",
                    "Count i from the right: while i is below the rank, the length is `a[a.count - 1 - i]`; beyond, it "
                        + "is 1.",
                    "For each pair of lengths there are three cases that fit. Everything else returns nil at once.",
                ]),
            inputs: { generator in
                // Lengths that differ, none of them 1 and none twice in a pair of shapes.
                func lengths() -> [Int] { Array(2...11).shuffled(using: &generator) }
                let (p, q) = (lengths(), lengths())
                let pairs: [Shapes] = [
                    ([p[0]], [q[0], p[0]]), ([p[1], 1], [p[2]]), ([p[3]], [p[3], p[4]]),
                    ([p[5], 1, p[6]], [p[7], 1]), ([], [p[8]]), ([q[1], 1], [1, q[2]]),
                    ([q[3], q[4]], [q[4], q[3]]),
                    ([3 * p[9]], [p[9]]), ([q[5], q[6]], [q[5], q[6]]),
                ]
                return pairs.shuffled(using: &generator)
            },
            show: { [Part("a", $0.a), Part("b", $0.b)] },
            results: { _, shape in
                [Part("fits", shape == nil ? 0 : 1), Part("shape", shape ?? [])]
            },
            right: { Nabla.broadcastShape($0.a, $0.b) })
        check.knows(
            "a", .silentBroadcast,
            "The shapes were lined up on the left. Compare the last axes first."
        ) { shapes in
            let rank = max(shapes.a.count, shapes.b.count)
            func padded(_ shape: [Int]) -> [Int] { shape + Array(repeating: 1, count: rank - shape.count) }
            return Nabla.broadcastShape(padded(shapes.a), padded(shapes.b))
        }
        check.knows(
            "b",
            "The larger length always wins here. Two different lengths can only meet if one of them is 1."
        ) { lengths($0) { max($0, $1) } }
        check.knows(
            "c", .convention,
            "A length that divides the other was repeated. In some languages it is; here only a 1 may repeat."
        ) { lengths($0) { $0 % $1 == 0 ? $0 : $1 % $0 == 0 ? $1 : nil } }
        check.knows(
            "d",
            "Only equal shapes and scalars fit here. Missing axes and axes of length 1 are repeated, too."
        ) { shapes in
            shapes.a == shapes.b || shapes.b.isEmpty ? shapes.a : shapes.a.isEmpty ? shapes.b : nil
        }
        check.knows(
            "e",
            "Shapes of different rank never fit here. What stands in for an axis that is not there?"
        ) { $0.a.count == $0.b.count ? Nabla.broadcastShape($0.a, $0.b) : nil }
        check.knows(
            "f",
            "Only one of the two is ever repeated. Either side may be, axis by axis.",
            { shapes in Nabla.broadcastShape(shapes.a, shapes.b).flatMap { $0 == shapes.a ? $0 : nil } },
            { shapes in Nabla.broadcastShape(shapes.a, shapes.b).flatMap { $0 == shapes.b ? $0 : nil } }
        )
        check.knows(
            "g",
            "This is the shape with more elements. The result can be larger than both."
        ) { elementCount(of: $0.a) >= elementCount(of: $0.b) ? $0.a : $0.b }
        check.knows(
            "h",
            "The lengths come out last one first. The loop ran from the right; turn the list at the end."
        ) { Nabla.broadcastShape($0.a, $0.b)?.reversed() }
        check.knows(
            "i",
            "The smaller length always wins here, so that a 1 stays a 1. Which of the two is repeated?"
        ) { lengths($0) { $0 == $1 || $0 == 1 || $1 == 1 ? min($0, $1) : nil } }
        check.knows("j", "Nothing ever fits here.") { _ in nil }
        check.knows(
            "k",
            "Only the axes that both shapes have come out. The other axes of the longer shape belong to the result, too."
        ) { shapes in
            let rank = min(shapes.a.count, shapes.b.count)
            return Nabla.broadcastShape(Array(shapes.a.suffix(rank)), Array(shapes.b.suffix(rank)))
        }
        return check
    }

    /// The lengths of the result by a rule for two lengths, from the right, missing ones counted as 1.
    private static func lengths(_ shapes: Shapes, _ rule: (Int, Int) -> Int?) -> [Int]? {
        let rank = max(shapes.a.count, shapes.b.count)
        func padded(_ shape: [Int]) -> [Int] { Array(repeating: 1, count: rank - shape.count) + shape }
        let result = zip(padded(shapes.a), padded(shapes.b)).map { rule($0, $1) }
        return result.contains(nil) ? nil : result.compactMap { $0 }
    }

    // MARK: 2.2 add

    typealias Summands = (a: Tensor, b: Tensor)

    static var add: Check<Summands, Tensor> {
        var check = Check<Summands, Tensor>(
            exercise: Exercise(
                id: "2.2", name: "add", points: 2, byHand: ["a + b", "b + a", ".broadcast", ByHand.loop],
                hints: [
                    "Start with the shape of the result: which is the larger length on either axis?",
                    "Give a list its missing axis first, with `reshaped(to:)` or `expanded(atAxis: 0)`. Then both are "
                        + "tables.",
                    "Two loops over the result. Along an axis of length 1, which index can you read?",
                ]),
            inputs: { generator in
                func numbers(_ shape: Int...) -> Tensor { generator.nonZeroHalves(shape) }
                let pairs: [Summands] = [
                    (numbers(3, 4), numbers(4)), (numbers(4, 5), numbers(4, 1)),
                    (numbers(5, 1), numbers(1, 7)),
                    (numbers(6, 6), numbers(6)), (numbers(1, 8), numbers(7, 8)),
                    (numbers(8, 9), numbers(8, 9)),
                ]
                return pairs.shuffled(using: &generator)
            },
            show: { [Part("a", $0.a), Part("b", $0.b)] },
            results: { [Part("sum", $1)] },
            right: { $0.a + $0.b })
        check.knows(
            "a", .silentBroadcast,
            "A list was laid along the rows of a square table. A list is read as a row: its numbers belong to the "
                + "columns."
        ) { input in
            let isSquare = input.b.rank == 1 && input.a.shape[0] == input.b.size
            return isSquare ? input.a + input.b.expanded(atAxis: 1) : input.a + input.b
        }
        check.knows(
            "b",
            "The two strips were added, as far as they go. Both need the same shape first."
        ) { input in Tensor(zip(input.a.scalars, input.b.scalars).map { $0 + $1 }) }
        check.knows(
            "c",
            "The strip of b was read again and again. Repeating follows the axis, not the strip."
        ) { wrapped($0) { place, size, _ in place % size } }
        check.knows(
            "d",
            "Each number of b was repeated before the next one came. For a row it is the row that is repeated."
        ) { wrapped($0) { place, size, total in place * size / total } }
        check.knows(
            "e",
            "b was added only where it really lies. An axis of length 1 is read at place 0 for every place of the "
                + "result."
        ) { input in
            var sum = input.a.broadcast(to: (input.a + input.b).shape)
            let b = input.b.rank == 1 ? input.b.expanded(atAxis: 0) : input.b
            let corner: [any TensorIndex] = [0..<b.shape[0], 0..<b.shape[1]]
            sum[corner] = sum[corner] + b
            return sum
        }
        check.knows(
            "f",
            "The result has the shape of a. It comes from both: [5, 1] and [1, 6] make [5, 6]."
        ) { input in (input.a + input.b)[0..<input.a.shape[0], 0..<input.a.shape[1]] }
        check.knows(
            "g",
            "The lengths of the example stand in the code: 2 rows and 3 columns."
        ) { input in
            let sum = input.a + input.b
            return sum[0..<min(2, sum.shape[0]), 0..<min(3, sum.shape[1])]
        }
        check.knows("h", "b is missing from the sum.") { $0.a.broadcast(to: ($0.a + $0.b).shape) }
        check.knows("i", "The numbers were multiplied, as in the page's example. The sum was asked.") {
            $0.a * $0.b
        }
        check.knows(
            "j", .transpose,
            "The sum lies there transposed. The outer loop runs over the rows of the result."
        ) { ($0.a + $0.b).transposed() }
        return check
    }

    /// a plus the number of b that a rule picks for each place: from place, size of b and size of the result.
    private static func wrapped(_ input: Summands, _ pick: (Int, Int, Int) -> Int) -> Tensor {
        let shape = (input.a + input.b).shape
        let (a, b) = (input.a.broadcast(to: shape).scalars, input.b.scalars)
        return Tensor(scalars: a.indices.map { a[$0] + b[pick($0, b.count, a.count)] }, shape: shape)
    }

    // MARK: 2.4 reduce

    typealias Repeated = (g: Tensor, shape: [Int])

    static var reduce: Check<Repeated, Tensor> {
        var check = Check<Repeated, Tensor>(
            exercise: Exercise(
                id: "2.4", name: "reduce", points: 2, byHand: [".summed"],
                hints: [
                    "Line the shape up with g's on the right. Which of the three axes were repeated?",
                    "An axis was repeated if it is missing from the shape or has length 1 there. All of those are "
                        + "summed.",
                    "Fill the shape up with ones on the left; sum along all places where it is 1, keeping the axes; "
                        + "reshape at the end.",
                ]),
            inputs: { generator in
                // The lengths move on by one place from case to case; no axis has the same length twice.
                let lengths = [3, 4, 5].shuffled(using: &generator)
                let targets: [([Int]) -> [Int]] = [
                    { [$0[2]] }, { [$0[1], 1] }, { [1, $0[1], $0[2]] }, { [$0[0], 1, 1] }, { _ in [] },
                ]
                return targets.enumerated().map { turn, target in
                    let shape = (0..<3).map { lengths[($0 + turn) % 3] + (turn < 3 ? 0 : 3) }
                    return (generator.nonZeroHalves(shape), target(shape))
                }
            },
            show: { [Part("g", $0.g), Part("shape", $0.shape)] },
            results: { [Part("result", $1)] },
            right: { summed($0) })
        check.knows(
            "a", .silentBroadcast,
            "g came back as it is. The result has the shape that was asked for."
        ) { $0.g }
        check.knows(
            "b", .sharedUse,
            "These are means. A number that was read k times counts k times: add."
        ) { input in summed(input) * Scalar(elementCount(of: input.shape)) / Scalar(input.g.size) }
        check.knows(
            "c", .sharedUse,
            "Only the first copy counts here. All copies were read, and all of them count."
        ) { input in
            let padded = Array(repeating: 1, count: 3 - input.shape.count) + input.shape
            let first: [any TensorIndex] = padded.map { 0..<$0 }
            return input.g[first].reshaped(to: input.shape)
        }
        check.knows(
            "d",
            "Only the missing axes were summed. Axes of length 1 were repeated as well."
        ) { input in
            let missing = Array(0..<(3 - input.shape.count))
            return missing.isEmpty ? input.g : input.g.sum(alongAxes: missing)
        }
        check.knows(
            "e",
            "Only axes of length 1 were summed. Missing axes were repeated as well."
        ) { input in
            let ones = input.shape.indices.filter { input.shape[$0] == 1 }.map { $0 + 3 - input.shape.count }
            return ones.isEmpty ? input.g : input.g.sum(alongAxes: ones, keepingAxes: true)
        }
        check.knows(
            "f",
            "The right values, but axes of length 1 are gone. The result has exactly the shape that was asked for."
        ) { input in summed(input).reshaped(to: input.shape.filter { $0 != 1 }) }
        check.knows(
            "g",
            "Every place holds the sum of everything. Only axes that were repeated are summed."
        ) { Tensor(repeating: $0.g.sum(), shape: $0.shape) }
        check.knows(
            "h", .axis,
            "The shape was lined up on the left: the wrong axes were summed."
        ) { input in
            let padded = input.shape + Array(repeating: 1, count: 3 - input.shape.count)
            let axes = (0..<3).filter { padded[$0] == 1 || padded[$0] != input.g.shape[$0] }
            return input.g.sum(alongAxes: axes)
        }
        check.knows(
            "i", .axis,
            "Axis 0 was summed whatever the shape, as in the page's example. Which axes were repeated here?"
        ) { $0.g.sum(alongAxes: 0) }
        check.accepts("the rule of the engine's backward pass") { $0.g.summed(toShape: $0.shape) }
        return check
    }

    private static func summed(_ input: Repeated) -> Tensor {
        let padded = Array(repeating: 1, count: 3 - input.shape.count) + input.shape
        let axes = (0..<3).filter { padded[$0] == 1 }
        return axes.isEmpty
            ? input.g : input.g.sum(alongAxes: axes, keepingAxes: true).reshaped(to: input.shape)
    }
}
