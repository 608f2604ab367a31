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
    rows(of: scores, "softmax") { x, p, count in
        let shift = x[indexOfLargest(x, count)]
        if shift == -.infinity { return p.update(repeating: 0, count: count) }
        exp(of: x, minus: shift, to: p, count)
        let total = Scalar(sum(p, count))
        for i in 0..<count { p[i] /= total }
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
    rows(of: scores, "logSoftmax") { x, y, count in
        let best = indexOfLargest(x, count)
        let shift = x[best]
        exp(of: x, minus: shift, to: y, count)
        // 0, or NaN where the largest is infinite.
        y[best] = shift - shift
        let logTotal = Scalar(log1p(sum(y, count)))
        // Shift first: x − (shift + log total) would round away the digits of small differences.
        for i in 0..<count { y[i] = (x[i] - shift) - logTotal }
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
            withScratch(width) { terms in
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

/// Calls `body` for each row along the last axis, on several cores when there is enough to do: it reads `count` numbers
/// and writes as many.
private func rows(
    of x: Tensor, _ name: String,
    _ body: (_ x: UnsafePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>, _ count: Int) -> Void
) -> Tensor {
    require(x.rank > 0, "\(name): expected at least one axis, but got a scalar")
    let (size, width) = (x.size, x.shape[x.rank - 1])
    return Tensor(filling: x.shape) { y in
        x.withElements { x in
            parallel(size / width, grain: max(1, 4_096 / width)) { range in
                for row in range { body(x + row * width, y + row * width, width) }
            }
        }
    }
}
