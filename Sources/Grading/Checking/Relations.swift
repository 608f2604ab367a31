import Nabla

/// Looks for a simple relation between a wrong result and the right one when no known wrong answer matches.
///
/// What may well be chance is not said: an order or a sign of numbers that are only 0 and 1, and a size that happens to
/// be that of an axis unless inputs of several sizes agree.
struct Relations {
    /// A sentence, and whether one input is enough to believe it.
    struct Sentence: Equatable {
        let text: String
        var needsMoreInputs = false
    }

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

    /// Sentences about a result that is wrong, the most telling one first; none where nothing simple holds.
    func sentences(expected: Part, actual: Part) -> [Sentence] {
        defect(expected, actual).map { [Sentence(text: $0)] } ?? others(expected, actual)
    }

    /// Whether a result has a defect: a wrong shape, a value that is no number.
    func hasDefect(expected: Part, actual: Part) -> Bool { defect(expected, actual) != nil }

    /// A wrong shape or a value that is no number: what makes a comparison of values idle.
    private func defect(_ right: Part, _ came: Part) -> String? {
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
        guard let place = a.firstIndex(where: { !$0.isFinite }), e.allSatisfy(\.isFinite) else { return nil }
        let index = multiIndex(place, in: right.value.shape)
        return "\(name)\(index.isEmpty ? "" : "\(index)") is not a finite number: something overflowed, "
            + "or zero was divided by zero."
    }

    private func others(_ right: Part, _ came: Part) -> [Sentence] {
        let (name, e, a) = (right.name, right.value.scalars, came.value.scalars)
        guard Set(e).count > 1 else { return factors(name, e, a) }
        var found: [String?] = []
        if right.value.rank == 2, right.value.shape[0] == right.value.shape[1],
            same(came.value.transposed().scalars, e)
        {
            found.append("\(name) holds the right values, transposed.")
        }
        if Set(a).count == 1 { found.append("\(name) holds the same number everywhere: \(display(a[0])).") }
        return found.compactMap { $0.map { Sentence(text: $0) } } + factors(name, e, a)
            + ([offset(name, e, a)] + orders(name, e, a) + [signs(name, e, a)]).compactMap {
                $0.map { Sentence(text: $0) }
            }
    }

    private func same(_ a: [Scalar], _ b: [Scalar]) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { tolerance.equal($0, $1) }
    }

    /// A constant factor, named first by what has that size: another input of the same run has other extents.
    private func factors(_ name: String, _ e: [Scalar], _ a: [Scalar]) -> [Sentence] {
        guard let place = e.indices.max(by: { abs(e[$0]) < abs(e[$1]) }), e[place] != 0 else { return [] }
        let c = a[place] / e[place]
        guard c != 0, same(a, e.map { $0 * c }) else { return [] }
        let everywhere = e.count > 1 ? " everywhere" : ""
        if tolerance.equal(c, -1) {
            return [
                Sentence(
                    text: e.count > 1
                        ? "\(name) has the opposite sign everywhere." : "The sign of \(name) is turned.")
            ]
        }
        var found: [Sentence] = []
        for extent in extents where extent.value > 1 {
            let count = Scalar(extent.value)
            if tolerance.equal(c, count) {
                let text = "\(name) is too large\(everywhere), by a factor that is \(extent.name)."
                found.append(Sentence(text: text, needsMoreInputs: true))
            }
            if tolerance.equal(c, 1 / count) {
                let text = "\(name) is too small\(everywhere): it was divided by \(extent.name)."
                found.append(Sentence(text: text, needsMoreInputs: true))
            }
        }
        // Of two single numbers one is always some multiple of the other.
        let times = "\(name) is \(display(c)) times what was asked\(everywhere)."
        if e.count > 1 { return found + [Sentence(text: times)] }
        let isHalfOrDouble = [0.5, 2].contains { tolerance.equal(c, $0) }
        return found + (isHalfOrDouble ? [Sentence(text: times, needsMoreInputs: true)] : [])
    }

    private func offset(_ name: String, _ e: [Scalar], _ a: [Scalar]) -> String? {
        let d = a[0] - e[0]
        guard e.count > 1, d != 0, same(a, e.map { $0 + d }) else { return nil }
        return "\(name) is larger than what was asked by \(display(d)), everywhere."
    }

    private func orders(_ name: String, _ e: [Scalar], _ a: [Scalar]) -> [String?] {
        // Two different numbers are soon in some order or other.
        guard Set(e).count > 2 else { return [] }
        return [
            same(a, e.reversed()) ? "\(name) holds the right values in reverse order." : nil,
            same(Array(a.dropFirst()), Array(e.dropLast())) ? "\(name) is one place late." : nil,
            same(Array(a.dropLast()), Array(e.dropFirst())) ? "\(name) is one place early." : nil,
            same(a.sorted(), e.sorted()) ? "\(name) holds the right values in another order." : nil,
        ]
    }

    private func signs(_ name: String, _ e: [Scalar], _ a: [Scalar]) -> String? {
        guard Set(e.map(Swift.abs)).count > 1, same(a.map(Swift.abs), e.map(Swift.abs)) else { return nil }
        return "\(name) has the right sizes, but some signs are wrong."
    }
}
