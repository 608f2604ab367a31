/// Compares what came with the right answer and with every known wrong one, on the same inputs.
struct Diagnosis<Input: Sendable, Output: Sendable> {
    private let check: Check<Input, Output>
    private let fixture: Fixture<Input, Output>
    private let outputs: [Output]
    /// What came and what was expected, input by input.
    private let actual: [[Part]]
    private let expected: [[Part]]

    init(check: Check<Input, Output>, fixture: Fixture<Input, Output>, outputs: [Output]) {
        (self.check, self.fixture, self.outputs) = (check, fixture, outputs)
        let actual = zip(fixture.inputs, outputs).map { check.results($0, $1) }
        self.actual = actual
        expected = zip(fixture.right, actual).map { Self.comparable($0, with: $1, check) }
    }

    /// Nil when every result is right; else the five parts of the feedback, about the first input that fails.
    var feedback: Feedback? {
        for index in outputs.indices {
            guard let place = firstFault(index) else { continue }
            let known = recognised(index)
            return Feedback(
                input: check.show(fixture.inputs[index]).brief, expected: expected[index].brief,
                actual: actual[index].brief, firstDifference: place, likelyMistake: mistake(known, index),
                recognised: known?.letter, family: known?.family)
        }
        return nil
    }

    private func firstFault(_ index: Int) -> String? {
        if let fault = check.fault { return fault(fixture.inputs[index], outputs[index]) }
        return difference(expected[index], actual[index])?.text
    }

    /// The first known wrong answer that equals this one on all inputs; else the first that equals it in a result
    /// that is wrong, for an answer with several results may hold several mistakes.
    private func recognised(_ index: Int) -> KnownWrong<Input, Output>? {
        if let known = firstMatch(part: nil) { return known }
        for (right, came) in zip(expected[index], actual[index]) where !agree([right], [came]) {
            if let known = firstMatch(part: right.name) { return known }
        }
        return nil
    }

    private func firstMatch(part name: String?) -> KnownWrong<Input, Output>? {
        fixture.wrong.first { known, results in
            if let recognises = known.recognises, zip(fixture.inputs, outputs).allSatisfy(recognises) {
                return true
            }
            return zip(results, actual).allSatisfy { wrong, actual in
                guard let name else {
                    return agree(Self.comparable(wrong, with: actual, check), actual)
                }
                guard let one = wrong.first(where: { $0.name == name }),
                    let other = actual.first(where: { $0.name == name })
                else { return false }
                return agree([one], [other])
            }
        }?.known
    }

    private func mistake(_ known: KnownWrong<Input, Output>?, _ index: Int) -> String {
        let sentence =
            known?.message ?? relation
            ?? "Not one of the known ones. Work the first difference out by hand and compare."
        let parts = partsRight(expected: expected[index], actual: actual[index], tolerance: check.tolerance)
        return parts.isEmpty ? sentence : sentence + "\n" + parts
    }

    /// A sentence that holds on every input that fails. A defect need be seen only once.
    private var relation: String? {
        let failing = outputs.indices.filter { !agree(expected[$0], actual[$0]) }
        let found = failing.map { index in
            let relations = Relations(input: check.show(fixture.inputs[index]), tolerance: check.tolerance)
            return (
                sentences: relations.sentences(expected: expected[index], actual: actual[index]),
                isDefect: relations.hasDefect(expected: expected[index], actual: actual[index])
            )
        }
        guard let first = found.first else { return nil }
        if first.isDefect { return first.sentences.first }
        return first.sentences.first { sentence in
            found.allSatisfy { $0.isDefect || $0.sentences.contains(sentence) }
        }
    }

    private func difference(_ expected: [Part], _ actual: [Part]) -> Difference? {
        Difference.first(expected: expected, actual: actual, tolerance: check.tolerance)
    }

    private func agree(_ expected: [Part], _ actual: [Part]) -> Bool {
        Difference.isNone(expected: expected, actual: actual, tolerance: check.tolerance)
    }

    /// Leaves out the results of functions that are still to be written.
    private static func comparable(
        _ parts: [Part], with actual: [Part], _ check: Check<Input, Output>
    ) -> [Part] {
        guard check.unfinished != nil else { return parts }
        let names = Set(actual.map(\.name))
        return parts.filter { names.contains($0.name) }
    }
}
