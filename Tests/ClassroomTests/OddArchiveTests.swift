import Foundation
import Grading
import Testing

@testable import Classroom

/// Archives as learning-management systems, students and vandals make them: what is an answer is taken, and whatever is
/// left is named with its reason.
@Suite struct OddArchiveTests {
    typealias File = ZipBuilder.File

    struct Case: CustomStringConvertible, Sendable {
        let description: String
        let data: Data
        /// "student exercise", as they are to be collected.
        var taken: [String] = []
        /// What the report has to say.
        var says: [String] = []
    }

    static let roster = Roster([
        Student(id: "ann", name: "Jane Doe", email: "j.doe@uni.example", more: ["canvas": "4711"]),
        Student(id: "bob", name: "Ñuñez, José"), Student(id: "cem", name: "Lee"), Student(id: "eve", name: "Lee"),
    ])

    static let exercises = ExerciseFiles([
        ("4.1", "04-perceptron/4.1-Predict.swift"), ("4.2", "04-perceptron/4.2-Update.swift"),
        ("4.7", "04-perceptron/4.7-LearningRate.swift"), ("10.1", "10-deep-vision/10.1-Boxes.swift"),
    ])

    private static func file(_ name: String, _ change: (inout File) -> Void = { _ in }) -> File {
        var file = File(name)
        change(&file)
        return file
    }

    private static func zip(_ files: File...) -> Data { ZipBuilder(files).data }

    private static func inner(_ name: String, _ data: Data) -> File {
        file(name) { ($0.content, $0.isPacked) = (Array(data), false) }
    }

    /// A good file beside a bad one.
    private static func beside(_ files: File...) -> Data { ZipBuilder([File("ann/4.1-Predict.swift")] + files).data }

    private static let zeros = [UInt8](repeating: 0, count: 20 << 20)

    static let all: [Case] = [
        // As they come.
        Case(
            description: "Canvas",
            data: zip(File("doejane_4711_90210_4.2-Update.swift"), File("doejane_4711_90211_4.1-Predict.swift")),
            taken: ["ann 4.1", "ann 4.2"]),
        Case(
            description: "Canvas, late and again", data: zip(File("somebody_LATE_4711_90210_4.2-Update-1.swift")),
            taken: ["ann 4.2"]),
        Case(
            description: "Canvas by name", data: zip(File("nunezjose_1_2_04-7 learning rate.swift")), taken: ["bob 4.7"]
        ),
        Case(
            description: "Canvas with a zip",
            data: zip(inner("doejane_4711_3_my work.zip", zip(File("x/4.2-Update.swift")))), taken: ["ann 4.2"]),
        Case(
            description: "Moodle",
            data: zip(
                File("José Ñuñez_12345_assignsubmission_file_/4.2-Update.swift"),
                File("Jane Doe_12346_assignsubmission_file/a/4.1-Predict (2).swift")),
            taken: ["ann 4.1", "bob 4.2"]),
        Case(
            description: "Moodle without folders",
            data: zip(File("Jane Doe_12345_assignsubmission_file_4.2-Update.swift")), taken: ["ann 4.2"]),
        Case(
            description: "a folder for each",
            data: zip(
                File("ANN/Exercises/04-perceptron/4.2-Update.swift"), File("j.doe@uni.example/4.1.swift"),
                File("Doe, Jane/update.swift")), taken: ["ann 4.1", "ann 4.2"]),
        Case(
            description: "wrapped",
            data: zip(
                File("hw 4/ann/4.2-Update.swift"), File("hw 4/bob/x/4.1-Predict.swift"), File("hw 4/.DS_Store"),
                File("__MACOSX/hw 4/ann/._4.2-Update.swift")), taken: ["ann 4.2", "bob 4.1"]),
        Case(
            description: "a zip of zips",
            data: zip(
                inner("ann.zip", zip(File("4.2-Update.swift"))), inner("all/bob.ZIP", zip(File("04/4_1_predict.SWIFT")))
            ), taken: ["ann 4.2"], says: ["unknown", "all: is not in students.csv"]),
        Case(
            description: "loose files", data: zip(File("ann_4.2-Update.swift"), File("4.1-Predict.swift")),
            taken: ["ann 4.2"], says: ["4.1-Predict.swift: says not whose it is"]),
        Case(
            description: "by the first line",
            data: zip(
                file("ann/final version.swift") { $0.content = Array("import Nabla\n\n// 4.7  How fast\n".utf8) }),
            taken: ["ann 4.7"]),
        Case(
            description: "code page 437",
            data: zip(
                file("") {
                    ($0.name, $0.flags) = (
                        Array("Jos".utf8) + [0x82, 0x20, 0xA5] + Array("u".utf8) + [0xA4] + Array("ez/4.2.swift".utf8),
                        0
                    )
                }), taken: ["bob 4.2"]),
        Case(
            description: "something before it", data: Data("#!/bin/sh\n".utf8) + zip(File("ann/4.2.swift")),
            taken: ["ann 4.2"]),
        Case(description: "nothing in it", data: zip(), says: ["collected: 0", "missing: 4"]),
        // Whose and what.
        Case(
            description: "nobody's", data: zip(File("mallory/4.2.swift"), File("ann/4.2.swift")), taken: ["ann 4.2"],
            says: ["unknown, nobody's in this class: 1", "mallory: is not in students.csv"]),
        Case(
            description: "two of one name", data: zip(File("Lee/4.2.swift"), File("ann/4.2.swift")), taken: ["ann 4.2"],
            says: ["Lee: may be cem or eve"]),
        Case(
            description: "no exercise", data: zip(File("ann/notes.swift"), File("ann/4.2.txt"), File("bob/x.pdf")),
            says: ["empty, no exercise in what was handed in: 2\n  ann\n  bob", "listed in each submission.json: 3"]),
        Case(
            description: "two for one",
            data: zip(File("ann/4.2-Update.swift"), file("ann/4.2-Update (1).swift") { $0.content = [65, 10] }),
            taken: ["ann 4.2"],
            says: [
                "twice: 1",
                "ann: ann/4.2-Update.swift is a second file for 4.2; ann/4.2-Update (1).swift is the later copy",
            ]),
        // Traps.
        Case(
            description: "outside", data: beside(File("../../ann/4.2.swift"), File("ann/../../x")), taken: ["ann 4.1"],
            says: ["refused: 2", "../../ann/4.2.swift names a place outside"]),
        Case(
            description: "absolute", data: beside(File("/etc/cron.d/4.2.swift"), File("C:/ann/4.2.swift")),
            taken: ["ann 4.1"], says: ["/etc/cron.d/4.2.swift names a place on the disk"]),
        Case(
            description: "backslashes", data: beside(File("ann\\4.2.swift")), taken: ["ann 4.1"],
            says: ["has a backslash"]),
        Case(
            description: "control characters",
            data: beside(File("ann/4.2\u{1B}[2J.swift"), File("ann/4.2\u{202E}tfiws")), taken: ["ann 4.1"],
            says: ["refused: 2", "control characters"]),
        Case(
            description: "a link",
            data: beside(file("ann/4.2.swift") { ($0.mode, $0.content) = (0o120777, Array("/etc/passwd".utf8)) }),
            taken: ["ann 4.1"], says: ["ann/4.2.swift is a link"]),
        Case(
            description: "a device and a pipe",
            data: beside(file("ann/4.2.swift") { $0.mode = 0o020666 }, file("ann/4.7.swift") { $0.mode = 0o010666 }),
            taken: ["ann 4.1"], says: ["refused: 2", "is a device or a pipe"]),
        Case(
            description: "encrypted", data: beside(file("ann/4.2.swift") { $0.flags = 1 }), taken: ["ann 4.1"],
            says: ["ann/4.2.swift is encrypted"]),
        Case(
            description: "one name twice",
            data: zip(File("ann/4.2.swift"), file("ann/4.2.swift") { $0.content = [65] }), taken: ["ann 4.2"],
            says: ["stands twice in the archive"]),
        Case(
            description: "two names", data: beside(file("ann/4.2.swift") { $0.ownName = Array("bob/4.2.swift".utf8) }),
            taken: ["ann 4.1"], says: ["ann/4.2.swift has two names"]),
        Case(
            description: "a wrong checksum", data: beside(file("ann/4.2.swift") { $0.checksum = 1 }),
            taken: ["ann 4.1"], says: ["ann/4.2.swift is damaged"]),
        Case(
            description: "unknown packing", data: beside(file("ann/4.2.swift") { $0.method = 12 }), taken: ["ann 4.1"],
            says: ["method 12"]),
        Case(
            description: "a mountain", data: beside(file("ann/4.2.swift") { $0.content = zeros }), taken: ["ann 4.1"],
            says: ["ann/4.2.swift is longer than 1 MB"]),
        Case(
            description: "a mountain that says it is a hill",
            data: beside(file("ann/4.2.swift") { ($0.content, $0.size) = (zeros, 1000) }), taken: ["ann 4.1"],
            says: ["ann/4.2.swift is damaged"]),
        Case(
            description: "a mountain for an archive", data: beside(file("ann/x.zip") { $0.content = zeros }),
            taken: ["ann 4.1"], says: ["ann/x.zip would unpack to 20 MB: a trap"]),
        Case(
            description: "an endless length", data: beside(file("ann/4.2.swift") { $0.size = 0xFFFF_FFFE }),
            taken: ["ann 4.1"], says: ["ann/4.2.swift is longer than 1 MB"]),
        Case(
            description: "archives in archives",
            data: beside(
                inner(
                    "ann/a.zip",
                    zip(
                        File("4.2.swift"),
                        inner("b.zip", zip(File("4.7.swift"), inner("c.zip", zip(File("10.1.swift")))))))),
            taken: ["ann 4.1", "ann 4.2", "ann 4.7"],
            says: ["unreadable: 1", "ann/a.zip/b.zip/c.zip is an archive in an archive in an archive"]),
        Case(
            description: "a damaged one inside",
            data: beside(inner("bob.zip", Data("PK\u{3}\u{4}garbage that goes on".utf8))), taken: ["ann 4.1"],
            says: ["bob.zip was cut short"]),
    ]

    /// Archives that cannot be opened at all.
    static let unreadable: [(String, Data, String)] = [
        ("text", Data("this is no archive, only its name says so".utf8), "is no zip archive"),
        ("empty", Data(), "is no zip archive"),
        ("cut", zip(File("ann/4.2.swift"), File("bob/4.2.swift")).prefix(90), "was cut short"),
        ("overlap", zip(File("ann/4.2.swift"), file("bob/4.2.swift") { $0.offset = 0 }), "lie over each other"),
        ("beyond", zip(file("ann/4.2.swift") { $0.offset = 1 << 30 }), "lie over each other"),
        ("count", patched(zip(File("ann/4.2.swift")), at: -12, 0x70), "breaks off"),
        ("list", patched(zip(File("ann/4.2.swift")), at: -9, 0x70), "out of place"),
    ]

    private static func patched(_ data: Data, at place: Int, _ byte: UInt8) -> Data {
        var data = data
        data[data.count + place] = byte
        return data
    }

    private func collect(_ data: Data, in folder: URL) throws -> (CollectReport, [String]) {
        let archive = folder.appending(path: "source.zip")
        try data.write(to: archive)
        let place = ClassFolder(folder.appending(path: "class"))
        let file = ClassFile(name: "A", timeZone: "Europe/Berlin", seed: 1, lessons: [])
        let collector = try Collector(place, file, roster: Self.roster, exercises: Self.exercises)
        let report = try collector.collect([archive])
        let taken = try place.allSubmissions().flatMap { submission in
            submission.files.map { "\(submission.student) \($0.exercise)" }
        }
        return (report, taken.sorted())
    }

    @Test(arguments: all)
    func `what is an answer is taken, the rest is named`(_ odd: Case) throws {
        try TemporaryFolder.using { folder in
            let (report, taken) = try collect(odd.data, in: folder)
            #expect(taken == odd.taken.sorted(), "\(report.text)")
            for words in odd.says { #expect(report.text.contains(words), "\(report.text)") }
            #expect(try outside(folder) == ["class", "source.zip"])
        }
    }

    /// What lies in the folder around; nothing may have been written beside the class.
    private func outside(_ folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0 != "class" }.sorted() == [
            "source.zip"
        ]
            ? ["class", "source.zip"] : FileManager.default.contentsOfDirectory(atPath: folder.path)
    }

    @Test(arguments: unreadable)
    func `what cannot be opened is refused in words`(_ title: String, _ data: Data, _ words: String) throws {
        try TemporaryFolder.using { folder in
            let error = try #require(throws: ClassError.self) { try collect(data, in: folder) }
            #expect(error.message.contains(words), "\(error)")
        }
    }

    /// Bits turned, bytes cut: whatever comes is read or refused, and nothing traps.
    @Test func `a thousand damaged archives`() throws {
        var random = SystemRandomNumberGenerator()
        let whole = Self.zip(
            File("ann/4.2.swift"), Self.inner("bob.zip", Self.zip(File("4.1.swift"))),
            Self.file("x") { $0.extra = [0x55, 0x54, 5, 0, 1, 0, 0, 0, 0] })
        var (read, refused) = (0, 0)
        for _ in 0..<1000 {
            var data = whole
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                data[Int.random(in: 0..<data.count, using: &random)] =
                    Bool.random() ? .random(in: 0...255) : [0, 0x7F, 0x80, 0xFF].randomElement()!
            }
            if Int.random(in: 0..<8) == 0 { data = data.prefix(Int.random(in: 0...data.count)) }
            do {
                let archive = try ZipArchive(data)
                for entry in archive.entries { _ = try? archive.content(of: entry, limit: 1 << 20) }
                read += 1
            } catch is ZipArchive.Problem { refused += 1 }
        }
        #expect(read > 50 && refused > 50, "\(read) read, \(refused) refused")
    }

    @Test func `what the kit packs it reads`() throws {
        var writer = ZipWriter()
        writer.add("setup.sh", Data("#!/bin/sh\n".utf8), isExecutable: true)
        writer.add("ä/long.txt", Data(repeating: 65, count: 100_000))
        writer.add("empty", Data())
        let archive = try ZipArchive(writer.data)
        #expect(archive.entries.map(\.name) == ["setup.sh", "ä/long.txt", "empty"])
        #expect(archive.entries.allSatisfy { $0.refusal == nil && $0.time == nil })
        #expect(try archive.content(of: archive.entries[1], limit: 100_000) == [UInt8](repeating: 65, count: 100_000))
        #expect(archive.entries[1].packedSize < 1000)
        #expect(throws: ZipArchive.Problem.self) { try archive.content(of: archive.entries[1], limit: 99_999) }
    }
}
