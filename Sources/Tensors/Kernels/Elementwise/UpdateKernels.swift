// Changes tensors in place, several at once, in one pass over memory. Optimisers are written with these.

/// How an optimiser changes one weight.
///
/// A rule is a type, so that the compiler can merge it with the loop into vector instructions. While it runs, denormal
/// numbers count as zero (see `withDenormalsFlushed`).
public protocol UpdateRule: Sendable {
    /// Changes the weight `w`, given its gradient `g`. `a` and `b` are what the rule remembers of this weight from
    /// step to step; a rule that remembers less leaves them alone.
    func callAsFunction(_ w: inout Scalar, _ a: inout Scalar, _ b: inout Scalar, _ g: Scalar)
}

/// Applies a rule without memory to every element.
///
/// Shapes: all tensors have the same shape.
@inlinable
public func update(_ w: inout Tensor, with g: Tensor, _ rule: some UpdateRule) {
    let size = w.size
    w.withMutableElements(like: g) { w in
        g.withElements { g in
            parallel(size, grain: 32_768, flushingDenormals: true) { range in
                var (a, b): (Scalar, Scalar) = (0, 0)
                for i in range { rule(&w[i], &a, &b, g[i]) }
            }
        }
    }
}

/// Applies a rule that remembers one number for each weight.
@inlinable
public func update(_ w: inout Tensor, _ a: inout Tensor, with g: Tensor, _ rule: some UpdateRule) {
    let size = w.size
    w.withMutableElements(like: g) { w in
        a.withMutableElements(like: g) { a in
            g.withElements { g in
                parallel(size, grain: 16_384, flushingDenormals: true) { range in
                    var b: Scalar = 0
                    for i in range { rule(&w[i], &a[i], &b, g[i]) }
                }
            }
        }
    }
}

/// Applies a rule that remembers two numbers for each weight.
@inlinable
public func update(
    _ w: inout Tensor, _ a: inout Tensor, _ b: inout Tensor, with g: Tensor, _ rule: some UpdateRule
) {
    let size = w.size
    w.withMutableElements(like: g) { w in
        a.withMutableElements(like: g) { a in
            b.withMutableElements(like: g) { b in
                g.withElements { g in
                    parallel(size, grain: 16_384, flushingDenormals: true) { range in
                        for i in range { rule(&w[i], &a[i], &b[i], g[i]) }
                    }
                }
            }
        }
    }
}

/// The nearest number to `g` whose square is no overflow, nor the sum of a few hundred such squares: within ±2⁶⁰ in 32
/// bits, ±2⁵⁰⁸ in 64. Infinity and NaN stay: a mistake should stay visible.
@inlinable @inline(__always)
public func squarable(_ g: Scalar) -> Scalar {
    #if NABLA_DOUBLE
        let limit: Scalar = 0x1p508
    #else
        let limit: Scalar = 0x1p60
    #endif
    return g.magnitude > limit && g.magnitude < .infinity ? (g < 0 ? -limit : limit) : g
}
