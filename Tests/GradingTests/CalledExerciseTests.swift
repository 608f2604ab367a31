import Foundation
import Testing

@testable import Grading

/// An answer that calls the function of another exercise does not suffer for what is wrong there.
@Suite struct CalledExerciseTests {
    private static let kit = Course(URL(fileURLWithPath: #filePath).appending(path: "../../..").standardized)

    /// An exercise that calls another, and how to spoil that one so that the compiler has nothing against it.
    struct Pair: Sendable, CustomTestStringConvertible {
        let caller: String
        let called: String
        let right: String
        let wrong: String
        /// The call, where the caller's solution has none.
        var call: (from: String, to: String)?

        var testDescription: String { "\(caller) calls \(called)" }
    }

    static let pairs = [
        Pair(caller: "4.3", called: "4.2", right: "b + rate * y)", wrong: "b)"),
        Pair(caller: "3.3", called: "3.2", right: "2 * residuals.mean()", wrong: "residuals.mean()"),
        Pair(caller: "4.5", called: "4.1", right: "(scores .>= 0)", wrong: "(scores .< 0)"),
        Pair(caller: "6.3", called: "6.1", right: "exponentials / exponentials", wrong: "exponentials + exponentials"),
        Pair(
            caller: "1.2", called: "1.1", right: "jump *= length", wrong: "jump += length",
            call: (
                from: "return indices.reversed()",
                to: "let steps = try strides(of: shape)\n"
                    + "    return zip(steps, shape).map { step, length in flatIndex / step % length }"
            )),
    ]

    /// The verdicts on the two exercises with these edits of their solutions, all others solved.
    private func verdicts(_ pair: Pair, _ edit: (String, String) throws -> String) async throws -> [Verdict] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "called-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let ids = [pair.caller, pair.called]
        let exercises = ids.compactMap { id in Self.kit.exercises.first { $0.id == id } }
        try #require(exercises.count == 2)
        let solutions = try Self.kit.folder(of: exercises[0].lesson, .solutions)
        let answers = folder.appending(path: "Exercises/\(solutions.lastPathComponent)")
        try FileManager.default.createDirectory(
            at: answers.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: solutions, to: answers)
        for exercise in exercises {
            let file = answers.appending(path: try Self.kit.file(of: exercise, .solutions).lastPathComponent)
            let text = try String(contentsOf: file, encoding: .utf8)
            try Data(edit(exercise.id, text).utf8).write(to: file)
        }
        let course = Course(folder, kit: Self.kit.url)
        return try await Grader(course: course).verdicts(on: exercises, in: answers) { _ in 7 }
    }

    /// The caller's text, with its call.
    private func calling(_ pair: Pair, _ text: String) throws -> String {
        guard let call = pair.call else { return text }
        try #require(text.contains(call.from))
        return text.replacing(call.from, with: call.to)
    }

    private func spoilt(_ pair: Pair, _ text: String) throws -> String {
        try #require(text.contains(pair.right), "the solution of \(pair.called) is written otherwise by now")
        return text.replacing(pair.right, with: pair.wrong)
    }

    @Test(arguments: pairs)
    func `a right caller passes beside a wrong called one, and is told so`(pair: Pair) async throws {
        let verdicts = try await verdicts(pair) { id, text in
            try id == pair.caller ? calling(pair, text) : spoilt(pair, text)
        }
        #expect(verdicts[0].state == .passed, "\(verdicts[0].report)")
        #expect(verdicts[0].points == verdicts[0].possiblePoints)
        #expect(
            verdicts[0].message?.hasPrefix("Passed beside the kit's own answer to \(pair.called):") == true,
            "\(verdicts[0].report)")
        #expect(verdicts[1].state == .wrong, "\(verdicts[1].report)")
    }

    /// The called one still to be written, or stopping, is no more of the caller's fault than one that is wrong.
    @Test(arguments: ["throw notAttempted()", "fatalError(\"here\")"])
    func `so does a right caller beside a called one that gives nothing`(body: String) async throws {
        let pair = Self.pairs[0]
        let verdicts = try await verdicts(pair) { id, text in
            id == pair.caller ? text : text.replacing("let score = dot(w, x) + b", with: body)
        }
        #expect(verdicts[0].state == .passed, "\(verdicts[0].report)")
        #expect(verdicts[1].points == 0)
    }

    @Test func `a wrong caller stays wrong, whatever it calls`() async throws {
        let pair = Self.pairs[1]
        let verdicts = try await verdicts(pair) { id, text in
            try id == pair.caller ? text.replacing("w - rate", with: "w + rate") : spoilt(pair, text)
        }
        #expect(verdicts.map(\.state) == [.wrong, .wrong], "\(verdicts.map(\.report))")
        #expect(verdicts[0].message?.contains("Passed beside") != true)
    }

    /// Each of the two could be handed in as a call of the other, and both would pass with neither of them written.
    @Test func `what comes later stands in for nothing`() async throws {
        let pair = Pair(caller: "4.1", called: "4.6", right: "", wrong: "")
        let body = """
            var signs = Tensor(zeros: [x.shape[0]])
                for n in 0..<x.shape[0] {
                    signs[n] = Tensor(try margin(x: x[n..<n + 1], y: Tensor([1]), w: w, b: b) >= 0 ? 1 : -1)
                }
                return signs
            """
        let own = "let scores = matmul(x, w) + b\n    return (scores .>= 0) * 2 - 1"
        let verdicts = try await verdicts(pair) { id, text in
            guard id == pair.caller else {
                return text.replacing("return distances.min()", with: "throw notAttempted()")
            }
            try #require(text.contains(own))
            return text.replacing(own, with: body)
        }
        #expect(verdicts.map(\.state) == [.notAttempted, .notAttempted], "\(verdicts.map(\.report))")
    }
}
