import Exercises

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
                recognised: known?.name, family: known?.family)
        }
        return nil
    }

    private func firstFault(_ index: Int) -> String? {
        if let fault = check.fault { return fault(cases.inputs[index], outputs[index]) }
        guard let difference = difference(expected[index], actual[index]) else { return nil }
        return check.showsExpected
            ? difference.text : "\(difference.part ?? "the number of results") is not right"
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
            known?.sentence
            ?? (check.showsExpected
                ? relation ?? "Not one of the known ones. Work the first difference out by hand and compare."
                : "Not one of the known ones. Give a reason for what you expect; the hints lead to it.")
        let parts = partsRight(expected: expected[index], actual: actual[index], tolerance: check.tolerance)
        return parts.isEmpty ? sentence : sentence + "\n" + parts
    }

    /// A sentence that holds on every input that fails. A defect need be seen only once, what may be chance on two at
    /// least.
    private var relation: String? {
        let failing = outputs.indices.filter { !agree(expected[$0], actual[$0]) }
        let found = failing.map { index in
            let relations = Relations(input: check.shown(cases.inputs[index]), tolerance: check.tolerance)
            return (
                sentences: relations.sentences(expected: expected[index], actual: actual[index]),
                isDefect: relations.hasDefect(expected: expected[index], actual: actual[index])
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
