import ArgumentParser
import Datasets
import Tensors

/// `lesson data list`: every data set, where it lies, and whether it is what was published.
struct DataList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Shows every data set, where it was found, and how it was verified.")

    @Option(help: ArgumentHelp("Look for data here first.", valueName: "DIR"))
    var data: String?

    func run() throws {
        let project = try ProjectFolder()
        let location = DataLocation(
            explicit: data, offline: true, workingFolder: project.url.path, observer: { _ in })
        var firstError: DataError?
        for set in DataSet.all {
            Terminal.showLine(Terminal.styled(set.name, .bold))
            do {
                if location.namedFolderLacks(set) {
                    Terminal.showLine("  not here; leave --data and NABLA_DATA out to look elsewhere")
                    continue
                }
                switch try location.locate(set) {
                case .found(let stored): try list(stored)
                case .nowhere: listNothing(set)
                }
            } catch let error as DataError {
                Terminal.showLine("  \(Terminal.styled("✗", .red)) \(error.message)")
                firstError = firstError ?? error
            }
        }
        for set in ImageData.present(in: location) {
            Terminal.showLine(Terminal.styled(set.name, .bold))
            Terminal.showLine("  in \(set.source)")
            Terminal.showLine("  read in its published form; no checksum is known")
        }
        if let firstError { throw CommandError(firstError) }
    }

    private func list(_ stored: StoredDataSet) throws {
        Terminal.showLine("  in \(stored.source)")
        for file in stored.dataSet.files {
            _ = try stored.bytes(of: file.name)
            Terminal.showLine(
                "  \(Terminal.styled("✓", .green)) \(file.name)  \(file.size) bytes, SHA-256 \(file.sha256.prefix(12))…"
            )
        }
    }

    private func listNothing(_ set: DataSet) {
        Terminal.showLine(
            "  not here: a lesson that needs it downloads it, and without a network uses built-in data")
        Terminal.showLine("  get it now: swift run lesson data fetch \(set.name)")
    }
}
