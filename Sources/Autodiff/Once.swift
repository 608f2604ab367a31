import Tensors

/// Computes the gradients of several parents together, when the first edge asks for its own, and hands them out to the others.
final class Once<Gradients> {
    private let compute: (Tensor) -> Gradients
    private var result: Gradients?

    init(_ compute: @escaping (Tensor) -> Gradients) { self.compute = compute }

    func callAsFunction(_ dy: Tensor) -> Gradients {
        if result == nil { result = compute(dy) }
        return result!
    }
}
