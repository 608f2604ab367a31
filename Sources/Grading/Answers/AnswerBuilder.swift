import Foundation

/// What became of a folder of answers: a library with those that compile, and what is wrong with the others.
struct BuiltAnswers: Sendable {
    /// Nil where not even the rest could be compiled.
    var library: String?
    var program: String
    /// The compiler's errors, by exercise.
    var problems: [String: [CompileProblem]] = [:]
    /// Errors that belong to no one exercise.
    var general: [CompileProblem] = []
}

/// Compiles folders of answers into libraries, each content once.
///
/// A library is kept under a digest of everything that went into it: the texts, the settings and the kit. So a verdict
/// is never about an older text, however quickly one edit follows another, and an unchanged folder costs nothing.
actor AnswerBuilder {
    static let shared = AnswerBuilder()

    /// Seconds that the compiler may take. An expression can keep its type checker busy for ever.
    static let compilerLimit = 60.0

    private var builds: [String: Task<BuiltAnswers, any Error>] = [:]

    /// Builds what compiles. A file that does not is replaced by its stub, so that it costs its own exercise only.
    func build(
        _ source: AnswerSource, stub: @escaping @Sendable (_ exercise: String) -> String?
    ) async throws -> BuiltAnswers {
        let kit = try BuiltKit()
        let key = source.digest([kit.identity] + kit.settings)
        if let build = builds[key] { return try await build.value }
        if builds.count > 64 { builds.removeAll() }
        let task = Task { try await Self.build(source, kit, stub: stub) }
        builds[key] = task
        do {
            return try await task.value
        } catch {
            // What failed for a reason outside the texts may work next time.
            builds[key] = nil
            throw error
        }
    }

    private static func build(
        _ source: AnswerSource, _ kit: BuiltKit, stub: @Sendable (String) -> String?
    ) async throws -> BuiltAnswers {
        var source = source
        var answers = BuiltAnswers(program: kit.program)
        while true {
            switch try await compile(source, kit) {
            case .library(let path):
                answers.library = path
                return answers
            case .problems(let problems):
                let located = Dictionary(grouping: problems) { problem in
                    Course.exercise(ofFile: problem.file) ?? changedSignature(problem, source, stub) ?? ""
                }
                // What has failed before is a stub by now; an error in it comes from elsewhere.
                let new = located.filter { $0.key != "" && answers.problems[$0.key] == nil }
                guard !new.isEmpty else {
                    answers.general = problems
                    return answers
                }
                for (exercise, problems) in new {
                    answers.problems[exercise] = problems
                    guard let text = stub(exercise),
                        let file = source.files.first(where: { Course.exercise(ofFile: $0.name) == exercise })
                    else {
                        answers.general = problems
                        return answers
                    }
                    source.replace(file.name, with: text)
                }
            }
        }
    }

    /// The exercise whose declaration was changed, when `main.swift` can not call it any more.
    private static func changedSignature(
        _ problem: CompileProblem, _ source: AnswerSource, _ stub: (String) -> String?
    ) -> String? {
        guard problem.file == "main.swift" else { return nil }
        return source.files.lazy.compactMap { Course.exercise(ofFile: $0.name) }.first { exercise in
            guard let stub = stub(exercise), let text = source.text(ofExercise: exercise) else {
                return false
            }
            let present = FunctionText.throwing(in: text).map(\.signature)
            return FunctionText.throwing(in: stub).contains { !present.contains($0.signature) }
        }
    }

    private enum Outcome {
        case library(String)
        case problems([CompileProblem])
    }

    private static func compile(_ source: AnswerSource, _ kit: BuiltKit) async throws -> Outcome {
        let digest = source.digest([kit.identity] + kit.settings)
        let entry = URL(fileURLWithPath: BuiltKit.cache).appending(
            path: "\(source.name)-\(digest.prefix(24))")
        let library = entry.appending(path: "answers.so").path
        let files = FileManager.default
        if files.fileExists(atPath: library) {
            try? files.setAttributes([.modificationDate: Date()], ofItemAtPath: entry.path)
            return .library(library)
        }
        // Made aside and renamed when complete: whoever finds a library finds a whole one.
        let work = URL(fileURLWithPath: BuiltKit.cache).appending(path: "\(source.name)-\(UUID().uuidString)")
        try files.createDirectory(at: work, withIntermediateDirectories: true)
        defer { try? files.removeItem(at: work) }
        try source.write(to: work)
        let compilation = try await ToolRun.run(
            kit.compiler, kit.compilation(of: source.files.map(\.name), into: "answers.o"), in: work,
            seconds: compilerLimit)
        guard compilation.hasSucceeded else {
            let problems = CompileProblem.all(in: compilation.complaint)
            if !problems.isEmpty { return .problems(problems) }
            let reason =
                compilation.timedOut
                ? "the compiler was stopped after \(Int(compilerLimit)) s. Is there a very long expression? "
                    + "Cut it up with `let`"
                : "the compiler stopped: " + compilation.complaint.suffix(600)
            return .problems([CompileProblem(file: source.name, line: 1, column: 1, message: reason)])
        }
        let link = kit.linking("answers.o", into: "answers.so")
        let linking = try await ToolRun.run(link.program, link.arguments, in: work, seconds: compilerLimit)
        guard linking.hasSucceeded else {
            throw GradingError("the answers could not be linked: " + linking.complaint.suffix(600))
        }
        try? files.removeItem(at: work.appending(path: "answers.o"))
        do {
            try files.moveItem(at: work, to: entry)
        } catch {
            // Another process was quicker with the same texts; then its library is as good.
            guard files.fileExists(atPath: library) else { throw error }
        }
        removeOldEntries()
        return .library(library)
    }

    /// Keeps the newest libraries; a course has two a lesson.
    private static func removeOldEntries(keeping count: Int = 64) {
        let folder = URL(fileURLWithPath: BuiltKit.cache)
        let keys: [URLResourceKey] = [.contentModificationDateKey]
        let entries =
            (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: keys)) ?? []
        let dated = entries.map { entry in
            (entry, (try? entry.resourceValues(forKeys: Set(keys)).contentModificationDate) ?? .distantPast)
        }
        for (entry, _) in dated.sorted(by: { $0.1 > $1.1 }).dropFirst(count) {
            try? FileManager.default.removeItem(at: entry)
        }
    }
}
