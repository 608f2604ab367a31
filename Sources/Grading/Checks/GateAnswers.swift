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
            return ([first, second].asTensor, output)
        }
    }

    /// The truth tables, in the order of the corners.
    func results(_ corners: Tensor) -> [Part] {
        var parts = units.map { name, unit in
            // Weights of another shape make no table; they are shown as they are.
            guard unit.w.shape == [2] else { return Part("w of \(name)", unit.w) }
            let table = scores(corners, unit.w, unit.b).map { $0 >= 0 ? Scalar(1) : 0 }
            return Part("\(name)(x)", table.asTensor)
        }
        if let xor { parts.append(Part("XOR(x)", xor.map(\.output).asTensor)) }
        return parts
    }

    /// Whether the hidden values of XOR are anything but answers.
    var hiddenWithoutStep: Bool {
        xor?.contains { $0.hidden.scalars.contains { $0 != 0 && $0 != 1 } } ?? false
    }

    /// Where the answers fail first; nil where they are right.
    func fault(_ corners: Tensor) -> String? {
        for (name, unit) in units where unit.w.shape != [2] {
            return "\(name) needs weights of shape [2], came shape \(unit.w.shape)"
        }
        let right = GateAnswers(corners: corners).results(corners)
        for part in results(corners) {
            let expected = right.first { $0.name == part.name }!
            if let difference = Difference.first(expected, part, Tolerance()) { return difference.text }
        }
        guard let xor else { return nil }
        for (corner, answer) in xor.enumerated() where answer.hidden.shape != [2] {
            return "XOR, corner \(corner): expected two hidden values, came shape \(answer.hidden.shape)"
        }
        if hiddenWithoutStep { return "the hidden values of XOR are \(hiddenTable.brief), not only 0 and 1" }
        for unit in 0..<2 where [[0, 1, 1, 0], [1, 0, 0, 1]].contains(hiddenTable[.all, unit].scalars) {
            return "hidden unit \(unit) of XOR answers \(hiddenTable[.all, unit].brief), which no line can do"
        }
        return nil
    }

    private var hiddenTable: Tensor {
        Tensor(scalars: (xor ?? []).flatMap { $0.hidden.scalars }, shape: [4, 2])
    }
}

extension [Scalar] {
    fileprivate var asTensor: Tensor { Tensor(scalars: self, shape: [count]) }
}
