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

    private func verdict(
        of behaviour: String, seconds: Double = 5, seed: UInt64 = 1
    ) async throws -> Verdict {
        var grader = try Grader(course: .current(), limits: Self.limits)
        grader.limits.seconds = seconds
        let exercise = Exercise(id: "0.\(behaviour)", name: behaviour, points: 1, hints: [])
        let folder = grader.course.url.appending(path: "Tests/Misbehaving")
        let verdict = try await grader.verdict(on: exercise, in: folder, seed: seed)
        // A row of the table of what each costs.
        let cost = String(format: "%.2f s", verdict.seconds)
        print("isolation: \(behaviour): \(verdict.state.rawValue) after \(cost), limit \(seconds) s")
        return verdict
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
        #expect(verdict.message?.hasPrefix("Stopped: a shape does not fit") == true)
        #if os(Linux)
            #expect(
                verdict.feedback?.firstDifference.hasPrefix("it stopped in Behaviour.swift, line ") == true)
        #endif
        #expect(verdict.output.contains("about to trap"))
        #expect(verdict.feedback?.input == "the input")
        #expect(verdict.report.contains("expected           the result"))
    }

    @Test(arguments: ["loops", "sleeps", "closesItsPipes"])
    func whatDoesNotEndIsEndedAtTheLimit(_ behaviour: String) async throws {
        let verdict = try await verdict(of: behaviour, seconds: 0.5)
        #expect(verdict.state == .timedOut)
        #expect(verdict.points == 0)
        // Advice follows where the process had not come as far as its input: how far depends on what else runs.
        #expect(verdict.message?.hasPrefix("No answer after 0.5 s.") == true)
        #expect(verdict.seconds < patience)
    }

    /// Seconds within which a process that is stopped at half a second is seen to have ended. On a quiet machine a few
    /// hundredths after the limit; the rest is for tests that take the processor at the same time.
    private let patience = 5.0

    /// Tests that compute must not make the watch come late: did it share their threads, it would come when they end.
    @Test func theLimitHoldsBesideBusyTasks() async throws {
        let end = ContinuousClock.now + .seconds(patience + 1)
        let busy = (0..<8).map { _ in Task.detached { while ContinuousClock.now < end {} } }
        let verdict = try await verdict(of: "sleeps", seconds: 0.3)
        #expect(verdict.state == .timedOut)
        #expect(verdict.seconds < patience)
        for task in busy { await task.value }
    }

    /// One that floods its output and one that leaves many processes share no thread with the others' clocks.
    @Test func theLimitHoldsBesideOthersThatMisbehave() async throws {
        async let flood = verdict(of: "printsAGigabyte")
        async let sleeper = verdict(of: "sleeps", seconds: 0.5)
        let (_, verdict) = try await (flood, sleeper)
        #expect(verdict.state == .timedOut)
        #expect(verdict.seconds < patience)
    }

    @Test func endlessRecursionIsNamed() async throws {
        let verdict = try await verdict(of: "recurses")
        #expect(verdict.state == .crashed)
        #expect(verdict.feedback?.likelyMistake.contains("calls itself") == true)
    }

    @Test(arguments: ["hoards", "asksForTooMuch"])
    func runawayMemoryIsStopped(_ behaviour: String) async throws {
        let verdict = try await verdict(of: behaviour)
        #expect(verdict.state == .crashed)
        #expect(verdict.points == 0)
        #expect(verdict.message?.contains("more than 128 MB of memory") == true, "\(verdict.report)")
    }

    @Test func aFloodOfOutputIsStoppedAndNotKept() async throws {
        let verdict = try await verdict(of: "printsAGigabyte")
        #expect(verdict.state == .crashed)
        #expect(verdict.message?.contains("more than 16 MB were printed") == true)
        #expect((60_000...65_600).contains(verdict.output.utf8.count))
    }

    @Test func muchOutputIsCutButCostsNothing() async throws {
        let verdict = try await verdict(of: "printsAMegabyte")
        #expect(verdict.state == .passed)
        #expect((60_000...65_600).contains(verdict.output.utf8.count))
    }

    @Test(arguments: ["exits", "forges"])
    func withoutAVerdictThereAreNoPoints(_ behaviour: String) async throws {
        let verdict = try await verdict(of: behaviour)
        #expect(verdict.state == .crashed)
        #expect(verdict.points == 0)
        #expect(verdict.message?.contains("Without a verdict there are no points") == true)
    }

    @Test func standardInputIsEmptyAndTheSecretIsGone() async throws {
        #expect(try await verdict(of: "readsItsInput").state == .passed)
    }

    @Test func anErrorIsReportedAsSuch() async throws {
        #expect(try await verdict(of: "throwsAnError").state == .crashed)
    }

    @Test func aFileThatGrowsWithoutEndIsStopped() async throws {
        let verdict = try await verdict(of: "fillsTheDisk")
        #expect(verdict.state == .crashed)
        #expect(verdict.points == 0)
    }

    #if os(Linux)
        @Test(arguments: [
            "leavesAProcess", "leavesManyProcesses", "leavesASession", "leavesANamelessSession",
        ])
        func noProcessSurvives(_ behaviour: String) async throws {
            // Its own number, so that another run of the tests beside this one is not taken for it.
            let seed = UInt64.random(in: 100_000...900_000)
            let isEndless = behaviour == "leavesManyProcesses"
            let verdict = try await verdict(of: behaviour, seconds: isEndless ? 1 : 5, seed: seed)
            #expect(verdict.state == (isEndless ? .timedOut : .passed))
            #expect(try livingProcesses(withArgument: "\(seed)") == [])
        }

        /// Command lines of processes, in any session, that hold the argument.
        private func livingProcesses(withArgument argument: String) throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }
                .compactMap { FileManager.default.contents(atPath: "/proc/\($0)/cmdline") }
                .map { String(decoding: $0, as: UTF8.self).replacing("\0", with: " ") }
                .filter { $0.hasPrefix("sleep \(argument)") }
        }
    #endif

    @Test func noFileSurvives() async throws {
        let seed = UInt64.random(in: 100_000...900_000)
        #expect(try await verdict(of: "leavesFiles", seed: seed).state == .passed)
        for folder in [FileManager.default.currentDirectoryPath, NSTemporaryDirectory()] {
            #expect(!FileManager.default.fileExists(atPath: folder + "/left-behind-\(seed)"))
        }
    }

    @Test func aMissingFolderIsAnErrorWithAHint() async throws {
        let grader = try Grader(course: .current())
        let exercise = Exercise(id: "99.1", name: "none", points: 1, hints: [])
        await #expect(throws: GradingError.self) { try await grader.verdict(on: exercise) }
    }
}
