// 7.6 maxPool, maxPoolBackward
// points: 3
// minutes: 30
// difficulty: hard
// by hand: maxPooling, maxPoolingGradient, MaxPool2D
// hint: Which value can never be a maximum? Start there, or look only at pixels that exist.
// hint: In the backward pass find each window's winner again: its row and column in the picture, not in the window. Of equals,
//   the first in reading order.
// hint: Window [i, j] starts at row stride · i − padding. Going back, add g[i, j] to dx at the winner: with +=, because a
//   pixel may win twice.

import Exercises
import Grading
import Nabla

/// A picture to pool with padding, and one to go back through, without.
struct Pool {
    var x: Tensor, size: Int, stride: Int, padding: Int, y: Tensor, g: Tensor, step: Int

    /// The largest number of each window; or with another size, stride, padding, another first window, another value for
    /// places outside, or another choice among the numbers of a window.
    func pooled(
        size: Int? = nil, stride: Int? = nil, padding: Int? = nil, apart: Int? = nil, from start: Int? = nil,
        outside: Scalar? = nil, _ choice: ([Scalar]) -> Scalar = { $0.max() ?? -.infinity }
    ) -> Tensor {
        let (x, size, stride) = (Plane(x), size ?? self.size, stride ?? self.stride)
        let padding = padding ?? self.padding
        func count(_ extent: Int) -> Int { (extent + 2 * padding - size) / stride + 1 }
        return Plane(count(x.height), count(x.width)) { i, j in
            let (top, left) = ((apart ?? stride) * i + (start ?? -padding), (apart ?? stride) * j + (start ?? -padding))
            return choice(
                (0..<size * size).compactMap { place in
                    let (u, v) = (top + place / size, left + place % size)
                    return x.contains(u, v) ? x[u, v] : outside
                })
        }.tensor
    }

    /// A window in the backward pass, with its pixels in reading order and the first of the largest.
    struct Window {
        var start: (Int, Int), pixels: [(Int, Int)], winner: (Int, Int), g: Scalar
    }

    /// What each window sends to dx; or with windows another number of pixels apart.
    func back(
        apart: Int? = nil,
        _ send: (inout Plane, Plane, Window) -> Void = { dx, _, window in
            dx[window.winner.0, window.winner.1] += window.g
        }
    ) -> Tensor {
        let (y, g) = (Plane(y), Plane(g))
        var dx = Plane(0 * self.y)
        for place in 0..<self.g.size {
            let start = ((apart ?? step) * (place / g.width), (apart ?? step) * (place % g.width))
            let pixels = (0..<size * size).map { (start.0 + $0 / size, start.1 + $0 % size) }
            let winner = pixels.reduce(start) { y[$1.0, $1.1] > y[$0.0, $0.1] ? $1 : $0 }
            send(&dx, y, Window(start: start, pixels: pixels, winner: winner, g: g.values[place]))
        }
        return dx.tensor
    }

    /// The results of both functions, right unless told otherwise.
    func answers(_ output: Tensor? = nil, gradient: Tensor? = nil) -> WireValue {
        WireValue(parts: ["output": output ?? pooled(), "gradient": gradient ?? back()])
    }
}

let maxPool = Check<Pool, WireValue> { c in
    c.inputs { generator in
        // Once the last windows hang over below, once on the right too; and there all numbers are far below 0.
        [(4, 5, 2, 2, 1, 4, 3, 1, 0), (7, 6, 4, 3, 2, 6, 7, 2, 500)].map { sizes in
            let (height, width, size, stride, padding, rows, columns, step, depth) = sizes
            let shape = [(rows - size) / step + 1, (columns - size) / step + 1]
            return Pool(
                x: pixels(height, width, &generator) - Scalar(depth), size: size, stride: stride, padding: padding,
                y: pixels(rows, columns, &generator) - Scalar(depth), g: generator.nonZeroHalves(shape), step: step)
        }
    }
    c.shows {
        [
            Part("x forward", $0.x), Part("size", $0.size), Part("stride forward", $0.stride),
            Part("padding", $0.padding), Part("x backward", $0.y), Part("g", $0.g), Part("stride backward", $0.step),
        ]
    }
    c.calls { pool, host in
        let output = try host.ifWritten("maxPool", pool.x, pool.size, pool.stride, pool.padding)
        let gradient = try host.ifWritten("maxPoolBackward", last: true, pool.y, pool.g, pool.size, pool.step)
        return WireValue(written: ["output": output, "gradient": gradient])
    }
    c.right { $0.answers() }
    c.wrong(.startValue, "The padding wins over negative numbers. What value can never be a maximum?") {
        $0.answers($0.pooled(outside: 0))
    }
    c.wrong(
        .startValue,
        "No window is below 0: the largest so far starts at 0. A starting value must be smaller than every candidate."
    ) { $0.answers(relu($0.pooled())) }
    c.wrong(
        .startValue,
        "In the backward pass the largest so far starts at 0, so that a window of negative numbers has no winner of its own.",
        { pool in pool.answers(gradient: pool.back { $0.send($2, to: $1[$2.winner] > 0 ? $2.winner : $2.start) }) },
        { pool in pool.answers(gradient: pool.back { $0.send($2, to: $1[$2.winner] > 0 ? $2.winner : (0, 0)) }) },
        { pool in pool.answers(gradient: pool.back { if $1[$2.winner] > 0 { $0.send($2, to: $2.winner) } }) })
    c.wrong(
        .startValue,
        "The largest so far starts at a low number, but all of a window may be lower still. Start with −∞, or with the window's first number.",
        { $0.answers(maximum($0.pooled(), Tensor(-10))) }, { $0.answers(maximum($0.pooled(), Tensor(-100))) },
        { pool in pool.answers(gradient: pool.back { $0.send($2, to: $1[$2.winner] > -100 ? $2.winner : $2.start) }) },
        { pool in pool.answers(gradient: pool.back { $0.send($2, to: $1[$2.winner] > -100 ? $2.winner : (0, 0)) }) },
        { pool in pool.answers(gradient: pool.back { if $1[$2.winner] > -100 { $0.send($2, to: $2.winner) } }) })
    c.wrong("The stride is not used: the output is too large. How far apart are two windows?") {
        $0.answers($0.pooled(stride: 1))
    }
    c.wrong(
        "There is the right number of windows, but they start one pixel apart. Window [i, j] starts stride · i rows down.",
        { $0.answers($0.pooled(apart: 1)) }, { $0.answers(gradient: $0.back(apart: 1)) },
        { $0.answers($0.pooled(apart: 1), gradient: $0.back(apart: 1)) })
    c.wrong(
        "The padding is in the size of the output, not in the places of the windows. The first one starts before the picture.",
        { $0.answers($0.pooled(from: 0)) })
    c.wrong(
        "The gradients land in the upper left corner: the place within the window was taken for a place in the picture. They differ by the start of the window."
    ) { pool in
        pool.answers(
            gradient: pool.back { $0.send($2, to: ($2.winner.0 - $2.start.0, $2.winner.1 - $2.start.1)) })
    }
    c.wrong("The gradients land where the output stands, at [i, j]. They belong to the winner of the window.") { pool in
        pool.answers(gradient: pool.back { $0.send($2, to: ($2.start.0 / pool.step, $2.start.1 / pool.step)) })
    }
    c.wrong(.tie, "Every tied pixel gets the whole gradient. The total that arrives must equal the total sent.") {
        pool in
        pool.answers(
            gradient: pool.back { dx, y, window in
                for pixel in window.pixels where y[pixel] == y[window.winner] { dx.send(window, to: pixel) }
            })
    }
    c.wrong(
        .accumulate, "A pixel that wins twice keeps only the last gradient. It collects from both windows."
    ) { pool in pool.answers(gradient: pool.back { $0[$2.winner] = $2.g }) }
    c.wrong(
        .valueOrSlope,
        "The gradient was spread over the window: that is the gradient of a mean. Who influenced the output?",
        { pool in
            pool.answers(
                gradient: pool.back { dx, _, window in
                    for pixel in window.pixels { dx[pixel] += window.g / Scalar(window.pixels.count) }
                })
        },
        { pool in
            pool.answers(
                gradient: pool.back { dx, _, window in for pixel in window.pixels { dx.send(window, to: pixel) } })
        })
    c.wrong(
        .valueOrSlope,
        "The gradient was multiplied with the maximum. The winner is passed on as it is: its derivative is 1."
    ) { pool in pool.answers(gradient: pool.back { $0[$2.winner] += $2.g * $1[$2.winner] }) }
    c.wrong(
        "These are means of the windows. The text asks for the largest number.",
        { pool in pool.answers(pool.pooled(outside: 0) { Tensor($0).mean() }) },
        { pool in pool.answers(pool.pooled { Tensor($0).mean() }) })
    c.wrong(.sign, "These are the smallest numbers of the windows.") { $0.answers($0.pooled { $0.min()! }) }
    c.wrong(
        "Size or stride is written in the code. Both come with the call.",
        { $0.answers($0.pooled(size: 2, stride: 2)) }, { $0.answers($0.pooled(stride: 2)) },
        { $0.answers($0.pooled(stride: 3)) })
    c.wrong("The picture was not padded. The padding comes with the call.") { $0.answers($0.pooled(padding: 0)) }
    c.wrong(
        "The answer does not depend on the picture.", { $0.answers(0 * $0.pooled()) },
        { $0.answers(gradient: 0 * $0.y) }, { $0.answers(gradient: 0 * $0.y + 1) })
    c.wrong(.tie, "Of equals the last one won. The text says: the first in reading order.") { pool in
        pool.answers(
            gradient: pool.back { dx, y, window in
                dx.send(window, to: window.pixels.last { y[$0] == y[window.winner] }!)
            })
    }
}

extension Plane {
    fileprivate subscript(pixel: (Int, Int)) -> Scalar {
        get { self[pixel.0, pixel.1] }
        set { self[pixel.0, pixel.1] = newValue }
    }

    fileprivate mutating func send(_ window: Pool.Window, to pixel: (Int, Int)) { self[pixel] += window.g }
}

/// Numbers from −3 to −½ and a few above, with ties: most windows hold only negative ones.
private func pixels(_ height: Int, _ width: Int, _ generator: inout SeededGenerator) -> Tensor {
    let values = (0..<height * width).map { _ in
        let isPositive = Int.random(in: 0..<4, using: &generator) == 0
        return Scalar(Int.random(in: isPositive ? 1...3 : -6 ... -1, using: &generator)) / 2
    }
    return Tensor(scalars: values, shape: [height, width])
}
