import Nabla

/// The two ends of each edge in lists of their own, as the exercise's function takes them together.
func neighborMean(x: Tensor, from: [Int], to: [Int]) throws -> Tensor {
    try neighborMean(x: x, edges: Array(zip(from, to)))
}
