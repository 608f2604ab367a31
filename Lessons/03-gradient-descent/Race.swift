import Nabla

/// The stretched bowl of the race, ½(θ₁² + 20 θ₂²), and the kit's own optimisers on it.
enum Race {
    static func bowl(_ θ: Tensor) -> Scalar { 0.5 * (square(θ) * [1, 20]).sum() }

    /// The loss added up over all places of a path: small for a way that comes down fast and stays down.
    static func total(_ path: [Tensor]) -> Scalar { path.map(bowl).reduce(0, +) }

    /// The largest difference between the places that the page's rules and the kit's optimisers visit.
    static func differenceFromTheKit(_ rule: (String, Scalar) -> (Tensor) -> Tensor) -> Scalar {
        let kit: [(name: String, rate: Scalar, make: ([Parameter]) -> any Optimizer)] = [
            ("plain", 0.05, { SGD($0, learningRate: 0.05) }),
            ("momentum", 0.02, { SGD($0, learningRate: 0.02, momentum: 0.9) }),
            ("Nesterov", 0.02, { SGD($0, learningRate: 0.02, momentum: 0.9, nesterov: true) }),
            ("AdaGrad", 2, { AdaGrad($0, learningRate: 2, initialSum: 0) }),
            ("RMSProp", 0.3, { RMSProp($0, learningRate: 0.3) }),
            ("Adam", 0.6, { Adam($0, learningRate: 0.6) }),
        ]
        return kit.map { name, rate, make in
            let parameter = Parameter("θ", [10, 2])
            let optimizer = make([parameter])
            let step = rule(name, rate)
            var θ: Tensor = [10, 2]
            var largest: Scalar = 0
            for _ in 1...40 {
                optimizer.zeroGradients()
                (square(parameter) * .constant([0.5, 10])).sum().backward()
                optimizer.step()
                θ += step([1, 20] * θ)
                largest = max(largest, abs(parameter.value - θ).max())
            }
            return largest
        }.max()!
    }
}
