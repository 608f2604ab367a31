import Foundation
import Grading
import Text

/// `lesson check 4.2 --break`: shows a check going red for mistakes planted into the learner's own answer.
struct BreakRun {
    let checks: CheckRun

    func perform(on exercise: Exercise) throws {
        let verdict = try checks.perform(on: [exercise]) { verdict, progress in
            Terminal.showLine(VerdictText.styled(verdict, progress))
        }[0]
        guard verdict.state == .passed else {
            throw CommandError(
                .checkFailed, "\(exercise) does not pass yet, and mistakes are planted into an answer that does",
                hint: "swift run lesson check \(exercise.id) says what is missing")
        }
        let (course, seed) = (checks.course, checks.seed)
        let lines: [Substring]
        do {
            let text = try String(contentsOf: course.file(of: exercise), encoding: .utf8)
            lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            Terminal.showLine("\nMistakes planted into copies of it, one at a time; your file stays as it is:")
            let test = try waiting {
                try await Grader(course: course).breakTest(
                    of: exercise, in: course.folder(of: exercise.lesson), seed: seed
                ) { Terminal.showLine(BreakRun.text($0)) }
            }
            showSummary(test, lines)
        } catch let error as GradingError {
            throw CommandError(error)
        }
    }

    /// "  ✗ line 25  `<=` → `<`    wrong: The rule moves …"
    private static func text(_ trial: BreakTest.Trial) -> String {
        let place = "line \(trial.mistake.line)  \(trial.mistake.change)".controlsShown
        guard trial.isNoticed else { return Terminal.styled("  · \(place)  not noticed", .yellow) }
        let said = trial.verdict.feedback.map { ": " + sentence($0.likelyMistake) } ?? ""
        return Terminal.wrapped("✗ \(place)  \(trial.verdict.state.rawValue)\(said)".controlsShown, indent: 2)
    }

    private static func sentence(_ text: String) -> String {
        let line = text.split(separator: "\n").first.map(String.init) ?? ""
        return line.firstRange(of: ". ").map { String(line[..<$0.lowerBound]) + "." } ?? line
    }

    private func showSummary(_ test: BreakTest, _ lines: [Substring]) {
        let noticed = test.trials.count(where: \.isNoticed)
        let refused = test.refused == 0 ? "" : ", \(test.refused) more do not compile"
        let untried = test.untried == 0 ? "" : ", \(test.untried) were not tried"
        Terminal.showLine(
            "\n\(noticed) of \(test.trials.count) planted mistakes turned the check red\(refused)\(untried).")
        Terminal.showLine(
            "Of the \(test.known.all) wrong answers that the check knows of itself it rejects \(test.known.rejected).")
        guard !test.survivors.isEmpty else { return }
        Terminal.showLine("\nThese changes were not noticed; each either changes nothing or is a gap in the check:")
        for mistake in test.survivors {
            let line = lines.indices.contains(mistake.line - 1) ? lines[mistake.line - 1] : ""
            Terminal.showLine(
                "  \(test.file):\(mistake.line)  \(mistake.change)\n      \(line.trimmingCharacters(in: .whitespaces))"
                    .controlsShown)
        }
        Terminal.showLine("A gap is worth a line to the authors of the course.")
    }
}
