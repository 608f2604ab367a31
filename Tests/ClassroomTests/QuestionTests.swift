import Foundation
import Testing

@testable import Classroom
@testable import Grading

/// Questions in writing, from the sheet that comes to the points that go back.
@Suite struct QuestionTests {
    private static let sheet = QuestionSheet(
        """
        # Questions

        ## 4.a · Why <so>? (4 points)

        Say why.

        ### A full answer

        So it is, **because**.

        ### Points

        - 3: the reason
        - 1: the words

        ### A common wrong answer

        “No.” Say: Look.

        ## 4.b · How? (2 points)

        Say how.

        ### A full answer

        So.

        ### Points

        - 2: how

        ### A common wrong answer

        “No.”
        """)
    private static let sheets = AnswerSheets([("04", "04-perceptron", sheet)])
    private let submitted = MadeUpClass.submitted

    private static func filled(_ answer: String) -> String {
        sheet.stub.replacing("Say why.\n", with: "Say why.\n\(answer)\n")
    }

    private func record(_ student: String, _ answers: [String: String]?, after seconds: Double = 0) -> GradeRecord {
        GradeRecord(
            student: student, submitted: submitted.addingTimeInterval(seconds), kit: .init(version: "1", digest: "d"),
            seed: 7, isolation: [], files: [], verdicts: [], answers: answers, complete: true)
    }

    private func book(
        _ records: [GradeRecord], _ questions: ClassQuestions = .all, due: String? = nil, roster: Roster? = nil,
        manual: [String: [String: ManualGrades.Grade]] = [:]
    ) -> Gradebook {
        let lesson = ClassLesson(lesson: "04", questions: questions, due: due.flatMap { LocalTime($0) })
        let file = ClassFile(name: "A", seed: 7, lessons: [lesson], late: LateRule(rule: .perDay, percent: 50))
        return Gradebook(
            file: file, exercises: MadeUpClass.exercises, questions: Self.sheet.questions, roster: roster,
            records: records, manual: ManualGrades(manual))
    }

    // MARK: Collecting

    @Test(arguments: [
        ("Questions.md", "a", "04-perceptron", AnswerSheets.Finding.sheet("4.questions")),
        ("answers.txt", filled("x"), "", .sheet("4.questions")), ("README.md", "# Mine", "04-perceptron", .other),
        ("Questions-1.md", "# 4.b\nx", "zip", .sheet("4.questions")),
        (
            "Questions.md", "no heading", "zip",
            .refused("tells by no heading such as ## 4.a which lesson's questions it answers")
        ),
        ("Questions.md", "\u{0}", "04-perceptron", .refused("is no text in UTF-8; ask for it saved as plain text")),
    ])
    func `a sheet is known by its headings, else by its name and folder`(
        name: String, text: String, folder: String, finding: AnswerSheets.Finding
    ) {
        #expect(Self.sheets.sheet(of: Array(text.utf8), named: name, in: [folder]) == finding)
    }

    @Test func `what is no UTF-8 is refused`() {
        #expect(Self.sheets.sheet(of: [0xFF, 0xFE, 0x41], named: "notes.md", in: []) == .other)
        let finding = Self.sheets.sheet(of: [0xFF, 0xFE, 0x41], named: "questions.md", in: [])
        #expect(finding == .refused("is no text in UTF-8; ask for it saved as plain text"))
    }

    @Test func `a sheet is collected beside the exercises, bounded, no links`() throws {
        try TemporaryFolder.using { folder in
            let source = folder.appending(path: "in")
            func write(_ text: String, _ path: String) throws {
                let file = source.appending(path: path)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: file)
            }
            try write("a", "ann/4.2-Update.swift")
            try write(Self.filled("Because."), "ann/Questions.md")
            try write("# My notes", "ann/README.md")
            try write(Self.filled("Only this."), "bob/04-perceptron/Questions (1).md")
            try write(Self.filled(String(repeating: "x", count: 70_000)), "eve/Questions.md")
            try write("secret", "../secret.md")
            try FileManager.default.createDirectory(
                at: source.appending(path: "joe"), withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(
                atPath: source.appending(path: "joe/Questions.md").path,
                withDestinationPath: folder.appending(path: "secret.md").path)
            let place = ClassFolder(folder.appending(path: "class"))
            let collector = try Collector(
                place, ClassFile(name: "A", seed: 1, lessons: []), roster: nil,
                exercises: ExerciseFiles([("4.2", "04-perceptron/4.2-Update.swift")], sheets: Self.sheets))
            let report = try collector.collect([source])
            #expect(report.collected.map(\.student) == ["ann", "bob"])
            #expect(report.empty == ["eve"])
            #expect(report.unreadable.map(\.file) == ["eve/Questions.md"])
            #expect(report.refused.map(\.reason) == ["is a link; only files are read"])
            let submissions = try place.allSubmissions()
            let files = ["04-perceptron/4.2-Update.swift", "04-perceptron/Questions.md"]
            #expect(submissions[0].files.map(\.file) == files)
            #expect(submissions[0].ignored.map(\.file) == ["ann/README.md"])
            #expect(submissions[1].files.map(\.exercise) == ["4.questions"])
            #expect(submissions[1].files[0].from == "bob/04-perceptron/Questions (1).md")
        }
    }

    // MARK: Counting

    @Test func `what nobody has read is in no sum, and what was not written earns nothing`() throws {
        let records = [record("ann", ["4.a": "Because.", "4.b": ""]), record("bob", nil)]
        let ann = try #require(book(records).grade(of: "ann", lesson: "04"))
        #expect(ann.questions.map(\.state) == [.toBeRead, .notAttempted])
        #expect(ann.questions.map(\.points) == [nil, 0])
        #expect((ann.points, ann.possible) == (0, 9))
        #expect(ann.waiting.map(\.question.id) == ["4.a"])
        #expect(book(records).grade(of: "bob", lesson: "04")?.questions.map(\.state) == [.missing, .missing])
        #expect(book(records).waiting() == 1)
        #expect(book(records, .some(["4.b"])).waiting() == 0)
        #expect(book(records, .none).possible == 3)
    }

    @Test func `a comment alone leaves it to be read, points decide, lateness is taken off`() throws {
        let records = [record("ann", ["4.a": "Because.", "4.b": "So."])]
        let comment = ["ann": ["4.a": ManualGrades.Grade(comment: "Hm.")]]
        #expect(book(records, manual: comment).waiting() == 2)
        let points = ["ann": ["4.a": ManualGrades.Grade(points: 3, comment: "Good.")]]
        let inTime = try #require(book(records, due: "2030-01-01T00:00", manual: points).grade(of: "ann", lesson: "04"))
        #expect((inTime.points, inTime.waiting.count) == (3, 1))
        #expect(inTime.questions[0].comment == "Good.")
        // One day has begun since: half of it is taken off.
        let late = LocalTime("2026-11-18T12:00")!
        let seconds = late.end(in: .gmt)!.timeIntervalSince(submitted) + 60
        let grade = book([record("ann", ["4.a": "x"], after: seconds)], due: late.text, manual: points).grade(
            of: "ann", lesson: "04")
        #expect(grade?.questions[0].given == 3)
        #expect(grade?.points == 1.5)
        // An answer that was given aloud.
        #expect(book([], manual: points).grade(of: "ann", lesson: "04")?.points == 3)
    }

    @Test func `sheets count by themselves: the last one, beside exercises of another attempt`() throws {
        var code = record("ann", nil)
        code.verdicts = [MadeUpClass.verdict("4.2", .passed)]
        let records = [
            code, record("ann", ["4.a": "first", "4.b": ""], after: 60),
            record("ann", ["4.a": "last", "4.b": ""], after: 120),
        ]
        let grade = try #require(book(records).grade(of: "ann", lesson: "04"))
        #expect(grade.counted?.submitted == submitted)
        #expect(grade.points == 2)
        #expect(grade.questions[0].answer == "last")
    }

    @Test(arguments: [
        (#"{"ann": {"4.a": {"points": 4}}}"#, nil), (#"{"ann": {"4.a": {"points": null, "comment": ""}}}"#, nil),
        (#"{"ann": {"4.a": {"points": 40}}}"#, "ann.4.a.points: expected 0 to 4, but got 40"),
        (#"{"ann": {"4.c": {"points": 1}}}"#, "question 4.c does not count"),
    ])
    func `manual.json knows questions`(text: String, problem: String?) throws {
        try TemporaryFolder.using { folder in
            let file = folder.appending(path: "manual.json")
            try Data(text.utf8).write(to: file)
            func read() throws -> ManualGrades {
                try ManualGrades(reading: file, exercises: ["4.2"], questions: Self.sheet.questions)
            }
            guard let problem else {
                #expect(try read()["ann", "4.a"]?.comment == nil)
                return
            }
            let error = try #require(throws: ClassError.self) { try read() }
            #expect(error.message.contains(problem), "\(error)")
        }
    }

    @Test(arguments: [
        ("true", nil), ("false", nil), (#"["4.b"]"#, nil),
        (#"["4.z"]"#, "lessons[0].questions: lesson 04 has 4.a, 4.b, but no \"4.z\""),
        (#"["4.a", "4.a"]"#, "names one twice"), ("3", "lessons[0].questions: expected true, false, or a list"),
    ])
    func `class.json says which count`(value: String, problem: String?) throws {
        let json = #"{"name": "A", "seed": 1, "lessons": [{"lesson": "04", "questions": \#(value)}]}"#
        func read() throws -> ClassFile {
            try ClassFile(
                Data(json.utf8), name: "class.json", exercises: MadeUpClass.exercises, questions: Self.sheet.questions)
        }
        guard let problem else {
            let file = try read()
            #expect(try JSONDecoder().decode(ClassFile.self, from: ClassJSON.data(file)) == file)
            return
        }
        let error = try #require(throws: ClassError.self) { try read() }
        #expect(error.message.contains(problem), "\(error)")
    }

    // MARK: Reports

    @Test func `tables have a column for each question, empty until it is read`() throws {
        let roster = Roster(["ann", "bob", "eve"].map { Student(id: $0, name: $0) })
        let records = [record("ann", ["4.a": "Because.", "4.b": ""]), record("bob", ["4.a": "x", "4.b": "y"])]
        let manual = ["bob": ["4.a": ManualGrades.Grade(points: 3), "4.b": .init(points: 0)]]
        let grades = GradeTable(book(records, roster: roster, manual: manual))
        let table = grades.table
        #expect(table.titles.suffix(4) == ["4.1", "4.2", "4.a", "4.b"])
        let place = try #require(table.titles.firstIndex(of: "to_be_read"))
        #expect(table.rows.map { $0[place] } == ["1", "0", "0"])
        #expect(table.rows.map { Array($0.suffix(2)) } == [["", "0"], ["3", "0"], ["", ""]])
        #expect(table.rows[2][3] == "0")
        #expect(!GradeTable(book(records, .none)).table.titles.contains("to_be_read"))
        #expect(String(decoding: try ClassJSON.data(grades), as: UTF8.self).contains(#""state" : "to be read""#))
    }

    @Test func `a learning-management system is given no sum that is not final`() throws {
        let roster = Roster(["ann", "bob"].map { Student(id: $0, name: $0, email: "\($0)@x") })
        let records = [record("ann", ["4.a": "Because.", "4.b": ""]), record("bob", ["4.a": "", "4.b": ""])]
        let csv = """
            Identifier,Full name,Email address,Grade,Last modified (grade)
            Participant 1,ann,ann@x,,-
            Participant 2,bob,bob@x,,-

            """
        let file = try MoodleWorksheet(Array(csv.utf8), name: "w.csv").filled(
            book(records, roster: roster), lesson: "04", folders: ["04-perceptron"])
        let text = String(decoding: file.bytes, as: UTF8.self)
        #expect(text.contains("ann,ann@x,,-") && text.contains("bob,bob@x,0.00,-"), "\(text)")
        #expect(file.unplaced == ["ann: lesson 04 has answers to be read, 4.a; the cell was left as it is"])
    }

    @Test func `the page has question, criteria and answers, strangers' text shown as it is`() throws {
        let evil = "<script>alert(1)</script>\u{1B}[2J & \u{202E}so"
        let records = [
            record("ann", ["4.a": evil, "4.b": ""]), record("bob", ["4.a": "The same\nwords.", "4.b": ""]),
            record("eve", ["4.a": "the same words.", "4.b": ""]),
        ]
        let manual = ["bob": ["4.a": ManualGrades.Grade(points: 3, comment: "A <b>.")]]
        let page = try #require(QuestionsPage(book(records, manual: manual), lesson: "04")).html
        for words in [
            "2 answers are to be read", "4.a Why &lt;so&gt;?", "<b>3</b> the reason", "So it is", "“No.” Say: Look.",
            "&lt;script&gt;alert(1)&lt;/script&gt;", "word for word as eve", "3 of 4 points", "A &lt;b&gt;.",
            "not attempted: ann, bob, eve", "manual.json", "&quot;points&quot; : null",
        ] { #expect(page.contains(words), "\(words)") }
        for words in ["<script", "\u{1B}", "\u{202E}", "A <b>"] { #expect(!page.contains(words), "\(words)") }
        // Those first that nobody has read.
        let order = ["4.a-ann", "4.a-eve", "4.a-bob"].compactMap { page.firstRange(of: "id=\"\($0)\"")?.lowerBound }
        #expect(order.count == 3 && order == order.sorted())
        #expect(QuestionsPage(book(records, .none), lesson: "04") == nil)
        let long = [record("ann", ["4.a": String(repeating: "<", count: 60_000), "4.b": ""])]
        #expect(try #require(QuestionsPage(book(long), lesson: "04")).html.utf8.count < 100_000)
    }

    @Test func `feedback shows the answer, its comment and what is still to be read`() {
        let own = record("ann", ["4.a": "Because <x>.", "4.b": "So."])
        let manual = ["ann": ["4.a": ManualGrades.Grade(points: 3, comment: "Nearly.")]]
        let html = FeedbackPage(own, in: book([own], manual: manual)).html
        for words in [
            "Because &lt;x&gt;.", "Nearly.", "3 of 4 points", "4.b is still to be read, for up to 2 points",
            "to be read by your instructor", "Lesson 04: 3 of 4 points",
        ] { #expect(html.contains(words), "\(words)") }
        for words in ["the reason", "So it is", "“No.”"] { #expect(!html.contains(words), "\(words)") }
    }

    @Test func `grading copies the answers out of the sheet`() throws {
        let course = try Course.current()
        let sheet = try #require(course.questions(of: "04"))
        let text = sheet.stub.replacing("**Your answer**\n\n\n## 4.b", with: "**Your answer**\n\nMine.\n\n## 4.b")
        let texts = ["4.questions": Array(text.utf8), "4.2": [1]]
        #expect(AnswerSheets.answers(in: texts, of: course) == ["4.a": "Mine.", "4.b": "", "4.c": ""])
        #expect(AnswerSheets.answers(in: ["4.2": [1]], of: course) == nil)
    }
}
