/// A kind of recurrent cell.
public enum RecurrentKind: String, Sendable {
    /// h′ = tanh(x·W + h·U + b)
    case rnn = "RNN"
    /// Long short-term memory: gates i, f, o and a cell state c that is updated additively.
    case lstm = "LSTM"
    /// Gated recurrent unit: gates r and z.
    case gru = "GRU"

    /// How many blocks of H columns its weights have.
    public var blocks: Int { kernel.blocks }

    var kernel: any CellKernel {
        switch self {
        case .rnn: RNNKernel()
        case .lstm: LSTMKernel()
        case .gru: GRUKernel()
        }
    }
}

/// One time step of one sample, forward and backward.
///
/// Letters: H units, B blocks, h hidden state, c cell state, p the preactivations (x·W + b + h·U), k what is cached for the
/// backward pass. Where a cell has a separate hidden projection, p is the input's projection (x·W + b) and q the hidden
/// one (h·U + its bias); elsewhere q is not used. Every pointer is to H numbers or a multiple of H.
protocol CellKernel: Sendable {
    /// Blocks of H columns in the weights.
    var blocks: Int { get }
    /// Numbers cached for each unit and step.
    var cacheSize: Int { get }
    /// Whether the cell treats p and q differently. Otherwise their gradients are the same.
    var hasSeparateHiddenProjection: Bool { get }
    /// Computes, of some of the units, the next h and c from p [B·H] and q [B·H], c in place, and fills k. May change q.
    func forward(_ p: In, _ q: Out, _ h: In, next: Out, _ c: Out, _ k: Out, units: Int, _ range: Range<Int>)
    /// Receives dh and dc of this step's results. Writes dp [B·H], and dq [B·H] where the hidden projection is separate;
    /// leaves in dc the gradient of the cell state before, and in dh what reaches the hidden state before without passing
    /// through U.
    func backward(_ k: In, _ before: In, _ dh: Out, _ dc: Out, _ dp: Out, _ dq: Out, units: Int)

    typealias In = UnsafePointer<Scalar>
    typealias Out = UnsafeMutablePointer<Scalar>
}

/// h′ = tanh(p). Cached: h′.
private struct RNNKernel: CellKernel {
    let blocks = 1
    let cacheSize = 1
    let hasSeparateHiddenProjection = false

    func forward(_ p: In, _ q: Out, _ h: In, next: Out, _ c: Out, _ k: Out, units: Int, _ range: Range<Int>) {
        tanh(of: p, to: k, range)
        for j in range { next[j] = k[j] }
    }

    func backward(_ k: In, _ before: In, _ dh: Out, _ dc: Out, _ dp: Out, _ dq: Out, units: Int) {
        for j in 0..<units {
            dp[j] = dh[j] * (1 - k[j] * k[j])
            dh[j] = 0
        }
    }
}

/// c′ = f·c + i·g, h′ = o·tanh(c′). Blocks: i, f, g, o. Cached: i, f, g, o, c, tanh(c′).
private struct LSTMKernel: CellKernel {
    let blocks = 4
    let cacheSize = 6
    let hasSeparateHiddenProjection = false

    func forward(_ p: In, _ q: Out, _ h: In, next: Out, _ c: Out, _ k: Out, units: Int, _ range: Range<Int>) {
        let (i, f, g, o) = (k, k + units, k + 2 * units, k + 3 * units)
        let (before, tanhCell) = (k + 4 * units, k + 5 * units)
        sigmoid(of: p, to: i, range)
        sigmoid(of: p + units, to: f, range)
        tanh(of: p + 2 * units, to: g, range)
        sigmoid(of: p + 3 * units, to: o, range)
        for j in range {
            before[j] = c[j]
            c[j] = f[j] * c[j] + i[j] * g[j]
        }
        tanh(of: c, to: tanhCell, range)
        for j in range { next[j] = o[j] * tanhCell[j] }
    }

    func backward(_ k: In, _ before: In, _ dh: Out, _ dc: Out, _ dp: Out, _ dq: Out, units: Int) {
        let (i, f, g, o) = (k, k + units, k + 2 * units, k + 3 * units)
        let (before, tanhCell) = (k + 4 * units, k + 5 * units)
        let (di, df, dg, dOut) = (dp, dp + units, dp + 2 * units, dp + 3 * units)
        for j in 0..<units {
            // The cell state is used twice: for h′ and for the next cell state.
            let d = dc[j] + dh[j] * o[j] * (1 - tanhCell[j] * tanhCell[j])
            di[j] = d * g[j] * i[j] * (1 - i[j])
            df[j] = d * before[j] * f[j] * (1 - f[j])
            dg[j] = d * i[j] * (1 - g[j] * g[j])
            dOut[j] = dh[j] * tanhCell[j] * o[j] * (1 - o[j])
            dc[j] = d * f[j]
            dh[j] = 0
        }
    }
}

/// n = tanh(p + r·q), h′ = (1 − z)·n + z·h. Blocks: r, z, n. Cached: r, z, n, and q of the block n.
private struct GRUKernel: CellKernel {
    let blocks = 3
    let cacheSize = 4
    let hasSeparateHiddenProjection = true

    func forward(_ p: In, _ q: Out, _ h: In, next: Out, _ c: Out, _ k: Out, units: Int, _ range: Range<Int>) {
        let (r, z, n, hiddenProjection) = (k, k + units, k + 2 * units, k + 3 * units)
        let (pz, qz, pn, qn) = (p + units, q + units, p + 2 * units, q + 2 * units)
        for j in range {
            q[j] += p[j]
            qz[j] += pz[j]
        }
        sigmoid(of: q, to: r, range)
        sigmoid(of: qz, to: z, range)
        for j in range {
            hiddenProjection[j] = qn[j]
            qn[j] = pn[j] + r[j] * qn[j]
        }
        tanh(of: qn, to: n, range)
        for j in range { next[j] = (1 - z[j]) * n[j] + z[j] * h[j] }
    }

    func backward(_ k: In, _ before: In, _ dh: Out, _ dc: Out, _ dp: Out, _ dq: Out, units: Int) {
        let (r, z, n, hiddenProjection) = (k, k + units, k + 2 * units, k + 3 * units)
        let (dr, dz, dn) = (dp, dp + units, dp + 2 * units)
        for j in 0..<units {
            dz[j] = dh[j] * (before[j] - n[j]) * z[j] * (1 - z[j])
            dn[j] = dh[j] * (1 - z[j]) * (1 - n[j] * n[j])
            dr[j] = dn[j] * hiddenProjection[j] * r[j] * (1 - r[j])
            dh[j] *= z[j]
        }
        for j in 0..<(2 * units) { dq[j] = dp[j] }
        let dqn = dq + 2 * units
        for j in 0..<units { dqn[j] = dn[j] * r[j] }
    }
}

private func sigmoid(of x: UnsafePointer<Scalar>, to y: UnsafeMutablePointer<Scalar>, _ range: Range<Int>) {
    sigmoid(of: x + range.lowerBound, to: y + range.lowerBound, range.count)
}

private func tanh(of x: UnsafePointer<Scalar>, to y: UnsafeMutablePointer<Scalar>, _ range: Range<Int>) {
    tanh(of: x + range.lowerBound, to: y + range.lowerBound, range.count)
}
