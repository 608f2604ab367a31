/// Why an exercise cannot be run: its file, or what stands in it, keeps the lesson from being compiled.
enum AnswerFault: Sendable, Equatable {
    case errors([CompileProblem])
    /// These declarations of the stub are no longer there.
    case changed([String])
    case fileMissing
    /// It declares what belongs to other exercises.
    case declares([String], of: [String])
    /// The errors show elsewhere, but go away with this file's text.
    case suspected([CompileProblem])

    /// What a learner is told, with the folder of the answers as it is shown.
    func text(of exercise: String, in folder: String) -> String {
        switch self {
        case .errors(let problems): problems.text(in: folder)
        case .changed(let signatures):
            "The check calls this function, and it is not declared so any more. Put back:\n    "
                + signatures.joined(separator: "\n    ")
        case .fileMissing:
            "There is no file \(folder)/\(exercise)-….swift any more. To have the stub again:\n"
                + "    swift run lesson reset \(exercise)"
        case .declares(let signatures, let others):
            "This file declares what belongs to \(others.joined(separator: ", ")), and the files of a lesson "
                + "are compiled together. Move it there:\n    " + signatures.joined(separator: "\n    ")
        case .suspected(let problems):
            "With the stub in the place of this file the lesson compiles; with the file the compiler says:\n"
                + problems.text(in: folder)
        }
    }
}
