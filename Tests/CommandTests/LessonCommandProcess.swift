import Foundation

@testable import Grading

/// What a call of the built `lesson` program came to.
struct LessonCommandProcess {
    let status: Int32?
    let output: String
    let complaint: String

    /// Runs the program with these arguments, as if typed in `folder`.
    init(_ arguments: String..., in folder: String? = nil) async throws {
        try await self.init(arguments, in: folder)
    }

    init(
        _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]
    ) async throws {
        // As many at once as there are cores. Beside dozens of others a compiler would seem to take too long.
        let result = try await ProcessSlots.shared.using {
            try await ChildProcess.run(
                Self.program.path, arguments, environment: Self.settings.merging(environment) { $1 }, in: folder)
        }
        if case .exited(let code) = result.end { status = code } else { status = nil }
        (output, complaint) = (result.output, result.complaint)
    }

    /// Runs the program with its standard output sent to a file.
    init(_ arguments: [String], writingTo file: String) async throws {
        let errors = try OutputPipe(keep: 1 << 20)
        let child = try ChildProcess(
            Self.program.path, arguments, environment: Self.settings, output: open(file, O_WRONLY | O_CLOEXEC),
            errors: errors.writingEnd)
        complaint = String(decoding: await errors.content(), as: UTF8.self)
        if case .exited(let code) = child.wait() { status = code } else { status = nil }
        output = ""
    }

    /// The variables of these tests, without colours and data.
    private static var settings: [String: String] {
        ProcessInfo.processInfo.environment.filter { $0.key != "NABLA_DATA" }.merging(["NO_COLOR": "1"]) { $1 }
    }

    /// The program lies beside the bundle of the tests.
    static var program: URL {
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
        let beside = bundle ?? Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
        return beside.deletingLastPathComponent().appending(path: "lesson")
    }
}

/// A folder for one test, removed at its end.
func withTemporaryFolder(_ body: (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "nabla-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder)
}

/// Does work that waits for other processes on a thread of its own: there are only as many threads for tests as cores,
/// and if all of them wait, nothing that they wait for goes on.
func onOwnThread<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: work()) }
    }
}

/// Everything in a folder, hidden files included.
func content(of folder: URL) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
}
