import Foundation
import Grading
import Testing

@testable import Classroom

@Suite struct SimilarAnswersTests {
    private let exercise = Exercise(id: "4.2", name: "update", points: 2, freeChoice: ["testCase"], hints: [])
    private let stub = "func update(w: Tensor, x: Tensor) throws -> Tensor {\n    throw notAttempted()\n}\n"
    private let right =
        "func update(w: Tensor, x: Tensor) throws -> Tensor {\n    let score = dot(w, x)\n    return score <= 0 ? w + x : w\n}\n"
    private let odd = """
        func update(w: Tensor, x: Tensor) throws -> Tensor {
            var total: Scalar = 0
            for place in 0..<w.size {
                let (left, right) = (w[place].item, x[place].item)
                if left * right > 0.75 { total += left - 2 * right } else { total -= right / 3 }
            }
            return total > 0 ? 0.5 * w - total * x : w + total
        }
        """

    private func answer(_ student: String, _ text: String, _ verdict: Verdict) -> SimilarAnswers.Answer {
        .init(student: student, text: text, verdict: verdict)
    }

    private var unknown: Verdict {
        MadeUpClass.verdict("4.2", .wrong, MadeUpClass.feedback("Not one of the known ones.", known: false))
    }
    private var known: Verdict { MadeUpClass.verdict("4.2", .wrong, MadeUpClass.feedback("The bias never moves.")) }

    private func pairs(_ answers: [SimilarAnswers.Answer]) -> [[String]] {
        SimilarAnswers.pairs(of: exercise, answers, template: stub, solution: right).map(\.students)
    }

    private var others: [SimilarAnswers.Answer] {
        (0..<20).map { answer("r\($0)", right, MadeUpClass.verdict("4.2", .passed)) }
    }

    @Test func `the same rare mistake is found under other names and another layout`() {
        let renamed = odd.replacing("total", with: "sum").replacing("place", with: "k").replacing("    ", with: "\t")
            .replacing("{\n", with: "{ // mine\n")
        #expect(pairs(others + [answer("a", odd, unknown), answer("b", renamed, unknown)]) == [["a", "b"]])
    }

    @Test func `right answers and known mistakes are alike by nature`() {
        let twins = ["a", "b"].map { answer($0, odd, MadeUpClass.verdict("4.2", .passed)) }
        #expect(pairs(others + twins).isEmpty)
        #expect(pairs(others + ["a", "b"].map { answer($0, odd, known) }).isEmpty)
        // One unusual expression in the natural answer is soon written twice.
        let small = right.replacing("<= 0", with: "<= 0.5")
        #expect(pairs(others + ["a", "b"].map { answer($0, small, unknown) }).isEmpty)
    }

    @Test func `what many have is not rare`() {
        #expect(pairs(others + (0..<5).map { answer("s\($0)", odd, unknown) }).isEmpty)
    }

    @Test func `a free choice that two made alike is shown, also where it is right`() {
        let numbers = (0..<20).map { "\($0).5" }.joined(separator: ", ")
        let choice = "func testCase() throws -> Tensor {\n    [\(numbers)]\n}\n"
        let twins = ["a", "b"].map { answer($0, right + choice, MadeUpClass.verdict("4.2", .passed)) }
        #expect(pairs(others + twins) == [["a", "b"]])
        #expect(pairs(others + twins + [answer("c", choice, known)]).isEmpty)
    }

    @Test func `names, layout and comments do not count, labels and members do`() {
        let text = "func f(x a: Int) { let b = a.count // c\n g(x: b) }"
        #expect(AnswerTokens(text).tokens.map(\.text).joined(separator: " ").contains("g ( x : name )"))
        #expect(AnswerTokens(text).tokens.map(\.text).contains("count"))
        #expect(!AnswerTokens(text).tokens.map(\.text).contains("b"))
    }
}

@Suite struct RegradeTests {
    private func book(_ four2: Verdict.State, manual: ManualGrades = ManualGrades()) -> (Gradebook, [GradeRecord]) {
        let records = ["ann", "bob"].map { id in
            MadeUpClass.record(
                id,
                [
                    MadeUpClass.verdict("4.1", .passed),
                    MadeUpClass.verdict("4.2", id == "ann" ? four2 : .passed),
                ])
        }
        return (MadeUpClass.book(records, manual: manual), records)
    }

    @Test func `a changed check changes only its column`() {
        let (before, after) = (book(.wrong), book(.passed))
        let difference = GradeDifference(from: before.0, to: after.0, records: (before.1, after.1))
        #expect(
            difference.changes == [
                .init(
                    student: "ann", exercise: "4.2", before: "wrong", after: "passed", pointsBefore: 0, pointsAfter: 2)
            ])
        #expect(difference.summary == "1 of 2 students change: 4.2 (1 verdict, +2 points)")
        #expect(difference.table == "ann  4.2  0 → 2  wrong  → passed")
        let same = GradeDifference(from: before.0, to: before.0, records: (before.1, before.1))
        #expect(same.summary.hasPrefix("nothing changes"))
    }

    @Test func `what was decided by hand stands`() {
        let manual = ManualGrades(["ann": ["4.2": .init(points: 1)]])
        let (before, after) = (book(.wrong, manual: manual), book(.passed, manual: manual))
        let change = GradeDifference(from: before.0, to: after.0, records: (before.1, after.1)).changes[0]
        #expect((change.pointsBefore, change.pointsAfter) == (1, 1))
    }

    @Test func `records are replaced only when that is wanted, and only those`() async throws {
        try await TemporaryFolder.using { url in
            let made = ClassOfTests(in: url)
            try made.handIn("ann", ClassOfTests.right)
            try made.handIn("bob", ClassOfTests.head + "func double(_ x: Tensor) throws -> Tensor { x }\n")
            try await made.grade()
            // As another kit would have judged it.
            let place = made.folder.grade(of: "ann", try Date("2026-11-30T12:00:00Z", strategy: .iso8601))
            var old = try GradeRecord(reading: place)
            old.kit.digest = "older"
            (old.verdicts[0].state, old.verdicts[0].points) = (.wrong, 0)
            try old.write(to: place)
            let before = try made.bytes(made.folder.grades)

            let regrade = Regrade(made.folder) { folder in
                ClassGrader(folder, made.file, course: made.course, version: "test")
            }
            let todo = try regrade.todo()
            #expect(todo.map(\.student) == ["ann"])
            try await regrade.grader.grade(todo, jobs: 1) { _ in }
            #expect(try made.bytes(made.folder.grades) == before)
            let difference = try regrade.difference(
                made.file, exercises: made.course.exercises, roster: nil, manual: ManualGrades())
            #expect(difference.changes.map(\.student) == ["ann"])
            #expect(difference.changes.map(\.after) == ["passed"])
            #expect(try regrade.write() == 1)
            #expect(try GradeRecord(reading: place).verdicts[0].state == .passed)
            #expect(!FileManager.default.fileExists(atPath: url.appending(path: "regrade").path))
        }
    }
}
