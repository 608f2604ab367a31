import Foundation

/// Checks answers, each in a process of its own.
public struct Grader: Sendable {
    public var limits: Limits
    /// The folder that holds the programs `exercises-04`, `solutions-04` and so on.
    public let folder: String

    public init(folder: String = Grader.buildFolder, limits: Limits = Limits()) {
        self.folder = folder
        self.limits = limits
    }

    /// Runs one check of one program. Throws only when there is no program to run.
    public func verdict(
        on exercise: Exercise, from answers: Answers = .exercises, seed: UInt64 = Grader.freshSeed()
    ) async throws -> Verdict {
        try await verdict(on: exercise, program: answers.program(lesson: exercise.lesson), seed: seed)
    }

    /// Runs one check of the named program in the folder.
    public func verdict(on exercise: Exercise, program: String, seed: UInt64) async throws -> Verdict {
        let path = folder + "/" + program
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw GradingError("\(program) is not built: run `swift build --product \(program)` (no \(path))")
        }
        let arguments = CheckRequest(exercise: exercise.id, seed: seed, limits: limits).arguments
        let outcome = try await IsolatedProcess(program: path, arguments: arguments, limits: limits).run()
        return Judgement(exercise: exercise, seed: seed, limits: limits, outcome: outcome).verdict
    }

    /// A seed short enough to type.
    public static func freshSeed() -> UInt64 { .random(in: 1...99_999) }

    /// The folder of the running program, or of the test bundle that contains it.
    public static let buildFolder: String = {
        var file = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
        #if os(Linux)
            file = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        #else
            // Under `swift test` the running program is the toolchain's; the bundle is among those loaded.
            if let tests = Bundle.allBundles.first(where: { $0.bundlePath.hasSuffix(".xctest") }) {
                file = tests.bundleURL
            }
        #endif
        return file.deletingLastPathComponent().path
    }()
}

/// Something outside the answer failed: a program that is missing, an argument that means nothing.
public struct GradingError: Error, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}

/// The arguments with which a parent asks a program for one check.
struct CheckRequest: Equatable {
    var exercise: String
    var seed: UInt64
    var limits: Limits

    static func == (a: CheckRequest, b: CheckRequest) -> Bool { a.arguments == b.arguments }

    var arguments: [String] {
        ["--answer", exercise, "\(seed)", "\(limits.seconds)", "\(limits.memoryMegabytes)"]
    }

    init(exercise: String, seed: UInt64, limits: Limits) {
        (self.exercise, self.seed, self.limits) = (exercise, seed, limits)
    }

    /// Nil for anything that is not such a request.
    init?(_ arguments: [String]) {
        guard arguments.count == 5, arguments[0] == "--answer", let seed = UInt64(arguments[2]),
            let seconds = Double(arguments[3]), let memory = Int(arguments[4])
        else { return nil }
        var limits = Limits()
        (limits.seconds, limits.memoryMegabytes) = (seconds, memory)
        self.init(exercise: arguments[1], seed: seed, limits: limits)
    }
}
