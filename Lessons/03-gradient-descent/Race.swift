import Nabla

/// The race of lesson 03: optimisers of the kit on losses whose slopes are known.
enum Race {
    /// A rule, its rate and the places of its path.
    typealias Run = (name: String, rate: Scalar, path: [Tensor])

    /// The stretched bowl of the race, ½(θ₁² + 20 θ₂²).
    static func bowl(_ θ: Tensor) -> Scalar { 0.5 * (square(θ) * [1, 20]).sum() }

    /// The loss added up over all places of a path: small for a way that comes down fast and stays down.
    static func total(_ path: [Tensor]) -> Scalar { path.map(bowl).reduce(0, +) }

    /// Lets an optimiser walk, and returns its places, the start included.
    ///
    /// An optimiser reads the gradient that `backward` leaves. The loss here, the sum of θ times the slopes with
    /// the slopes held, has exactly these slopes.
    static func walk(
        from start: Tensor, steps: Int, slopes: (Tensor) -> Tensor, with make: ([Parameter]) -> any Optimizer
    ) -> [Tensor] {
        let θ = Parameter("θ", start)
        let optimizer = make([θ])
        return [start]
            + (0..<steps).map { _ in
                optimizer.zeroGradients()
                (θ * .constant(slopes(θ.value))).sum().backward()
                optimizer.step()
                return θ.value
            }
    }
}
