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
        _ exercise: Exercise, _ state: Verdict.State, text: String, mistake: (String, Misconception)? = nil
    ) -> Verdict {
        var verdict = Verdict(
            exercise: exercise.id, name: exercise.name, state: state, points: 0, possiblePoints: 2, seed: 1)
        verdict.digest = text
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

    @Test func `the last run of each lesson is kept, and read back`() throws {
        var progress = LearnerProgress()
        func run(_ lesson: String, _ result: String) -> LearnerProgress.Milestone {
            .init(lesson: lesson, own: ["6.1", "6.3"], called: 7, quick: false, result: result, held: true)
        }
        for milestone in [run("06", "0.91"), run("03", "0.8"), run("06", "0.97")] { progress.record(milestone) }
        #expect(progress.milestones.map(\.lesson) == ["03", "06"])
        #expect(progress.milestones[1].result == "0.97")
        #expect(try LearnerProgress(json: progress.json) == progress)
        // A file of an earlier course has none.
        let earlier = try LearnerProgress(json: Data(#"{"version": 1, "exercises": []}"#.utf8))
        #expect(earlier.milestones.isEmpty)
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

    @Test func `an exercise that takes the number of another begins anew, and the old one is kept`() {
        var progress = LearnerProgress()
        progress.record(verdict(course[0], .passed, text: "x"))
        let other = Self.exercise("4.1 warmup")
        #expect(progress[other] == nil)
        progress.record(verdict(other, .wrong, text: "y"))
        #expect(!progress.hasPassed(other))
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

    private func pass(_ exercises: ArraySlice<Exercise>, in file: ProgressFile) {
        for exercise in exercises {
            file.update { $0.record(verdict(exercise, .passed, text: "x")) }
        }
    }

    @Test func `what is written is read again`() throws {
        try withFile { file in
            #expect(file.read().progress == LearnerProgress())
            pass(course[0..<3], in: file)
            let reading = file.read()
            #expect(reading.notice == nil)
            #expect(course.map(reading.progress.hasPassed) == [true, true, true, false])
        }
    }

    @Test func `a damaged file is kept, and the state before it taken up`() throws {
        try withFile { file in
            pass(course[0..<3], in: file)
            try Data("{ \"version\": 1, \"exer".utf8).write(to: file.current)
            let reading = file.update { _ in }
            #expect(course.map(reading.progress.hasPassed) == [true, true, false, false])
            #expect(reading.notice?.contains("damaged") == true)
            let aside = file.folder.appending(path: "progress.damaged.json")
            #expect(try String(contentsOf: aside, encoding: .utf8) == "{ \"version\": 1, \"exer")
            #expect(file.read().notice == nil)
        }
    }

    @Test func `of a file with one damaged entry the others are read`() throws {
        try withFile { file in
            pass(course[0..<2], in: file)
            let text = try String(contentsOf: file.current, encoding: .utf8)
            try FileManager.default.removeItem(at: file.previous)
            let damaged = text.replacing("\"exercise\" : \"4.1\"", with: "\"exercise\" : 41")
            #expect(damaged != text)
            try Data(damaged.utf8).write(to: file.current)
            let reading = file.read()
            #expect(course.map(reading.progress.hasPassed) == [false, true, false, false])
            #expect(reading.notice?.contains("1 exercise that could be read") == true)
        }
    }

    @Test func `a file of another version is left alone`() throws {
        try withFile { file in
            pass(course[0..<1], in: file)
            let text = "{\"version\": 99, \"exercises\": []}"
            try Data(text.utf8).write(to: file.current)
            let reading = file.update { $0.record(verdict(course[1], .passed, text: "y")) }
            #expect(reading.progress.hasPassed(course[1]))
            #expect(
                reading.notice?.contains(
                    "(format 99, here 1): it stays as it is, and nothing new is kept\nhint: update") == true)
            #expect(try String(contentsOf: file.current, encoding: .utf8) == text)
        }
    }

    /// 99 hints of 3; a count at the end of the integers, which the next mistake or a sum would overflow.
    @Test func `counts in a file are bounded`() throws {
        func entry(_ id: String, _ name: String) -> String {
            """
            {"exercise": "\(id)", "name": "\(name)", "attempts": 9223372036854775807, "hints": -99,
             "revealed": false, "mistakes": [{"letter": "a", "family": "tie", "times": 9223372036854775807}]}
            """
        }
        let text = "{\"version\": 1, \"exercises\": [\(entry("4.1", "predict")), \(entry("4.2", "update"))]}"
        var progress = try LearnerProgress(json: Data(text.utf8))
        #expect(progress.families.map(\.times) == [2_000_000])
        #expect(progress[course[0]]?.hints == 0)
        progress.record(verdict(course[0], .wrong, text: "x", mistake: ("a", .tie)))
        #expect(progress[course[0]]?.attempts == 1_000_001)
        #expect(progress.families.map(\.times) == [2_000_001])
    }

    @Test(arguments: [
        "", "[]", "{\"version\": 1}", "{\"version\": 1.5, \"exercises\": []}", "\u{FEFF}nonsense",
        "{\"version\": 1, \"exercises\": [{\"exercise\": \"4.1\", \"hints\": 1e999}]}",
        "{\"version\": 99999999999999999999, \"exercises\": []}",
        String(repeating: "[", count: 100_000),
    ])
    func `bytes that are no progress are an error`(text: String) {
        #expect(throws: (any Error).self) { try LearnerProgress(json: Data(text.utf8)) }
    }

    /// A verdict comes first; what keeps it from being noted is said in words.
    @Test(arguments: ["a folder", "a link", "a link to nothing", "the learner's folder is a file"])
    func `progress that cannot be kept is known, and said`(case obstacle: String) throws {
        try withFile { file in
            let files = FileManager.default
            let elsewhere = file.folder.deletingLastPathComponent().appending(path: "elsewhere.json")
            if obstacle.hasPrefix("the") {
                try Data("mine".utf8).write(to: file.folder)
            } else {
                try files.createDirectory(at: file.folder, withIntermediateDirectories: true)
            }
            if obstacle == "a folder" {
                try files.createDirectory(at: file.current, withIntermediateDirectories: true)
            }
            if obstacle == "a link" {
                try Data("{\"version\": 1, \"exercises\": []}".utf8).write(to: elsewhere)
            }
            if obstacle.hasPrefix("a link") {
                try files.createSymbolicLink(at: file.current, withDestinationURL: elsewhere)
            }
            let before = try? Data(contentsOf: elsewhere)
            let reading = file.update { $0.record(verdict(course[0], .passed, text: "x")) }
            #expect(reading.progress.hasPassed(course[0]))
            let notice = try #require(reading.notice)
            #expect(notice.contains("kept") && notice.contains("\nhint: "), "\(notice)")
            #expect(!notice.contains("Domain"))
            #expect((try? Data(contentsOf: elsewhere)) == before)
            if obstacle.hasPrefix("the") { #expect(try Data(contentsOf: file.folder) == Data("mine".utf8)) }
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
                group.addTask { _ = file.update { $0.recordHint(exercise) } }
            }
            try await group.waitForAll()
        }
        let progress = file.read().progress
        #expect(many.allSatisfy { progress[$0]?.hints == 1 })
    }
}
