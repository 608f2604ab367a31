/// Standardization along the last axis, x̂ = (x − mean) / √(variance + ε): each row gets mean 0 and standard deviation 1.
/// Mean and variance are added up in 64 bits, so that no square overflows and no small difference of large numbers is lost.
///
/// Shapes: x [N, …, D] → x̂ [N, …, D], and 1/√(variance + ε) of each row, [N·…].
public func standardized(_ x: Tensor, epsilon: Scalar) -> (values: Tensor, inverseDeviations: Tensor) {
    require(
        x.rank > 0 && x.shape[x.rank - 1] > 0,
        "standardized: expected at least one number along the last axis, but got shape \(x.shape)")
    let width = x.shape[x.rank - 1]
    var inverse = [Scalar](repeating: 0, count: x.size / width)
    let values = Tensor(filling: x.shape) { y in
        x.withElements { x in
            inverse.withUnsafeMutableBufferPointer { inverse in
                // No two cores write to one row.
                nonisolated(unsafe) let inverse = inverse
                parallel(inverse.count, grain: max(1, 8_192 / width)) { range in
                    for row in range {
                        let (x, y) = (x + row * width, y + row * width)
                        let mean = sum(x, width) / Double(width)
                        let scale = 1 / deviation(x, width, mean, Double(epsilon))
                        for j in 0..<width { y[j] = Scalar((Double(x[j]) - mean) * scale) }
                        inverse[row] = Scalar(scale)
                    }
                }
            }
        }
    }
    return (values, Tensor(inverse))
}

/// Layer normalization in one pass, y = γ·x̂ + β with x̂ as in `standardized`, to the bit: for inference, where nobody needs x̂.
///
/// Shapes: x [N, …, D], γ and β [D] → [N, …, D].
public func layerNormalized(_ x: Tensor, scale: Tensor, shift: Tensor, epsilon: Scalar) -> Tensor {
    require(
        x.rank > 0 && x.shape[x.rank - 1] > 0 && scale.shape == [x.shape[x.rank - 1]] && shift.shape == scale.shape,
        "layerNormalized: expected x [N, …, D] with a scale and a shift [D], but got \(x.shape), \(scale.shape) and "
            + "\(shift.shape)")
    let width = x.shape[x.rank - 1]
    let rows = x.size / width
    return Tensor(filling: x.shape) { y in
        x.withElements { x in
            scale.withElements { γ in
                shift.withElements { β in
                    parallel(rows, grain: max(1, 8_192 / width)) { range in
                        for row in range {
                            let (x, y) = (x + row * width, y + row * width)
                            let mean = sum(x, width) / Double(width)
                            let inverse = 1 / deviation(x, width, mean, Double(epsilon))
                            for j in 0..<width {
                                y[j] = Scalar((Double(x[j]) - mean) * inverse) * γ[j] + β[j]
                            }
                        }
                    }
                }
            }
        }
    }
}

/// √(variance + ε) of a row. Where a square is too large for 64 bits, the numbers are brought near to 1 first.
private func deviation(_ x: UnsafePointer<Scalar>, _ count: Int, _ mean: Double, _ epsilon: Double) -> Double {
    let variance = sumOfSquares(x, count, around: mean, times: 1) / Double(count)
    if variance < .infinity || !mean.isFinite { return (variance + epsilon).squareRoot() }
    var largest = 0.0
    for j in 0..<count { largest = max(largest, (Double(x[j]) - mean).magnitude) }
    let scaled = sumOfSquares(x, count, around: mean, times: 1 / largest) / Double(count)
    return largest * (scaled + epsilon / largest / largest).squareRoot()
}

/// The gradient of `standardized` with respect to its input: r·(dx̂ − mean(dx̂) − x̂·mean(dx̂·x̂)) in each row, with r = 1/√(variance + ε).
///
/// Shapes: dx̂ and x̂ [N, …, D], r [N·…] → [N, …, D].
public func standardizedGradient(_ gradient: Tensor, values: Tensor, inverseDeviations: Tensor) -> Tensor {
    let width = values.shape[values.rank - 1]
    return Tensor(filling: values.shape) { dx in
        gradient.withElements { g in
            values.withElements { y in
                inverseDeviations.withElements { inverse in
                    parallel(inverseDeviations.size, grain: max(1, 8_192 / width)) { range in
                        for row in range {
                            let (g, y, dx) = (g + row * width, y + row * width, dx + row * width)
                            let mean = Scalar(sum(g, width) / Double(width))
                            let slope = Scalar(sumOfProducts(g, y, width) / Double(width))
                            let scale = inverse[row]
                            for j in 0..<width { dx[j] = scale * (g[j] - mean - y[j] * slope) }
                        }
                    }
                }
            }
        }
    }
}
