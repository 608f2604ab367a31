import Foundation
import Grading
import Testing

@testable import Classroom

@Suite struct GradebookTests {
    private let exercises = [
        Exercise(id: "4.1", name: "predict", points: 1, hints: []),
        Exercise(id: "4.2", name: "update", points: 2, hints: []),
        Exercise(id: "4.3", name: "train", points: 3, hints: []),
        Exercise(id: "5.1", name: "chain", points: 4, hints: []),
    ]

    private func moment(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    private func file(
        due: String? = "2026-11-30T23:59", closes: String? = nil, zone: String = "Europe/Berlin",
        late: LateRule = LateRule(rule: .perDay, percent: 10, graceMinutes: 5), counts: ClassFile.Counts = .last
    ) -> ClassFile {
        ClassFile(
            name: "A", timeZone: zone, seed: 1,
            lessons: [
                ClassLesson(lesson: "04", due: due.flatMap { LocalTime($0) }, closes: closes.flatMap { LocalTime($0) }),
                ClassLesson(lesson: "05"),
            ], late: late, counts: counts)
    }

    /// An attempt with these exercises passed, and the others of their lessons wrong.
    private func record(
        _ submitted: String, by student: String = "ann", passed: [String], complete: Bool = true
    ) throws -> GradeRecord {
        let lessons = Set(passed.map(Exercise.lesson(of:)))
        let verdicts = exercises.filter { lessons.contains($0.lesson) }.map { exercise in
            let isRight = passed.contains(exercise.id)
            return Verdict(
                exercise: exercise.id, name: exercise.name, state: isRight ? .passed : .wrong,
                points: isRight ? exercise.points : 0, possiblePoints: exercise.points, seed: 1)
        }
        return GradeRecord(
            student: student, submitted: try moment(submitted), kit: .init(version: "1", digest: "d"), seed: 1,
            isolation: [],
            files: [], verdicts: verdicts, complete: complete)
    }

    private func book(
        _ file: ClassFile, _ records: [GradeRecord], roster: Roster? = nil, manual: ManualGrades = ManualGrades()
    ) -> Gradebook {
        Gradebook(file: file, exercises: exercises, roster: roster, records: records, manual: manual)
    }

    private func share(_ submitted: String, _ file: ClassFile) throws -> Double {
        let lateness = Lateness(of: try moment(submitted), by: "ann", lesson: file.lessons[0], in: file)
        return lateness.isTaken ? lateness.share : -1
    }

    // MARK: Deadlines

    @Test(arguments: [
        // The deadline's minute belongs to it; then five minutes of grace; then a day for every 24 hours that have begun.
        ("2026-11-30T22:59:59Z", 1.0), ("2026-11-30T23:00:00Z", 1), ("2026-11-30T23:04:59Z", 1),
        ("2026-11-30T23:05:00Z", 0.9),
        ("2026-12-01T22:59:59Z", 0.9), ("2026-12-01T23:00:00Z", 0.8), ("2026-12-09T23:00:00Z", 0),
        ("2027-12-09T23:00:00Z", 0),
        ("2020-01-01T00:00:00Z", 1),
    ])
    func `a day costs ten per cent`(submitted: String, expected: Double) throws {
        #expect(abs(try share(submitted, file()) - expected) < 1e-12)
    }

    @Test(arguments: [
        ("Pacific/Kiritimati", "2026-11-30T09:59:59Z", "2026-11-30T10:00:00Z"),
        ("UTC", "2026-11-30T23:59:59Z", "2026-12-01T00:00:00Z"),
        ("Pacific/Pago_Pago", "2026-12-01T10:59:59Z", "2026-12-01T11:00:00Z"),
        ("Asia/Kathmandu", "2026-11-30T18:14:59Z", "2026-11-30T18:15:00Z"),
    ])
    func `the deadline is the class's midnight, not the machine's`(zone: String, last: String, first: String) throws {
        let file = file(zone: zone, late: LateRule(rule: .zero))
        #expect(try share(last, file) == 1)
        #expect(try share(first, file) == 0)
    }

    /// 25 hours are the day after a deadline when the clocks go back, 23 when they go forward.
    @Test(arguments: [
        ("2026-10-24T23:59", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z"),
        ("2026-03-28T23:59", "2026-03-29T21:59:59Z", "2026-03-29T22:00:00Z"),
    ])
    func `a day is a day on the clock, also when the clocks change`(due: String, last: String, first: String) throws {
        let file = file(due: due)
        #expect(abs(try share(last, file) - 0.9) < 1e-12)
        #expect(abs(try share(first, file) - 0.8) < 1e-12)
    }

    /// 02:30 comes twice in that night: whoever hands in at the second one is in time.
    @Test func `a deadline in the hour that comes twice is the later one`() throws {
        let file = file(due: "2026-10-25T02:30", late: LateRule(rule: .zero))
        #expect(try share("2026-10-25T01:30:59Z", file) == 1)
        #expect(try share("2026-10-25T01:31:00Z", file) == 0)
    }

    @Test func `rules: nothing, zero, and what closes`() throws {
        let late = "2026-12-05T12:00:00Z"
        #expect(try share(late, file(late: LateRule(rule: .none))) == 1)
        #expect(try share(late, file(late: LateRule(rule: .zero, graceMinutes: 5))) == 0)
        #expect(try share(late, file(due: nil)) == 1)
        #expect(try share(late, file(closes: "2026-12-04T23:59")) == -1)
        #expect(try share(late, file(closes: "2026-12-05T13:00")) == 0.5)
        #expect(try share(late, file(due: nil, closes: "2026-12-05T12:59")) == -1)
        #expect(try share("2026-12-04T22:59:59Z", file(closes: "2026-12-04T23:59")) > 0)
        #expect(try share("2026-12-04T23:00:00Z", file(closes: "2026-12-04T23:59")) == -1)
        // Grace is not for what has closed.
        #expect(try share("2026-11-30T23:00:00Z", file(closes: "2026-11-30T23:59")) == -1)
    }

    @Test func `an extension is one student's, for one lesson, and goes beyond the close`() throws {
        var file = file(closes: "2026-12-01T23:59", late: LateRule(rule: .zero))
        file.extensions = [.init(student: "ann", lesson: "04", due: LocalTime("2026-12-07T23:59")!)]
        let late = try moment("2026-12-07T22:59:59Z")
        let own = Lateness(of: late, by: "ann", lesson: file.lessons[0], in: file)
        #expect(own.share == 1 && own.isTaken)
        #expect(own.sentence == "In time for your own deadline, 2026-12-07 23:59 Europe/Berlin.")
        #expect(!Lateness(of: late, by: "bob", lesson: file.lessons[0], in: file).isTaken)
        #expect(!Lateness(of: late.addingTimeInterval(1), by: "ann", lesson: file.lessons[0], in: file).isTaken)
    }

    @Test(arguments: [
        ("2026-11-30T12:00:00Z", "In time for the deadline, 2026-11-30 23:59 Europe/Berlin."),
        (
            "2026-11-30T23:02:00Z",
            "In time: 2 minutes after the deadline, 2026-11-30 23:59 Europe/Berlin, and 5 minutes cost nothing."
        ),
        (
            "2026-12-02T01:00:00Z",
            "Late by 26 hours after the deadline, 2026-11-30 23:59 Europe/Berlin: 2 days have begun, at 12.5 % each; "
                + "25 % of the points are taken off."
        ),
        (
            "2027-01-01T00:00:00Z",
            "Handed in after 2026-12-31 23:59 Europe/Berlin, when the lesson had closed: it does not count."
        ),
    ])
    func `the student reads what it costs`(submitted: String, sentence: String) throws {
        let file = file(closes: "2026-12-31T23:59", late: LateRule(rule: .perDay, percent: 12.5, graceMinutes: 5))
        #expect(Lateness(of: try moment(submitted), by: "ann", lesson: file.lessons[0], in: file).sentence == sentence)
    }

    // MARK: Which attempt counts

    @Test func `last: the last one in time, else the last before it closes`() throws {
        let early = try record("2026-11-20T12:00:00Z", passed: ["4.1", "4.2", "4.3"])
        let inTime = try record("2026-11-30T12:00:00Z", passed: ["4.1", "4.2"])
        let late = try record("2026-12-01T12:00:00Z", passed: ["4.1", "4.2", "4.3"])
        let closed = try record("2026-12-11T12:00:00Z", passed: ["4.1", "4.2", "4.3"])
        let file = file(closes: "2026-12-10T23:59")
        #expect(book(file, [closed, late, inTime, early]).grade(of: "ann", lesson: "04")?.points == 3)
        #expect(book(file, [closed, late]).grade(of: "ann", lesson: "04")?.points == 5.4)
        let none = book(file, [closed]).grade(of: "ann", lesson: "04")
        #expect(none?.points == 0)
        #expect(none?.counted == nil)
        #expect(none?.sentence.contains("does not count") == true)
        // Where lateness costs nothing, late work is as good as any.
        let free = self.file(closes: "2026-12-10T23:59", late: LateRule(rule: .none))
        #expect(book(free, [inTime, late, closed]).grade(of: "ann", lesson: "04")?.points == 6)
    }

    @Test func `best: what earns most when lateness is taken off`() throws {
        let file = file(counts: .best)
        let inTime = try record("2026-11-30T12:00:00Z", passed: ["4.1", "4.2"])
        let late = try record("2026-12-01T12:00:00Z", passed: ["4.1", "4.2", "4.3"])
        let later = try record("2026-12-09T12:00:00Z", passed: ["4.1", "4.2", "4.3"])
        let grade = book(file, [later, inTime, late]).grade(of: "ann", lesson: "04")
        #expect(grade?.points == 5.4)
        #expect(grade?.counted?.submitted == late.submitted)
        #expect(grade?.attempts.map(\.points) == [3, 5.4, 0.6])
        #expect(book(file, [inTime, later]).grade(of: "ann", lesson: "04")?.points == 3)
    }

    @Test func `an attempt counts for the lessons it has files of`() throws {
        let first = try record("2026-11-20T12:00:00Z", passed: ["4.3"])
        let second = try record("2026-11-21T12:00:00Z", passed: ["5.1"])
        let book = book(file(), [first, second])
        #expect(book.grade(of: "ann", lesson: "04")?.points == 3)
        #expect(book.grade(of: "ann", lesson: "05")?.points == 4)
        #expect(book.possible == 10)
    }

    @Test func `points and the choice of exercises are the class's`() throws {
        var file = file()
        file.lessons[0].exercises = ["4.2", "4.3"]
        file.lessons[0].points = ["4.2": 2.5]
        let grade = book(file, [try record("2026-11-20T12:00:00Z", passed: ["4.1", "4.2"])]).grade(
            of: "ann", lesson: "04")
        #expect(grade?.points == 2.5)
        #expect(grade?.possible == 5.5)
        #expect(grade?.exercises.map(\.exercise) == ["4.2", "4.3"])
    }

    @Test func `what is not graded to the end counts when it is`() throws {
        let book = book(file(), [try record("2026-11-20T12:00:00Z", passed: ["4.1"], complete: false)])
        #expect(book.grade(of: "ann", lesson: "04")?.points == 0)
        #expect(book.unfinished.count == 1)
    }

    @Test func `a roster lists also who has handed in nothing, and nobody else`() throws {
        let roster = Roster([Student(id: "bob", name: "Bob"), Student(id: "ann", name: "Ann")])
        let book = book(file(), [try record("2026-11-20T12:00:00Z", by: "eve", passed: ["4.1"])], roster: roster)
        #expect(book.students.map(\.id) == ["ann", "bob"])
        #expect(book.grades(of: "bob").map(\.points) == [0, 0])
    }

    // MARK: By hand

    @Test func `points by hand stand as they are, and a comment changes none`() throws {
        let manual = ManualGrades(["ann": ["4.2": .init(points: 1.5, comment: "half"), "4.1": .init(comment: "nice")]])
        let late = try record("2026-12-01T12:00:00Z", passed: ["4.1"])
        let grade = book(file(), [late], manual: manual).grade(of: "ann", lesson: "04")
        #expect(grade?.points == 2.4)
        #expect(grade?.exercises.map(\.isManual) == [false, true, false])
        #expect(grade?.exercises.map(\.comment) == ["nice", "half", nil])
        // Also where nothing was handed in: an oral answer, say.
        #expect(book(file(), [], manual: manual).grade(of: "ann", lesson: "04")?.points == 1.5)
    }

    @Test(arguments: [
        (#"{"ann": {"4.2": {"points": 2}}}"#, nil),
        (#"{"ann": {"4.9": {"points": 2}}}"#, "exercise 4.9 does not count"),
        (#"{"ann": {"4.2": {"point": 2}}}"#, "ann.4.2.point is not known"),
        (#"{"ann": {"4.2": {"points": "2"}}}"#, "expected a number"),
        (#"{"ann": {"4.2": {"points": -2}}}"#, "expected a number"),
        (#"{"ann": {"4.2": {"comment": 2}}}"#, "expected a text"),
        (#"{"ann": 2}"#, "expected students"), ("{", "expected students"),
    ])
    func `manual.json is read with care`(text: String, problem: String?) throws {
        try TemporaryFolder.using { folder in
            let file = folder.appending(path: "manual.json")
            #expect(try ManualGrades(reading: file, exercises: ["4.2"]) == ManualGrades())
            try Data(text.utf8).write(to: file)
            if let problem {
                let error = try #require(throws: ClassError.self) {
                    try ManualGrades(reading: file, exercises: ["4.2"])
                }
                #expect(error.message.contains(problem), "\(error)")
            } else {
                #expect(try ManualGrades(reading: file, exercises: ["4.2"])["ann", "4.2"]?.points == 2)
            }
        }
    }
}
