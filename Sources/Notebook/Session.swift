import Foundation
import Plotting
import Synchronization

/// The run of a lesson: its options, what it has shown so far, and its record.
///
/// A process has one current session. A lesson that is called without one, from a test or a program of one's own,
/// gets a session that shows everything on standard output and keeps nothing.
public final class Session: Sendable {
    public struct Options: Sendable {
        /// The folder of the lesson, "04-perceptron".
        public var lesson = ""
        public var title = ""
        /// The name of the lesson's source, "Perceptron.swift". Lines of other files are not lines of the page.
        public var sourceName: String?
        public var seed: UInt64 = 1
        /// Whether the lesson should do less work, for a look or a test.
        public var quick = false
        /// Takes every figure, and every frame of one that moves, in the place of the page: for files of another kind. The
        /// record then has its name and its words, and no picture.
        public var takesFigure: (@Sendable (Figure, RunRecord.Figure) -> Void)?
        /// Functions of exercises that it calls.
        public var calledFunctions: [CalledFunction] = []

        public init() {}

        public init(_ lesson: Lesson) {
            self.lesson = lesson.folder
            title = lesson.title
            sourceName = lesson.file.split(separator: "/").last.map(String.init)
        }
    }

    public let options: Options
    private let keepsHistory: Bool
    private let running: Mutex<RunRecord>
    private let lastLine = Atomic(0)
    private let observer: @Sendable (Event) -> Void

    /// Makes a session that tells `observer` everything that the lesson shows, as it happens.
    public convenience init(_ options: Options, observer: @escaping @Sendable (Event) -> Void) {
        self.init(options, keepsHistory: true, observer: observer)
    }

    private init(
        _ options: Options, keepsHistory: Bool, observer: @escaping @Sendable (Event) -> Void
    ) {
        self.options = options
        self.keepsHistory = keepsHistory
        self.observer = observer
        running = Mutex(RunRecord(options))
    }

    private static let installed = Mutex<Session?>(nil)
    private static let fallback = Session(Options(), keepsHistory: false, observer: Console.show)

    /// The session of the running lesson.
    public static var current: Session { installed.withLock { $0 } ?? fallback }

    /// Runs a lesson as the current session and measures it. What `body` throws is passed on.
    public func run(_ body: () throws -> Void) rethrows {
        Session.installed.withLock { $0 = self }
        let clock = ContinuousClock()
        let start = clock.now
        defer {
            let elapsed = start.duration(to: clock.now)
            running.withLock {
                $0.seconds = elapsed / .seconds(1)
                $0.peakMemoryMB = PeakMemory.megabytes
                // The record keeps whole seconds, so that one read from a file equals the one written.
                $0.date = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down))
            }
            Session.installed.withLock { $0 = nil }
            ProgressBar.clear()
        }
        try body()
    }

    /// The record of the run so far.
    public var record: RunRecord { running.withLock { $0 } }

    /// How many figures have been drawn.
    var figureCount: Int { running.withLock { $0.figures.count } }

    /// The line of the lesson that last showed something. Takes no lock: it is also read when a run has crashed.
    public var line: Int { lastLine.load(ordering: .relaxed) }

    /// Says what the run was made from, for the record.
    public func keep(_ hashes: RunRecord.Hashes) { running.withLock { $0.hashes = hashes } }

    /// The files of the figures so far, by their names in the folder of the run.
    public var figureFiles: [(name: String, content: Data)] {
        record.events.flatMap(\.pictures).map { ($0.figure.file, Data($0.png)) }
    }

    /// Says where the lesson's data comes from, for the record of the run.
    public func uses(data: String) { running.withLock { $0.data = data } }
}

// MARK: - What the functions of a lesson report

extension Session {
    func output(_ text: String, line: Int, file: StaticString) {
        guard !text.isEmpty else { return }
        report(.output(text: text), line, file)
    }

    func claim(
        _ name: String, _ value: ClaimedNumbers, _ condition: String, reason: String?, line: Int, file: StaticString
    ) {
        let place = self.line(line, in: file)
        let claim = RunRecord.Claim(
            name: name, value: value, condition: condition, held: reason == nil, line: place)
        report(.claim(claim, reason: reason), line, file)
    }

    func figure(_ figure: RunRecord.Figure, png: [UInt8], line: Int, file: StaticString) {
        var figure = figure
        figure.line = self.line(line, in: file)
        report(.figure(figure, png: png), line, file)
    }

    func prediction(_ prediction: Prediction, line: Int, file: StaticString) {
        report(.prediction(prediction), line, file)
    }

    func note(_ text: String, line: Int, file: StaticString) {
        report(.note(text: text), line, file)
    }

    func work(_ label: String, line: Int, file: StaticString) {
        report(.work(label: label), line, file)
    }

    /// A line of the lesson's own source; what happens in another file belongs to the line reached last.
    private func line(_ line: Int, in file: StaticString) -> Int {
        guard let sourceName = options.sourceName else { return line }
        return file.description.hasSuffix("/" + sourceName) ? line : self.line
    }

    private func report(_ kind: Event.Kind, _ line: Int, _ file: StaticString) {
        let line = self.line(line, in: file)
        lastLine.store(line, ordering: .relaxed)
        if keepsHistory { running.withLock { $0.add(kind, line: line) } }
        ProgressBar.clear()
        observer(Event(kind, line: line))
    }
}
