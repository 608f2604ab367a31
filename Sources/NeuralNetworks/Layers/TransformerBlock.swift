import Autodiff
import Tensors

/// Transformer block: self-attention, which moves information between places, and a feed-forward network, which works
/// on every place by itself, each with a residual connection and layer normalization.
///
///     x ← x + attention(norm(x))                 norm first (pre-norm), the default
///     x ← x + W₂·relu(W₁·norm(x) + b₁) + b₂
///
///     x ← norm(x + attention(x))                 norm last (post-norm), as first published
///     x ← norm(x + W₂·relu(W₁·x + b₁) + b₂)
///
/// With the norm first the residual path from the last block to the first is never normalized, and deep stacks train
/// without warm-up (Xiong et al. 2020). A causal block is a decoder's, any other an encoder's.
///
/// Shapes: x [N, T, D] → [N, T, D]. Parameters: 4·(D² + D) + 2·D·F + F + D + 4·D, with F hidden units.
///
/// With the same weights it returns what PyTorch's `TransformerEncoderLayer` without dropout returns. Source: Vaswani
/// et al. 2017, section 3.1.
public final class TransformerBlock: Layer {
    /// Where layer normalization stands: before each branch, or after each sum.
    public enum Norm: Sendable { case first, last }

    public let attention: MultiHeadAttention
    public let hidden: Dense
    public let output: Dense
    public let norms: [LayerNorm]
    public let norm: Norm

    public init(
        _ features: Int, heads: Int = 1, hidden units: Int, norm: Norm = .first, isCausal: Bool = false,
        scale: Scalar? = nil, initializer: Initializer = .glorotUniform, using generator: inout SeededGenerator
    ) {
        attention = MultiHeadAttention(
            features, heads: heads, isCausal: isCausal, scale: scale, initializer: initializer, using: &generator)
        hidden = Dense(features, units, initializer: initializer, using: &generator)
        output = Dense(units, features, initializer: initializer, using: &generator)
        norms = [LayerNorm(features), LayerNorm(features)]
        self.norm = norm
    }

    public func callAsFunction(_ x: Variable, mode: Mode) -> Variable {
        forward(x, mask: nil, mode: mode).output
    }

    /// The output with the weights of the attention [N, H, T, T], hiding what a mask hides.
    public func forward(
        _ x: Variable, mask: Tensor? = nil, mode: Mode
    ) -> (output: Variable, weights: Variable) {
        let attended = norm == .first ? norms[0](x, mode: mode) : x
        let (change, weights) = attention.attend(attended, to: attended, mask: mask, mode: mode)
        switch norm {
        case .first:
            let sum = x + change
            return (sum + feedForward(norms[1](sum, mode: mode), mode: mode), weights)
        case .last:
            let sum = norms[0](x + change, mode: mode)
            return (norms[1](sum + feedForward(sum, mode: mode), mode: mode), weights)
        }
    }

    private func feedForward(_ x: Variable, mode: Mode) -> Variable {
        output(relu(hidden(x, mode: mode)), mode: mode)
    }

    public var children: [(name: String, layer: any Layer)] {
        [
            ("attention", attention), ("hidden", hidden), ("output", output), ("norms.0", norms[0]),
            ("norms.1", norms[1]),
        ]
    }

    public var description: String {
        "TransformerBlock(\(norms[0].scale.shape[0]), heads: \(attention.heads), hidden: \(hidden.bias.shape[0])"
            + "\(norm == .first ? "" : ", norm last")\(attention.isCausal ? ", causal" : ""))"
    }
}
