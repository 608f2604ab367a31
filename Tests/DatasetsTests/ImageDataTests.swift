import Datasets
import Foundation
import Tensors
import Testing

@Suite("Sets of images in published forms")
struct ImageDataTests {
    let folder: TemporaryFolder
    let here: DataLocation

    init() throws {
        folder = try TemporaryFolder()
        here = folder.location
    }

    private func named(_ name: String) -> DataLocation {
        var location = here
        location.explicit = folder.path + "/" + name
        return location
    }

    /// Two images of 3 × 2 to train on and one to test with, of classes above 9.
    private func idxFiles(_ before: String = "", test: String = "t10k", _ after: String = ".gz") -> [String:
        [UInt8]]
    {
        func pack(_ bytes: [UInt8]) -> [UInt8] { after == ".gz" ? gzipByHand(bytes) : bytes }
        return [
            "\(before)train-images-idx3-ubyte\(after)": pack(idxByHand([2, 3, 2], Array(0..<12))),
            "\(before)train-labels-idx1-ubyte\(after)": pack(idxByHand([2], [26, 61])),
            "\(before)\(test)-images-idx3-ubyte\(after)": pack(idxByHand([1, 3, 2], Array(100..<106))),
            "\(before)\(test)-labels-idx1-ubyte\(after)": pack(idxByHand([1], [0])),
        ]
    }

    private func expectIDX(_ data: ImageData) {
        #expect(data.training.images == Tensor(arange: 0..<12).reshaped(to: [2, 3, 2]) / 255)
        #expect(data.training.labels == [26, 61])
        #expect(data.test.images.shape == [1, 3, 2] && data.test.labels == [0])
    }

    /// Records of CIFAR: labels, then 1,024 bytes of red, green and blue each.
    private func records(_ labels: [[UInt8]]) -> [UInt8] {
        labels.enumerated().flatMap { number, labels in
            labels + (0..<3072).map { UInt8(($0 / 1024 * 80 + $0 % 32 + number) % 256) }
        }
    }

    private var cifar10: [String: [UInt8]] {
        var files = ["test_batch.bin": records([[9]]), "batches.meta.txt": Array("airplane\n".utf8)]
        for number in 1...5 { files["data_batch_\(number).bin"] = records([[UInt8(number)], [0]]) }
        return files
    }

    // MARK: IDX

    @Test("reads IDX by name from Data/, the cache and a named folder, with its own sizes and labels above 9")
    func byName() throws {
        for (place, location) in [
            ("Data/fashion-mnist", here), ("caches/nabla/kmnist", here), ("own/emnist", named("own")),
            ("mine", named("mine")),
        ] {
            try folder.write(idxFiles(), into: place)
            let name = place == "mine" ? "fashion-mnist" : String(place.split(separator: "/").last!)
            expectIDX(try ImageData.load(name, from: location))
        }
        #expect(
            try ImageData.load("kmnist", from: here).source == .cache(folder.path + "/caches/nabla/kmnist"))
        #expect(
            try ImageData.load("kmnist", from: here, trainingCount: 1, testCount: 0).training.labels == [26])
    }

    @Test("reads a folder, packed or not, whatever stands before and between the words of the names")
    func byFolder() throws {
        let dots = idxFiles("", "").map { ($0.key.replacingOccurrences(of: "-idx", with: ".idx"), $0.value) }
        let forms = [
            idxFiles(), idxFiles("", ""), idxFiles("emnist-letters-", test: "test"),
            Dictionary(uniqueKeysWithValues: dots),
        ]
        for (number, files) in forms.enumerated() {
            try folder.write(files, into: "\(number)")
            expectIDX(try ImageData(contentsOf: folder.path + "/\(number)"))
        }
    }

    @Test("of a folder with several sets one is loaded by its name, and which there are is said")
    func several() throws {
        for place in ["Data/emnist/gzip", "all"] {
            try folder.write(idxFiles("emnist-letters-", test: "test"), into: place)
            try folder.write(idxFiles("emnist-digits-", test: "test"), into: place)
        }
        expectIDX(try ImageData.load("emnist-letters", from: here))
        expectIDX(try ImageData.load("emnist-digits", from: named("all")))
        let error = #expect(throws: DataError.self) { try ImageData(contentsOf: folder.path + "/all") }
        #expect(error?.message.hasSuffix("expected one set, but got emnist-digits, emnist-letters") == true)
    }

    // MARK: CIFAR

    @Test("reads CIFAR-10's binary form: planes of red, green and blue")
    func readsCIFAR10() throws {
        try folder.write(cifar10, into: "Data/cifar-10-batches-bin")
        let data = try ImageData.load("cifar-10", from: here)
        #expect(data.training.images.shape == [10, 3, 32, 32] && data.test.images.shape == [1, 3, 32, 32])
        #expect(data.training.labels == [1, 0, 2, 0, 3, 0, 4, 0, 5, 0] && data.test.labels == [9])
        // Green, row 4, column 7 of the second record: 1 · 80 + 7 + 1.
        #expect(data.training.images[1, 1, 4, 7].item == 88.0 / 255)
        #expect(try ImageData.load("cifar-10", from: here, trainingCount: 3).training.labels == [1, 0, 2])
        expect(try ImageData(contentsOf: folder.path + "/Data/cifar-10-batches-bin"), equals: data)
    }

    private func expect(_ a: ImageData, equals b: ImageData) {
        #expect(a.training.images == b.training.images && a.training.labels == b.training.labels)
    }

    @Test("reads CIFAR-100's binary form with the fine labels")
    func readsCIFAR100() throws {
        let files = ["train.bin": records([[19, 99], [0, 11]]), "test.bin": records([[3, 42]])]
        try folder.write(files, into: "Data/cifar-100-binary")
        let data = try ImageData.load("cifar-100", from: here)
        #expect(data.training.labels == [99, 11] && data.test.labels == [42])
        #expect(data.training.images.shape == [2, 3, 32, 32])
        #expect(data.training.images[1, 2, 0, 31].item == 192.0 / 255)
    }

    // MARK: What is refused

    @Test("a set that is nowhere is an error, never other images")
    func nowhere() throws {
        let error = #expect(throws: DataError.self) { try ImageData.load("fashion-mnist", from: here) }
        #expect(error?.kind == .missing)
        #expect(
            error?.message
                == "fashion-mnist: expected a folder fashion-mnist with its files, but it is not in "
                + "\(folder.path)/Data and not in \(folder.path)/caches/nabla")
        #expect(error?.hint.contains("--data") == true)
        try folder.write(["note.txt": []], into: "empty")
        #expect(throws: DataError.self) { try ImageData.load("fashion-mnist", from: named("empty")) }
        let unreadable = #expect(throws: DataError.self) {
            try ImageData.load("fashion-mnist", from: named("no"))
        }
        #expect(unreadable?.message.contains("cannot be read as a folder") == true)
        #expect(throws: DataError.self) { try ImageData.load("mnist", from: here) }
    }

    /// With checksums, through MNIST's own function: other digits never stand in for it.
    @Test(
        "a data set of one's own that is missing is an error for MNIST.load, too", arguments: [false, true])
    func ownDataSet(hasMirror: Bool) throws {
        let files = idxFiles("fashion-")
        let set = DataSet(
            name: "fashion-mnist",
            files: files.map {
                .init(name: $0.key, size: $0.value.count, sha256: SHA256.hexDigest(of: $0.value))
            },
            mirrors: hasMirror ? ["http://127.0.0.1:9/"] : [])
        let error = #expect(throws: DataError.self) { try MNIST.load(from: here, dataSet: set) }
        #expect(error?.message.hasPrefix("fashion-mnist: ") == true && error?.kind == .missing)
        #expect(throws: DataError.self) { try MNIST.load(from: named("no"), dataSet: set) }
        try folder.write(["x": []], into: "other")
        #expect(throws: DataError.self) { try MNIST.load(from: named("other"), dataSet: set) }
        try folder.write(files, into: "named/fashion-mnist")
        let data = try MNIST.load(from: named("named"), dataSet: set)
        #expect(
            data.training.labels == [26, 61] && data.training.images.shape == [2, 3, 2] && !data.isBuiltIn)
    }

    @Test("a data set whose files have names that say nothing is refused in words")
    func namesWithoutMeaning() throws {
        let set = DataSet(
            name: "mine", files: [.init(name: "a.bin", size: 1, sha256: SHA256.hexDigest(of: [7]))],
            mirrors: [])
        try folder.write(["a.bin": [7]], into: "Data/mine")
        let error = #expect(throws: DataError.self) { try MNIST.load(from: here, dataSet: set) }
        #expect(error?.message.contains("but got a.bin") == true)
    }

    @Test("the folder of MNIST is not taken for another set")
    func notMNIST() throws {
        let real = DataLocation(offline: true, observer: { _ in })
        guard case .found(let stored)? = try? real.locate(.mnist) else { return }
        var location = here
        location.explicit = stored.folder
        let error = #expect(throws: DataError.self) { try ImageData.load("fashion-mnist", from: location) }
        #expect(error?.message.hasSuffix("expected fashion-mnist, but these are the files of mnist") == true)
    }

    @Test(
        "a part of a set is refused with the name of what is missing",
        arguments: [
            "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz",
            "t10k-labels-idx1-ubyte.gz",
        ])
    func partOfIDX(missing: String) throws {
        var files = idxFiles()
        files[missing] = nil
        try folder.write(files, into: "Data/fashion-mnist")
        let error = #expect(throws: DataError.self) { try ImageData.load("fashion-mnist", from: here) }
        #expect(error?.message.contains("\(missing) is not there") == true)
        #expect(error?.kind == .missing)
    }

    @Test(
        "a lost batch is refused by name",
        arguments: ["data_batch_3.bin", "data_batch_1.bin", "test_batch.bin"])
    func partOfCIFAR(missing: String) throws {
        var files = cifar10
        files[missing] = nil
        try folder.write(files, into: "Data/cifar-10")
        let error = #expect(throws: DataError.self) { try ImageData.load("cifar-10", from: here) }
        #expect(error?.message.hasSuffix("but \(missing) is not there") == true)
    }

    @Test("damaged files are refused with their name and what came")
    func damaged() throws {
        func message(_ name: String, _ bytes: [UInt8], in files: [String: [UInt8]]) throws -> String? {
            var files = files
            files[name] = bytes
            let place = UUID().uuidString
            try folder.write(files, into: place)
            let path = folder.path + "/" + place
            let error = #expect(throws: DataError.self) { try ImageData(contentsOf: path) }
            #expect(error?.message.hasPrefix("\(path)/\(name): ") == true)
            return error?.message
        }
        let batch = "data_batch_2.bin"
        #expect(
            try message(batch, Array(records([[1]]).dropLast()), in: cifar10)?.hasSuffix(
                "0 and a rest of 3072") == true)
        #expect(try message(batch, [], in: cifar10)?.hasSuffix("its 0 bytes are none") == true)
        #expect(
            try message(batch, records([[1], [10]]), in: cifar10)?.hasSuffix("that of record 1 is 10") == true
        )
        let hundred = ["train.bin": records([[0, 0]]), "test.bin": records([[0, 0]])]
        #expect(
            try message("test.bin", records([[0, 100]]), in: hundred)?.hasSuffix("record 0 is 100") == true)
        #expect(
            try message("test.bin", records([[20, 0]]), in: hundred)?.hasSuffix("record 0 is 20") == true)
        let labels = "train-labels-idx1-ubyte.gz"
        #expect(
            try message(labels, gzipByHand(idxByHand([3], [1, 2, 3])), in: idxFiles())?.hasSuffix(
                "2 images, but got 3") == true)
        #expect(try message(labels, [1, 2], in: idxFiles())?.contains("expected a gzip file") == true)
        let images = "train-images-idx3-ubyte.gz"
        #expect(
            try message(images, gzipByHand(idxByHand([2, 3], Array(0..<6))), in: idxFiles())?.contains(
                "magic number") == true)
    }

    @Test("what is no such folder is said, with what it holds")
    func noImages() throws {
        try folder.write(["data_batch_1": [1], "cifar-10-binary.tar.gz": [2]], into: "d")
        let error = #expect(throws: DataError.self) { try ImageData(contentsOf: folder.path + "/d") }
        #expect(error?.message.hasSuffix("but it holds cifar-10-binary.tar.gz, data_batch_1") == true)
        #expect(error?.hint.contains("tar -xzf") == true)
    }
}
