import Foundation
import Grading
import Literate
import Nabla
import Notebook

/// A kind of file: samples of it, how they are damaged, and what is done with the result.
struct Subject: Sendable {
    let name: String
    private let samples: @Sendable () -> [[UInt8]]
    private let mutate: @Sendable ([UInt8], [[UInt8]], inout SeededGenerator) -> [UInt8]
    /// Reads bytes, and prints and draws what comes out. Throws where they are refused.
    let use: @Sendable ([UInt8]) throws -> Void

    /// The bytes of a mutation. The same seed and number, the same bytes.
    func mutation(seed: UInt64, index: Int) -> [UInt8] {
        let salt = name.utf8.reduce(UInt64(14_695_981_039)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
        var generator = SeededGenerator(seed: seed &* 1_000_003 &+ UInt64(index) &* 7_919 &+ salt)
        let samples = Samples.kept(name, samples)
        // First the samples as they are.
        if index < samples.count { return samples[index] }
        let sample = samples.randomElement(using: &generator)!
        return mutate(sample, samples, &generator)
    }

    static let all: [Subject] = [idx, gzip, npy, safetensors, png, record, progress, lesson, csv, cifar]

    private static func damaged(
        _ bytes: [UInt8], _ others: [[UInt8]], _ generator: inout SeededGenerator
    ) -> [UInt8] {
        Mutation.bytes(bytes, others: others, using: &generator)
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    // MARK: Data

    private static let idx = Subject(name: "idx", samples: { Samples.idx }, mutate: damaged) { bytes in
        for rank in [1, 3] {
            guard let array = try? IDX(bytes, rank: rank, name: "idx") else { continue }
            try Showing.show(Tensor(scalars: array.values.map { Scalar($0) }, shape: array.shape))
        }
        // As images beside the right labels, and as labels beside the right images.
        let folder = try Samples.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let files = [
            "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte",
            "t10k-labels-idx1-ubyte",
        ]
        for (number, name) in files.enumerated() {
            let isDamaged = bytes.count > 3 && bytes[3] == 1 ? number == 1 : number == 0
            try Data(isDamaged ? bytes : Samples.idx[number % 2]).write(
                to: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
        try Showing.show(ImageData(contentsOf: folder).training.images)
    }

    private static let gzip = Subject(
        name: "gzip", samples: { Samples.idx.map(Samples.gzip) + Samples.packed },
        mutate: { bytes, others, generator in
            // Half of them are damaged inside, below a checksum that is right.
            guard Bool.random(using: &generator), let inner = Samples.idx.randomElement(using: &generator)
            else {
                return damaged(bytes, others, &generator)
            }
            return Samples.gzip(damaged(inner, others, &generator))
        },
        use: { bytes in
            let content = try Gzip.decompress(bytes, limit: 1 << 20, name: "gzip")
            let array = try IDX(content, rank: 3, name: "gzip")
            try Showing.show(Tensor(scalars: array.values.map { Scalar($0) }, shape: array.shape))
        })

    private static let cifar = Subject(name: "cifar", samples: { Samples.cifar }, mutate: damaged) { bytes in
        let folder = try Samples.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let isTen = bytes.count % 3073 == 0 || bytes.count % 2 == 0
        for name in isTen ? ["data_batch_1.bin", "test_batch.bin"] : ["train.bin", "test.bin"] {
            try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
        try Showing.show(ImageData(contentsOf: folder).test.images)
    }

    private static let csv = Subject(
        name: "csv", samples: { Samples.csv.map { Array($0.utf8) } },
        mutate: { bytes, others, generator in
            guard Bool.random(using: &generator) else { return damaged(bytes, others, &generator) }
            let marks = ["\"", "\"\"", ",", ";", "\n", "\r\n", "\r", "NA", "a,b", "1e5", "-"]
            return Array(TextMutation.marks(text(bytes), marks, using: &generator).utf8)
        },
        use: { bytes in
            guard let text = String(validating: bytes, as: UTF8.self) else { throw Samples.NotText() }
            let table = try CSVTable(text)
            for column in table.columns { _ = try? table.classes(column) }
            try Showing.show(table.tensor(missing: .nan))
        })

    // MARK: Tensors and pictures

    private static let npy = Subject(
        name: "npy", samples: { Samples.npy },
        mutate: { bytes, others, generator in
            // Half of them are damaged in the text of their header, whose length is set right again.
            guard Bool.random(using: &generator), bytes.count > 12 else {
                return damaged(bytes, others, &generator)
            }
            let length = Int(bytes[8]) | Int(bytes[9]) << 8
            guard length <= bytes.count - 10 else { return damaged(bytes, others, &generator) }
            let marks = [
                "(", ")", ",", "'", "\"", ":", "{", "}", "[", " ", "\n", "#", "0", "-", "L", "True", "<f8",
                "|u1", "_",
            ]
            let header = Array(
                TextMutation.marks(text(Array(bytes[10..<10 + length])), marks, using: &generator).utf8)
            return bytes[..<8] + [UInt8(header.count & 255), UInt8(header.count >> 8 & 255)] + header
                + bytes[(10 + length)...]
        },
        use: { try Showing.show(NPY.decode(Data($0), name: "npy")) })

    private static let safetensors = Subject(
        name: "safetensors", samples: { Samples.safetensors },
        mutate: { bytes, others, generator in
            guard Bool.random(using: &generator), bytes.count > 8 else {
                return damaged(bytes, others, &generator)
            }
            let length = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
            let header = TextMutation.json(text(Array(bytes[8..<8 + length])), using: &generator).utf8
            let count = (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) }
            return count + header + bytes[(8 + length)...]
        },
        use: { bytes in
            let tensors = try SafeTensors.decode(Data(bytes), name: "safetensors")
            for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
                _ = "\(name)"
                try Showing.show(tensor)
            }
        })

    private static let png = Subject(
        name: "png", samples: { Samples.png },
        mutate: { bytes, others, generator in
            let bytes = damaged(bytes, others, &generator)
            // Most would be refused for a checksum, and say nothing about what is behind it.
            return Int.random(in: 0..<4, using: &generator) == 0 ? bytes : Samples.withRightChecksums(bytes)
        },
        use: { try Showing.show(Picture(png: $0)) })

    // MARK: Lessons and runs

    private static func mutatedJSON(
        _ bytes: [UInt8], _ others: [[UInt8]], _ generator: inout SeededGenerator
    ) -> [UInt8] {
        Int.random(in: 0..<4, using: &generator) == 0
            ? damaged(bytes, others, &generator)
            : Array(TextMutation.json(text(bytes), using: &generator).utf8)
    }

    private static let record = Subject(
        name: "record", samples: { Samples.records.map { Array($0.utf8) } }, mutate: mutatedJSON
    ) { bytes in
        try Weaving.weave(RunRecord(json: Data(bytes)), LessonSource(Samples.lesson))
    }

    private static let progress = Subject(
        name: "progress", samples: { [Array(Samples.progress.utf8)] }, mutate: mutatedJSON
    ) { bytes in
        let folder = try Samples.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let course = Course(URL(fileURLWithPath: folder))
        try FileManager.default.createDirectory(at: course.learnersFolder, withIntermediateDirectories: true)
        try Data(bytes).write(to: course.learnersFolder.appending(path: "progress.json"))
        let reading = ProgressFile(course).read()
        for (family, times, exercises) in reading.progress.families {
            _ = "\(family.idea) \(times) \(exercises)"
        }
        for entry in reading.progress.entries { _ = "\(entry) \(entry.isUnaided)" }
        let kept = ProgressFile(course).update { progress in
            progress.record(
                Verdict(exercise: "4.2", name: "update", state: .wrong, points: 0, possiblePoints: 2, seed: 1)
            )
        }
        guard reading.notice == nil, kept.notice == nil else { throw Samples.NotText() }
    }

    private static let lesson = Subject(
        name: "lesson", samples: { Samples.lessons.map { Array($0.utf8) } },
        mutate: { bytes, others, generator in
            Int.random(in: 0..<5, using: &generator) == 0
                ? damaged(bytes, others, &generator)
                : Array(TextMutation.lesson(text(bytes), using: &generator).utf8)
        },
        use: { bytes in
            let source = try LessonSource(text(bytes))
            let lines = bytes.count { $0 == UInt8(ascii: "\n") } + 1
            let attachments = [1, lines / 3, lines / 2, lines, lines + 5].flatMap { line in
                [
                    Attachment(line: line, kind: .output("1\n2\n")),
                    Attachment(line: line, kind: .claim(name: "n", value: "1", condition: "≥ 0", held: true)),
                ]
            }
            try Weaving.weave(
                source, attachments, PageInfo(seed: 1, quick: true, data: "", seconds: 1, peakMemoryMB: 1))
        })
}
