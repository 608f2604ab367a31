// Changes tensors in place, several at once, in one pass over memory. Optimisers are written with these: the
// rule stands in the closure, and the compiler merges it into one loop of vector instructions.

/// Changes each element of `w`, given the element of `g` at the same place.
///
/// Shapes: all tensors have the same shape.
@inlinable
public func update(_ w: inout Tensor, with g: Tensor, _ rule: (_ w: inout Scalar, _ g: Scalar) -> Void) {
    w.withMutableElements { w, shape in
        g.withElements(of: shape) { g in
            parallel(elementCount(of: shape), grain: 32_768) { range in
                for i in range { rule(&w[i], g[i]) }
            }
        }
    }
}

/// Changes each element of `w` and of one running quantity `s`.
@inlinable
public func update(
    _ w: inout Tensor, _ s: inout Tensor, with g: Tensor,
    _ rule: (_ w: inout Scalar, _ s: inout Scalar, _ g: Scalar) -> Void
) {
    w.withMutableElements { w, shape in
        s.withMutableElements { s, _ in
            g.withElements(of: shape) { g in
                parallel(elementCount(of: shape), grain: 16_384) { range in
                    for i in range { rule(&w[i], &s[i], g[i]) }
                }
            }
        }
    }
}

/// Changes each element of `w` and of two running quantities `m` and `v`.
@inlinable
public func update(
    _ w: inout Tensor, _ m: inout Tensor, _ v: inout Tensor, with g: Tensor,
    _ rule: (_ w: inout Scalar, _ m: inout Scalar, _ v: inout Scalar, _ g: Scalar) -> Void
) {
    w.withMutableElements { w, shape in
        m.withMutableElements { m, _ in
            v.withMutableElements { v, _ in
                g.withElements(of: shape) { g in
                    parallel(elementCount(of: shape), grain: 16_384) { range in
                        for i in range { rule(&w[i], &m[i], &v[i], g[i]) }
                    }
                }
            }
        }
    }
}

extension Tensor {
    /// Calls `body` with the elements, which it may change; they are copied first only if another tensor
    /// shares them.
    @usableFromInline
    mutating func withMutableElements(_ body: (UnsafeMutablePointer<Scalar>, _ shape: [Int]) -> Void) {
        makeRowMajorAndWhole()
        let shape = shape
        storage.withUnsafeMutableBufferPointer { elements in
            if let start = elements.baseAddress { body(start, shape) }
        }
    }

    /// Calls `body` with the elements, row by row.
    @usableFromInline
    func withElements(of shape: [Int], _ body: (UnsafePointer<Scalar>) -> Void) {
        require(
            self.shape == shape, "update: expected tensors of one shape, but got \(shape) and \(self.shape)")
        let x = rowMajor()
        x.storage.withUnsafeBufferPointer { body($0.baseAddress! + x.offset) }
    }
}
