import Foundation
import Tensors

/// The files of a set of images in a folder, recognised by their published names.
struct ImageFiles {
    /// What such files are called, for messages.
    static let known =
        "images in IDX form (train-images-idx3-ubyte.gz, …) or in CIFAR's binary form (data_batch_1.bin, …, or train.bin)"

    enum Form { case idx, cifar10, cifar100 }

    let folder: String
    let form: Form
    /// Of IDX the images and the labels; of CIFAR all batches in their order.
    let training: [String]
    let test: [String]

    /// Recognises the files in a folder; nil when it holds none or is no folder.
    ///
    /// - Parameter set: where a folder holds several sets, as EMNIST's does, the one that is meant.
    /// Throws: `DataError` when only a part of a set is there, or several.
    init?(in folder: String, set: String? = nil) throws {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return nil }
        try self.init(names, in: folder, set: set)
    }

    /// The same for a list of names.
    init?(_ names: [String], in folder: String, set: String? = nil) throws {
        let names = names.sorted()
        self.folder = folder
        func require(_ needed: [String]) throws {
            for name in needed where !names.contains(name) {
                throw DataError(
                    .missing,
                    "\(folder): expected \(needed.joined(separator: ", ")), but \(name) is not there",
                    hint: "put the published file there")
            }
        }
        let batches = names.compactMap(Self.batchNumber)
        if !batches.isEmpty || names.contains("test_batch.bin") {
            form = .cifar10
            // A gap is a file that got lost.
            training = (1...max(1, batches.max() ?? 1)).map { "data_batch_\($0).bin" }
            test = ["test_batch.bin"]
            try require(training + test)
            return
        }
        if names.contains("train.bin") || names.contains("test.bin") {
            (form, training, test) = (.cifar100, ["train.bin"], ["test.bin"])
            try require(training + test)
            return
        }
        form = .idx
        guard let (training, test) = try Self.idxFiles(names, in: folder, set: set) else { return nil }
        (self.training, self.test) = (training, test)
    }

    /// "data_batch_3.bin" is 3.
    private static func batchNumber(_ name: String) -> Int? {
        guard name.hasPrefix("data_batch_"), name.hasSuffix(".bin") else { return nil }
        let number = Int(name.dropFirst(11).dropLast(4)) ?? 0
        return (1...99).contains(number) ? number : nil
    }

    // MARK: IDX

    private static func idxFiles(
        _ names: [String], in folder: String, set: String?
    ) throws -> (training: [String], test: [String])? {
        // What stands before "train" or "t10k" names the set where a folder holds several.
        var training: [String: String] = [:]
        var test: [String: String] = [:]
        for name in names where name.contains("images") && name.contains("idx3") {
            // Packed and unpacked beside each other are one file; the packed one comes last, and counts.
            if let end = name.range(of: "train") {
                training[String(name[..<end.lowerBound])] = name
            } else if let end = name.range(of: "t10k") ?? name.range(of: "test") {
                test[String(name[..<end.lowerBound])] = name
            }
        }
        var found = Set(training.keys).union(test.keys)
        if let set, found.contains(set + "-") { found = [set + "-"] }
        guard let prefix = found.first else { return nil }
        guard found.count == 1 else {
            let several = found.sorted().map { $0.isEmpty ? "one without a name" : String($0.dropLast()) }
            throw DataError(
                .damaged, "\(folder): expected one set, but got \(several.joined(separator: ", "))",
                hint: "load one of them by its name, as in ImageData.load(\"\(several.last!)\")")
        }
        func pair(_ images: String?, _ role: String) throws -> [String] {
            guard let images else {
                throw DataError(
                    .missing,
                    "\(folder): expected images to train on and to test with, but \(prefix)\(role)-images-idx3-ubyte.gz "
                        + "is not there", hint: "put the published file there")
            }
            let labels = images.replacingOccurrences(of: "images", with: "labels")
                .replacingOccurrences(of: "idx3", with: "idx1")
            let other = labels.hasSuffix(".gz") ? String(labels.dropLast(3)) : labels + ".gz"
            guard let found = [labels, other].first(where: names.contains) else {
                throw DataError(
                    .missing, "\(folder): expected the labels of \(images), but \(labels) is not there",
                    hint: "put the published file there")
            }
            return [images, found]
        }
        return (try pair(training[prefix], "train"), try pair(test[prefix], "t10k"))
    }

    // MARK: Places

    /// The folders in which CIFAR's files come.
    private static let published = ["cifar-10": "cifar-10-batches-bin", "cifar-100": "cifar-100-binary"]

    /// Looks for a set by its name: nil when it is nowhere.
    static func find(_ name: String, from location: DataLocation) throws -> (ImageFiles, DataSource)? {
        for place in location.places {
            guard FileManager.default.fileExists(atPath: place.folder) || place.option == nil else {
                throw location.unreadable(place.folder, option: place.option!, wanted: name)
            }
            for folder in [name] + [published[name]].compactMap(\.self) {
                guard let files = try ImageFiles(in: "\(place.folder)/\(folder)", set: name) else { continue }
                return (files, place.source(files.folder))
            }
            // A folder with several sets is called after what their names begin with: emnist holds emnist-letters.
            let family = name.prefix { $0 != "-" }
            for folder in ["\(family)", "\(family)/gzip"] where family.count < name.count {
                let path = "\(place.folder)/\(folder)"
                let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
                guard names.contains(where: { $0.hasPrefix(name + "-") }) else { continue }
                guard let files = try ImageFiles(names, in: path, set: name) else { continue }
                return (files, place.source(path))
            }
            if let files = try itself(place, name) { return (files, place.source(place.folder)) }
        }
        return nil
    }

    /// The folder that someone named may be the set's own, whatever it is called; only not that of MNIST, which is known by
    /// its bytes.
    private static func itself(_ place: DataLocation.Place, _ name: String) throws -> ImageFiles? {
        guard place.option != nil, let files = try ImageFiles(in: place.folder, set: name) else { return nil }
        let labels = DataSet.mnist.files[1]
        let path = "\(place.folder)/\(labels.name)"
        guard files.training.contains(labels.name), let bytes = try? [UInt8](fileContents(path)),
            SHA256.hexDigest(of: bytes) == labels.sha256
        else { return files }
        throw DataError(
            .damaged, "\(place.folder): expected \(name), but these are the files of mnist",
            hint: "name the folder that holds \(name)")
    }

    /// What a folder holds, for messages.
    static func content(of folder: String) -> String {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            return "it cannot be read as a folder"
        }
        return names.isEmpty ? "it is empty" : "it holds \(names.sorted().prefix(4).joined(separator: ", "))"
    }

    // MARK: Images

    /// Reads images and labels.
    ///
    /// - Parameter bytes: gives the bytes of a file of the folder.
    func images(
        of files: [String], count: Int?, reading bytes: (String) throws -> [UInt8]
    ) throws -> ImageSet {
        switch form {
        case .idx: try idxImages(files[0], files[1], count: count, reading: bytes)
        case .cifar10: try CIFAR.images(files, classes: 10, in: folder, count: count, reading: bytes)
        case .cifar100: try CIFAR.images(files, classes: 100, in: folder, count: count, reading: bytes)
        }
    }

    private func idxImages(
        _ imageFile: String, _ labelFile: String, count: Int?, reading bytes: (String) throws -> [UInt8]
    ) throws -> ImageSet {
        func array(_ file: String, rank: Int) throws -> IDX {
            var content = try bytes(file)
            // More than the largest set there is, EMNIST by class, holds.
            if content.starts(with: Gzip.magic) || file.hasSuffix(".gz") {
                content = try Gzip.decompress(content, limit: 1 << 30, name: "\(folder)/\(file)")
            }
            return try IDX(content, rank: rank, name: "\(folder)/\(file)")
        }
        let images = try array(imageFile, rank: 3)
        let labels = try array(labelFile, rank: 1)
        guard images.shape[0] == labels.shape[0] else {
            throw DataError(
                .damaged,
                "\(folder)/\(labelFile): expected one label for each of \(images.shape[0]) images, but got "
                    + "\(labels.shape[0])", hint: "fetch the published files again")
        }
        guard !images.values.isEmpty else {
            throw DataError(
                .damaged, "\(folder)/\(imageFile): expected images, but got none of \(images.shape)",
                hint: "fetch the published file again")
        }
        let kept = min(max(count ?? .max, 0), labels.shape[0])
        let shape = Array(images.shape[1...])
        return ImageSet(
            pixels: images.values.prefix(kept * shape[0] * shape[1]),
            labels: labels.values.prefix(kept).map(Int.init), shape: shape)
    }
}
