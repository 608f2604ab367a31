import Exercises
import Grading
import Nabla

/// One unit: it fires where its score w·x + b is 0 or more.
struct Unit {
    var w: Tensor, b: Scalar

    init(_ w: Tensor, _ b: Scalar) { (self.w, self.b) = (w, b) }

    /// Nil for a stub's.
    init?(_ came: WireValue) {
        guard let w = came.w.tensor, let b = came.b.number else { return nil }
        self.init(w, b)
    }

    /// Its answers for the four corners; empty where the weights have another shape.
    var table: [Scalar] { w.shape == [2] ? scores(corners, w, b).map { $0 >= 0 ? 1 : 0 } : [] }

    /// Whether it would have this table if only its bias had the other sign.
    func isTurned(_ right: [Scalar]) -> Bool { table != right && Unit(w, -b).table == right }
}

/// What the four functions of exercise 4.4 return for the corners of the square; nil for those that are still stubs.
struct GateAnswers {
    typealias Corner = (hidden: Tensor, output: Scalar)

    var and: Unit?, or: Unit?, nand: Unit?
    var xor: [Corner]?

    /// The kit's own answers, right unless told otherwise. XOR is a function of two inputs to two hidden values and the
    /// output.
    init(
        and: Unit = Unit([1, 1], -1.5), or: Unit = Unit([1, 1], -0.5), nand: Unit = Unit([-1, -1], 1.5),
        xor: (Scalar, Scalar) -> (Scalar, Scalar, Scalar) = { (max($0, $1), 1 - min($0, $1), abs($0 - $1)) }
    ) {
        (self.and, self.or, self.nand) = (and, or, nand)
        self.xor = (0..<4).map { corner in
            let (first, second, output) = xor(corners[corner, 0].item, corners[corner, 1].item)
            return (Tensor([first, second]), output)
        }
    }

    init(_ came: WireValue) {
        (and, or, nand) = (Unit(came.and), Unit(came.or), Unit(came.nand))
        let answers = came.xor.list?.compactMap { corner -> Corner? in
            guard let hidden = corner.hidden.tensor, let output = corner.output.number else { return nil }
            return (hidden, output)
        }
        xor = answers?.count == 4 ? answers : nil
    }

    var units: [(name: String, unit: Unit)] {
        [("AND", and), ("OR", or), ("NAND", nand)].compactMap { name, unit in unit.map { (name, $0) } }
    }

    var outputs: [Scalar] { xor?.map(\.output) ?? [] }

    /// The truth tables, in the order of the corners; the hidden values too where something is wrong with them.
    var parts: [Part] {
        var parts = units.map { name, unit in
            // Weights of another shape make no table; they are shown as they are.
            unit.table.isEmpty ? Part("w of \(name)", unit.w) : Part("\(name)(x)", Tensor(unit.table))
        }
        if let xor {
            parts.append(Part("XOR(x)", Tensor(outputs)))
            if hiddenFault != nil { parts.append(Part("hidden values of XOR", Tensor(stacking: xor.map(\.hidden)))) }
        }
        return parts
    }

    /// Where the answers fail first; nil where those that there are are right.
    static func fault(of came: WireValue) -> String? {
        let answers = GateAnswers(came)
        guard case .record(let fields) = came, fields.count == answers.units.count + (answers.xor == nil ? 0 : 1) else {
            return "weights and a bias are expected of each gate, and of XOR hidden values and an output"
        }
        return answers.fault
    }

    private var fault: String? {
        for (name, unit) in units where unit.w.shape != [2] {
            return "\(name) needs weights of shape [2], came shape \(unit.w.shape)"
        }
        let right = GateAnswers().parts
        for part in parts {
            guard let expected = right.first(where: { $0.name == part.name }) else { continue }
            if let difference = difference([expected], [part]) { return difference }
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
        case fromThePage = "the hidden units of XOR are OR and AND, as on the page"
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
        let fires = Set(zip(hidden, outputs).filter { $0.1 == 1 }.map(\.0))
        let rests = Set(zip(hidden, outputs).filter { $0.1 != 1 }.map(\.0))
        if !fires.isDisjoint(with: rests) { return .sameHidden }
        /// Of the sets of corners only the two diagonals cannot be told from the rest, when all four are there.
        func isDiagonal(_ set: Set<[Scalar]>) -> Bool { set == [[0, 0], [1, 1]] || set == [[0, 1], [1, 0]] }
        if isDiagonal(fires) && isDiagonal(rests) { return .noOutputLine }
        return Set((0..<2).map { unit in hidden.map { $0[unit] } }) == [[0, 1, 1, 1], [0, 0, 0, 1]] ? .fromThePage : nil
    }
}
