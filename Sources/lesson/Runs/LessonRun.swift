import Datasets
import Foundation
import Grading
import Literate
import Notebook
import Tensors
import Text

/// One run of one lesson, or of a milestone: from its source and the options to a folder with its page.
struct LessonRun {
    let lesson: Lesson
    let sourcePath: String
    /// What the page is called that follows the editor; nil for an ordinary one.
    var live: String?
    private let milestone: MilestoneRun?
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
    /// - Parameters:
    ///   - milestone: what runs in the place of the lesson.
    ///   - body: what runs; by default the lesson's function, compiled and loaded.
    init(
        _ lesson: Lesson, _ options: RunOptions, step: Bool, in project: ProjectFolder,
        milestone: MilestoneRun? = nil, body: LessonBody? = nil
    ) throws {
        self.lesson = lesson
        self.project = project
        self.milestone = milestone
        sourcePath = milestone?.sourcePath ?? ProjectFolder.sourcePath(lesson.file)
        let output = try options.outputFolder(in: project)
        links = CourseLinks(output: milestone == nil ? output : output.appending(path: Milestone.folder))
        let text = try project.text(sourcePath)
        do {
            source = try LessonSource(ExerciseList.withEffort(text, of: Exercise.all))
            terminal = try TerminalPage(
                source, project, folder: links.output.appending(path: lesson.folder), step: step)
        } catch let error as LessonError {
            throw CommandError(
                .badData, "\(sourcePath):\(error.line ?? 1): \(error.problem)", hint: error.hint)
        }
        self.body = try body ?? LessonLibrary.body(of: lesson, in: project)
        // What counts is what was there when the run began: an edit made meanwhile is not part of it.
        hashes = milestone?.hashes ?? Fingerprint.now(lesson, in: project)
        do {
            folder = try OutputFolder(links.output.appending(path: lesson.folder))
        } catch let error as OutputError {
            throw CommandError(error)
        }

        var settings = Session.Options(lesson)
        settings.seed = options.seed
        settings.quick = options.quick
        settings.calledFunctions = milestone?.calledFunctions ?? []
        session = Session(settings, observer: terminal.show)
        dataReport = DataReport(session)
        DataLocation.current = DataLocation(
            explicit: options.data, offline: options.offline, workingFolder: project.url.path,
            observer: dataReport.handle)
    }

    /// Runs the lesson on this thread and writes its folder. Returns the page.
    func perform() throws -> URL {
        do {
            try TrapHandler.watching(sources, session, limit: milestone?.limit) {
                try ThrowReport.watching { try session.run(body.run) }
            }
        } catch {
            throw Self.stopped(by: error, in: sources, session)
        }
        terminal.finish()
        var hashes = hashes
        hashes.dataFolders = dataReport.folders
        hashes.data = Fingerprint.digest(ofData: hashes.dataFolders)
        session.keep(hashes)
        let record = session.record
        let navigation = milestone?.navigation(in: links) ?? links.navigation(of: lesson)
        let stamp = milestone?.calledFunctions.stamp ?? ""
        let html = try WovenPage.html(source, record, project, navigation, stamp: stamp)
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
            if LessonLookup.isListed(lesson), live == nil { try CourseHome(course, project).write() }
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
            let change = milestone == nil ? LessonChange(lesson, in: project) : nil
            throw CommandError(.checkFailed, failures.joined(separator: "\n"), hint: change?.explanation)
        }
    }

    /// The folder of all pages: above that of milestones.
    private var course: CourseLinks {
        milestone == nil ? links : CourseLinks(output: links.output.deletingLastPathComponent())
    }

    /// The files that a stop is laid at: its own source first.
    private var sources: [RunSource] { milestone?.sources ?? [RunSource(sourcePath)] }

    /// Why a run stopped, with the line of the lesson, or of a function that it calls.
    static func stopped(by error: any Error, in sources: [RunSource], _ session: Session) -> CommandError {
        let thrown = ThrowReport.place(in: sources)
        let place =
            thrown.map { $0.source.words($0.line) }
            ?? sources[0].words(max(session.line, 1), "the run stopped after this line")
        guard let error = error as? DataError else {
            let hint = thrown?.source.hint.map { "; " + $0 } ?? ""
            return CommandError(.bug, "\(place): \(error)", hint: "nothing was written" + hint)
        }
        let status: ExitStatus = error.kind == .unreachable ? .notReachable : .badData
        return CommandError(status, "\(place): \(error.message)", hint: error.hint)
    }

    /// The record of the run.
    var record: RunRecord { session.record }

    /// Functions of exercises that it calls.
    var calledFunctions: [CalledFunction] { session.options.calledFunctions }

    private func showSummary(_ record: RunRecord, _ index: URL) {
        let held = record.claims.count(where: \.held)
        let claims =
            held == record.claims.count
            ? Terminal.styled("✓ " + said(held == 1 ? "%1 claim holds" : "%1 claims hold", held), .green)
            : Terminal.styled(
                "✗ " + said("%1 of %2 claims do not hold", record.claims.count - held, record.claims.count), .red)
        let cost = String(format: "%.1f s, %.0f MB", record.seconds, record.peakMemoryMB)
        let figures = record.figures.count
        let drawn = said(figures == 1 ? "%1 figure" : "%1 figures", figures)
        Terminal.showLine("\n\(claims) · \(cost) · \(drawn)")
        Terminal.showLine(said("Page:") + " \(index.path)")
        if milestone == nil, held == record.claims.count, let change = LessonChange(lesson, in: project) {
            Terminal.showLine("Note: " + change.explanation)
        }
    }
}
