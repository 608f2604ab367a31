import Foundation
import Testing

@testable import Exercises
@testable import Grading

/// Answers that misbehave cost their own check, within its limits, earn nothing that they have not computed, and leave
/// nothing behind. Each is a file in `Tests/Misbehaving/Answers` that says in its first lines what it does and what has
/// to come of it.
@Suite struct MisbehavingTests {
    /// An answer with what its head says.
    struct Answer: CustomStringConvertible, Sendable {
        let description: String
        let text: String

        func entry(_ key: String) -> String? {
            text.split(separator: "\n").first { $0.hasPrefix("// \(key): ") }.map {
                String($0.dropFirst(key.count + 5))
            }
        }

        static let folder = URL(fileURLWithPath: #filePath).appending(path: "../../Misbehaving").standardized

        static let all: [Answer] = {
            let answers = folder.appending(path: "Answers")
            let names = (try? FileManager.default.contentsOfDirectory(atPath: answers.path)) ?? []
            return names.sorted().filter { $0.hasSuffix(".swift") }.compactMap { name in
                (try? String(contentsOf: answers.appending(path: name), encoding: .utf8)).map {
                    Answer(description: String(name.dropLast(6)), text: $0)
                }
            }
        }()
    }

    /// Whether the system can fence the host in.
    private static var hasFence: Bool {
        #if os(Linux)
            Landlock.version >= 6
        #else
            false
        #endif
    }

    private static let exercise = Exercise(id: "0.1", name: "double", points: 1, hints: [])

    /// Checks a text as somebody's answer, in a folder of its own.
    private func verdict(on text: String, seconds: Double = 5) async throws -> Verdict {
        try await Self.inFolder { folder in
            try Data(text.utf8).write(to: folder.appending(path: "Exercises/00-misbehaving/0.1-Double.swift"))
            return try await Self.verdict(in: folder, seconds: seconds)
        }
    }

    private static func verdict(in folder: URL, seconds: Double = 5) async throws -> Verdict {
        var limits = Limits()
        (limits.seconds, limits.memoryMegabytes) = (seconds, 128)
        return try await Grader(course: Course(folder, kit: Answer.folder), limits: limits).verdict(on: exercise)
    }

    private static func inFolder<Value>(_ work: (URL) async throws -> Value) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "misbehaving-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "Exercises/00-misbehaving"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await work(folder)
    }

    @Test(arguments: Answer.all)
    func theAnswerGetsWhatItDeserves(_ answer: Answer) async throws {
        if answer.entry("fence") != nil, !Self.hasFence { try Test.cancel("this system has no fence") }
        let wanted = try #require(answer.entry("verdict"))
        let limit = answer.entry("seconds").flatMap(Double.init) ?? 5
        // Its own number, so that another run of the tests beside this one is not taken for it.
        let mark = Int.random(in: 1_000_000...9_000_000)
        let verdict = try await verdict(on: answer.text.replacing("314_159", with: "\(mark)"), seconds: limit)
        print(
            "isolation: \(answer): \(verdict.state.rawValue) after \(String(format: "%.2f s", verdict.seconds ?? 0)), "
                + "limit \(limit) s")
        #expect(verdict.state.rawValue == wanted, "\(verdict.report)")
        #expect(verdict.points == (wanted == "passed" ? 1 : 0))
        if let words = answer.entry("says") { #expect(verdict.report.contains(words), "\(verdict.report)") }
        if let words = answer.entry("printed") { #expect(verdict.report.contains(words), "\(verdict.report)") }
        #expect(!verdict.report.contains { $0.isASCII && $0.asciiValue! < 32 && $0 != "\n" }, "control characters")
        #expect(verdict.seconds ?? 0 < limit + patience)
        #if os(Linux)
            #expect(try livingProcesses(withArgument: "\(mark)") == [])
        #endif
    }

    /// Seconds within which a process that is stopped at its limit is seen to have ended. On a quiet machine a few
    /// hundredths; the rest is for tests that take the processor at the same time.
    private let patience = 5.0

    #if os(Linux)
        /// Command lines of processes, in any session, that hold the argument.
        private func livingProcesses(withArgument argument: String) throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }
                .compactMap { FileManager.default.contents(atPath: "/proc/\($0)/cmdline") }
                .map { String(decoding: $0, as: UTF8.self).replacing("\0", with: " ") }
                .filter { $0.hasPrefix("sleep \(argument)") }
        }
    #endif

    @Test func aGoodAnswerNeedsNoSecret() async throws {
        let solution = Answer.folder.appending(path: "Solutions/00-misbehaving/0.1-Double.swift")
        #expect(try await verdict(on: String(contentsOf: solution, encoding: .utf8)).state == .passed)
    }

    /// What lies in the place of an answer and is no file of its own is refused: it is somebody else's, or never ends.
    @Test(arguments: ["link", "pipe", "device", "folder"])
    func onlyAPlainFileIsAnAnswer(_ kind: String) async throws {
        try await Self.inFolder { folder in
            let place = folder.appending(path: "Exercises/00-misbehaving/0.1-Double.swift").path
            let solution = Answer.folder.appending(path: "Solutions/00-misbehaving/0.1-Double.swift").path
            switch kind {
            case "link": try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: solution)
            case "pipe": #expect(mkfifo(place, 0o600) == 0)
            case "device": try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: "/dev/zero")
            default: try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
            }
            let verdict = try await Self.verdict(in: folder)
            #expect(verdict.points == 0)
            #expect(verdict.state == .notCompiled, "\(verdict.report)")
            #expect(verdict.report.contains("0.1-Double.swift"))
        }
    }

    /// File names are no options of the compiler, and what they hold is no file that it reads.
    @Test(arguments: ["@x.swift", "-version.swift", "-o evil.swift", "a;b.swift", "x\ny.swift"])
    func aFileNameIsNoOption(_ name: String) async throws {
        try await Self.inFolder { folder in
            let answers = folder.appending(path: "Exercises/00-misbehaving")
            let solution = Answer.folder.appending(path: "Solutions/00-misbehaving/0.1-Double.swift")
            try FileManager.default.copyItem(at: solution, to: answers.appending(path: "0.1-Double.swift"))
            try Data("-print-target-info\n".utf8).write(to: answers.appending(path: name))
            let verdict = try await Self.verdict(in: folder)
            #expect(verdict.state == .passed, "\(verdict.report)")
        }
    }

    @Test func noFileSurvives() async throws {
        let before = try leftovers()
        _ = try await verdict(on: #require(Answer.all.first { $0.description == "LeavesFiles" }).text)
        #expect(try leftovers().subtracting(before).isEmpty)
    }

    private func leftovers() throws -> Set<String> {
        let folders = [FileManager.default.currentDirectoryPath, NSTemporaryDirectory()]
        return Set(try folders.flatMap(FileManager.default.contentsOfDirectory)).filter { $0.hasPrefix("left-behind") }
    }

    /// Tests that compute must not make the watch come late: did it share their threads, it would come when they end.
    @Test func theLimitHoldsBesideBusyTasks() async throws {
        let end = ContinuousClock.now + .seconds(patience + 1)
        let busy = (0..<8).map { _ in Task.detached { while ContinuousClock.now < end {} } }
        let verdict = try await verdict(
            on: #require(Answer.all.first { $0.description == "Sleeps" }).text, seconds: 0.3)
        #expect(verdict.state == .timedOut)
        #expect(verdict.seconds ?? 0 < patience)
        for task in busy { await task.value }
    }

    @Test func aMissingFolderIsAnErrorWithAHint() async throws {
        let grader = try Grader(course: .current())
        let exercise = Exercise(id: "99.1", name: "none", points: 1, hints: [])
        await #expect(throws: GradingError.self) { try await grader.verdict(on: exercise) }
    }
}
