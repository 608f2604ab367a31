import Foundation
import Nabla
import Synchronization

/// Files that are right, to be damaged.
enum Samples {
    struct NotText: Error {}

    private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let keptSamples = Mutex<[String: [[UInt8]]]>([:])

    /// The samples of a kind, made once.
    static func kept(_ name: String, _ make: () -> [[UInt8]]) -> [[UInt8]] {
        if let known = keptSamples.withLock({ $0[name] }) { return known }
        let made = make()
        keptSamples.withLock { $0[name] = made }
        return made
    }

    /// A new folder of one's own.
    static func folder() throws -> String {
        let path = NSTemporaryDirectory() + "/fuzz-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    private static func file(_ path: String) -> [UInt8] {
        [UInt8](FileManager.default.contents(atPath: tests.appending(path: path).path) ?? Data())
    }

    /// One member of each object of a list in a JSON file, in base 64.
    private static func list(_ path: String, _ member: String) -> [[UInt8]] {
        let list = try? JSONSerialization.jsonObject(with: Data(file(path))) as? [[String: Any]]
        return (list ?? []).compactMap { ($0[member] as? String).flatMap { Data(base64Encoded: $0) } }.map {
            [UInt8]($0)
        }
    }

    // MARK: Data

    /// Three images of 4 × 5, and three labels.
    static let idx: [[UInt8]] = [
        [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 5] + (0..<60).map { UInt8($0 * 4) },
        [0, 0, 8, 1, 0, 0, 0, 3, 7, 0, 61],
    ]

    /// A gzip file whose data are stored, not packed, with the right checksum.
    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        let bytes = bytes.prefix(65_535)
        let count = UInt16(bytes.count)
        file += [1] + little(count) + little(~count) + bytes
        return file + little(checksum(bytes)) + little(UInt32(bytes.count))
    }

    /// Really packed: two Huffman blocks of other kinds, as gzip wrote them.
    static let packed = [
        "H4sIAAAAAAACA2Ng4GBmYGBgAmIWIGZlYGRiZmFlY+fg5OLm4eXjFxAUEhYRFROXkJSSlpGVk1dQVFJWUVVTBwCEBmdhOAAAAA==",
        "H4sIAAAAAAACA+3LuQ3AMAxDUR6mrGT/gePCG6QVgV8RD2gDeE7vjXI2lFYxCMsosyvLOvNKNV3wvdURdiwCw4cP/8k/uAHgG5QD"
            + "AAA=",
    ].compactMap { Data(base64Encoded: $0) }.map { [UInt8]($0) }

    static let cifar: [[UInt8]] = [1, 2].map { labels in
        (0..<2).flatMap { record in
            [UInt8](repeating: 7, count: labels) + (0..<3072).map { UInt8(($0 + record) % 256) }
        }
    }

    static let csv = [
        "a,b,kind\n1,2.5,x\n3,,\"y \"\"z\"\"\"\n-4e2,0.001,\"line\r\nbreak\"\n", "x\r\n1\r\n2\r\n",
        "a,b\n1,2\n",
    ]

    // MARK: Tensors and pictures

    static let npy = list("NeuralNetworksTests/Reference/npy.json", "file").filter {
        $0.count > 20 && $0.count < 3000
    }
    static let png = list("PlottingTests/Reference/pictures.json", "png") + [large]

    private static let large = try! Picture(
        width: 60, height: 40, channels: 3, pixels: (0..<7200).map { UInt8($0 * $0 / 50 % 256) }
    ).png(metadata: ["Title": "∂L/∂w₁", "Source": "a"])

    static let safetensors: [[UInt8]] = [
        written, file("NeuralNetworksTests/Reference/python.safetensors"),
    ].filter { !$0.isEmpty && $0.count < 100_000 }

    private static let written: [UInt8] = {
        let tensors: [(name: String, tensor: Tensor)] = [
            ("layers.0.weight", Tensor(arange: 0..<6).reshaped(to: [2, 3])),
            ("bias", Tensor([0.5, -1, Scalar.nan])),
            ("scalar", Tensor(3)), ("nothing", Tensor(zeros: [2, 0])),
        ]
        return [UInt8](SafeTensors.encode(tensors))
    }()

    /// Sets the checksum of each part of a PNG right, as far as its lengths lead, and that of pixels that are not packed.
    static func withRightChecksums(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        var place = 8
        while place + 12 <= bytes.count {
            let length = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            guard length <= bytes.count - place - 12 else { break }
            let (start, end) = (place + 8, place + 8 + length)
            if bytes[place + 4..<start].elementsEqual("IDAT".utf8), length > 11, bytes[start + 2] == 1 {
                let sums = adler(bytes[start + 7..<end - 4])
                bytes.replaceSubrange(end - 4..<end, with: little(sums).reversed())
            }
            bytes.replaceSubrange(end..<end + 4, with: little(checksum(bytes[place + 4..<end])).reversed())
            place = end + 4
        }
        return bytes
    }

    /// The checksum of zlib's streams: two sums modulo a prime (RFC 1950).
    private static func adler(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var (a, b) = (UInt32(1), UInt32(0))
        for byte in bytes {
            a = (a + UInt32(byte)) % 65_521
            b = (b + a) % 65_521
        }
        return b << 16 | a
    }

    private static func little(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }

    /// CRC-32, bit by bit.
    private static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
        ~bytes.reduce(UInt32.max) { register, byte in
            (0..<8).reduce(register ^ UInt32(byte)) { r, _ in r & 1 == 1 ? 0xEDB8_8320 ^ (r >> 1) : r >> 1 }
        }
    }

    // MARK: Lessons and runs

    static let records = [
        """
        {"lesson": "04", "title": "The perceptron", "seed": 1, "quick": false, "data": "none", "seconds": 1.5,
         "peakMemoryMB": 80.25, "date": "2026-11-21T10:00:00Z",
         "hashes": {"lesson": "ab", "engine": "cd", "data": "", "dataFolders": []},
         "claims": [{"name": "accuracy", "value": 0.98, "condition": "≥ 0.9", "held": true, "line": 9},
                    {"name": "table", "value": [[1, 2], [3, null]], "condition": "= 1", "held": false, "line": 12}],
         "figures": [{"file": "figures/01-a.png", "caption": "A *line*.", "alt": "A line", "width": 1920, "height": 1080, "line": 10}],
         "outputs": [{"line": 6, "text": "[[1, 2],\\n [3, 4]]\\n"}, {"line": 12, "text": "no end"}],
         "predictions": [{"line": 8, "prediction": {"question": "What?", "answer": "7", "tempting": "4", "why": "one road"}}],
         "notes": [{"line": 3, "text": "No MNIST here."}],
         "order": ["note", "output", "prediction", "claim", "figure", "output", "claim"]}
        """,
        """
        {"lesson": "01", "title": "Tensors", "seed": 18446744073709551615, "quick": true, "data": "/data/mnist", "seconds": 0,
         "peakMemoryMB": 0, "claims": [], "figures": [], "outputs": [{"line": 1, "text": "x"}], "predictions": [], "notes": [],
         "order": ["output"]}
        """,
    ]

    static let progress = """
        {"version": 1, "exercises": [
          {"exercise": "4.2", "name": "update", "touched": "2026-11-21T10:00:00Z", "state": "wrong", "attempts": 3, "hints": 1,
           "revealed": false, "mistakes": [{"letter": "A", "family": "sign", "times": 2}, {"letter": "B", "times": 1}], "text": "ab"},
          {"exercise": "1.1", "name": "strides", "state": "passed", "attempts": 1, "passed": "2026-11-20T10:00:00Z", "hints": 0,
           "revealed": false, "mistakes": []}]}
        """

    static let lesson = """
        import Nabla

        public func sample() throws {
            //: # 04 · The perceptron
            //: A *neuron* decides: **yes** or no.
            let a = 3.0
            print(a)
            predict("What?", answer: "7")
            claim("accuracy", a, atLeast: 0.9)
            figure("A *line*.", alt: "A line") { Line([1, 2]) }
            //: > It learns.
            print("no end", terminator: "")
        }
        """

    /// Pieces of the real lessons, each a lesson of its own.
    static let lessons: [String] = {
        let folder = tests.deletingLastPathComponent().appending(path: "Lessons")
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
        var pieces = [lesson]
        for path in paths.sorted() where path.hasSuffix(".swift") {
            guard let text = try? String(contentsOf: folder.appending(path: path), encoding: .utf8),
                text.contains("//: # ")
            else { continue }
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            for start in stride(from: 6, to: max(7, lines.count - 30), by: 90) {
                let piece = lines[start..<min(start + 30, lines.count)].joined(separator: "\n")
                pieces.append("public func piece() throws {\n    //: # 01 · Piece\n\(piece)\n}\n")
            }
        }
        return pieces
    }()
}
