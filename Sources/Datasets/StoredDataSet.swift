import Foundation
import Tensors

/// A data set in a folder. Every file is checked, each time, when it is read: length first, then SHA-256.
public struct StoredDataSet: Sendable {
    public let dataSet: DataSet
    /// The folder that holds the files themselves.
    public let folder: String
    public let source: DataSource
    /// How the user named the folder, if they did: "--data" or "NABLA_DATA".
    private let option: String?

    init(
        _ set: DataSet, in folder: String, option: String? = nil, as source: (String) -> DataSource
    ) {
        self.dataSet = set
        self.folder = folder
        self.option = option
        self.source = source(folder)
    }

    /// Finds the set in `parent/name` or, when someone named the set's own folder, in `parent`; nil when neither
    /// holds any of its files.
    init?(
        _ set: DataSet, under parent: String, option: String? = nil, as source: (String) -> DataSource
    ) {
        let candidates = ["\(parent)/\(set.name)", parent].map {
            StoredDataSet(set, in: $0, option: option, as: source)
        }
        guard let stored = candidates.first(where: { $0.missingFiles.count < set.files.count }) else {
            return nil
        }
        self = stored
    }

    public var missingFiles: [String] {
        dataSet.files.map(\.name).filter { !FileManager.default.fileExists(atPath: "\(folder)/\($0)") }
    }

    func requireEveryFile() throws {
        guard let missing = missingFiles.first else { return }
        throw DataError(
            .missing,
            "\(dataSet.name): expected \(dataSet.files.count) files in \(folder), but \(missing) is not there",
            hint: mend)
    }

    /// Reads a file of the set and checks it.
    ///
    /// Throws: `DataError` when the file is missing, unreadable, empty, or not the published one.
    public func bytes(of name: String) throws -> [UInt8] {
        let file = dataSet.file(named: name)
        let path = "\(folder)/\(name)"
        func refuse(_ kind: DataError.Kind, _ what: String) -> DataError {
            DataError(kind, "\(path): \(what)", hint: mend)
        }
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: resolved(path)) else {
            throw refuse(.missing, "expected a file, but there is none")
        }
        // Opening a pipe would wait for ever, and a file of another length need not be read to be refused.
        guard attributes[.type] as? FileAttributeType == .typeRegular else {
            throw refuse(.damaged, "expected a file, but it is something else")
        }
        let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
        guard size == file.size else {
            // A length cannot tell whether the file was cut short or is another one altogether.
            throw refuse(
                .damaged,
                size == 0
                    ? "is empty; expected \(file.size) bytes"
                    : "is not the published file: \(size) bytes instead of \(file.size)")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw refuse(.damaged, "cannot be read; is it yours?")
        }
        let bytes = [UInt8](data)
        let digest = SHA256.hexDigest(of: bytes)
        guard digest == file.sha256 else {
            throw refuse(
                .damaged,
                "is not the published file: expected SHA-256 \(file.sha256.prefix(12))…, "
                    + "but got \(digest.prefix(12))…")
        }
        return bytes
    }

    /// Puts checked bytes in place: a temporary file beside the target, then a rename, which is all or nothing.
    func store(_ bytes: [UInt8], as name: String) throws {
        let target = "\(folder)/\(name)"
        let temporary = "\(folder)/.\(name).\(UUID().uuidString).partial"
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(fileURLWithPath: temporary))
            guard rename(temporary, target) == 0 else { throw POSIXError(.EIO) }
        } catch {
            try? FileManager.default.removeItem(atPath: temporary)
            throw DataError(
                .unreachable, "\(dataSet.name): could not write \(target)",
                hint: "make room or correct the rights of \(folder)")
        }
    }

    /// How to mend a file that is missing or damaged.
    private var mend: String {
        let fetch = "swift run lesson data fetch \(dataSet.name)"
        return switch (source, option) {
        case (.folder, let option?):
            // Another set in the same form has the same file names.
            "put the published file there (another set is loaded by its own name: ImageData.load(\"fashion-mnist\")), "
                + "or leave \(option) out and run: \(fetch)"
        case (.folder, nil): "put the published file there, or remove the folder and run: \(fetch)"
        default: "run: \(fetch)"
        }
    }

    /// Follows a symbolic link, whose own attributes say nothing about the file.
    private func resolved(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }
}
