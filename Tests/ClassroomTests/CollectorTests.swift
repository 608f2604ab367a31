import Foundation
import Grading
import Testing

@testable import Classroom

@Suite struct CollectorTests {
    private let exercises = OddArchiveTests.exercises

    private func write(_ text: String, _ path: String, in folder: URL, at time: String? = nil) throws {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        if let time {
            try FileManager.default.setAttributes(
                [.modificationDate: Date(time, strategy: .iso8601)], ofItemAtPath: file.path)
        }
    }

    private func collector(_ folder: URL, roster: Roster? = nil, times: URL? = nil) throws -> Collector {
        try Collector(
            ClassFolder(folder.appending(path: "class")),
            ClassFile(name: "A", timeZone: "Europe/Berlin", seed: 1, lessons: []), roster: roster,
            exercises: exercises, times: times)
    }

    @Test(arguments: [
        ("4.2-Update.swift", "4.2", 0), ("4.2-Update (1).swift", "4.2", 1), ("4.2-Update-1.swift", "4.2", 1),
        ("4.2-Update-12 (3).swift", "4.2", 12),
        ("4.2-Update 2.swift", "4.2", 2), ("4.2-Update - Copy.swift", "4.2", 1), ("4.2-Update copy 3.swift", "4.2", 3),
        ("4_2_update.swift", "4.2", 0),
        ("4.2.swift", "4.2", 0), ("4-2.swift", "4.2", 0), ("04.2 update.SWIFT", "4.2", 0), ("ex4.2.swift", "4.2", 0),
        ("Exercise 4.2.swift", "4.2", 0),
        ("update.swift", "4.2", 0), ("LearningRate.swift", "4.7", 0), ("learning_rate-1.swift", "4.7", 1),
        ("10.1-Boxes.swift", "10.1", 0),
        ("0.1-x.swift", nil, 0), ("4.20-Update.swift", nil, 0), ("2026-11-30 Update.swift", "4.2", 0),
        ("main.swift", nil, 0), (".swift", nil, 0),
    ])
    func `names of exercises as people change them`(name: String, exercise: String?, copy: Int) {
        #expect(exercises.name(name) == .init(exercise: exercise, copy: copy))
    }

    @Test(arguments: ["4.2-Update.txt", "4.2-Update", "4.2-Update.swift.zip"])
    func `what is no Swift file has none`(name: String) { #expect(exercises.name(name) == nil) }

    @Test(arguments: [
        ("import Nabla\n\n// 4.2  Learn from one sample\n// 4.1", "4.2"), ("// exercise 4.2", "4.2"), ("//4.2", "4.2"),
        ("// 9.9  x", nil),
        ("// by me\n// 4.2 x", "4.2"), ("let x = 4.2", nil), ("", nil),
    ])
    func `a stub begins with its number`(text: String, exercise: String?) {
        #expect(exercises.exercise(in: Array(text.utf8)) == exercise)
    }

    @Test func `a folder with odd things in it`() throws {
        try TemporaryFolder.using { folder in
            let source = folder.appending(path: "in")
            try write("a", "ann/4.2-Update.swift", in: source, at: "2026-11-30T12:00:00Z")
            try write("b", "ann/sub/4.1-Predict.swift", in: source, at: "2026-11-30T13:00:00Z")
            try write("x", "ann/.4.7-LearningRate.swift.swp", in: source)
            try write("secret", "secret.txt", in: folder)
            let ann = source.appending(path: "ann")
            try FileManager.default.createSymbolicLink(
                atPath: ann.appending(path: "4.7.swift").path,
                withDestinationPath: folder.appending(path: "secret.txt").path)
            try FileManager.default.createSymbolicLink(
                atPath: ann.appending(path: "loop").path, withDestinationPath: source.path)
            #expect(mkfifo(ann.appending(path: "10.1.swift").path, 0o600) == 0)
            try FileManager.default.createDirectory(
                at: ann.appending(path: "4.3.swift"), withIntermediateDirectories: true)
            let report = try collector(folder).collect([source])
            #expect(report.collected.count == 1)
            #expect(
                report.refused.map(\.reason).sorted() == [
                    "is a device or a pipe; only files are read", "is a link; only files are read",
                    "is a link; only files are read",
                ])
            let submission = try ClassFolder(folder.appending(path: "class")).allSubmissions()[0]
            #expect(submission.submitted == (try Date("2026-11-30T13:00:00Z", strategy: .iso8601)))
            #expect(submission.timeFrom == .file)
            #expect(
                submission.files.map(\.file) == ["04-perceptron/4.1-Predict.swift", "04-perceptron/4.2-Update.swift"])
            #expect(submission.source == "in/ann")
        }
    }

    @Test func `a damaged source beside others costs itself only`() throws {
        try TemporaryFolder.using { folder in
            try write("a", "in/ann/4.2-Update.swift", in: folder)
            try write("PK", "bad.zip", in: folder)
            let report = try collector(folder).collect([
                folder.appending(path: "bad.zip"), folder.appending(path: "in"),
            ])
            #expect(report.collected.count == 1)
            #expect(report.unreadable.count == 1 && report.text.contains("bad.zip was left"), "\(report.text)")
            #expect(throws: ClassError.self) { try collector(folder).collect([folder.appending(path: "bad.zip")]) }
        }
    }

    @Test func `who misses a lesson that others have handed in is named`() throws {
        try TemporaryFolder.using { folder in
            try write("a", "in/ann/4.2-Update.swift", in: folder)
            try write("b", "in/bob/10.1-Boxes.swift", in: folder)
            let lessons = ["04", "07", "10"].map { ClassLesson(lesson: $0) }
            let collector = try Collector(
                ClassFolder(folder.appending(path: "class")), ClassFile(name: "A", seed: 1, lessons: lessons),
                roster: OddArchiveTests.roster, exercises: exercises)
            let report = try collector.collect([folder.appending(path: "in")])
            #expect(report.missing == ["cem", "eve"])
            #expect(report.missingLessons.map { "\($0.file) \($0.reason)" } == ["lesson 04 bob", "lesson 10 ann"])
        }
    }

    @Test func `collected again, nothing changes; something new is a new attempt`() throws {
        try TemporaryFolder.using { folder in
            let source = folder.appending(path: "in")
            try write("a", "ann/4.2-Update.swift", in: source, at: "2026-11-30T12:00:00Z")
            #expect(try collector(folder).collect([source]).collected.count == 1)
            let again = try collector(folder).collect([source])
            #expect(again.collected.isEmpty && again.unchanged == ["ann"])
            // Another text of the same second: it is said, and what is there stays.
            try write("b", "ann/4.2-Update.swift", in: source, at: "2026-11-30T12:00:00Z")
            let other = try collector(folder).collect([source])
            #expect(other.collected.isEmpty)
            #expect(other.twice.first?.reason.contains("that one was left as it is") == true, "\(other.text)")
            try write("b", "ann/4.2-Update.swift", in: source, at: "2026-11-30T12:00:01Z")
            #expect(try collector(folder).collect([source]).collected.count == 1)
            // The same archive as at first, which holds an older attempt.
            try write("a", "ann/4.2-Update.swift", in: source, at: "2026-11-30T12:00:00Z")
            let older = try collector(folder).collect([source])
            #expect(older.collected.isEmpty && older.twice.isEmpty && older.unchanged == ["ann"], "\(older.text)")
            let place = ClassFolder(folder.appending(path: "class"))
            #expect(
                try place.allSubmissions().map { ClassFolder.name(of: $0.submitted) } == [
                    "2026-11-30T12-00-00Z", "2026-11-30T12-00-01Z",
                ])
            let text = place.submissions.appending(path: "ann/2026-11-30T12-00-00Z/04-perceptron/4.2-Update.swift")
            #expect(try String(contentsOf: text, encoding: .utf8) == "a")
        }
    }

    @Test func `a student in two places of one moment has one attempt`() throws {
        try TemporaryFolder.using { folder in
            let source = folder.appending(path: "in")
            try write("a", "ann/4.2-Update.swift", in: source, at: "2026-11-30T12:00:00Z")
            try write("c", "Jane Doe/4.2-Update.swift", in: source, at: "2026-11-30T12:00:00Z")
            try write("b", "Jane Doe/4.1-Predict.swift", in: source, at: "2026-11-30T12:00:00Z")
            let report = try collector(folder, roster: OddArchiveTests.roster).collect([source])
            #expect(report.collected.map(\.files.count) == [2])
            #expect(report.twice.count == 1)
            #expect(report.missing == ["bob", "cem", "eve"])
        }
    }

    @Test func `times: a table, the archive, in the class's zone`() throws {
        try TemporaryFolder.using { folder in
            let archive = folder.appending(path: "in.zip")
            var stamped = ZipBuilder.File("bob/4.2.swift")
            stamped.extra =
                [0x55, 0x54, 5, 0, 1] + (0..<4).map { UInt8(truncatingIfNeeded: 1_796_000_000 >> (8 * $0)) }
            try ZipBuilder([ZipBuilder.File("ann/4.2.swift"), stamped, ZipBuilder.File("cem/4.2.swift")]).data.write(
                to: archive)
            let times = folder.appending(path: "times.csv")
            try Data("Email address,Last modified (submission)\nj.doe@uni.example,2026-11-30 23:59\n".utf8).write(
                to: times)
            let report = try collector(folder, roster: OddArchiveTests.roster, times: times).collect([archive])
            let shown = report.collected.map { "\($0.student) \($0.submitted.formatted(.iso8601)) \($0.timeFrom)" }
            #expect(
                shown == [
                    "ann 2026-11-30T22:59:00Z table", "bob 2026-11-30T00:53:20Z archive",
                    "cem 2026-11-29T23:00:02Z archive",
                ])
            #expect(report.text.contains("1 by the table, 2 by the archive's stamps"))
        }
    }

    /// A student may set the clock in an archive of their own; the outer one is the system's.
    @Test func `times inside a student's own archive do not count`() throws {
        try TemporaryFolder.using { folder in
            var early = ZipBuilder.File("4.2.swift")
            early.day = (2020 - 1980) << 9 | 1 << 5 | 1
            var outer = ZipBuilder.File("ann.zip")
            outer.content = Array(ZipBuilder([early]).data)
            let archive = folder.appending(path: "in.zip")
            try ZipBuilder([outer]).data.write(to: archive)
            #expect(
                try collector(folder).collect([archive]).collected[0].submitted.formatted(.iso8601)
                    == "2026-11-29T23:00:02Z")
        }
    }

    /// Else a student could hand something in under another one's name, and at a time of their choice.
    @Test func `an archive named after a student is theirs, whatever names are in it`() throws {
        try TemporaryFolder.using { folder in
            let roster = Roster([Student(id: "ann", name: "Ann Lee"), Student(id: "bob", name: "Bob Smith")])
            var early = ZipBuilder.File("bob/4.2.swift")
            early.day = (2020 - 1980) << 9 | 1 << 5 | 1
            for name in ["ann.zip", "Ann Lee_901_assignsubmission_file.zip", "leeann_7_8_work.zip"] {
                let archive = folder.appending(path: name)
                try ZipBuilder([early]).data.write(to: archive)
                let report = try collector(folder, roster: roster).collect([archive])
                #expect(report.collected.map(\.student) == ["ann"], "\(name)")
                #expect(report.collected.allSatisfy { $0.timeFrom == .file }, "\(name)")
                try FileManager.default.removeItem(at: folder.appending(path: "class"))
            }
            // One named after nobody has a folder for each.
            let all = folder.appending(path: "submissions.zip")
            try ZipBuilder([early]).data.write(to: all)
            #expect(try collector(folder, roster: roster).collect([all]).collected.map(\.student) == ["bob"])
        }
    }

    @Test(arguments: [
        ("2026-11-30T23:59", "2026-11-30T22:59:00Z"), ("2026-11-30 23:59:30", "2026-11-30T22:59:30Z"),
        ("2026-11-30T22:59:00Z", "2026-11-30T22:59:00Z"),
        ("2026-11-30T22:59:00+02:00", "2026-11-30T20:59:00Z"), ("30.11.2026", nil), ("2026-03-29T02:30", nil),
    ])
    func `moments in tables`(text: String, moment: String?) {
        #expect(SubmissionTimes.moment(text, TimeZone(identifier: "Europe/Berlin")!)?.formatted(.iso8601) == moment)
    }

    @Test(arguments: [
        ("id\nann\n", "expected a column \"submitted\""), ("submitted\n2026-11-30T23:59\n", "expected a column \"id\""),
        ("id,submitted\nann,soon\n", "row 2: expected a moment"),
    ])
    func `a table without times is refused`(text: String, words: String) throws {
        try TemporaryFolder.using { folder in
            let times = folder.appending(path: "times.csv")
            try Data(text.utf8).write(to: times)
            let error = try #require(throws: ClassError.self) { try collector(folder, times: times) }
            #expect(error.message.contains(words), "\(error)")
        }
    }
}
