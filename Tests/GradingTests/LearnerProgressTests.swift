import Foundation
import Testing

@testable import Grading

/// Progress counts what was tried, keeps what was passed, and survives updates and damage.
@Suite struct LearnerProgressTests {
    private let course = ["4.1 predict", "4.2 update", "4.3 train", "6.1 softmax"].map(Self.exercise)

    private static func exercise(_ text: String) -> Exercise {
        let words = text.split(separator: " ").map(String.init)
        return Exercise(id: words[0], name: words[1], points: 2, hints: ["a", "b", "c"])
    }

    private func verdict(
        _ exercise: Exercise, _ state: Verdict.State, text: String, mistake: (String, Family)? = nil
    ) -> Verdict {
        var verdict = Verdict(
            exercise: exercise.id, name: exercise.name, state: state, points: 0, possiblePoints: 2, seed: 1)
        verdict.text = text
        if let mistake {
            verdict.feedback = Feedback(
                input: "", expected: "", actual: "", firstDifference: "", likelyMistake: "",
                recognised: mistake.0, family: mistake.1)
        }
        return verdict
    }

    @Test func `the same text counts once, another one again`() {
        var progress = LearnerProgress()
        for text in ["x", "x", "y", "y"] {
            progress.record(verdict(course[0], .wrong, text: text, mistake: ("a", .tie)))
        }
        #expect(progress[course[0]]?.attempts == 2)
        #expect(progress[course[0]]?.mistakes.map(\.times) == [2])
    }

    @Test func `what is not written or does not compile is no attempt`() {
        var progress = LearnerProgress()
        progress.record(verdict(course[0], .notAttempted, text: "x"))
        progress.record(verdict(course[0], .notCompiled, text: "y"))
        #expect(progress == LearnerProgress())
    }

    @Test func `what was passed stays passed, and hints read later cost nothing`() {
        var progress = LearnerProgress()
        progress.record(verdict(course[0], .passed, text: "x"))
        progress.record(verdict(course[0], .wrong, text: "y"))
        progress.recordHint(course[0])
        progress.recordReveal(course[0])
        #expect(progress.hasPassed(course[0]))
        #expect(progress[course[0]]?.isUnaided == true)
        #expect(progress[course[0]]?.state == .wrong)
    }

    @Test func `a hint or the solution before passing is help`() {
        var progress = LearnerProgress()
        for _ in 0..<5 { progress.recordHint(course[0]) }
        progress.recordReveal(course[1])
        for exercise in course.prefix(2) { progress.record(verdict(exercise, .passed, text: "x")) }
        #expect(progress[course[0]]?.hints == 3)
        #expect(progress[course[0]]?.isUnaided == false)
        #expect(progress[course[1]]?.isUnaided == false)
    }

    @Test func `families are counted over exercises, the most frequent first`() {
        var progress = LearnerProgress()
        progress.record(verdict(course[0], .wrong, text: "x", mistake: ("a", .sign)))
        for (exercise, text) in [(course[1], "x"), (course[1], "y"), (course[3], "x")] {
            progress.record(verdict(exercise, .wrong, text: text, mistake: ("b", .tie)))
        }
        #expect(progress.families.map(\.family) == [.tie, .sign])
        #expect(progress.families.map(\.times) == [3, 1])
        #expect(progress.families[0].exercises == ["4.2", "6.1"])
    }

    /// What the exercises ask: a letter stands for it.
    private func follow(_ progress: inout LearnerProgress, _ updated: [Exercise], _ tasks: [String]) {
        let known = Dictionary(uniqueKeysWithValues: zip(updated.map(\.id), tasks))
        progress.follow(updated) { known[$0.id] }
    }

    private func passed(_ tasks: [String]) -> LearnerProgress {
        var progress = LearnerProgress()
        for (exercise, task) in zip(course, tasks) {
            progress.record(verdict(exercise, .passed, text: task))
            progress.note(task: task, of: exercise)
        }
        return progress
    }

    @Test func `exercises are followed when they change places or names`() {
        var progress = passed(["p", "u", "t", "s"])
        let updated = ["4.1 decide", "4.2 train", "4.3 update", "4.4 margin"].map(Self.exercise)
        follow(&progress, updated, ["p", "t", "u", "m"])
        // Renamed; changed places, twice; never met.
        #expect(updated.map { progress[$0]?.text } == ["p", "t", "u", nil])
        // No longer in the course, but kept.
        #expect(progress.entries.contains { $0.exercise == "6.1" })
    }

    @Test func `an exercise is followed into another lesson`() {
        var progress = passed(["p", "u", "t", "s"])
        let updated = ["5.3 shares"].map(Self.exercise)
        follow(&progress, updated, ["s"])
        #expect(progress.hasPassed(updated[0]))
    }

    @Test func `a new exercise does not inherit from one that gave it its number`() {
        var progress = passed(["p"])
        let updated = ["4.1 warmup", "4.2 predict"].map(Self.exercise)
        follow(&progress, updated, ["w", "p"])
        #expect(!progress.hasPassed(updated[0]))
        #expect(progress.hasPassed(updated[1]))
    }

    @Test func `an exercise that replaces another begins anew, and the old one is kept`() {
        var progress = passed(["p", "u"])
        let updated = ["4.1 warmup", "4.2 update"].map(Self.exercise)
        follow(&progress, updated, ["w", "u"])
        #expect(progress[updated[0]] == nil)
        #expect(progress.hasPassed(updated[1]))
        // Should it come back, it is passed.
        follow(&progress, Array(course.prefix(2)), ["p", "u"])
        #expect(progress.hasPassed(course[0]))
    }

    @Test func `a check that was changed is that of the same exercise`() {
        var progress = passed(["p"])
        follow(&progress, [course[0]], ["q"])
        #expect(progress.hasPassed(course[0]))
    }

    @Test func `what is worked on is what had a new text last`() {
        var progress = LearnerProgress()
        func record(_ exercise: Exercise, _ state: Verdict.State, _ text: String, at second: Double) {
            progress.record(verdict(exercise, state, text: text), on: Date(timeIntervalSince1970: second))
        }
        record(course[0], .wrong, "a", at: 1)
        record(course[3], .wrong, "b", at: 2)
        #expect(progress.latest(of: course)?.name == "softmax")
        // Checked again beside the others, unchanged.
        record(course[0], .wrong, "a", at: 3)
        #expect(progress.latest(of: course)?.name == "softmax")
        progress.recordHint(course[1], on: Date(timeIntervalSince1970: 4))
        #expect(progress.latest(of: course)?.name == "update")
        #expect(progress.latest(of: Array(course.prefix(1)))?.name == "predict")
    }

    // MARK: The file

    private func withFile(_ body: (ProgressFile) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "nabla-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(ProgressFile(Course(folder)))
    }

    private func pass(_ exercises: ArraySlice<Exercise>, in file: ProgressFile) throws {
        for exercise in exercises {
            try file.update(for: course) { $0.record(verdict(exercise, .passed, text: "x")) }
        }
    }

    @Test func `what is written is read again`() throws {
        try withFile { file in
            #expect(try file.read(for: course).progress == LearnerProgress())
            try pass(course[0..<3], in: file)
            let reading = try file.read(for: course)
            #expect(reading.notice == nil)
            #expect(course.map(reading.progress.hasPassed) == [true, true, true, false])
        }
    }

    @Test func `a damaged file is kept, and the state before it taken up`() throws {
        try withFile { file in
            try pass(course[0..<3], in: file)
            try Data("{ \"version\": 1, \"exer".utf8).write(to: file.current)
            let reading = try file.update(for: course) { _ in }
            #expect(course.map(reading.progress.hasPassed) == [true, true, false, false])
            #expect(reading.notice?.contains("damaged") == true)
            let aside = file.folder.appending(path: "progress.damaged.json")
            #expect(try String(contentsOf: aside, encoding: .utf8) == "{ \"version\": 1, \"exer")
            #expect(try file.read(for: course).notice == nil)
        }
    }

    @Test func `of a file with one damaged entry the others are read`() throws {
        try withFile { file in
            try pass(course[0..<2], in: file)
            let text = try String(contentsOf: file.current, encoding: .utf8)
            try FileManager.default.removeItem(at: file.previous)
            let damaged = text.replacing("\"exercise\" : \"4.1\"", with: "\"exercise\" : 41")
            #expect(damaged != text)
            try Data(damaged.utf8).write(to: file.current)
            let reading = try file.read(for: course)
            #expect(course.map(reading.progress.hasPassed) == [false, true, false, false])
            #expect(reading.notice?.contains("1 exercises that could be read") == true)
        }
    }

    @Test func `a file of another version is left alone`() throws {
        try withFile { file in
            try pass(course[0..<1], in: file)
            let text = "{\"version\": 99, \"exercises\": []}"
            try Data(text.utf8).write(to: file.current)
            #expect(throws: GradingError.self) { try file.update(for: course) { _ in } }
            #expect(try String(contentsOf: file.current, encoding: .utf8) == text)
        }
    }

    @Test func `changes at the same time are all kept`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "nabla-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = ProgressFile(Course(folder))
        let many = (1...20).map { Self.exercise("4.\($0) name\($0)") }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for exercise in many {
                group.addTask { try file.update(for: many) { $0.recordHint(exercise) } }
            }
            try await group.waitForAll()
        }
        let progress = try file.read(for: many).progress
        #expect(many.allSatisfy { progress[$0]?.hints == 1 })
    }
}
