import Foundation

/// What became of a folder of answers: a library with those that compile, and what is wrong with the others.
struct BuiltAnswers: Sendable {
    /// Nil where not even the rest could be compiled.
    var library: String?
    var program: String
    var backtracer: String?
    /// What is wrong, by exercise.
    var faults: [String: AnswerFault] = [:]
    /// Errors that belong to no one exercise.
    var general: [CompileProblem] = []
    /// Files that belong to no exercise and were left out, because with them the lesson does not compile, and why.
    var leftOut: [String] = []
    var leftOutProblems: [CompileProblem] = []

    /// What a learner is told about those; nil if there are none.
    func noteOnLeftOut(in folder: String) -> String? {
        guard !leftOut.isEmpty else { return nil }
        let files = leftOut.map { "\(folder)/\($0)" }.joined(separator: ", ")
        let errors = leftOutProblems.isEmpty ? "" : ":\n" + leftOutProblems.text(in: folder)
        return "Left out, for with it the lesson does not compile: \(files)\(errors)"
    }
}

/// Makes libraries of folders of answers, and where that fails finds out whose fault it is.
actor AnswerBuilder {
    static let shared = AnswerBuilder()

    private var builds: [String: Task<BuiltAnswers, any Error>] = [:]

    /// Builds what compiles. A file that does not is replaced by its stub, so that it costs its own exercise only.
    func build(
        _ source: AnswerSource, stubs: [LessonStub], adapters: Adapters, in sandbox: Sandbox = .none
    ) async throws -> BuiltAnswers {
        var kit = try Toolchain()
        kit.sandbox = sandbox
        let module = source.module(adapters)
        let key = module.digest(kit)
        if let build = builds[key] {
            let built = try await build.value
            // Another run may have removed the library meanwhile.
            guard let library = built.library.map(SourceLibrary.init(path:)) else { return built }
            if library.isWhole {
                library.markUsed()
                return built
            }
        }
        if builds.count > 64 { builds.removeAll() }
        let task = Task { [kit] () -> BuiltAnswers in
            switch try await SourceLibrary.make(of: module, kit) {
            case .library(let library):
                return BuiltAnswers(library: library.path, program: kit.program, backtracer: kit.backtracer)
            case .problems(let problems):
                var search = FaultSearch(source, kit, stubs, adapters)
                return try await search.result(after: problems)
            }
        }
        builds[key] = task
        do {
            return try await task.value
        } catch {
            // What failed for a reason outside the texts may work next time.
            builds[key] = nil
            throw error
        }
    }
}
