import Grading
import Testing

/// Every check can fail: it knows its right answer, its stub and its wrong answers apart, on any inputs it draws.
@Suite struct ProofTests {
    static let proofs = checkedLessons.flatMap { $0.proofs }
    static let seeds: ClosedRange<UInt64> = 1...20

    @Test(arguments: proofs.indices)
    func theRightAnswerPasses(_ index: Int) {
        for seed in Self.seeds {
            let finding = Self.proofs[index].right(seed)
            #expect(finding.state == .passed, "\(Self.proofs[index].exercise.id), seed \(seed): \(finding)")
        }
    }

    @Test(arguments: proofs.indices)
    func theStubIsNotAttempted(_ index: Int) {
        let finding = Self.proofs[index].stub(1)
        #expect(finding.state == .notAttempted)
        #expect(finding.feedback == nil)
    }

    @Test(arguments: proofs.indices)
    func everyKnownWrongAnswerIsRejectedAndNamed(_ index: Int) {
        let proof = Self.proofs[index]
        #expect(Set(proof.wrong.map(\.letter)).count >= 5, "\(proof.exercise.id) knows too few wrong answers")
        for wrong in proof.wrong {
            for seed in Self.seeds {
                let finding = wrong.finding(seed)
                let place = "\(proof.exercise.id)\(wrong.letter), seed \(seed)"
                #expect(finding.state == .wrong, "\(place): \(finding)")
                #expect(finding.feedback?.recognised == wrong.letter, "\(place): \(finding)")
                #expect(finding.feedback?.family == wrong.family)
                #expect(finding.feedback?.likelyMistake.hasPrefix(wrong.message) == true)
            }
        }
    }

    @Test(arguments: proofs.indices)
    func answersThatLookWrongAreAccepted(_ index: Int) {
        for (name, finding) in Self.proofs[index].accepted {
            for seed in Self.seeds {
                let result = finding(seed)
                #expect(result.state == .passed, "\(Self.proofs[index].exercise.id), \(name): \(result)")
            }
        }
    }

    @Test(arguments: proofs.indices)
    func feedbackHasFiveParts(_ index: Int) throws {
        for wrong in Self.proofs[index].wrong {
            let feedback = try #require(wrong.finding(3).feedback)
            for part in [
                feedback.input, feedback.expected, feedback.actual, feedback.firstDifference,
                feedback.likelyMistake,
            ] {
                #expect(!part.isEmpty)
                #expect(part.count < 2000)
            }
        }
    }

    @Test func theSameSeedDrawsTheSameInputs() {
        for proof in Self.proofs {
            #expect(proof.wrong[0].finding(7) == proof.wrong[0].finding(7))
        }
    }

    @Test(arguments: Exercise.all)
    func everyExerciseHasThreeHintsAndPoints(_ exercise: Exercise) {
        #expect(exercise.hints.count == 3)
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
