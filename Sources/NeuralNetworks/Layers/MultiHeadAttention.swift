import Autodiff
import Tensors

/// Scaled dot-product attention: softmax(Q·Kᵀ / √D)·V. Every query scores every key; softmax makes the scores of one
/// query weights, and the values are averaged with them.
///
/// The mask is 1 where a query may look, 0 where it may not; a query that may look at nothing gets zeros. A lower triangle
/// [T, T] hides the future (`causalMask`), [N, 1, S] hides padding. Scores are multiplied by `scale`, 1/√D unless given.
///
/// Shapes: queries [N, …, T, D], keys [N, …, S, D], values [N, …, S, E], a mask that can be broadcast to [N, …, T, S] →
/// output [N, …, T, E], weights [N, …, T, S], whose rows sum to 1. Source: Vaswani et al. 2017, equation 1.
public func attention(
    queries: Variable, keys: Variable, values: Variable, mask: Tensor? = nil, scale: Scalar? = nil
) -> (output: Variable, weights: Variable) {
    let (q, k, v) = (queries.shape, keys.shape, values.shape)
    require(
        q.count >= 2 && k.count == q.count && v.count == q.count && q.last == k.last && q.last! > 0
            && k.dropLast() == v.dropLast() && q.dropLast(2) == k.dropLast(2),
        "attention: expected queries [N, …, T, D], keys [N, …, S, D] and values [N, …, S, E], but got \(q), \(k) and "
            + "\(v); queries and keys need the same width, keys and values the same number of places")
    let keysAcross = keys.transposed(permutation: Array(0..<(k.count - 2)) + [k.count - 1, k.count - 2])
    let scores = matmul(queries, keysAcross) * (scale ?? 1 / Scalar(q.last!).squareRoot())
    let weights = mask.map { softmax(scores, mask: $0) } ?? softmax(scores)
    return (matmul(weights, values), weights)
}

/// Causal mask: 1 where the key is not later than the query, 0 in the future. Shape: [T, T], a lower triangle.
public func causalMask(_ steps: Int) -> Tensor {
    require(steps > 0, "causalMask: expected at least one step, but got \(steps)")
    return Tensor(
        scalars: (0..<steps).flatMap { query in (0..<steps).map { $0 <= query ? 1 : 0 } }, shape: [steps, steps])
}

/// Multi-head attention: several attentions side by side, each in features of its own.
///
///     headᵢ = softmax(Qᵢ·Kᵢᵀ / √(D/H))·Vᵢ          Q = x·W + b, and so K and V from the context
///     y = [head₁ … head_H]·W + b
///
/// A head has one softmax, so that it looks at one thing; H heads look at H. The D features of Q, K and V are cut into
/// H blocks of D/H neighbours. Called as a layer the context is x itself (self-attention); `attend` takes another one
/// (cross-attention), and a mask.
///
/// Shapes: x [N, T, D] → [N, T, D]; context [N, S, D]; mask [T, S] or any shape that can be broadcast to [N, H, T, S].
///
/// The four weights [D, D] are drawn by `initializer`, Glorot uniform by default, the biases start at 0. The bias
/// of the keys stays there: it adds one number to all scores of a query, which softmax does not see. With the same
/// weights the layer returns what PyTorch's `MultiheadAttention` returns. Source: Vaswani et al. 2017, section 3.2.2.
public final class MultiHeadAttention: Layer {
    public let query: Dense
    public let key: Dense
    public let value: Dense
    public let output: Dense
    public let heads: Int
    /// Whether a place of the layer's own input sees itself and what is before it only.
    public let isCausal: Bool
    /// What scores are multiplied by; 1/√(D/H) unless given.
    public let scale: Scalar?

    public init(
        _ features: Int, heads: Int = 1, isCausal: Bool = false, scale: Scalar? = nil,
        initializer: Initializer = .glorotUniform, using generator: inout SeededGenerator
    ) {
        require(
            features > 0 && heads > 0 && features % heads == 0,
            "MultiHeadAttention: expected features that can be cut into equal heads, but got \(features) features and "
                + "\(heads) heads; try \(heads * Swift.max(1, features / Swift.max(1, heads))) features")
        func dense() -> Dense { Dense(features, features, initializer: initializer, using: &generator) }
        (query, key, value, output) = (dense(), dense(), dense(), dense())
        (self.heads, self.isCausal, self.scale) = (heads, isCausal, scale)
    }

    /// Self-attention: every place of x looks at x.
    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        attend(x, to: x, mask: nil, mode: mode).output
    }

    /// Attention of x to a context, with its weights [N, H, T, S]. A causal layer hides the future as well as what the
    /// mask hides.
    public func attend(
        _ x: Variable, to context: Variable, mask: Tensor? = nil, mode: Mode
    ) -> (output: Variable, weights: Variable) {
        for shape in [x.shape, context.shape] {
            require(
                shape.count == 3 && shape[2] == features && shape[0] == x.shape[0],
                "\(description): expected an input [N, T, \(features)] and a context [N, S, \(features)], but got "
                    + "\(x.shape) and \(context.shape); the last axis is the features axis")
        }
        require(
            !isCausal || x.shape[1] == context.shape[1],
            "\(description): expected a context of \(x.shape[1]) places, as many as the input has, but got "
                + "\(context.shape[1]); only a sequence that looks at itself has a future")
        var seen = mask
        if isCausal { seen = seen.map { $0 * causalMask(x.shape[1]) } ?? causalMask(x.shape[1]) }
        let (heads, weights) = attention(
            queries: split(query(x, mode: mode)), keys: split(key(context, mode: mode)),
            values: split(value(context, mode: mode)), mask: seen, scale: scale)
        return (output(joined(heads), mode: mode), weights)
    }

    /// [N, T, D] → [N, H, T, D/H]: a block of features for each head.
    private func split(_ x: Variable) -> Variable {
        x.reshaped(to: [x.shape[0], x.shape[1], heads, features / heads]).transposed(permutation: [0, 2, 1, 3])
    }

    /// [N, H, T, D/H] → [N, T, D]: the blocks side by side.
    private func joined(_ x: Variable) -> Variable {
        x.transposed(permutation: [0, 2, 1, 3]).reshaped(to: [x.shape[0], x.shape[2], features])
    }

    private var features: Int { query.weight.shape[0] }

    public var children: [(name: String, layer: any Layer)] {
        [("query", query), ("key", key), ("value", value), ("output", output)]
    }

    public var description: String {
        "MultiHeadAttention(\(features), heads: \(heads)\(isCausal ? ", causal" : ""))"
    }
}
