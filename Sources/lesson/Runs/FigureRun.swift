import Datasets
import Foundation
import Notebook
import Plotting
import Synchronization

/// A run of a lesson for its figures only: each is drawn as the file that is asked for, and no page is made.
struct FigureRun {
    /// A file for each figure, and for each frame of one that moves; the name without its suffix.
    private(set) var files: [(name: String, content: Data)] = []
    /// The claims that did not hold in this run.
    let failedClaims: [String]

    /// Runs the lesson on this thread.
    init(_ lesson: Lesson, as file: FigureFile, _ options: RunOptions, in project: ProjectFolder) throws {
        let sourcePath = ProjectFolder.sourcePath(lesson.file)
        let body = try LessonLibrary.body(of: lesson, in: project)
        let drawn = Mutex<[Result<(name: String, content: Data), PictureError>]>([])
        var settings = Session.Options(lesson)
        (settings.seed, settings.quick) = (options.seed, options.quick)
        settings.takesFigure = { figure, said in
            let made = Self.file(figure, said, as: file)
            drawn.withLock { $0.append(made) }
        }
        // Of all that the lesson shows only what its figures depend on: that the kit's own digits stand in, for one.
        let session = Session(settings) { event in
            if case .note(let text) = event.shownAsText.kind { Terminal.printError("note: \(text)") }
        }
        DataLocation.current = DataLocation(
            explicit: options.data, offline: options.offline, workingFolder: project.url.path,
            observer: DataReport(session).handle)
        do {
            try TrapHandler.watching([RunSource(sourcePath)], session) {
                try ThrowReport.watching { try session.run(body.run) }
            }
        } catch {
            throw LessonRun.stopped(by: error, in: [RunSource(sourcePath)], session)
        }
        failedClaims = session.record.claims.filter { !$0.held }.map(\.name)
        do {
            files = try drawn.withLock { $0 }.map { try $0.get() }
        } catch {
            throw CommandError(.badData, "\(error)", hint: "try a smaller width")
        }
    }

    private static func file(
        _ figure: Figure, _ said: RunRecord.Figure, as file: FigureFile
    ) -> Result<(name: String, content: Data), PictureError> {
        Result { () throws(PictureError) in
            let bytes = try figure.bytes(
                of: file, aspect: Double(said.height) / Double(said.width),
                title: figure.title.isEmpty ? said.caption : figure.title,
                description: said.alt.isEmpty ? said.caption : "\(said.caption) \(said.alt)")
            let name = said.file.split(separator: "/").last!.dropLast("png".count)
            return ("\(name)\(file.kind.rawValue)", Data(bytes))
        }
    }
}
