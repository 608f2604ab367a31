import Tensors
import Datasets
import Foundation
import Testing

/// The order of the places, and what is refused in each.
@Suite struct DataLookupTests {
    let folder: TemporaryFolder
    let here: DataLocation

    init() throws {
        folder = try TemporaryFolder()
        here = folder.location
    }

    private func source(_ location: DataLocation) throws -> DataSource? {
        guard case .found(let stored) = try location.locate(Miniature.dataSet()) else { return nil }
        return stored.source
    }

    private func error(_ location: DataLocation, dataSet: DataSet = Miniature.dataSet()) -> DataError? {
        #expect(throws: DataError.self) { try MNIST.load(from: location, dataSet: dataSet) }
    }

    @Test("looks into --data, then $NABLA_DATA, then Data/, then the cache")
    func order() throws {
        #expect(try source(here) == nil)
        try folder.write(Miniature.files, into: "caches/nabla/mnist")
        #expect(try source(here) == .cache(folder.path + "/caches/nabla/mnist"))
        try folder.write(Miniature.files, into: "Data/mnist")
        #expect(try source(here) == .folder(folder.path + "/Data/mnist"))
        try folder.write(Miniature.files, into: "variable/mnist")
        var location = here
        location.environment["NABLA_DATA"] = folder.path + "/variable"
        #expect(try source(location) == .folder(folder.path + "/variable/mnist"))
        try folder.write(Miniature.files, into: "option/mnist")
        location.explicit = folder.path + "/option"
        #expect(try source(location) == .folder(folder.path + "/option/mnist"))
    }

    @Test("takes the set's own folder as well as its parent", arguments: ["", "/mnist", "/mnist/"])
    func parentOrItself(suffix: String) throws {
        try folder.write(Miniature.files, into: "d/mnist")
        var location = here
        location.explicit = folder.path + "/d" + suffix
        #expect(try MNIST.load(from: location, dataSet: Miniature.dataSet()).training.labels == [7, 0, 9])
    }

    @Test("an empty $NABLA_DATA is none; a relative $XDG_CACHE_HOME is ignored")
    func environment() throws {
        var location = here
        location.environment = ["NABLA_DATA": "", "XDG_CACHE_HOME": "caches", "HOME": folder.path]
        #expect(try source(location) == nil)
        #expect(location.cacheFolder.hasPrefix(folder.path + "/"))
        #expect(here.cacheFolder == folder.path + "/caches/nabla")
    }

    @Test("a named folder that cannot be read is an error, never skipped")
    func unreadable() throws {
        // All that would be found otherwise is there.
        try folder.write(Miniature.files, into: "Data/mnist")
        try folder.write(["file": [1]], into: ".")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/loop", withDestinationPath: folder.path + "/loop")
        for name in ["nowhere", "file", "loop"] {
            var location = here
            location.explicit = "\(folder.path)/\(name)"
            let error = error(location)
            #expect(error?.kind == .missing)
            #expect(
                error?.message
                    == "--data: expected a folder with mnist, but \(folder.path)/\(name) cannot be read as a folder"
            )
            location = here
            location.environment["NABLA_DATA"] = "\(folder.path)/\(name)"
            #expect(self.error(location)?.message.hasPrefix("NABLA_DATA: expected a folder") == true)
        }
    }

    @Test("a named folder without the set is an error that says what is there")
    func wrongFolder() throws {
        try folder.write([:], into: "empty")
        try folder.write(["b.txt": [], "a.txt": []], into: "other")
        for (name, found) in [("empty", "it is empty"), ("other", "it holds a.txt, b.txt")] {
            var location = here
            location.explicit = "\(folder.path)/\(name)"
            #expect(
                error(location)?.message
                    == "--data: expected mnist/train-images-idx3-ubyte.gz in \(folder.path)/\(name), but \(found)"
            )
        }
    }

    @Test("a set of which a file is missing is an error in a named folder and in Data/")
    func incomplete() throws {
        var files = Miniature.files
        files["t10k-labels-idx1-ubyte.gz"] = nil
        try folder.write(files, into: "Data/mnist")
        var named = here
        named.explicit = folder.path + "/Data"
        for location in [here, named] {
            let error = error(location)
            #expect(error?.kind == .missing)
            #expect(
                error?.message
                    == "mnist: expected 4 files in \(folder.path)/Data/mnist, but t10k-labels-idx1-ubyte.gz is not there"
            )
        }
    }

    @Test("a damaged file is refused by name wherever it lies", arguments: ["Data", "caches/nabla", "named"])
    func damaged(place: String) throws {
        var files = Miniature.files
        files["train-labels-idx1-ubyte.gz"]![20] ^= 1
        try folder.write(files, into: place + "/mnist")
        var location = here
        if place == "named" { location.explicit = folder.path + "/named" }
        let error = error(location)
        #expect(error?.kind == .damaged)
        let path = "\(folder.path)/\(place)/mnist/train-labels-idx1-ubyte.gz"
        let expected = SHA256.hexDigest(of: Miniature.files["train-labels-idx1-ubyte.gz"]!).prefix(12)
        #expect(
            error?.message.hasPrefix(
                "\(path): is not the published file: expected SHA-256 \(expected)…, but got ") == true)
        #expect(error?.hint.hasSuffix("swift run lesson data fetch mnist") == true)
        #expect(error?.hint.contains("or leave --data out") == (place == "named"))
    }

    @Test("a file of the wrong length is refused before it is read")
    func wrongLength() throws {
        for change in [-1, 1] {
            var files = Miniature.files
            let size = files["train-images-idx3-ubyte.gz"]!.count
            files["train-images-idx3-ubyte.gz"]! += [0]
            files["train-images-idx3-ubyte.gz"]!.removeLast(change < 0 ? 2 : 0)
            try folder.write(files, into: "Data/mnist")
            #expect(
                error(here)?.message
                    == "\(folder.path)/Data/mnist/train-images-idx3-ubyte.gz: is not the published file: "
                    + "\(size + change) bytes instead of \(size)")
        }
        try folder.write(["train-images-idx3-ubyte.gz": []], into: "Data/mnist")
        let empty = error(here)?.message
        #expect(empty?.contains("train-images-idx3-ubyte.gz: is empty; expected ") == true)
    }

    @Test(
        "a named folder that holds none of a set lacks it; one that cannot be read or holds a part does not")
    func lacking() throws {
        let set = Miniature.dataSet()
        #expect(!here.namedFolderLacks(set), "no folder was named")
        try folder.write(["note.txt": []], into: "named")
        var location = here
        location.explicit = folder.path + "/named"
        #expect(location.namedFolderLacks(set))
        try folder.write(["t10k-labels-idx1-ubyte.gz": [1]], into: "named/mnist")
        #expect(!location.namedFolderLacks(set))
        location.explicit = folder.path + "/nowhere"
        #expect(!location.namedFolderLacks(set))
    }

    @Test("a folder or a pipe in a file's place is refused without waiting for it")
    func notAFile() throws {
        var files = Miniature.files
        files["train-images-idx3-ubyte.gz"] = nil
        try folder.write(files, into: "Data/mnist")
        let path = folder.path + "/Data/mnist/train-images-idx3-ubyte.gz"
        #expect(mkfifo(path, 0o600) == 0)
        #expect(error(here)?.message == "\(path): expected a file, but it is something else")
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        #expect(error(here)?.message == "\(path): expected a file, but it is something else")
    }

    @Test("a symbolic link to the file is as good as the file")
    func symbolicLink() throws {
        try folder.write(Miniature.files, into: "real")
        try folder.write([:], into: "Data")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/Data/mnist", withDestinationPath: folder.path + "/real")
        #expect(try MNIST.load(from: here, dataSet: Miniature.dataSet()).test.labels == [4])
    }

    @Test("--offline leaves the network alone and says so")
    func offline() throws {
        let server = try FileServer(Miniature.files.mapValues { .file($0) })
        let outcome = try here.locate(Miniature.dataSet(mirrors: [server.address]))
        guard case .nowhere(let reason) = outcome else {
            Issue.record("found \(outcome)")
            return
        }
        #expect(reason.hasSuffix("offline, so nothing was fetched"))
        #expect(server.requests.isEmpty)
    }

    @Test("the look-up serves other sets as well")
    func otherSet() throws {
        let text = Array("To be".utf8)
        let set = DataSet(
            name: "tinyshakespeare",
            files: [DataSet.File(name: "input.txt", size: 5, sha256: SHA256.hexDigest(of: text))], mirrors: []
        )
        try folder.write(["input.txt": text], into: "Data/tinyshakespeare")
        guard case .found(let stored) = try here.locate(set) else {
            Issue.record("not found")
            return
        }
        #expect(try stored.bytes(of: "input.txt") == text)
    }

    /// The sets that lie on this machine; nothing is fetched for a test.
    static let present = DataSet.all.compactMap { set -> StoredDataSet? in
        let here = DataLocation(offline: true, observer: { _ in })
        guard case .found(let stored)? = try? here.locate(set) else { return nil }
        return stored
    }

    @Test("the published files have the lengths and checksums we know", arguments: present)
    func published(stored: StoredDataSet) throws {
        for file in stored.dataSet.files { #expect(try stored.bytes(of: file.name).count == file.size) }
    }

    @Test("checksums are 64 small hexadecimal digits and names differ", arguments: DataSet.all.map(\.name))
    func wellFormed(name: String) throws {
        let set = try #require(DataSet.all.first { $0.name == name })
        #expect(Set(set.files.map(\.name)).count == set.files.count)
        for file in set.files {
            #expect(file.size > 0)
            #expect(file.sha256.count == 64 && file.sha256.allSatisfy { "0123456789abcdef".contains($0) })
        }
    }
}
