import Foundation
import Tensors

/// A published set of images, read where it lies: those to train on and those to test with.
///
///     let fashion = try ImageData.load("fashion-mnist")
///     trainer.fit(fashion.training.images, fashion.training.labels, epochs: 5, batchSize: 128)
///
/// Read are the IDX files of MNIST, Fashion-MNIST, KMNIST and EMNIST (packed with gzip or not) and the binary forms of
/// CIFAR-10 and CIFAR-100 (with its 100 fine classes). Images and labels stay as they were published; EMNIST's images lie
/// on their side: `images.transposed(permutation: [0, 2, 1])`.
public struct ImageData: Sendable {
    public let training: ImageSet
    public let test: ImageSet
    public let source: DataSource

    /// Loads a set by its name, which is that of its folder: looked for in the folder of `--data`, in `$NABLA_DATA`, in
    /// `Data/` and in the user's cache. MNIST alone is also downloaded.
    ///
    /// - Parameters:
    ///   - name: such as "fashion-mnist", "emnist-letters", "cifar-10".
    ///   - location: the places that are looked through.
    ///   - trainingCount: how many training images to keep, counted from the first; all when nil.
    ///   - testCount: the same for the test images.
    /// Throws: `DataError` when the set is nowhere, or is not what it should be. Other images never stand in for it.
    public static func load(
        _ name: String, from location: DataLocation = .current, trainingCount: Int? = nil,
        testCount: Int? = nil
    ) throws -> ImageData {
        if name == DataSet.mnist.name {
            return try load(.mnist, from: location, trainingCount: trainingCount, testCount: testCount)
        }
        guard let (files, source) = try ImageFiles.find(name, from: location) else {
            let places = location.places.map(\.folder).joined(separator: " and not in ")
            throw DataError(
                .missing, "\(name): expected a folder \(name) with its files, but it is not in \(places)",
                hint:
                    "put the published files into Data/\(name), or name the folder that holds \(name) with --data"
            )
        }
        location.observer(.found(set: name, source: source))
        return try ImageData(files, source: source, trainingCount: trainingCount, testCount: testCount)
    }

    /// Reads the set in a folder.
    ///
    /// Throws: `DataError` when the folder holds none, only a part of one, or several.
    public init(contentsOf folder: String, trainingCount: Int? = nil, testCount: Int? = nil) throws {
        guard let files = try ImageFiles(in: folder) else {
            throw DataError(
                .missing, "\(folder): expected \(ImageFiles.known), but \(ImageFiles.content(of: folder))",
                hint: "unpack what is packed (tar -xzf); of CIFAR, take the binary version")
        }
        try self.init(files, source: .folder(folder), trainingCount: trainingCount, testCount: testCount)
    }

    /// The sets, by name and folder, that lie in the places where `load` looks, except those that `DataSet` knows.
    public static func present(in location: DataLocation) -> [(name: String, source: DataSource)] {
        location.places.flatMap { place -> [(name: String, source: DataSource)] in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: place.folder)) ?? []
            return names.sorted().compactMap { name in
                let folder = "\(place.folder)/\(name)"
                guard !DataSet.all.contains(where: { $0.name == name }),
                    (try? ImageFiles(in: folder, set: name)) != nil
                else { return nil }
                return (name, place.source(folder))
            }
        }
    }

    /// Loads a set whose checksums are known.
    static func load(
        _ dataSet: DataSet, from location: DataLocation, trainingCount: Int?, testCount: Int?
    ) throws -> ImageData {
        switch try location.locate(dataSet) {
        case .found(let stored):
            return try ImageData(stored, trainingCount: trainingCount, testCount: testCount)
        case .nowhere(let reason):
            let isOutOfReach = !location.offline && !dataSet.mirrors.isEmpty
            throw DataError(
                isOutOfReach ? .unreachable : .missing, "\(dataSet.name): \(reason)",
                hint:
                    "put its files into Data/\(dataSet.name), or name the folder that holds them with --data")
        }
    }

    /// Reads the files of a set that was found, each checked against what was published.
    init(_ stored: StoredDataSet, trainingCount: Int?, testCount: Int?) throws {
        let names = stored.dataSet.files.map(\.name)
        guard let files = try ImageFiles(names, in: stored.folder) else {
            throw DataError(
                .damaged,
                "\(stored.dataSet.name): expected files of \(ImageFiles.known), but got "
                    + names.joined(separator: ", "), hint: "correct the names of the set's files")
        }
        try self.init(
            files, source: stored.source, trainingCount: trainingCount, testCount: testCount,
            reading: stored.bytes)
    }

    private init(
        _ files: ImageFiles, source: DataSource, trainingCount: Int?, testCount: Int?,
        reading bytes: ((String) throws -> [UInt8])? = nil
    ) throws {
        let read = bytes ?? { name in [UInt8](try fileContents("\(files.folder)/\(name)")) }
        training = try files.images(of: files.training, count: trainingCount, reading: read)
        test = try files.images(of: files.test, count: testCount, reading: read)
        self.source = source
    }
}
