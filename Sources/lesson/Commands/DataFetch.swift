import ArgumentParser
import Datasets
import Tensors
import Notebook
import Synchronization

/// `lesson data fetch mnist`: downloads a data set into the user's cache.
struct DataFetch: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch", abstract: "Downloads a data set, with its checksums verified.")

    @Argument(help: "Its name, such as mnist.")
    var name: String

    func run() throws {
        let set = try DataCommand.dataSet(name)
        let bar = ProgressBar("fetching \(set.name)", total: set.files.reduce(0) { $0 + $1.size })
        let location = DataLocation { event in
            switch event {
            case .progress(_, let received, _): bar.advance(to: received)
            case .found: break
            case .notice(let text): Terminal.printError(text)
            }
        }
        defer { bar.finish() }
        do {
            let stored = try location.fetch(set)
            bar.finish()
            Terminal.showLine("\(Terminal.styled("✓", .green)) \(set.name) is in \(stored.folder)")
        } catch let error as DataError {
            throw CommandError(error)
        }
    }
}
