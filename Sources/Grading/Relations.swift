import Nabla

/// Looks for a simple relation between a wrong result and the right one when no known wrong answer matches.
struct Relations {
    let tolerance: Tolerance
    /// Extents of the input by name, such as ("axis 0 of x", 3), to name a constant factor with.
    let extents: [(name: String, value: Int)]

    init(input: [Part], tolerance: Tolerance) {
        self.tolerance = tolerance
        extents = input.flatMap { part in
            part.value.shape.enumerated().map { axis, extent in
                (part.value.rank == 1 ? "the length of \(part.name)" : "axis \(axis) of \(part.name)", extent)
            }
        }
    }

    /// A sentence about the first result that is wrong; nil where nothing simple relates the two.
    func sentence(expected: [Part], actual: [Part]) -> String? {
        for (right, came) in zip(expected, actual) {
            if Difference.first(right, came, tolerance) == nil { continue }
            return sentence(right, came)
        }
        return nil
    }

    private func sentence(_ right: Part, _ came: Part) -> String? {
        let (name, e, a) = (right.name, right.value.scalars, came.value.scalars)
        if right.value.shape != came.value.shape {
            if right.value.rank == 2, came.value.shape == right.value.shape.reversed(),
                same(came.value.transposed().scalars, e)
            {
                return "\(name) holds the right values, transposed."
            }
            if e.count == a.count, same(e, a) { return "\(name) holds the right values in another shape." }
            return "\(name) has another shape than the one asked for. Write the shapes beside each line."
        }
        if let place = a.firstIndex(where: { !$0.isFinite }), e.allSatisfy(\.isFinite) {
            let index = multiIndex(place, in: right.value.shape)
            return "\(name)\(index) is no finite number: something overflowed, or zero was divided by zero."
        }
        guard e.count > 1, Set(e).count > 1 else { return factor(name, e, a) }
        if right.value.rank == 2, right.value.shape[0] == right.value.shape[1],
            same(came.value.transposed().scalars, e)
        {
            return "\(name) holds the right values, transposed."
        }
        if Set(a).count == 1 { return "\(name) holds the same number everywhere: \(display(a[0]))." }
        return factor(name, e, a) ?? offset(name, e, a) ?? order(name, e, a) ?? sign(name, e, a)
    }

    private func same(_ a: [Scalar], _ b: [Scalar]) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { tolerance.equal($0, $1) }
    }

    private func factor(_ name: String, _ e: [Scalar], _ a: [Scalar]) -> String? {
        guard let place = e.indices.max(by: { abs(e[$0]) < abs(e[$1]) }), e[place] != 0 else { return nil }
        let c = a[place] / e[place]
        guard c != 0, same(a, e.map { $0 * c }) else { return nil }
        if tolerance.equal(c, -1) {
            return e.count > 1
                ? "\(name) has the opposite sign everywhere." : "The sign of \(name) is turned."
        }
        let what = "\(name) is \(display(c)) times what was asked" + (e.count > 1 ? ", everywhere" : "")
        for extent in extents where extent.value > 1 {
            let count = Scalar(extent.value)
            if tolerance.equal(c, count) { return "\(what): that is \(extent.name), \(extent.value)." }
            if tolerance.equal(c, 1 / count) {
                return "\(what): that is 1 over \(extent.name), \(extent.value)."
            }
        }
        // Of two single numbers one is always some multiple of the other.
        let isTelling = e.count > 1 || [0.5, 2].contains { tolerance.equal(c, $0) }
        return isTelling ? what + "." : nil
    }

    private func offset(_ name: String, _ e: [Scalar], _ a: [Scalar]) -> String? {
        let d = a[0] - e[0]
        guard e.count > 1, d != 0, same(a, e.map { $0 + d }) else { return nil }
        return "\(name) is larger than what was asked by \(display(d)), everywhere."
    }

    private func order(_ name: String, _ e: [Scalar], _ a: [Scalar]) -> String? {
        if same(a, e.reversed()) { return "\(name) holds the right values in reverse order." }
        if same(Array(a.dropFirst()), Array(e.dropLast())) { return "\(name) is one place late." }
        if same(Array(a.dropLast()), Array(e.dropFirst())) { return "\(name) is one place early." }
        if same(a.sorted(), e.sorted()) { return "\(name) holds the right values in another order." }
        return nil
    }

    private func sign(_ name: String, _ e: [Scalar], _ a: [Scalar]) -> String? {
        guard same(a.map(Swift.abs), e.map(Swift.abs)) else { return nil }
        return "\(name) has the right sizes, but some signs are wrong."
    }
}
