import Grading
import Testing

/// Every check can fail: it tells its right answer, its stub and its wrong answers apart, on any inputs it draws.
@Suite struct ProofTests {
    static let proofs = checkedLessons.flatMap { $0.proofs }

    @Test(arguments: Exercise.all.map(\.id))
    func theCheckIsProven(_ exercise: String) throws {
        let proof = try #require(Self.proofs.first { $0.exercise.id == exercise })
        for seed in UInt64(1)...20 {
            let findings = proof.findings(seed)
            #expect(findings.right.state == .passed, "seed \(seed): \(findings.right)")
            #expect(findings.stub.state == .notAttempted)
            #expect(Set(findings.wrong.map(\.letter)).count >= 5, "too few wrong answers are known")
            for wrong in findings.wrong {
                let feedback = wrong.finding.feedback
                #expect(wrong.finding.state == .wrong, "\(wrong.letter), seed \(seed)")
                #expect(feedback?.recognised == wrong.letter, "seed \(seed): \(wrong.finding)")
                #expect(feedback?.family == wrong.family)
                #expect(feedback?.likelyMistake.hasPrefix(wrong.message) == true)
            }
            for (name, finding) in findings.accepted {
                #expect(finding.state == .passed, "\(name), seed \(seed): \(finding)")
            }
        }
    }

    @Test(arguments: Exercise.all.map(\.id))
    func feedbackHasFiveShortParts(_ exercise: String) throws {
        let proof = try #require(Self.proofs.first { $0.exercise.id == exercise })
        for wrong in proof.findings(3).wrong {
            let feedback = try #require(wrong.finding.feedback)
            let parts = [
                feedback.input, feedback.expected, feedback.actual, feedback.firstDifference,
                feedback.likelyMistake,
            ]
            #expect(parts.allSatisfy { !$0.isEmpty && $0.count < 1000 }, "\(parts)")
        }
    }

    @Test func theSameSeedDrawsTheSameInputs() {
        for proof in Self.proofs {
            #expect(proof.findings(7).wrong[0].finding == proof.findings(7).wrong[0].finding)
        }
    }

    @Test(arguments: Exercise.all)
    func everyExerciseHasThreeHintsAndPoints(_ exercise: Exercise) {
        #expect(Set(exercise.hints).count == 3)
        #expect(exercise.hints.allSatisfy { $0.count > 20 })
        #expect(exercise.points > 0)
    }

    @Test func idsAreUniqueAndBelongToTheirLesson() {
        #expect(Set(Exercise.all.map(\.id)).count == Exercise.all.count)
        for lesson in checkedLessons {
            #expect(lesson.proofs.allSatisfy { $0.exercise.lesson == lesson.number })
        }
    }
}
