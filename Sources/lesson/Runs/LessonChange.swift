import Foundation
import Notebook
import Subprocess

/// A lesson that the reader has changed, as the lessons ask them to: its files are not those that git has.
struct LessonChange {
    private let folder: String

    /// Nil if the lesson is as git has it, or if nobody can tell: the course's folder is no clone, or git is not here.
    init?(_ lesson: Lesson, in project: ProjectFolder) {
        let repository = project.url.appending(path: ".git")
        guard FileManager.default.fileExists(atPath: repository.path) else { return nil }
        folder = "Lessons/" + lesson.folder
        let arguments = Arguments(["-C", project.url.path, "diff", "--quiet", "HEAD", "--", folder])
        let result = try? waiting {
            try await Subprocess.run(
                .name("git"), arguments: arguments, output: .discarded, error: .discarded)
        }
        // `git diff --quiet` ends with 1 if there are differences, and with more if it could not compare.
        guard case .exited(1) = result?.terminationStatus else { return nil }
    }

    var explanation: String {
        "you have changed \(folder): its claims speak of the original, so some may fail. "
            + "To put it back: git checkout HEAD -- \(folder)"
    }
}
