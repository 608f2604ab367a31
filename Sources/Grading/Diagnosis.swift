import Nabla

/// Compares what came with the right answer and with every known wrong one, on the same inputs.
struct Diagnosis<Input: Sendable, Output: Sendable> {
    let check: Check<Input, Output>
    let inputs: [Input]
    let outputs: [Output]

    /// Nil when every result is right; else the five parts of the feedback, about the first input that fails.
    func feedback() throws -> Feedback? {
        for (input, output) in zip(inputs, outputs) {
            let actual = try check.results(input, output)
            let rightOutput = try check.right(input)
            let expected = comparable(try check.results(input, rightOutput), with: actual)
            guard let place = firstFault(input, output, expected, actual) else { continue }
            let known = recognised(expected, actual)
            return Feedback(
                input: check.show(input).brief, expected: expected.brief, actual: actual.brief,
                firstDifference: place,
                likelyMistake: mistake(known, expected: expected, actual: actual),
                recognised: known?.letter, family: known?.family)
        }
        return nil
    }

    private func firstFault(_ input: Input, _ output: Output, _ expected: [Part], _ actual: [Part]) -> String?
    {
        if let fault = check.fault { return fault(input, output) }
        return Difference.first(expected: expected, actual: actual, tolerance: check.tolerance)?.text
    }

    /// The first known wrong answer that equals this one on all inputs; else the first that equals it in a result
    /// that is wrong, for an answer with several results may hold several mistakes.
    private func recognised(_ expected: [Part], _ actual: [Part]) -> KnownWrong<Input, Output>? {
        if let known = check.wrong.first(where: { matches($0, part: nil) }) { return known }
        for (right, came) in zip(expected, actual) where !equal([right], [came]) {
            if let known = check.wrong.first(where: { matches($0, part: right.name) }) { return known }
        }
        return nil
    }

    private func matches(_ known: KnownWrong<Input, Output>, part name: String?) -> Bool {
        if let recognises = known.recognises, zip(inputs, outputs).allSatisfy(recognises) { return true }
        return known.answers.contains { answer in
            zip(inputs, outputs).allSatisfy { input, output in
                guard let wrong = try? check.results(input, answer(input)),
                    let actual = try? check.results(input, output)
                else { return false }
                guard let name else { return equal(comparable(wrong, with: actual), actual) }
                guard let one = wrong.first(where: { $0.name == name }),
                    let other = actual.first(where: { $0.name == name })
                else { return false }
                return equal([one], [other])
            }
        }
    }

    /// Leaves out the results of functions that are still to be written.
    private func comparable(_ parts: [Part], with actual: [Part]) -> [Part] {
        guard check.unfinished != nil else { return parts }
        let names = Set(actual.map(\.name))
        return parts.filter { names.contains($0.name) }
    }

    private func equal(_ a: [Part], _ b: [Part]) -> Bool {
        Difference.first(expected: a, actual: b, tolerance: check.tolerance) == nil
    }

    private func mistake(
        _ known: KnownWrong<Input, Output>?, expected: [Part], actual: [Part]
    ) -> String {
        var sentences: [String] = []
        if let known {
            sentences.append(known.message)
        } else {
            sentences.append(
                relation() ?? "Not one of the known ones. Work the first difference out by hand and compare.")
        }
        let parts = partsRight(expected: expected, actual: actual, tolerance: check.tolerance)
        if !parts.isEmpty { sentences.append(parts) }
        return sentences.joined(separator: "\n")
    }

    /// A relation that holds on the first input that fails and is not contradicted by another one.
    private func relation() -> String? {
        var found: [String?] = []
        for (input, output) in zip(inputs, outputs) {
            guard let actual = try? check.results(input, output),
                let right = try? check.results(input, check.right(input))
            else { continue }
            let expected = comparable(right, with: actual)
            if equal(expected, actual) { continue }
            let relations = Relations(input: check.show(input), tolerance: check.tolerance)
            found.append(relations.sentence(expected: expected, actual: actual))
        }
        guard let first = found.first, let sentence = first else { return nil }
        // What is said about one place need not be said about another; what is said of all values must hold always.
        let isGeneral =
            sentence.contains(" times what was asked") || sentence.contains("larger than what was asked")
        return isGeneral && found.contains { $0 != sentence } ? nil : sentence
    }
}
