import Foundation
import Grading
import Testing

/// Answers that misbehave cost their own check, within its limits, and leave nothing behind.
@Suite struct IsolationTests {
    private static let limits: Limits = {
        var limits = Limits()
        limits.seconds = 5
        limits.memoryMegabytes = 128
        return limits
    }()

    /// The behaviours in the order of Tests/Misbehaving/main.swift.
    private static let behaviours = [
        "passes", "traps", "loops", "sleeps", "recurses", "hoards", "asks for too much", "prints a gigabyte",
        "prints a megabyte", "exits", "forges", "reads its input", "leaves a process", "leaves many processes",
        "closes its pipes", "throws", "fills the disk",
    ]

    private func verdict(of behaviour: String, seconds: Double = 5) async throws -> Verdict {
        let index = try #require(Self.behaviours.firstIndex(of: behaviour))
        var grader = Grader(limits: Self.limits)
        grader.limits.seconds = seconds
        let exercise = Exercise(id: "0.\(index)", name: behaviour, points: 1, hints: [])
        return try await grader.verdict(on: exercise, program: "misbehaving", seed: 1)
    }

    @Test func aGoodAnswerEarnsItsPoints() async throws {
        let verdict = try await verdict(of: "passes")
        #expect(verdict.state == .passed)
        #expect(verdict.points == 1)
    }

    @Test func aTrapShowsItsMessageAndWhatWasPrintedBefore() async throws {
        let verdict = try await verdict(of: "traps")
        #expect(verdict.state == .crashed)
        #expect(verdict.points == 0)
        #expect(verdict.message?.contains("Index out of range") == true)
        #expect(verdict.output.contains("about to trap"))
        #expect(verdict.lastInput == "the input")
        #expect(verdict.report.contains("while working on   the input"))
    }

    @Test(arguments: ["loops", "sleeps", "closes its pipes", "leaves many processes"])
    func whatDoesNotEndIsEndedAtTheLimit(_ behaviour: String) async throws {
        let verdict = try await verdict(of: behaviour, seconds: 0.5)
        #expect(verdict.state == .timedOut)
        #expect(verdict.points == 0)
        #expect(verdict.message == "No answer after 0.5 s. Does every loop come to an end?")
        #expect(verdict.seconds < 3)
    }

    @Test func endlessRecursionIsNamed() async throws {
        let verdict = try await verdict(of: "recurses")
        #expect(verdict.state == .crashed)
        #expect(verdict.message?.contains("calls itself") == true)
    }

    @Test(arguments: ["hoards", "asks for too much"])
    func runawayMemoryIsStopped(_ behaviour: String) async throws {
        let verdict = try await verdict(of: behaviour)
        #expect(verdict.state == .crashed)
        #expect(verdict.points == 0)
        #expect(verdict.message?.contains("more than 128 MB of memory") == true, "\(verdict.report)")
    }

    @Test func aFloodOfOutputIsStoppedAndNotKept() async throws {
        let verdict = try await verdict(of: "prints a gigabyte")
        #expect(verdict.state == .crashed)
        #expect(verdict.message?.contains("more than 16 MB were printed") == true)
        #expect(verdict.output.utf8.count == 64 * 1024)
    }

    @Test func muchOutputIsCutButCostsNothing() async throws {
        let verdict = try await verdict(of: "prints a megabyte")
        #expect(verdict.state == .passed)
        #expect(verdict.output.utf8.count == 64 * 1024)
    }

    @Test(arguments: ["exits", "forges"])
    func withoutAVerdictThereAreNoPoints(_ behaviour: String) async throws {
        let verdict = try await verdict(of: behaviour)
        #expect(verdict.state == .crashed)
        #expect(verdict.points == 0)
        #expect(verdict.message?.contains("Without a verdict there are no points") == true)
    }

    @Test func standardInputIsEmptyAndTheSecretIsGone() async throws {
        #expect(try await verdict(of: "reads its input").state == .passed)
    }

    @Test func anErrorIsReportedAsSuch() async throws {
        #expect(try await verdict(of: "throws").state == .crashed)
    }

    @Test func aFileThatGrowsWithoutEndIsStopped() async throws {
        let verdict = try await verdict(of: "fills the disk")
        #expect(verdict.state == .crashed)
        #expect(verdict.points == 0)
    }

    #if os(Linux)
        @Test(arguments: ["leaves a process", "leaves many processes"])
        func noProcessSurvives(_ behaviour: String) async throws {
            let verdict = try await verdict(of: behaviour, seconds: 1)
            #expect(verdict.state == (behaviour == "leaves a process" ? .passed : .timedOut))
            #expect(try livingProcesses(withArgument: "1234") == [])
        }

        /// Command lines of processes, in any session, that hold the argument.
        private func livingProcesses(withArgument argument: String) throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }
                .compactMap { FileManager.default.contents(atPath: "/proc/\($0)/cmdline") }
                .map { String(decoding: $0, as: UTF8.self).replacing("\0", with: " ") }
                .filter { $0.hasPrefix("sleep \(argument)") }
        }
    #endif

    @Test func aMissingProgramIsAnErrorWithAHint() async throws {
        let exercise = Exercise(id: "99.1", name: "none", points: 1, hints: [])
        await #expect(throws: GradingError.self) {
            try await Grader().verdict(on: exercise, program: "exercises-99", seed: 1)
        }
    }
}
