import ArgumentParser
import Datasets
import Tensors
import Text

/// `lesson data`: what data there is, and how to get more.
struct DataCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data", abstract: "Shows which data sets are present, or fetches one.",
        subcommands: [DataList.self, DataFetch.self], defaultSubcommand: DataList.self)

    /// Finds the data set that a user means.
    static func dataSet(_ name: String) throws -> DataSet {
        let names = DataSet.all.map(\.name)
        if let set = DataSet.all.first(where: { $0.name == name.lowercased() }) { return set }
        let near = EditDistance.nearest(to: name.lowercased(), in: names)
        throw CommandError(
            .wrongArguments,
            "no data set called '\(name)'" + (near.map { "; did you mean '\($0)'?" } ?? ""),
            hint: "there are: \(names.joined(separator: ", ")); other sets are read where they lie, such as "
                + "Data/fashion-mnist: ImageData.load(\"fashion-mnist\")")
    }
}

extension CommandError {
    /// What is wrong with data, as the command reports it.
    init(_ error: DataError) {
        self.init(error.kind == .unreachable ? .notReachable : .badData, error.message, hint: error.hint)
    }
}
