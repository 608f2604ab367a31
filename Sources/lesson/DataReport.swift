import Datasets
import Notebook
import Synchronization

/// Tells a session what a lesson's data is and where it came from, and shows downloads as a bar.
final class DataReport: Sendable {
    private let session: Session
    private let bar = Mutex<ProgressBar?>(nil)

    init(_ session: Session) {
        self.session = session
    }

    func hear(_ event: DataEvent) {
        switch event {
        case .progress(let set, let received, let total):
            bar.withLock { bar in
                if bar?.total != total { bar = ProgressBar("fetching \(set)", total: total) }
                bar?.advance(to: received)
                if received == total { bar?.finish() }
            }
        case .found(let set, let source):
            session.uses(data: "\(set) from \(source)")
        case .notice(let text):
            session.uses(data: "\(DataSource.builtInDigits)")
            note(text, line: session.line, file: "the data")
        }
    }
}
