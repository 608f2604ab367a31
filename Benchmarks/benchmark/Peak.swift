import Nabla

/// The multiply-add peak of one core, and each kernel's share of it: `benchmark peak`.
///
/// The peak is that of a loop in registers: twelve sums that do not wait for each other. What a kernel does is counted by the
/// multiply-adds that its result needs; whatever it does besides, such as framing images or packing weights, lowers its share.
func peak(_ options: Options) -> String {
    LinearAlgebraLibrary.threads = 1
    let peak = max(registerSpeed(8, eightLanes), registerSpeed(16, sixteenLanes))
    var lines = [
        "one core, registers of \(LinearAlgebraLibrary.registerBits) bits, OpenBLAS's \(LinearAlgebraLibrary.coreName) kernels",
        line("multiply-adds in registers", peak, of: peak),
    ]
    var generator = SeededGenerator(seed: options.seed)
    func draw(_ shape: [Int]) -> Tensor { Tensor(randomNormal: shape, using: &generator) }
    func measure(_ name: String, _ multiplyAdds: Int, _ work: () -> Void) {
        lines.append(line(name, 2 * Double(multiplyAdds) / leastSeconds(work) / 1e9, of: peak))
    }

    for (m, k, n, library) in [(128, 784, 512, ""), (8, 784, 512, ""), (1000, 1000, 1000, " (OpenBLAS)")] {
        let (a, b) = (draw([m, k]), draw([k, n]))
        measure("matrix product \(m)·\(k)·\(n)\(library)", m * k * n) { _ = matmul(a, b) }
    }
    for (inputs, outputs, size) in [(16, 16, 28), (32, 64, 14), (64, 64, 7)] {
        let (x, weight) = (draw([64, inputs, size, size]), draw([outputs, inputs, 3, 3]))
        let dy = draw([64, outputs, size, size])
        let multiplyAdds = 64 * size * size * outputs * inputs * 9
        measure("convolution 3×3, \(inputs) → \(outputs), \(size)×\(size)", multiplyAdds) {
            _ = convolution(x, weight, padding: 1)
        }
        measure("  gradient of its weights", multiplyAdds) {
            _ = convolutionWeightGradient(x, dy, weightShape: weight.shape, padding: 1)
        }
        measure("  gradient of its images", multiplyAdds) {
            _ = convolutionInputGradient(dy, weight, inputShape: x.shape, padding: 1)
        }
    }
    let (steps, features, units) = (64, 64, 256)
    let (input, weight) = (draw([features, 4 * units]) * 0.05, draw([units, 4 * units]) * 0.05)
    let bias = draw([4 * units])
    for samples in [32, 1] {
        let (x, dy, start) = (
            draw([samples, steps, features]), draw([samples, steps, units]), draw([samples, units])
        )
        func forward() -> RecurrentCache {
            recurrentForward(
                .lstm, x, inputWeight: input, bias: bias, weight: weight, recurrentBias: nil,
                hidden: start, cell: start)
        }
        let cache = forward()
        let products = samples * steps * 4 * units
        measure("LSTM, \(samples) × \(steps) steps, \(features) → \(units)", products * (features + units)) {
            _ = forward()
        }
        measure("  back through time", products * units) {
            _ = recurrentBackward(.lstm, cache, weight: weight, outputGradient: dy, lastCellGradient: nil)
        }
    }
    return lines.joined(separator: "\n")
}

private func line(_ name: String, _ speed: Double, of peak: Double) -> String {
    let (billions, share) = (Int(speed.rounded()), Int((100 * speed / peak).rounded()))
    return name.padding(toLength: 52, withPad: " ", startingAt: 0) + "\(billions) GFLOP/s, \(share) %"
}

/// Billions of operations a second in a loop that touches no memory; a multiply-add counts as two.
private func registerSpeed(_ lanes: Int, _ loop: (Int) -> Scalar) -> Double {
    let rounds = 1_000_000
    var sum: Scalar = 0
    let seconds = leastSeconds { sum += loop(rounds) }
    return sum > 0 ? Double(2 * 12 * lanes * rounds) / seconds / 1e9 : 0
}

@inline(never)
private func eightLanes(_ rounds: Int) -> Scalar { multiplyAdds(SIMD8<Scalar>.self, rounds) }

@inline(never)
private func sixteenLanes(_ rounds: Int) -> Scalar { multiplyAdds(SIMD16<Scalar>.self, rounds) }

@inline(__always)
private func multiplyAdds<Lanes: SIMD>(_ lanes: Lanes.Type, _ rounds: Int) -> Scalar where Lanes.Scalar == Scalar {
    var (a, b, c, d, e, f) = (Lanes(), Lanes(), Lanes(), Lanes(), Lanes(), Lanes())
    var (g, h, i, j, k, l) = (a, b, c, d, e, f)
    let (x, y) = (Lanes(repeating: Scalar(rounds)), Lanes(repeating: 1 / Scalar(rounds)))
    for _ in 0..<rounds {
        a.addProduct(x, y)
        b.addProduct(x, y)
        c.addProduct(x, y)
        d.addProduct(x, y)
        e.addProduct(x, y)
        f.addProduct(x, y)
        g.addProduct(x, y)
        h.addProduct(x, y)
        i.addProduct(x, y)
        j.addProduct(x, y)
        k.addProduct(x, y)
        l.addProduct(x, y)
    }
    return ((a + b + c) + (d + e + f) + (g + h + i) + (j + k + l)).sum()
}

/// The least time of a call, over a quarter of a second and at least seven calls.
private func leastSeconds(_ work: () -> Void) -> Double {
    work()
    var (least, total, calls) = (Double.infinity, 0.0, 0)
    while total < 0.25 || calls < 7 {
        let seconds = time(work)
        (least, total, calls) = (min(least, seconds), total + seconds, calls + 1)
    }
    return least
}
