/// What an exercise starts from, and the name of its file.
struct LessonStub: Sendable {
    let exercise: String
    let file: String
    let text: String
    /// The text that the stub was made from.
    let solution: String

    var signatures: [String] { FunctionText.throwing(in: text).map(\.signature) }
    /// Their names.
    var functions: [String] { signatures.compactMap { $0.firstMatch(of: /func (\w+)/).map { String($0.1) } } }
}

/// Finds the exercises that keep a lesson from being compiled, and puts their stubs in their place.
struct FaultSearch {
    private var source: AnswerSource
    private let kit: Toolchain
    private let stubs: [LessonStub]
    private let adapters: Adapters
    private var answers: BuiltAnswers

    init(_ source: AnswerSource, _ kit: Toolchain, _ stubs: [LessonStub], _ adapters: Adapters) {
        (self.source, self.kit, self.stubs, self.adapters) = (source, kit, stubs, adapters)
        answers = BuiltAnswers(program: kit.program, backtracer: kit.backtracer)
    }

    /// Goes on until the rest compiles, or nothing more can be put aside.
    mutating func result(after first: [CompileProblem]) async throws -> BuiltAnswers {
        var problems = first
        for stub in stubs where isMissing(stub) { putAside(stub, .fileMissing) }
        var isUntried = leavesOutExtraFiles(for: problems) || !answers.faults.isEmpty
        while true {
            if !isUntried, !leavesOutExtraFiles(for: problems) {
                let found = faults(behind: problems)
                for (stub, fault) in found { putAside(stub, fault) }
                var isFound = !found.isEmpty
                if !isFound { isFound = try await putAsideFilesThatStop(for: problems) }
                if !isFound { isFound = try await putAsideOneByOne(for: problems) }
                guard isFound else {
                    answers.general = problems
                    return answers
                }
            }
            isUntried = false
            switch try await SourceLibrary.make(of: source.module(adapters), kit) {
            case .library(let library):
                answers.library = library.path
                return answers
            case .problems(let rest): problems = rest
            }
        }
    }

    /// Leaves out the learner's own files that have errors: a helper, or a copy that someone keeps beside the exercises.
    private mutating func leavesOutExtraFiles(for problems: [CompileProblem]) -> Bool {
        let extra = source.extraFiles
        var guilty = extra.filter { file in problems.contains { $0.file == file } }
        // Two files declare the same, and the compiler may name either.
        let names = problems.compactMap { $0.message.firstMatch(of: /redeclaration of '(\w+)/)?.1 }
        if guilty.isEmpty {
            guilty = extra.filter { file in
                let code = AnswerCode(name: file, text: source.text(of: file) ?? "")
                return code.declarations.contains { $0.depth == 0 && names.contains(Substring($0.name)) }
            }
        }
        guard !guilty.isEmpty else { return false }
        answers.leftOut += guilty
        answers.leftOutProblems += problems.filter { guilty.contains($0.file) }
        source.remove(guilty)
        return true
    }

    private func isMissing(_ stub: LessonStub) -> Bool {
        guard source.text(ofExercise: stub.exercise) == nil else { return false }
        // It may stand in a file of another name, which does just as well.
        let others = source.files.flatMap { source.signatures(in: $0.name) }
        return !stub.signatures.allSatisfy(others.contains)
    }

    private mutating func putAside(_ stub: LessonStub, _ fault: AnswerFault) {
        answers.faults[stub.exercise] = fault
        source.replace(exercise: stub.exercise, with: stub.text, in: stub.file)
    }

    /// Exercises that are still suspected. What was put aside is a stub by now; an error in it comes from elsewhere.
    private var suspects: [LessonStub] {
        stubs.filter { stub in
            guard answers.faults[stub.exercise] == nil else { return false }
            return source.text(ofExercise: stub.exercise).map { $0 != stub.text } ?? false
        }
    }

    private func faults(behind problems: [CompileProblem]) -> [(LessonStub, AnswerFault)] {
        let suspects = suspects
        if problems.contains(where: { $0.message.contains("redeclaration") }) {
            let intruders = suspects.compactMap { stub in foreign(in: stub).map { (stub, $0) } }
            if !intruders.isEmpty { return intruders }
        }
        let direct = suspects.compactMap { stub -> (LessonStub, AnswerFault)? in
            let own = problems.filter { Course.exercise(ofFile: $0.file) == stub.exercise }
            return own.isEmpty ? nil : (stub, .errors(own))
        }
        if !direct.isEmpty { return causes(among: direct, of: problems) }
        guard problems.contains(where: { $0.file == Adapters.main || $0.file.hasPrefix("Adapter-") }) else { return [] }
        return suspects.compactMap { stub in
            let present = source.signatures(inExercise: stub.exercise)
            let gone = stub.signatures.filter { !present.contains($0) }
            return gone.isEmpty ? nil : (stub, .changed(gone))
        }
    }

    /// Of the files with errors those that do not only suffer from another's: a file that calls what another should declare has
    /// an error in that very line. It is looked at once more when the other has been put aside.
    private func causes(
        among faulty: [(stub: LessonStub, fault: AnswerFault)], of problems: [CompileProblem]
    ) -> [(LessonStub, AnswerFault)] {
        let causes = faulty.filter { stub, _ in
            let others = faulty.filter { $0.stub.exercise != stub.exercise }.flatMap(\.stub.functions)
            return problems.contains { problem in
                guard Course.exercise(ofFile: problem.file) == stub.exercise else { return false }
                let words = (problem.source ?? "").split { !$0.isLetter && !$0.isNumber && $0 != "_" }
                return !others.contains { words.contains($0[...]) }
            }
        }
        return causes.isEmpty ? faulty : causes
    }

    /// The files of a lesson share their names: one may declare what is another's.
    private func foreign(in stub: LessonStub) -> AnswerFault? {
        let present = source.signatures(inExercise: stub.exercise)
        let owners = stubs.filter { other in
            other.exercise != stub.exercise && other.signatures.contains(where: present.contains)
        }
        let taken = owners.flatMap(\.signatures).filter(present.contains)
        return taken.isEmpty ? nil : .declares(taken, of: owners.map(\.exercise))
    }

    /// Puts those files aside that keep the compiler busy for ever, or end it. To try them one at a time without each
    /// other would take as long as the compiler may for every one that is innocent.
    private mutating func putAsideFilesThatStop(for problems: [CompileProblem]) async throws -> Bool {
        guard let problem = problems.first(where: { $0.file == source.name }) else { return false }
        let suspects = suspects
        let files = source.extraFiles + suspects.compactMap { source.file(ofExercise: $0.exercise) }
        let stopping =
            files.count == 1
            ? files : try await SourceLibrary.filesThatStop(theCompilerOf: source.module(adapters), among: files, kit)
        func said(of file: String) -> [CompileProblem] {
            [CompileProblem(file: file, line: 1, column: 1, message: problem.message)]
        }
        for stub in suspects {
            guard let file = source.file(ofExercise: stub.exercise), stopping.contains(file) else { continue }
            putAside(stub, .errors(said(of: file)))
        }
        let extra = source.extraFiles.filter(stopping.contains)
        answers.leftOut += extra
        answers.leftOutProblems += extra.flatMap(said)
        source.remove(extra)
        return !stopping.isEmpty
    }

    /// Puts each of the files aside alone, then all of them, until the compiler has nothing to say any more.
    private mutating func putAsideOneByOne(for problems: [CompileProblem]) async throws -> Bool {
        let suspects = suspects
        guard !suspects.isEmpty else { return false }
        for stub in suspects where suspects.count > 1 {
            var rest = source
            rest.replace(exercise: stub.exercise, with: stub.text, in: stub.file)
            if case .library = try await SourceLibrary.make(of: rest.module(adapters), kit) {
                putAside(stub, .suspected(problems))
                return true
            }
        }
        for stub in suspects { putAside(stub, .suspected(problems)) }
        return true
    }
}
