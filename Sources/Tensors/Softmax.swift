#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Softmax along the last axis, pᵢ = e^sᵢ / Σⱼ e^sⱼ: turns scores into probabilities.
///
/// Shapes: [N, K] → [N, K]. Each row is shifted by its maximum first: that changes no probability, and no exponential
/// can overflow.
///
/// A score of −∞ is masked: its probability is 0. A row of nothing but −∞ gives zeros, where PyTorch gives NaN: whoever
/// may look at nothing sees nothing.
public func softmax(_ scores: Tensor) -> Tensor {
    blocks(of: scores, "softmax") { x, p, terms, rows, width in
        for row in stride(from: 0, to: rows * width, by: width) {
            let shift = largest(x + row, width)
            // −∞ − (−∞) would be NaN.
            for i in row..<row + width { terms[i] = shift == -.infinity ? shift : x[i] - shift }
        }
        exp(of: terms, minus: 0, to: p, rows * width)
        for row in stride(from: 0, to: rows * width, by: width) {
            let total = Scalar(sum(p + row, width))
            if total != 0 { for i in row..<row + width { p[i] /= total } }
        }
    }
}

/// Masked softmax along the last axis, pᵢ = mᵢ·e^sᵢ / Σⱼ mⱼ·e^sⱼ: probabilities of those scores whose mask is 1, and 0 for
/// those whose mask is 0. A row without a 1 gives zeros.
///
/// Shapes: scores [N, …, K], a mask of ones and zeros that can be broadcast to them → [N, …, K]. For attention over T steps
/// [T, T], or [N, 1, 1, T] to leave padding out.
///
/// The same as adding −∞ where the mask is 0: log 0.
public func softmax(_ scores: Tensor, mask: Tensor) -> Tensor {
    require(
        mask.scalars.allSatisfy { $0 == 0 || $0 == 1 } && broadcastShape(mask.shape, scores.shape) == scores.shape,
        "softmax: expected a mask of ones and zeros that can be broadcast to \(scores.shape), but got shape \(mask.shape) "
            + "with values from \(mask.size > 0 ? "\(mask.min()) to \(mask.max())" : "nothing"); 1 keeps a score, 0 hides it"
    )
    return softmax(scores + log(mask))
}

/// Log-softmax along the last axis, log pᵢ = sᵢ − log Σⱼ e^sⱼ, without ever forming the softmax.
///
/// Shapes: [N, K] → [N, K].
///
/// With the largest score m as shift the sum is e⁰ + Σ e^(sⱼ − m) without the largest. Its 1 is left to `log1p`: added up
/// with it, the others would lose their digits where one score is far ahead, and with them the whole loss of a sample that
/// is classified well.
public func logSoftmax(_ scores: Tensor) -> Tensor {
    blocks(of: scores, "logSoftmax") { x, y, terms, rows, width in
        for row in stride(from: 0, to: rows * width, by: width) {
            let shift = largest(x + row, width)
            // Shift first: x − (shift + log total) would round away the digits of small differences.
            for i in row..<row + width { y[i] = x[i] - shift }
        }
        exp(of: y, minus: 0, to: terms, rows * width)
        for row in stride(from: 0, to: rows * width, by: width) {
            // 0, or NaN where the largest is infinite.
            let best = row + indexOfLargest(x + row, width)
            terms[best] = y[best]
            let logTotal = Scalar(log1p(sum(terms + row, width)))
            for i in row..<row + width { y[i] -= logTotal }
        }
    }
}

/// Log-sum-exp along the last axis, log Σⱼ e^xⱼ: a smooth maximum, and the logarithm of a sum of probabilities whose
/// logarithms are known. With the largest number m as shift, m + log Σⱼ e^(xⱼ − m), no exponential overflows.
///
/// Shapes: [N, …, K] → [N, …]. A row of nothing but −∞ gives −∞, the logarithm of 0.
public func logSumExp(_ x: Tensor) -> Tensor {
    require(
        x.rank > 0 && x.shape[x.rank - 1] > 0,
        "logSumExp: expected at least one number along the last axis, but got shape \(x.shape)")
    let width = x.shape[x.rank - 1]
    let (rows, shape) = (x.size / width, Array(x.shape.dropLast()))
    return Tensor(filling: shape) { y in
        x.withElements { x in
            withScratch(width, cleared: false) { terms in
                for row in 0..<rows {
                    let x = x + row * width
                    let best = indexOfLargest(x, width)
                    exp(of: x, minus: x[best], to: terms, width)
                    terms[best] = 0
                    // An infinite largest number is the answer itself: ∞ − ∞ would make it NaN.
                    y[row] = x[best].isFinite ? x[best] + Scalar(log1p(sum(terms, width))) : x[best]
                }
            }
        }
    }
}

/// Calls `body` for a few rows along the last axis at a time, on several cores when there is enough to do: it reads
/// `rows` times `width` numbers, writes as many, and has room for its terms. An exponential of one short row alone hardly
/// fills a vector instruction ([2,708, 7]: 80 against 60 µs).
private func blocks(
    of x: Tensor, _ name: String,
    _ body: (
        _ x: UnsafePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>, _ terms: UnsafeMutablePointer<Scalar>,
        _ rows: Int, _ width: Int
    ) -> Void
) -> Tensor {
    require(x.rank > 0, "\(name): expected at least one axis, but got a scalar")
    let (size, width) = (x.size, x.shape[x.rank - 1])
    return Tensor(filling: x.shape) { y in
        x.withElements { x in
            parallel(size / width, grain: max(1, 4_096 / width)) { range in
                let step = min(range.count, max(1, 1_024 / width))
                withUnsafeTemporaryAllocation(of: Scalar.self, capacity: step * width) { terms in
                    for row in stride(from: range.lowerBound, to: range.upperBound, by: step) {
                        let rows = min(step, range.upperBound - row)
                        body(x + row * width, y + row * width, terms.baseAddress!, rows, width)
                    }
                }
            }
        }
    }
}
