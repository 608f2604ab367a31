import Foundation
import Grading
import Literate
import Notebook

/// The last run of a lesson, read back from its folder: what an export is made of.
struct SavedRun {
    let lesson: Lesson
    /// What it showed, pictures included.
    let record: RunRecord
    let source: LessonSource
    private let project: ProjectFolder

    /// Reads the last run in `output`. Throws where there is none, or where the lesson is no longer the one that ran.
    init(of lesson: Lesson, in output: URL, _ project: ProjectFolder) throws {
        (self.lesson, self.project) = (lesson, project)
        let folder = output.appending(path: lesson.folder)
        let file = folder.appending(path: "record.json")
        let again = "swift run lesson \(lesson.number)"
        guard FileManager.default.fileExists(atPath: file.path) else {
            throw CommandError(
                .notReachable, "\(lesson.name) has not been run: there is no \(file.path)", hint: again)
        }
        var record: RunRecord
        do {
            record = try RunRecord(contentsOf: file)
        } catch {
            throw CommandError(.badData, "\(file.path) is not the record of a run", hint: again)
        }
        guard record.hashes?.lesson == Fingerprint.now(lesson, in: project).lesson else {
            throw CommandError(
                .badData,
                "Lessons/\(lesson.folder) has changed since its last run, so outputs and code do not match",
                hint: again)
        }
        try record.readFigures { figure in
            do {
                return [UInt8](try OutputFolder.read(figure.file, of: folder))
            } catch {
                throw CommandError(
                    .badData, "\(folder.path)/\(figure.file) is not there any more", hint: again)
            }
        }
        self.record = record
        let path = ProjectFolder.sourcePath(lesson.file)
        do {
            source = try LessonSource(ExerciseList.withEffort(project.text(path), of: Exercise.all))
        } catch let error as LessonError {
            throw CommandError(.badData, "\(path): \(error.problem)", hint: error.hint)
        }
    }

    /// The page in one file, with no links to pages that may not be beside it.
    func html() throws -> Data {
        let page = Data(try WovenPage.html(source, record, project).utf8)
        return CourseLinks.relinked(page) { _ in false }
    }

    func notebook() throws -> Data {
        Data(try jupyterNotebook(source, embedded, PageInfo(record), reading: project.text).utf8)
    }

    /// The page as Markdown, with its figures in a folder beside it.
    func markdown(figuresIn folder: String) throws -> Data {
        let attachments = record.events.compactMap { event in
            event.attachment { figure, _ in "\(folder)/\(Self.name(of: figure))" }
        }
        return Data(try markdownPage(source, attachments, PageInfo(record), reading: project.text).utf8)
    }

    /// The files of the figures, by the names that Markdown refers to.
    var figures: [(name: String, content: Data)] {
        record.events.compactMap { event in
            guard case .figure(let figure, let png) = event.kind else { return nil }
            return (Self.name(of: figure), Data(png))
        }
    }

    private var embedded: [Attachment] {
        record.events.compactMap { event in
            event.attachment { _, png in "data:image/png;base64," + Data(png).base64EncodedString() }
        }
    }

    private static func name(of figure: RunRecord.Figure) -> String {
        String(figure.file.split(separator: "/").last ?? "")
    }
}
