import Foundation
import Grading
import Notebook

/// A lesson that the reader has changed, as the lessons ask them to: its files are not those that git has.
struct LessonChange {
    private let folder: String

    /// Nil if the lesson is as git has it, or if nobody can tell: the course's folder is no clone, or git is not here.
    init?(_ lesson: Lesson, in project: ProjectFolder) {
        let repository = project.url.appending(path: ".git")
        guard FileManager.default.fileExists(atPath: repository.path) else { return nil }
        folder = "Lessons/" + lesson.folder
        let arguments = ["-C", project.url.path, "diff", "--quiet", "HEAD", "--", folder]
        let result = try? waiting { try await ChildProcess.run("git", arguments) }
        // `git diff --quiet` ends with 1 if there are differences, and with more if it could not compare.
        guard result?.end == .exited(1) else { return nil }
    }

    var explanation: String {
        "you have changed \(folder): its claims speak of the original, so some may fail. "
            + "To put it back: git checkout HEAD -- \(folder)"
    }
}
