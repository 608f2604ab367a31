import Datasets
import Notebook
import Synchronization

/// Tells a session what a lesson's data is and where it came from, and shows downloads as a bar.
final class DataReport: Sendable {
    private let session: Session
    private let bar = Mutex<ProgressBar?>(nil)
    private let found = Mutex<[String]>([])

    init(_ session: Session) {
        self.session = session
    }

    /// The folders from which data was read, each once, in the order of their first use.
    var folders: [String] { found.withLock { $0 } }

    func handle(_ event: DataEvent) {
        switch event {
        case .progress(let set, let received, let total):
            bar.withLock { bar in
                if bar?.total != total { bar = ProgressBar("fetching \(set)", total: total) }
                bar?.advance(to: received)
                if received == total { bar?.finish() }
            }
        case .found(let set, let source):
            session.uses(data: "\(set) from \(source)")
            if let folder = source.folder { found.withLock { if !$0.contains(folder) { $0.append(folder) } } }
        case .notice(let text):
            session.uses(data: "\(DataSource.builtInDigits)")
            note(text, line: session.line, file: "the data")
        }
    }
}

extension DataSource {
    /// Where the files are, nil for what the kit makes itself.
    fileprivate var folder: String? {
        switch self {
        case .folder(let path), .cache(let path), .download(let path): path
        case .builtInDigits: nil
        }
    }
}
