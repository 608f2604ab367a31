import Nabla

/// What the four functions of exercise 4.4 return for the corners of the square.
struct GateAnswers: Sendable {
    typealias Unit = (w: Tensor, b: Scalar)

    private var units: [(name: String, unit: Unit)] = []
    private var xor: [(hidden: Tensor, output: Scalar)]?
    /// The functions that are still stubs.
    private(set) var missing: [String] = []

    /// Calls the learner's functions. A stub among them does not hide the others; four stubs do.
    init(
        _ corners: Tensor, and: @escaping () throws -> Unit, or: @escaping () throws -> Unit,
        nand: @escaping () throws -> Unit,
        xor: (Tensor) throws -> (hidden: Tensor, output: Scalar)
    ) throws {
        for (name, gate) in [("AND", and), ("OR", or), ("NAND", nand)] {
            do { units.append((name, try gate())) } catch let stub as NotAttempted {
                missing.append(stub.function)
            }
        }
        do { self.xor = try (0..<4).map { try xor(corners[$0]) } } catch let stub as NotAttempted {
            missing.append(stub.function)
        }
        if missing.count == 4 { throw NotAttempted(function: missing.joined(separator: ", ")) }
    }

    /// The kit's own answers, right unless told otherwise. XOR is a function of two inputs to two hidden values and
    /// the output.
    init(
        corners: Tensor, and: Unit = ([1, 1], -1.5), or: Unit = ([1, 1], -0.5), nand: Unit = ([-1, -1], 1.5),
        xor: ((Scalar, Scalar) -> (Scalar, Scalar, Scalar))? = nil
    ) {
        units = [("AND", and), ("OR", or), ("NAND", nand)]
        let network =
            xor ?? { p, q in
                let (either, notBoth) = (p + q >= 0.5 ? Scalar(1) : 0, p + q <= 1.5 ? Scalar(1) : 0)
                return (either, notBoth, either * notBoth)
            }
        self.xor = (0..<4).map { corner in
            let (first, second, output) = network(corners[corner, 0].item, corners[corner, 1].item)
            return (Tensor([first, second]), output)
        }
    }

    /// The truth tables, in the order of the corners; the hidden values too where something is wrong with them.
    func results(_ corners: Tensor) -> [Part] {
        var parts = units.map { name, unit in
            // Weights of another shape make no table; they are shown as they are.
            guard unit.w.shape == [2] else { return Part("w of \(name)", unit.w) }
            let table = scores(corners, unit.w, unit.b).map { $0 >= 0 ? Scalar(1) : 0 }
            return Part("\(name)(x)", Tensor(table))
        }
        if let xor { parts.append(Part("XOR(x)", Tensor(xor.map(\.output)))) }
        if let xor, hiddenFault != nil {
            parts.append(Part("hidden values of XOR", Tensor(stacking: xor.map(\.hidden))))
        }
        return parts
    }

    var hasZeroWeights: Bool { units.contains { $0.unit.w.scalars.allSatisfy { $0 == 0 } } }

    /// Where the answers fail first; nil where they are right.
    func fault(_ corners: Tensor) -> String? {
        for (name, unit) in units where unit.w.shape != [2] {
            return "\(name) needs weights of shape [2], came shape \(unit.w.shape)"
        }
        let right = GateAnswers(corners: corners).results(corners)
        for part in results(corners) {
            guard let expected = right.first(where: { $0.name == part.name }) else { continue }
            if let difference = Difference.first(expected, part, Tolerance()) { return difference.text }
        }
        guard let xor else { return nil }
        for (corner, answer) in xor.enumerated() where answer.hidden.shape != [2] {
            return "XOR, corner \(corner): expected two hidden values, came shape \(answer.hidden.shape)"
        }
        return hiddenFault.map { "\($0.rawValue): \(Tensor(stacking: xor.map(\.hidden)).brief)" }
    }

    /// What two hidden units and an output unit cannot have computed.
    enum HiddenFault: String {
        case noStep = "the hidden values of XOR are not only 0 and 1"
        case noLine = "a hidden unit of XOR answers what no line can do"
        case sameHidden = "two corners have the same hidden values and different outputs"
        case noOutputLine = "no line can tell the hidden values with output 1 from those with output 0"
    }

    /// Nil too where the hidden values are not two.
    var hiddenFault: HiddenFault? {
        guard let xor, xor.allSatisfy({ $0.hidden.shape == [2] }) else { return nil }
        let hidden = xor.map(\.hidden.scalars)
        if hidden.joined().contains(where: { $0 != 0 && $0 != 1 }) { return .noStep }
        for unit in 0..<2 where [[0, 1, 1, 0], [1, 0, 0, 1]].contains(hidden.map { $0[unit] }) {
            return .noLine
        }
        let fires = Set(zip(hidden, xor).filter { $0.1.output == 1 }.map(\.0))
        let rests = Set(zip(hidden, xor).filter { $0.1.output != 1 }.map(\.0))
        if !fires.isDisjoint(with: rests) { return .sameHidden }
        /// Of the sets of corners only the two diagonals cannot be told from the rest, when all four are there.
        func isDiagonal(_ set: Set<[Scalar]>) -> Bool {
            set == [[0, 0], [1, 1]] || set == [[0, 1], [1, 0]]
        }
        return isDiagonal(fires) && isDiagonal(rests) ? .noOutputLine : nil
    }
}
