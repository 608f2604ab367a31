// Binary cross-entropy of scores and its slope, each in one pass over its numbers: as a chain of operations on tensors they
// would be twenty.

/// Binary cross-entropy, −y·ln σ(z) − (1 − y)·ln(1 − σ(z)), of each score z against its y in 0…1.
///
/// Computed as y·max(−z, 0) + (1 − y)·max(z, 0) + ln(1 + e^−|z|): no logarithm meets a zero, and nothing is subtracted.
///
/// Shapes: two of one shape → the same.
public func sigmoidCrossEntropies(scores: Tensor, expected: Tensor) -> Tensor {
    inBlocks(scores, expected, "sigmoidCrossEntropies") { z, y, result, count in
        softplusBeyondRelu(of: z, to: result, count)
        for i in 0..<count { result[i] += z[i] > 0 ? (1 - y[i]) * z[i] : -y[i] * z[i] }
    }
}

/// The derivatives of `sigmoidCrossEntropies` by the scores, σ(z) − y.
///
/// With s = σ(−|z|) that is 1 − y − s where z is positive, and s − y elsewhere: for an answer that is right, where σ(z) − y
/// would be the difference of two numbers near 1, all digits are kept.
///
/// Shapes: two of one shape → the same.
public func sigmoidCrossEntropySlopes(scores: Tensor, expected: Tensor) -> Tensor {
    inBlocks(scores, expected, "sigmoidCrossEntropySlopes") { z, y, result, count in
        withUnsafeTemporaryAllocation(of: Scalar.self, capacity: count) { magnitudes in
            let magnitudes = magnitudes.baseAddress!
            for i in 0..<count { magnitudes[i] = -z[i].magnitude }
            sigmoid(of: magnitudes, to: result, count)
        }
        for i in 0..<count { result[i] = z[i] > 0 ? 1 - y[i] - result[i] : result[i] - y[i] }
    }
}

/// Fills a tensor from two of its shape, block by block: what one loop has written is still near when the next reads it.
private func inBlocks(
    _ a: Tensor, _ b: Tensor, _ name: String,
    _ fill: @Sendable (UnsafePointer<Scalar>, UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>, Int) -> Void
) -> Tensor {
    require(a.shape == b.shape, "\(name): expected two tensors of one shape, but got \(a.shape) and \(b.shape)")
    let (size, block) = (a.size, 2_048)
    return Tensor(filling: a.shape) { result in
        a.withElements { a in
            b.withElements { b in
                parallel(size, grain: 8_192) { range in
                    for start in stride(from: range.lowerBound, to: range.upperBound, by: block) {
                        fill(a + start, b + start, result + start, min(block, range.upperBound - start))
                    }
                }
            }
        }
    }
}
