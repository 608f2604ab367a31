import Nabla

extension Lesson07 {
    // MARK: 7.6 max pooling, both directions

    /// A picture to pool with padding, and one to go back through, without.
    typealias Pool = (x: Tensor, size: Int, stride: Int, padding: Int, y: Tensor, g: Tensor, step: Int)

    static var pooling: Check<Pool, PoolingAnswers> {
        var check = Check<Pool, PoolingAnswers>(
            exercise: Exercise(
                id: "7.6", name: "maxPool, maxPoolBackward", points: 3, byHand: ["maxPooling", "MaxPool2D"],
                hints: [
                    "Which value can never be a maximum? Start there, or look only at pixels that exist.",
                    "On the way back find each window's winner again: its row and column in the picture, not in the "
                        + "window. Of equals, the first in reading order.",
                    "Window [i, j] starts at row stride · i − padding. Going back, add g[i, j] to dx at the winner: with "
                        + "+=, because a pixel may win twice.",
                ]),
            inputs: { generator in
                [(4, 5, 2, 2, 1, 4, 3, 1), (7, 5, 3, 3, 1, 5, 6, 2)].map { sizes in
                    let (height, width, size, stride, padding, rows, columns, step) = sizes
                    let shape = [(rows - size) / step + 1, (columns - size) / step + 1]
                    return (
                        pixels(height, width, &generator), size, stride, padding,
                        pixels(rows, columns, &generator), generator.nonZeroHalves(shape), step
                    )
                }
            },
            show: {
                [
                    Part("x forward", $0.x), Part("size", $0.size), Part("stride forward", $0.stride),
                    Part("padding", $0.padding), Part("x backward", $0.y), Part("g", $0.g),
                    Part("stride backward", $0.step),
                ]
            },
            results: { $1.results },
            right: { PoolingAnswers($0) })
        check.knows(
            "a", .startValue,
            "The padding wins over negative numbers. What value can never be a maximum?"
        ) { pool in
            PoolingAnswers(pool, forward: pooled(pool) { x, i, j in x[i, j] })
        }
        check.knows(
            "b", .startValue,
            "No window is below 0: the largest so far starts at 0. A starting value must be smaller than every "
                + "candidate."
        ) { pool in PoolingAnswers(pool, forward: relu(pooled(pool))) }
        check.knows(
            "c",
            "The stride is not used: the output is too large. How far apart are two windows?"
        ) { pool in
            PoolingAnswers(
                pool, forward: pooled((pool.x, pool.size, 1, pool.padding, pool.y, pool.g, pool.step)))
        }
        check.knows(
            "d",
            "The gradients land in the upper left corner: the place within the window was taken for a place in the "
                + "picture. They differ by the start of the window."
        ) { pool in
            back(pool) { dx, _, _, start, winner, g in dx[winner.0 - start.0, winner.1 - start.1] += g }
        }
        check.knows(
            "e", .tie,
            "Every tied pixel gets the whole gradient. The total that arrives must equal the total sent."
        ) { pool in
            back(pool) { dx, y, size, start, winner, g in
                for u in start.0..<start.0 + size {
                    for v in start.1..<start.1 + size where y[u, v] == y[winner.0, winner.1] { dx[u, v] += g }
                }
            }
        }
        check.knows(
            "f", .accumulate,
            "A pixel that wins twice keeps only the last gradient. It collects from both windows."
        ) { pool in back(pool) { dx, _, _, _, winner, g in dx[winner.0, winner.1] = g } }
        check.knows(
            "g", .valueOrSlope,
            "The gradient was spread over the window: that is the way back of a mean. Who influenced the output?",
            { pool in
                back(pool) { dx, _, size, start, _, g in
                    for u in start.0..<start.0 + size {
                        for v in start.1..<start.1 + size { dx[u, v] += g / Scalar(size * size) }
                    }
                }
            },
            { pool in
                back(pool) { dx, _, size, start, _, g in
                    for u in start.0..<start.0 + size { for v in start.1..<start.1 + size { dx[u, v] += g } }
                }
            }
        )
        check.knows(
            "h", .valueOrSlope,
            "The gradient was multiplied with the maximum. The winner is passed on as it is: its slope is 1."
        ) { pool in
            back(pool) { dx, y, _, _, winner, g in dx[winner.0, winner.1] += g * y[winner.0, winner.1] }
        }
        check.knows(
            "i",
            "These are means of the windows. The text asks for the largest number.",
            { pool in
                PoolingAnswers(
                    pool,
                    forward: averagePooling(
                        pool.x.reshaped(to: [1, 1] + pool.x.shape), size: pool.size, stride: pool.stride,
                        padding: pool.padding
                    )[0, 0])
            }
        )
        check.knows(
            "j", .sign,
            "These are the smallest numbers of the windows."
        ) { pool in
            PoolingAnswers(
                pool,
                forward: -pooled((-pool.x, pool.size, pool.stride, pool.padding, pool.y, pool.g, pool.step)))
        }
        check.knows(
            "k",
            "Size or stride is written in the code. Both come with the call.",
            { pool in
                PoolingAnswers(pool, forward: pooled((pool.x, 2, 2, pool.padding, pool.y, pool.g, pool.step)))
            },
            { pool in
                PoolingAnswers(
                    pool, forward: pooled((pool.x, pool.size, 2, pool.padding, pool.y, pool.g, pool.step)))
            },
            { pool in
                PoolingAnswers(
                    pool, forward: pooled((pool.x, pool.size, 3, pool.padding, pool.y, pool.g, pool.step)))
            }
        )
        check.knows(
            "l",
            "The picture was not padded. The padding comes with the call."
        ) { pool in
            PoolingAnswers(
                pool, forward: pooled((pool.x, pool.size, pool.stride, 0, pool.y, pool.g, pool.step)))
        }
        check.knows(
            "m",
            "The answer does not depend on the picture.",
            { PoolingAnswers($0, forward: 0 * pooled($0)) }, { PoolingAnswers($0, backward: 0 * $0.y) },
            { PoolingAnswers($0, backward: 0 * $0.y + 1) }
        )
        check.knows(
            "n", .tie,
            "Of equals the last one won. The text says: the first in reading order."
        ) { pool in
            back(pool) { dx, y, size, start, winner, g in
                var last = winner
                for u in start.0..<start.0 + size {
                    for v in start.1..<start.1 + size where y[u, v] == y[winner.0, winner.1] { last = (u, v) }
                }
                dx[last.0, last.1] += g
            }
        }
        check.unfinished = { $0.missing }
        return check
    }

    /// Numbers from −3 to −½ and a few above, with ties: most windows hold only negative ones.
    private static func pixels(
        _ height: Int, _ width: Int, _ generator: inout SeededGenerator
    ) -> Tensor {
        let values = (0..<height * width).map { _ in
            let isPositive = Int.random(in: 0..<4, using: &generator) == 0
            return Scalar(
                isPositive
                    ? Int.random(in: 1...3, using: &generator) : Int.random(in: -6 ... -1, using: &generator))
                / 2
        }
        return Tensor(scalars: values, shape: [height, width])
    }

    /// The largest number of each window; a pixel is read through `read`, which says what stands in the padding.
    static func pooled(
        _ pool: Pool,
        _ read: (_ x: Plane, _ i: Int, _ j: Int) -> Scalar = { x, i, j in
            x.contains(i, j) ? x[i, j] : -.infinity
        }
    ) -> Tensor {
        let x = Plane(pool.x)
        let rows = (x.height + 2 * pool.padding - pool.size) / pool.stride + 1
        let columns = (x.width + 2 * pool.padding - pool.size) / pool.stride + 1
        return Plane(rows, columns) { i, j in
            var best = -Scalar.infinity
            for u in 0..<pool.size {
                for v in 0..<pool.size {
                    best = max(
                        best, read(x, pool.stride * i + u - pool.padding, pool.stride * j + v - pool.padding))
                }
            }
            return best
        }.tensor
    }

    /// Goes back through every window and lets `send` do with its winner what it will.
    static func sentBack(
        _ pool: Pool,
        _ send: (
            _ dx: inout Plane, _ y: Plane, _ size: Int, _ start: (Int, Int), _ winner: (Int, Int), _ g: Scalar
        ) -> Void
    ) -> Tensor {
        let (y, g) = (Plane(pool.y), Plane(pool.g))
        var dx = Plane(0 * pool.y)
        for i in 0..<g.height {
            for j in 0..<g.width {
                let start = (pool.step * i, pool.step * j)
                var winner = start
                for u in start.0..<start.0 + pool.size {
                    for v in start.1..<start.1 + pool.size where y[u, v] > y[winner.0, winner.1] {
                        winner = (u, v)
                    }
                }
                send(&dx, y, pool.size, start, winner, g[i, j])
            }
        }
        return dx.tensor
    }

    private static func back(
        _ pool: Pool,
        _ send: (
            _ dx: inout Plane, _ y: Plane, _ size: Int, _ start: (Int, Int), _ winner: (Int, Int), _ g: Scalar
        ) -> Void
    ) -> PoolingAnswers { PoolingAnswers(pool, backward: sentBack(pool, send)) }
}

/// What the two functions of exercise 7.6 return for one input.
struct PoolingAnswers: Sendable {
    private var forward: Tensor?
    private var backward: Tensor?
    /// The functions that are still stubs.
    private(set) var missing: [String] = []

    /// Calls the learner's functions. One stub does not hide the other function; two do.
    init(
        _ pool: Lesson07.Pool, forward: (Tensor, Int, Int, Int) throws -> Tensor,
        backward: (Tensor, Tensor, Int, Int) throws -> Tensor
    ) throws {
        do {
            self.forward = try forward(pool.x, pool.size, pool.stride, pool.padding)
        } catch let stub as NotAttempted {
            missing.append(stub.function)
        }
        do {
            self.backward = try backward(pool.y, pool.g, pool.size, pool.step)
        } catch let stub as NotAttempted {
            missing.append(stub.function)
        }
        if missing.count == 2 { throw NotAttempted(function: missing.joined(separator: ", ")) }
    }

    /// The kit's own answers, right unless told otherwise.
    init(_ pool: Lesson07.Pool, forward: Tensor? = nil, backward: Tensor? = nil) {
        self.forward = forward ?? Lesson07.pooled(pool)
        self.backward =
            backward
            ?? Lesson07.sentBack(pool) { dx, _, _, _, winner, g in dx[winner.0, winner.1] += g }
    }

    var results: [Part] {
        [("output", forward), ("gradient", backward)].compactMap { name, value in value.map { Part(name, $0) }
        }
    }
}
