import Exercises
import Nabla

/// Compares what was received with the right answer and with every known wrong one, on the same inputs.
struct Diagnosis<Input: Sendable, Output> {
    private let check: Check<Input, Output>
    private let cases: PreparedCases<Input>
    private let outputs: [WireValue]
    private let isComplete: Bool
    /// What was received and what was expected, input by input.
    private let actual: [[Part]]
    private let expected: [[Part]]

    /// - Parameter isComplete: false where functions are still to be written; their results are left out.
    init(check: Check<Input, Output>, cases: PreparedCases<Input>, outputs: [WireValue], isComplete: Bool) {
        (self.check, self.cases, self.outputs) = (check, cases, outputs)
        self.isComplete = isComplete
        let actual = zip(cases.inputs, outputs).map { check.compared($0, $1) }
        self.actual = actual
        expected = zip(cases.right, actual).map { isComplete ? $0 : Self.parts($0, presentIn: $1) }
    }

    /// Nil when every result is right; else the five parts of the feedback, about the first input that fails.
    var feedback: Feedback? {
        for index in outputs.indices {
            guard let place = firstFault(index) else { continue }
            let known = recognised
            return Feedback(
                input: check.shown(cases.inputs[index]).brief,
                expected: check.saidOfExpected(expected[index]),
                actual: actual[index].brief, firstDifference: place, likelyMistake: mistake(known, index),
                recognised: known?.name, family: known?.family, wrongPart: wrongPart(index))
        }
        return nil
    }

    private func firstFault(_ index: Int) -> String? {
        if let fault = check.fault { return fault(cases.inputs[index], outputs[index]) }
        guard let difference = difference(expected[index], actual[index]) else { return nil }
        return check.showsExpected
            ? difference.text : "\(difference.part ?? "the number of results") is not right"
    }

    /// What is drawn: nothing where the right numbers are kept back, or where many are right.
    private func wrongPart(_ index: Int) -> WrongPart? {
        guard check.showsExpected, check.fault == nil else { return nil }
        return WrongPart(expected: expected[index], received: actual[index], tolerance: check.tolerance)
    }

    /// The known wrong answer that equals this one in every part, on all inputs. One that equals it in a part only is
    /// another mistake, or two at once.
    private var recognised: KnownWrong<Input>? {
        cases.wrong.first { _, known, results in
            if let test = known.test { return zip(cases.inputs, outputs).allSatisfy(test) }
            return zip(results, actual).allSatisfy { wrong, actual in
                agree(isComplete ? wrong : Self.parts(wrong, presentIn: actual), actual)
            }
        }?.known
    }

    private func mistake(_ known: KnownWrong<Input>?, _ index: Int) -> String {
        let sentence =
            known?.sentence ?? twoAtOnce
            ?? (check.showsExpected
                ? relations(index) ?? "Not one of the known ones. Work the first difference out by hand and compare."
                : "Not one of the known ones. Give a reason for what you expect; the hints lead to it.")
        // Where many answers are right, one that differs from the kit's need not be wrong.
        let parts =
            check.fault == nil
            ? partsRight(expected: expected[index], actual: actual[index], tolerance: check.tolerance) : ""
        return parts.isEmpty ? sentence : sentence + "\n" + parts
    }

    /// The sentences of two known wrong answers that made together give these results on all inputs; nil where no two do,
    /// or not only these two.
    private var twoAtOnce: String? {
        guard check.fault == nil, isComplete else { return nil }
        let pairs = pairsOnTopOfEachOther.union(pairsApart)
        guard pairs.count == 1, let pair = pairs.first else { return nil }
        let heading = "Two known mistakes at once give exactly these results. Of each alone one would say:"
        return ([heading] + pair.map { check.known[$0].sentence }).joined(separator: "\n")
    }

    /// The numbers of known wrong answers one of which is a factor or a sign, so that it can be made on top of the other.
    private var pairsOnTopOfEachOther: Set<[Int]> {
        var pairs: Set<[Int]> = []
        for (number, known) in check.known.enumerated() {
            for factor in known.factors {
                let factors = cases.inputs.map(factor)
                for wrong in cases.wrong where wrong.number != number && wrong.known.test == nil {
                    let isBoth = actual.indices.allSatisfy { index in
                        agree(wrong.results[index].map { Part($0.name, $0.value * factors[index]) }, actual[index])
                    }
                    if isBoth { pairs.insert([number, wrong.number].sorted()) }
                }
            }
        }
        return pairs
    }

    /// The numbers of known wrong answers that spoil different results, and together all that are wrong.
    private var pairsApart: Set<[Int]> {
        let all = spoilt(actual)
        let found = cases.wrong.compactMap { number, known, results -> (number: Int, names: Set<String>)? in
            let names = spoilt(results)
            guard known.test == nil, !names.isEmpty, names.isSubset(of: all) else { return nil }
            let isMade = actual.indices.allSatisfy { index in
                agree(
                    results[index].filter { names.contains($0.name) }, actual[index].filter { names.contains($0.name) })
            }
            return isMade ? (number, names) : nil
        }
        return found.indices.reduce(into: []) { pairs, index in
            let (one, others) = (found[index], found[..<index])
            for other in others where one.names.isDisjoint(with: other.names) && one.names.union(other.names) == all {
                pairs.insert([one.number, other.number].sorted())
            }
        }
    }

    /// The names of the parts that are not right on every input.
    private func spoilt(_ results: [[Part]]) -> Set<String> {
        results.indices.reduce(into: []) { names, index in
            let right = expected[index]
            for part in results[index] where !right.contains(where: { $0.name == part.name && agree([$0], [part]) }) {
                names.insert(part.name)
            }
        }
    }

    /// How the first few results look that are wrong on this input. What is said of one and holds of another is said once.
    private func relations(_ index: Int) -> String? {
        let wrong = zip(expected[index], actual[index]).filter { !agree([$0], [$1]) }.map(\.0.name)
        var found: [(name: String, text: String, others: [String])] = []
        for name in wrong.prefix(4) {
            guard let text = relation(of: name) else { continue }
            let same = found.firstIndex { $0.text.replacing($0.name, with: "") == text.replacing(name, with: "") }
            if let same { found[same].others.append(name) } else { found.append((name, text, [])) }
        }
        let lines = found.map { _, text, others in
            others.isEmpty ? text : "\(text) The same holds for \(others.joined(separator: ", "))."
        }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    /// A sentence that holds on every input on which this result is wrong. A defect need be seen only once, what may be
    /// chance on two at least.
    private func relation(of name: String) -> String? {
        let found = outputs.indices.compactMap { index -> (sentences: [Relations.Sentence], isDefect: Bool)? in
            guard let right = expected[index].first(where: { $0.name == name }),
                let came = actual[index].first(where: { $0.name == name }), !agree([right], [came])
            else { return nil }
            let relations = Relations(input: check.shown(cases.inputs[index]), tolerance: check.tolerance)
            return (
                relations.sentences(expected: right, actual: came), relations.hasDefect(expected: right, actual: came)
            )
        }
        guard let first = found.first else { return nil }
        if first.isDefect { return first.sentences.first?.text }
        return first.sentences.first { sentence in
            let holds = found.count { $0.sentences.contains(sentence) }
            return holds + found.count { $0.isDefect } == found.count
                && (holds > 1 || !sentence.needsMoreInputs)
        }?.text
    }

    private func difference(_ expected: [Part], _ actual: [Part]) -> Difference? {
        Difference.first(expected: expected, actual: actual, tolerance: check.tolerance)
    }

    private func agree(_ expected: [Part], _ actual: [Part]) -> Bool {
        Difference.isNone(expected: expected, actual: actual, tolerance: check.tolerance)
    }

    private static func parts(_ parts: [Part], presentIn actual: [Part]) -> [Part] {
        let names = Set(actual.map(\.name))
        return parts.filter { names.contains($0.name) }
    }
}
