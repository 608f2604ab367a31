import Foundation

/// Answers compiled and linked into a library, each content once.
///
/// A library is kept under a digest of everything that went into it: the texts, the settings and the kit. So a verdict
/// is never about an older text, however quickly one edit follows another, and an unchanged folder costs nothing.
struct AnswerLibrary: Sendable {
    let path: String

    /// Seconds that the compiler may take. An expression can keep its type checker busy for ever.
    static let compilerLimit = 60.0

    enum Outcome: Sendable {
        case library(AnswerLibrary)
        case problems([CompileProblem])
    }

    /// The library of these texts, from the cache or made now; or what the compiler has against them.
    static func make(of source: AnswerSource, _ kit: BuiltKit) async throws -> Outcome {
        let cache = URL(fileURLWithPath: BuiltKit.cache)
        let entry = cache.appending(path: "\(source.name)-\(kit.digest(of: source).prefix(24))")
        let library = AnswerLibrary(path: entry.appending(path: "answers.so").path)
        let files = FileManager.default
        if files.fileExists(atPath: library.path) {
            try? files.setAttributes([.modificationDate: Date()], ofItemAtPath: entry.path)
            return .library(library)
        }
        // Made aside and renamed when complete: whoever finds a library finds a whole one.
        let work = cache.appending(path: "\(source.name)-\(UUID().uuidString)")
        return try await Interruption.guarding {
            try? FileManager.default.removeItem(at: work)
        } work: {
            try files.createDirectory(at: work, withIntermediateDirectories: true)
            defer { try? files.removeItem(at: work) }
            if let problems = try await build(source, kit, in: work) { return .problems(problems) }
            do {
                try files.moveItem(at: work, to: entry)
            } catch {
                // Another process was quicker with the same texts; then its library is as good.
                guard files.fileExists(atPath: library.path) else { throw error }
            }
            removeOldEntries(of: cache)
            return .library(library)
        }
    }

    /// Compiles and links. Returns what the compiler has against the texts, nil if it has nothing.
    private static func build(
        _ source: AnswerSource, _ kit: BuiltKit, in work: URL
    ) async throws -> [CompileProblem]? {
        try source.write(to: work)
        let compilation = try await first(
            of: kit.compilation(of: source.files.map(\.name), into: "answers.o"), in: work
        ) { !CompileProblem.all(in: $0.complaint).isEmpty }
        guard compilation.hasSucceeded else {
            let problems = CompileProblem.all(in: compilation.complaint)
            if !problems.isEmpty { return problems }
            let reason =
                compilation.timedOut
                ? "the compiler was stopped after \(Int(compilerLimit)) s. Is there a very long expression? "
                    + "Cut it up with `let`"
                : "the compiler stopped: " + compilation.complaint.suffix(600)
            return [CompileProblem(file: source.name, line: 1, column: 1, message: reason)]
        }
        let linking = try await first(of: kit.linking("answers.o", into: "answers.so"), in: work)
        guard linking.hasSucceeded else {
            throw GradingError("the answers could not be linked: " + linking.complaint.suffix(600))
        }
        try? FileManager.default.removeItem(at: work.appending(path: "answers.o"))
        return nil
    }

    /// Goes the first way that succeeds, or that fails for a reason the learner can do something about.
    private static func first(
        of ways: [BuiltKit.Call], in work: URL, orFails plainly: (ToolRun) -> Bool = { _ in false }
    ) async throws -> ToolRun {
        var last: ToolRun?
        for way in ways {
            let run = try await ToolRun.run(way.program, way.arguments, in: work, seconds: compilerLimit)
            if run.hasSucceeded || run.timedOut || plainly(run) { return run }
            last = run
        }
        guard let last else { throw GradingError("no tool to build the answers with was found") }
        return last
    }

    /// Keeps the newest libraries; a course has two a lesson.
    private static func removeOldEntries(of cache: URL, keeping count: Int = 64) {
        let keys: [URLResourceKey] = [.contentModificationDateKey]
        let entries =
            (try? FileManager.default.contentsOfDirectory(at: cache, includingPropertiesForKeys: keys)) ?? []
        guard entries.count > count else { return }
        let dated = entries.map { entry in
            (entry, (try? entry.resourceValues(forKeys: Set(keys)).contentModificationDate) ?? .distantPast)
        }
        for (entry, _) in dated.sorted(by: { $0.1 > $1.1 }).dropFirst(count) {
            try? FileManager.default.removeItem(at: entry)
        }
    }
}
