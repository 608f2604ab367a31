import Datasets
import Foundation
import Grading
import Literate
import Notebook
import Tensors

/// One run of one lesson: from its source and the options to a folder with its page.
struct LessonRun {
    let lesson: Lesson
    let sourcePath: String
    /// What the page is called that follows the editor; nil for an ordinary one.
    var live: String?
    private let source: LessonSource
    private let body: LessonBody
    private let folder: OutputFolder
    private let links: CourseLinks
    private let hashes: RunRecord.Hashes
    private let dataReport: DataReport
    private let project: ProjectFolder
    private let session: Session
    private let terminal: TerminalPage

    /// Prepares a run. What can be found wrong before the lesson runs, its source or its folder, is found here.
    ///
    /// - Parameter body: what runs; by default the lesson's function, compiled and loaded.
    init(
        _ lesson: Lesson, _ options: RunOptions, step: Bool, in project: ProjectFolder, body: LessonBody? = nil
    ) throws {
        self.lesson = lesson
        self.project = project
        sourcePath = ProjectFolder.sourcePath(lesson.file)
        let text = try project.text(sourcePath)
        do {
            source = try LessonSource(ExerciseList.withEffort(text, of: Exercise.all))
            terminal = try TerminalPage(
                source, project, folder: options.outputFolder(in: project).appending(path: lesson.folder),
                step: step)
        } catch let error as LessonError {
            throw CommandError(
                .badData, "\(sourcePath):\(error.line ?? 1): \(error.problem)", hint: error.hint)
        }
        self.body = try body ?? LessonLibrary.body(of: lesson, in: project)
        // What counts is what was there when the run began: an edit made meanwhile is not part of it.
        hashes = Fingerprint.now(lesson, in: project)
        links = try CourseLinks(output: options.outputFolder(in: project))
        do {
            folder = try OutputFolder(links.output.appending(path: lesson.folder))
        } catch let error as OutputError {
            throw CommandError(error)
        }

        var settings = Session.Options(lesson)
        settings.seed = options.seed
        settings.quick = options.quick
        session = Session(settings, observer: terminal.show)
        dataReport = DataReport(session)
        DataLocation.current = DataLocation(
            explicit: options.data, offline: options.offline, workingFolder: project.url.path,
            observer: dataReport.handle)
    }

    /// Runs the lesson on this thread and writes its folder. Returns the page.
    func perform() throws -> URL {
        do {
            try TrapHandler.watching(sourcePath, session) {
                try ThrowReport.watching { try session.run(body.run) }
            }
        } catch {
            throw Self.stopped(by: error, at: sourcePath, session)
        }
        terminal.finish()
        var hashes = hashes
        hashes.dataFolders = dataReport.folders
        hashes.data = Fingerprint.digest(ofData: hashes.dataFolders)
        session.keep(hashes)
        let record = session.record
        let navigation = links.navigation(of: lesson)
        let html = try WovenPage.html(source, record, project, navigation)
        var page = links.linked(Data(html.utf8), navigation)
        if let live {
            page = LivePage.following(page, stamp: live)
            // A newer text ends this run; not while it writes.
            signal(SIGTERM, SIG_IGN)
        }
        do {
            let texts = try [
                (name: "index.html", content: page), (name: "record.json", content: record.json()),
            ]
            OutputPlace.tell(of: try folder.write(texts + session.figureFiles))
            // A lesson that is not listed has no place in the list. Who watches writes it at rest: it takes a second.
            if LessonLookup.isListed(lesson), live == nil { try CourseHome(links, project).write() }
        } catch let error as OutputError {
            throw CommandError(error)
        }
        let index = folder.url.appending(path: "index.html")
        showSummary(record, index)
        return index
    }

    /// Throws, with a line for each claim that does not hold. To be called last: the page shows them too.
    func requireThatClaimsHold() throws {
        let failures = session.record.events.compactMap { event -> String? in
            guard case .claim(let claim, let reason?) = event.kind else { return nil }
            return "\(sourcePath):\(claim.line): claim \"\(claim.name)\" does not hold: \(reason)"
        }
        guard failures.isEmpty else {
            let change = LessonChange(lesson, in: project)
            throw CommandError(.checkFailed, failures.joined(separator: "\n"), hint: change?.explanation)
        }
    }

    /// Why a run stopped, with the line of the lesson.
    static func stopped(by error: any Error, at sourcePath: String, _ session: Session) -> CommandError {
        let place =
            ThrowReport.line(in: sourcePath).map { "\(sourcePath):\($0): the run stopped here" }
            ?? "\(sourcePath):\(max(session.line, 1)): the run stopped after this line"
        guard let error = error as? DataError else {
            return CommandError(.bug, "\(place): \(error)", hint: "nothing was written")
        }
        let status: ExitStatus = error.kind == .unreachable ? .notReachable : .badData
        return CommandError(status, "\(place): \(error.message)", hint: error.hint)
    }

    private func showSummary(_ record: RunRecord, _ index: URL) {
        let held = record.claims.count(where: \.held)
        let claims =
            held == record.claims.count
            ? Terminal.styled("✓ " + count(held, "claim") + (held == 1 ? " holds" : " hold"), .green)
            : Terminal.styled(
                "✗ \(record.claims.count - held) of \(record.claims.count) claims do not hold", .red)
        let cost = String(format: "%.1f s, %.0f MB", record.seconds, record.peakMemoryMB)
        Terminal.showLine("\n\(claims) · \(cost) · \(count(record.figures.count, "figure"))")
        Terminal.showLine("Page: \(index.path)")
        if held == record.claims.count, let change = LessonChange(lesson, in: project) {
            Terminal.showLine("Note: " + change.explanation)
        }
    }

    private func count(_ number: Int, _ thing: String) -> String {
        "\(number) \(thing)" + (number == 1 ? "" : "s")
    }
}
