import Foundation
import Testing

@testable import Classroom
@testable import Grading

@Suite struct GradescopeResultsTests {
    private let exercise = Exercise(id: "4.2", name: "update", points: 2, hints: [])
    private let hidden = Exercise(id: "4.7", name: "learningRatePrediction", points: 1, hints: [])

    private func results(_ verdicts: [Verdict], complete: Bool = true, files: [GradeRecord.File] = []) throws
        -> [String: Any]
    {
        let record = GradeRecord(
            student: "s", submitted: Date(timeIntervalSince1970: 0), kit: .init(version: "0.2.0", digest: "abc"),
            seed: 7,
            isolation: ["no network"], files: files, verdicts: verdicts, complete: complete)
        let items = [
            GradescopeResults.Item(exercise: exercise, title: "Learn from one sample", points: 3, isHidden: false),
            GradescopeResults.Item(exercise: hidden, title: "The learning rate", points: 1, isHidden: true),
        ]
        let results = GradescopeResults(of: record, items: items, seconds: 1.234)
        return try JSONSerialization.jsonObject(with: ClassJSON.data(results)) as? [String: Any] ?? [:]
    }

    private func verdict(_ id: String, _ state: Verdict.State) -> Verdict {
        var verdict = Verdict(exercise: id, name: "update", state: state, points: 0, possiblePoints: 2, seed: 7)
        if state == .wrong {
            verdict.feedback = Feedback(
                input: "w = [1, 2]", expected: "b = 1", actual: "b = 0", firstDifference: "b: 1 or 0",
                likelyMistake: "The bias never moves.", recognised: "the-bias", family: .sign)
            verdict.output = "```\n<b>done</b>\u{1B}[2J"
        }
        return verdict
    }

    @Test func `points are the class's, and the sum is there although hidden tests keep Gradescope from showing it`()
        throws
    {
        let results = try results([verdict("4.2", .passed), verdict("4.7", .passed)])
        let tests = try #require(results["tests"] as? [[String: Any]])
        #expect(results["score"] as? Double == 4)
        #expect(tests.count == 3)
        #expect(tests[0]["score"] as? Double == 3 && tests[0]["max_score"] as? Double == 3)
        #expect(tests[0]["number"] as? String == "4.2" && tests[0]["name"] as? String == "Learn from one sample")
        #expect(tests[0]["visibility"] == nil && tests[1]["visibility"] as? String == "after_published")
        #expect(
            tests[2]["score"] == nil
                && (tests[2]["output"] as? String)?.hasPrefix("One more exercise is judged") == true)
        #expect(results["stdout_visibility"] as? String == "hidden")
        #expect(results["execution_time"] as? Double == 1.23)
    }

    @Test func `a wrong answer has the five parts, and nothing that it printed can leave its block`() throws {
        let results = try results([verdict("4.2", .wrong)])
        let test = try #require((results["tests"] as? [[String: Any]])?.first)
        let output = try #require(test["output"] as? String)
        for part in ["Input", "Expected", "Received", "First difference", "Likely mistake"] {
            #expect(output.contains("**\(part)"))
        }
        #expect(output.contains("````text\n```\n<b>done</b>␛[2J\n````"))
        #expect(output.contains("lesson check 4.2 --seed 7"))
        #expect(test["tags"] as? [String] == ["lesson 04", "4.2", "sign"])
        #expect((test["extra_data"] as? [String: Any])?["misconception"] as? String == "the-bias")
        #expect(test["status"] as? String == "failed" && test["score"] as? Double == 0)
    }

    @Test func `in the middle of a run, what was judged counts and the rest says so`() throws {
        let results = try results([verdict("4.2", .passed)], complete: false)
        let tests = try #require(results["tests"] as? [[String: Any]])
        #expect(results["score"] as? Double == 3)
        #expect((tests[1]["output"] as? String)?.contains("Not judged") == true)
        #expect((results["output"] as? String)?.contains("the run was ended before") == true)
        #expect((results["extra_data"] as? [String: Any])?["complete"] as? Bool == false)
    }

    @Test func `nothing handed in is said, with what to do`() throws {
        let results = try results([])
        #expect((results["output"] as? String)?.contains("No answer was found") == true)
        #expect(results["score"] as? Double == 0)
    }
}
