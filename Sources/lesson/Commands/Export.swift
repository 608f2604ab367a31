import ArgumentParser
import Foundation
import Literate
import Notebook

/// `lesson export 04 --format ipynb`: one file from the last run of a lesson.
struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes the last run of a lesson as one file.",
        discussion: """
            html and ipynb hold their figures. Markdown has them in a folder beside it. The file goes to \
            Output/export unless --output names a file or a folder.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case html, markdown, ipynb

        var suffix: String { self == .markdown ? "md" : rawValue }
    }

    @Argument(help: "A lesson, by its number or its name, or all that have been run.")
    var lesson: String

    @Option(help: "html, markdown or ipynb.")
    var format = Format.html

    @Option(help: ArgumentHelp("The file to write, or a folder for it.", valueName: "PATH"))
    var output: String?

    @Option(help: ArgumentHelp("Look for the run here instead of in Output.", valueName: "DIR"))
    var from: String?

    @OptionGroup var spoken: LanguageOption

    func run() throws {
        let project = try ProjectFolder()
        let runs = from.map { URL(fileURLWithPath: $0) } ?? project.output
        let links = CourseLinks(output: runs)
        let lessons = lesson == "all" ? catalogue.filter(links.hasPage) : [try LessonLookup.lesson(lesson)]
        guard !lessons.isEmpty else {
            throw CommandError(
                .notReachable, "no lesson has been run: there is no page in \(runs.path)",
                hint: "swift run lesson all")
        }
        for lesson in lessons {
            let target = try target(for: lesson, project)
            let run = try SavedRun(of: lesson, in: runs, project)
            try write(run, to: target)
            for change in Fingerprint.changes(since: run.record, of: lesson, in: project) {
                Terminal.printError(
                    "note: \(change) since \(lesson.name) was run; swift run lesson \(lesson.number)")
            }
            Terminal.showLine("\(lesson.name): \(target.path)")
        }
    }

    /// The file to write. A folder is told by being one, or by the slash at its end.
    private func target(for lesson: Lesson, _ project: ProjectFolder) throws -> URL {
        let name = "\(lesson.folder).\(format.suffix)"
        guard let output else { return project.output.appending(path: "export").appending(path: name) }
        let place = URL(fileURLWithPath: output)
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder)
        if isFolder.boolValue || output.hasSuffix("/") { return place.appending(path: name) }
        guard self.lesson != "all" else {
            throw CommandError(
                .wrongArguments, "expected a folder for all lessons, but \(output) is none",
                hint: "put a slash at its end, and it is made: --output \(output)/")
        }
        return place
    }

    private func write(_ run: SavedRun, to target: URL) throws {
        let content: Data
        let folder = target.deletingPathExtension().lastPathComponent + "-figures"
        do {
            content =
                switch format {
                case .html: try run.html()
                case .ipynb: try run.notebook()
                case .markdown: try run.markdown(figuresIn: folder)
                }
        } catch let error as LessonError {
            throw CommandError(.badData, "\(run.lesson.name): \(error.problem)", hint: error.hint)
        }
        do {
            try OutputFile.requireFree(target)
            if format == .markdown {
                let place = target.deletingLastPathComponent().appending(path: folder)
                OutputPlace.tell(of: try OutputFolder(place).write(run.figures))
            }
            try OutputFile.write(content, to: target)
        } catch let error as OutputError {
            throw CommandError(error)
        }
    }
}
