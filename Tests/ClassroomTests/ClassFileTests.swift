import Foundation
import Grading
import Testing

@testable import Classroom

@Suite struct ClassFileTests {
    static let exercises = ["4.1", "4.2", "4.3", "5.1"].map { Exercise(id: $0, name: "e", points: 2, hints: []) }

    private func file(_ text: String) throws -> ClassFile {
        try ClassFile(Data(text.utf8), name: "class.json", exercises: Self.exercises)
    }

    /// A valid file with one part replaced.
    private func with(_ part: String, _ lesson: String = "") -> String {
        """
        {"name": "A", "timeZone": "Europe/Berlin", "seed": 7, \(part.isEmpty ? "" : part + ",")
         "lessons": [{"lesson": "04"\(lesson.isEmpty ? "" : ", " + lesson)}]}
        """
    }

    @Test func `what is left out has its usual value`() throws {
        let file = try file(#"{"name": "A", "seed": 7, "lessons": [{"lesson": "04"}]}"#)
        #expect(file == ClassFile(name: "A", seed: 7, lessons: [ClassLesson(lesson: "04")]))
        #expect(file.counts == .last)
        #expect(file.late.rule == .none)
    }

    @Test func `what is written is read again`() throws {
        var file = ClassFile(
            name: "Ä", timeZone: "Asia/Kathmandu", seed: .max,
            lessons: [
                ClassLesson(lesson: "04", exercises: ["4.1"], points: ["4.1": 1.5], due: LocalTime("2026-11-30T23:59"))
            ],
            late: LateRule(rule: .perDay, percent: 12.5, graceMinutes: 5), counts: .best,
            extensions: [.init(student: "s", lesson: "04", due: LocalTime("2026-12-30T23:59")!)],
            hidden: ["4.2": LocalTime("2026-12-07T00:00")!])
        file.language = "de"
        #expect(try ClassFile(ClassJSON.data(file), name: "class.json", exercises: Self.exercises) == file)
    }

    @Test(arguments: [
        (#""lat": {}"#, "", "lat is not known; here may stand name, language, timeZone, seed, lessons, late, counts"),
        (#""lat": {}"#, "", "did you mean \"late\"?"), (#""late": {"grace": 5}"#, "", "late.grace is not known"),
        ("", #""duo": "2026-11-30T23:59""#, "lessons[0].duo is not known"), ("", #""duo": 1"#, "did you mean \"due\"?"),
        (
            "", #""due": "30.11.2026""#,
            "lessons[0].due: expected a moment such as \"2026-11-30T23:59\", but got \"30.11.2026\""
        ),
        ("", #""due": "2026-02-30T12:00""#, "but got \"2026-02-30T12:00\""),
        ("", #""due": "2026-03-29T02:30""#, "does not exist in Europe/Berlin"),
        ("", #""due": "2026-11-30T23:59", "closes": "2026-11-29T23:59""#, "is before the deadline"),
        ("", #""exercises": ["4.9"]"#, "lessons[0].exercises: lesson 04 has 4.1, 4.2, 4.3, but no \"4.9\""),
        ("", #""exercises": ["4.1", "4.1"]"#, "twice"),
        ("", #""points": {"4.1": -1}"#, "expected 0 or more, but got -1"),
        ("", #""points": {"4.1": "two"}"#, "lessons[0].points.4.1: expected a number"),
        (#""counts": "first""#, "", "counts: expected \"last\", \"best\""),
        (#""late": {"rule": "perWeek"}"#, "", "late.rule: expected \"none\", \"perDay\", \"zero\""),
        (#""late": {"percent": 110}"#, "", "late.percent: expected 0 to 100, but got 110"),
        (#""hidden": {"9.9": "2026-12-07T00:00"}"#, "", "hidden: there is no exercise \"9.9\""),
        (
            #""extensions": [{"student": "s", "lesson": "05", "due": "2026-12-07T00:00"}]"#, "",
            "expected one of 04, but got \"05\""
        ),
        (#""extensions": [{"student": "s", "lesson": "04"}]"#, "", "extensions[0].due is missing"),
    ])
    func `what cannot be meant is named by its place`(part: String, lesson: String, message: String) throws {
        let error = try #require(throws: ClassError.self) { try file(with(part, lesson)) }
        #expect(error.message.contains(message), "\(error)")
        #expect(error.kind == .badData)
    }

    @Test func `a zone that there is not has a neighbour`() throws {
        let text = #"{"name": "A", "timeZone": "Europe/Berlni", "seed": 7, "lessons": [{"lesson": "04"}]}"#
        let error = try #require(throws: ClassError.self) { try file(text) }
        #expect(error.message.contains("perhaps \"Europe/Berlin\""), "\(error)")
    }

    @Test func `a lesson without exercises, or named twice, is refused`() throws {
        for (lessons, words) in [
            (#"[]"#, "one at least"), (#"[{"lesson": "4"}]"#, "but got \"4\""),
            (#"[{"lesson": "04"}, {"lesson": "04"}]"#, "twice"),
        ] {
            let error = try #require(throws: ClassError.self) {
                try file(#"{"name": "A", "seed": 7, "lessons": \#(lessons)}"#)
            }
            #expect(error.message.contains(words), "\(error)")
        }
    }

    @Test func `a seed is a number`() throws {
        let text = #"{"name": "A", "seed": "a", "lessons": [{"lesson": "04"}]}"#
        let error = try #require(throws: ClassError.self) { try file(text) }
        #expect(error.message.contains("seed: expected a whole number from 0"), "\(error)")
    }

    @Test func `no JSON is said to be none`() throws {
        let error = try #require(throws: ClassError.self) { try file("{\"name\": \"A\",,}") }
        #expect(error.message.contains("is no JSON"), "\(error)")
    }

    @Test func `what is hidden shows at its moment, in the class's zone`() throws {
        var file = ClassFile(name: "A", timeZone: "Europe/Berlin", seed: 1, lessons: [ClassLesson(lesson: "04")])
        file.hidden = ["4.2": LocalTime("2026-12-07T00:00")!]
        #expect(file.isHidden("4.2", at: try Date("2026-12-06T22:59:59Z", strategy: .iso8601)))
        #expect(!file.isHidden("4.2", at: try Date("2026-12-06T23:00:00Z", strategy: .iso8601)))
        #expect(!file.isHidden("4.1", at: .distantPast))
    }

    @Test func `a new class's file is one that can be read, and is not replaced`() throws {
        try TemporaryFolder.using { folder in
            let written = try ClassFolder(folder).begin(exercises: Self.exercises)
            let read = try ClassFile(reading: ClassFolder(folder).classFile, exercises: Self.exercises)
            #expect(read == written)
            #expect(throws: ClassError.self) { try ClassFolder(folder).begin(exercises: Self.exercises) }
        }
    }
}

@Suite struct LocalTimeTests {
    private func moment(_ text: String, _ zone: String) -> String? {
        LocalTime(text)?.start(in: TimeZone(identifier: zone)!)?.formatted(.iso8601)
    }

    @Test(arguments: [
        ("2026-11-30T23:59", "Europe/Berlin", "2026-11-30T22:59:00Z"),
        ("2026-07-01T23:59", "Europe/Berlin", "2026-07-01T21:59:00Z"),
        ("2026-12-31T23:59", "Pacific/Kiritimati", "2026-12-31T09:59:00Z"),
        ("2026-12-31T23:59", "Pacific/Pago_Pago", "2027-01-01T10:59:00Z"),
        ("2026-11-30T23:59", "Asia/Kathmandu", "2026-11-30T18:14:00Z"),
        ("2028-02-29T00:00", "UTC", "2028-02-29T00:00:00Z"),
        // The hour that comes twice: the later one.
        ("2026-10-25T02:30", "Europe/Berlin", "2026-10-25T01:30:00Z"),
        ("2026-11-01T01:30", "America/New_York", "2026-11-01T06:30:00Z"),
        // Around the hour that is left out.
        ("2026-03-29T01:59", "Europe/Berlin", "2026-03-29T00:59:00Z"),
        ("2026-03-29T03:00", "Europe/Berlin", "2026-03-29T01:00:00Z"),
        // Half an hour, on Lord Howe Island.
        ("2026-04-05T01:45", "Australia/Lord_Howe", "2026-04-04T15:15:00Z"),
    ])
    func `a local time is one moment`(text: String, zone: String, expected: String) {
        #expect(moment(text, zone) == expected)
    }

    @Test(arguments: [("2026-03-29T02:30", "Europe/Berlin"), ("2026-03-08T02:00", "America/New_York")])
    func `the hour that is left out has no moments`(text: String, zone: String) {
        #expect(LocalTime(text) != nil)
        #expect(moment(text, zone) == nil)
    }

    @Test(arguments: [
        "2026-11-31T00:00", "2027-02-29T00:00", "2026-11-30T24:00", "2026-11-30 23:59", "2026-11-30T23:59Z", "",
    ])
    func `there is no such time`(text: String) {
        #expect(LocalTime(text) == nil)
    }
}
