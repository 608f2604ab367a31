import Foundation
import Notebook

/// What the last run of a lesson left behind, made anew if it is missing or old.
struct LastRun {
    let folder: URL
    let record: RunRecord

    init(folder: URL, record: RunRecord) {
        (self.folder, self.record) = (folder, record)
    }

    /// Looks where a run with these options writes; runs the lesson in a process of its own if there is nothing fresh.
    init(_ lesson: Lesson, _ options: RunOptions, in project: ProjectFolder) throws {
        let output = options.outputFolder(in: project)
        folder = output.appending(path: lesson.folder)
        let file = folder.appending(path: "record.json")
        if let record = try? RunRecord(contentsOf: file), Self.isFresh(record, file, lesson, options, project)
        {
            self.record = record
            return
        }
        Terminal.showLine("\(lesson.name): running it first …")
        let run = ChildRun(lesson, options, output: output)
        guard run.status == 0 || run.status == 1, let record = try? RunRecord(contentsOf: file) else {
            let status = run.status.flatMap(ExitStatus.init) ?? .bug
            throw CommandError(
                status, run.complaint, hint: "see what it says: swift run lesson \(lesson.number)")
        }
        self.record = record
    }

    /// What a lecturer must know before showing these slides.
    var warning: String? {
        let failed = record.claims.filter { !$0.held }
        guard !failed.isEmpty else { return nil }
        let names = failed.map { "\"\($0.name)\"" }.joined(separator: ", ")
        return "\(record.lesson): the slides show a run in which claims do not hold: \(names)"
    }

    /// Whether a record is what a run with these options would leave today: nothing of the lesson is younger than it.
    private static func isFresh(
        _ record: RunRecord, _ file: URL, _ lesson: Lesson, _ options: RunOptions, _ project: ProjectFolder
    ) -> Bool {
        guard record.quick == options.quick, record.seed == options.seed, let written = date(of: file) else {
            return false
        }
        let sources = project.url.appending(path: "Lessons/" + lesson.folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: sources.path)) ?? []
        let figures = record.figures.map { file.deletingLastPathComponent().appending(path: $0.file) }
        return figures.allSatisfy { FileManager.default.fileExists(atPath: $0.path) }
            && names.allSatisfy { name in
                date(of: sources.appending(path: name)).map { $0 <= written } ?? true
            }
    }

    private static func date(of file: URL) -> Date? {
        try? FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date
    }
}
