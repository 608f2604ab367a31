import Foundation
import Grading
import Literate
import Notebook
import Synchronization

/// Runs a lesson again whenever it is saved, and has the open page show it.
final class LessonFollower: @unchecked Sendable {
    let lesson: Lesson
    private let options: RunOptions
    private let project: ProjectFolder
    private let links: CourseLinks
    private let page: FollowedPage
    private var watcher: LessonWatcher
    /// The run under way; it is ended from another thread where the program is interrupted.
    private let run = Mutex<BackgroundRun?>(nil)
    /// When the list of lessons is to be written anew: at rest, for it takes longer than a page.
    private var listDue: ContinuousClock.Instant?

    init(_ lesson: Lesson, _ options: RunOptions, in project: ProjectFolder) throws {
        (self.lesson, self.options, self.project) = (lesson, options, project)
        links = CourseLinks(output: try options.outputFolder(in: project))
        page = try FollowedPage(lesson, output: links.output)
        watcher = LessonWatcher(project.url.appending(path: "Lessons/\(lesson.folder)"))
    }

    var index: URL { page.page }

    /// Has the page follow; runs the lesson where its page is out of date or missing.
    func begin() throws {
        let record = try? RunRecord(contentsOf: index.deletingLastPathComponent().appending(path: "record.json"))
        let isCurrent =
            record.map {
                $0.quick == options.quick && $0.seed == options.seed
                    && Fingerprint.changes(since: $0, of: lesson, in: project).isEmpty
            } ?? false
        try wrapped { try page.begin() }
        if !isCurrent || !OutputFolder.isOfRun(index.deletingLastPathComponent()) { try startRun() }
    }

    /// Looks once whether there is something to do. Says what a run came to.
    func step() throws {
        if watcher.hasChanged() {
            stopRun()
            try startRun()
        }
        if let ended = takeEndedRun() {
            try wrapped { try tell(of: ended) }
            listDue = .now + .seconds(5)
        }
        if let due = listDue, due < .now, run.withLock({ $0 == nil }) {
            listDue = nil
            writeList()
        }
    }

    /// Makes an ordinary page of it. May be called from another thread, when the program is interrupted.
    func end() {
        stopRun()
        page.end()
    }

    /// Ends a run that is under way; the page goes on to follow.
    func stopRun() {
        run.withLock { run in
            run?.stop()
            run = nil
        }
    }

    private func takeEndedRun() -> BackgroundRun? {
        run.withLock { run in
            guard let ended = run, !ended.isRunning else { return nil }
            run = nil
            return ended
        }
    }

    private func startRun() throws {
        try wrapped { try page.tell(.running, "The lesson runs.") }
        try run.withLock { $0 = try BackgroundRun(lesson, options, stamp: FollowedPage.freshStamp()) }
    }

    private func tell(of run: BackgroundRun) throws {
        let complaint = run.takeComplaint()
        let seconds = String(format: "%.1f s", (ContinuousClock.now - run.start) / .seconds(1))
        let mark: String
        switch run.status {
        case 0:
            try page.renewed(run.stamp, .shown)
            mark = Terminal.styled("✓ lesson \(lesson.number): its page is new", .green)
        case ExitStatus.checkFailed.rawValue:
            try page.renewed(run.stamp, .finding, "A claim does not hold.", text: complaint)
            mark = Terminal.styled("✗ lesson \(lesson.number): its page is new, and a claim does not hold", .red)
        default:
            let what = run.status == nil ? "The run was ended by a signal." : "The page is that of an earlier run."
            try page.tell(.broken, "The lesson does not run. \(what)", text: complaint)
            mark = Terminal.styled("✗ lesson \(lesson.number) does not run", .red)
        }
        Terminal.showLine("\n\(mark) (\(seconds))" + (complaint.isEmpty ? "" : "\n" + complaint))
    }

    private func writeList() {
        guard LessonLookup.isListed(lesson) else { return }
        do { try CourseHome(links, project).write() } catch { Terminal.printError("\(error)") }
    }

    /// What keeps a page from being written, as the command reports it.
    private func wrapped(_ work: () throws -> Void) throws {
        do { try work() } catch let error as OutputError { throw CommandError(error) }
    }
}
