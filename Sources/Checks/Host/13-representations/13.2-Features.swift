import Nabla

/// The table of all products of the features of some samples: what has to be right, whatever their order and signs.
func features(samples: Tensor) throws -> Tensor {
    let rows = try (0..<samples.shape[0]).map { try features(samples[$0]) }
    return Tensor(rows.map { a in rows.map { b in zip(a, b).map(*).reduce(0, +) } })
}
