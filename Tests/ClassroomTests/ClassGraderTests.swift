import Foundation
import Grading
import Testing

@testable import Classroom

@Suite struct ClassGraderTests {
    private static let wrong = ClassOfTests.head + "func double(_ x: Tensor) throws -> Tensor { x / 2 }\n"
    private static let stub = ClassOfTests.head + "func double(_ x: Tensor) throws -> Tensor { throw notAttempted() }\n"

    private func withClass(_ work: (ClassOfTests) async throws -> Void) async throws {
        try await TemporaryFolder.using { try await work(ClassOfTests(in: $0)) }
    }

    @Test func `every attempt gets a record, and the same bytes when it is graded again`() async throws {
        try await withClass { students in
            try students.handIn("ann", ClassOfTests.right)
            try students.handIn("ann", Self.wrong, at: "2026-12-01T12:00:00Z")
            try students.handIn("bob", Self.stub)
            try students.handIn("cem", "func double(")
            try students.handIn("dan", nil)
            try students.handIn("eve", ClassOfTests.right)
            let records = try await students.grade()
            #expect(
                records.mapValues { $0.verdicts.map(\.state) } == [
                    "ann": [.wrong], "bob": [.notAttempted], "cem": [.notCompiled], "dan": [], "eve": [.passed],
                ])
            #expect(records.values.allSatisfy { $0.complete && $0.seed == 7 && $0.kit.version == "test" })
            #expect(records["ann"]?.verdicts[0].feedback?.likelyMistake == "This is half of each number.")
            #expect(records["ann"]?.verdicts[0].file == ClassOfTests.path)
            #expect(try students.folder.allRecords().count == 6)
            // Nothing is left to do, and what is done again is the same.
            #expect(try students.grader().plan().todo.isEmpty)
            let before = try students.bytes(students.folder.grades)
            try await students.grade(again: true)
            #expect(try students.bytes(students.folder.grades) == before)
            try FileManager.default.removeItem(at: students.folder.grades)
            try await students.grade()
            #expect(try students.bytes(students.folder.grades) == before)
        }
    }

    /// What was done when a run was killed stays; what was not is done.
    @Test func `grading goes on where it was`() async throws {
        try await withClass { students in
            try students.handIn("ann", ClassOfTests.right)
            try students.handIn("bob", ClassOfTests.right)
            let whole = try await students.grade()
            let places = ["ann", "bob"].map { students.folder.grade(of: $0, whole[$0]!.submitted) }
            // As it lies there when a run is killed between the last verdict and the end: the verdict is taken as it is.
            var half = whole["ann"]!
            half.complete = false
            half.verdicts[0].message = "kept"
            try half.write(to: places[0])
            try Data("half a rec".utf8).write(to: places[1])
            try Data("x".utf8).write(
                to: places[1].deletingLastPathComponent().appending(path: ".\(places[1].lastPathComponent).partial"))
            #expect(try students.grader().plan().todo.map(\.student) == ["ann", "bob"])
            let records = try await students.grade()
            #expect(records["ann"]?.complete == true)
            #expect(records["ann"]?.verdicts[0].message == "kept")
            #expect(records["bob"] == whole["bob"])
            #expect(try students.bytes(places[1].deletingLastPathComponent()).count == 1)
            // Of another seed nothing is taken over.
            try half.write(to: places[0])
            #expect(try await students.grade(students.grader(seed: 8))["ann"]?.verdicts[0].message == nil)
        }
    }

    @Test func `parts are all of it, each once, and come together`() async throws {
        try await withClass { students in
            for name in ["a", "b", "c", "d", "e"] { try students.handIn(name, ClassOfTests.right) }
            let parts = try (1...3).map { try students.grader().plan(shard: Shard("\($0)/3")).todo.map(\.student) }
            #expect(parts == [["a", "d"], ["b", "e"], ["c"]])
            try await students.grade(shard: Shard("1/3"))
            #expect(try students.folder.allRecords().map(\.student) == ["a", "d"])
            // Another machine's folder.
            let other = students.folder.url.appending(path: "other")
            try FileManager.default.copyItem(at: students.folder.submissions, to: other.appending(path: "submissions"))
            let copy = ClassOfTests(in: other)
            try await copy.grade()
            var merge = try GradeMerge([other], into: students.folder)
            #expect((merge.taken, merge.known, merge.refused.count) == (3, 2, 0))
            #expect(try students.bytes(students.folder.grades) == students.bytes(copy.folder.grades))
            // A record of other files, a changed one, one that is not whole.
            try students.handIn("a", Self.wrong)
            var record = try GradeRecord(reading: copy.folder.grade(of: "b", copy.folder.allRecords()[1].submitted))
            record.verdicts[0].points = 0
            try record.write(to: copy.folder.grade(of: "b", record.submitted))
            try Data("no".utf8).write(to: copy.folder.grade(of: "c", record.submitted))
            try FileManager.default.removeItem(at: students.folder.grade(of: "a", record.submitted))
            merge = try GradeMerge([other.appending(path: "grades")], into: students.folder)
            #expect(merge.taken == 0)
            #expect(merge.refused.count == 3, "\(merge.refused)")
        }
    }

    @Test(arguments: ["0/3", "4/3", "3", "a/b", "-1/3", ""])
    func `there is no such part`(text: String) { #expect(Shard(text) == nil) }

    @Test func `a student who is not there is named`() async throws {
        try await withClass { students in
            #expect(throws: ClassError.self) { try students.grader().plan(students: ["zoe"]) }
        }
    }

    /// A file that was made a link after it was collected is not followed, and costs its own attempt only.
    @Test func `what is no file any more is not graded`() async throws {
        try await withClass { students in
            try students.handIn("ann", ClassOfTests.right)
            try students.handIn("bob", ClassOfTests.right)
            let moment = try students.folder.allSubmissions()[0].submitted
            let place = students.folder.submission(of: "ann", moment).appending(path: ClassOfTests.path)
            try FileManager.default.removeItem(at: place)
            try FileManager.default.createSymbolicLink(
                at: place,
                withDestinationURL: students.folder.submission(of: "bob", moment).appending(path: ClassOfTests.path))
            let grader = students.grader()
            var problems: [String] = []
            try await grader.grade(grader.plan().todo, jobs: 1) { problems += $0.problem.map { [$0] } ?? [] }
            #expect(problems.count == 1 && problems[0].contains("no ordinary file"), "\(problems)")
            #expect(try students.folder.allRecords().map(\.student) == ["bob"])
        }
    }

    @Test func `two programs do not grade one folder at a time`() throws {
        try TemporaryFolder.using { folder in
            let lock = try FolderLock(folder, name: ".lock", doing: "grading")
            #expect(throws: ClassError.self) { try FolderLock(folder, name: ".lock", doing: "grading") }
            withExtendedLifetime(lock) {}
        }
    }

    @Test(arguments: ClusterFile.Kind.allCases)
    func `files for schedulers name the parts, and one that was changed stays`(kind: ClusterFile.Kind) throws {
        try TemporaryFolder.using { folder in
            let file = ClusterFile(kind, folder: "/my class's", program: "/kit/lesson", parts: 12)
            #expect(kind == .container || file.text.contains("/12"))
            #expect(kind != .slurm || file.text.contains("class='/my class'\\''s'"))
            let place = try file.write(into: ClassFolder(folder))
            _ = try file.write(into: ClassFolder(folder))
            try Data("mine".utf8).write(to: place)
            #expect(throws: ClassError.self) { try file.write(into: ClassFolder(folder)) }
            #expect(try String(contentsOf: place, encoding: .utf8) == "mine")
        }
    }

    /// Feedback of one lesson names its seed; the inputs of the next must not follow from it.
    @Test func `each lesson has a seed of its own, and students are not told the class's`() async throws {
        try await withClass { students in
            try students.handIn("ann", Self.wrong)
            let grader = try students.grader()
            let seeds = [grader.seed(of: "04"), grader.seed(of: "05"), grader.seed(of: "04", round: "1")]
            #expect(Set(seeds).count == 3 && seeds.allSatisfy { (1...99_999_999).contains($0) })
            #expect(try grader.seed(of: "04") == students.grader().seed(of: "04"))
            #expect(try grader.seed(of: "04") != students.grader(seed: 8).seed(of: "04"))
            let record = try #require(try await students.grade()["ann"])
            #expect(record.verdicts[0].seed == grader.seed(of: "00") && record.seed == 7)
        }
        var record = MadeUpClass.record("ann", [MadeUpClass.verdict("4.2", .wrong, MadeUpClass.feedback("No."))])
        record.seed = 987_654_321
        let page = FeedbackPage(record, in: MadeUpClass.book([record])).html
        #expect(page.contains("--seed 7<") && page.contains("<code>7</code>") && !page.contains("987654321"))
    }

    @Test func `the line of an attempt counts the class's points`() {
        let verdicts = [MadeUpClass.verdict("4.1", .wrong), MadeUpClass.verdict("4.2", .passed)]
        let record = MadeUpClass.record("ann", verdicts)
        let submission = Submission(
            student: "ann", submitted: record.submitted, timeFrom: .archive, source: "in", files: [], ignored: [])
        let step = ClassGrader.Step(submission: submission, record: record, problem: nil, seconds: 1)
        var file = MadeUpClass.file()
        #expect(GradeSummary.line(step, in: file).contains("  04 2/3  "))
        file.lessons[0].points = ["4.1": 10, "4.2": 2.5]
        #expect(GradeSummary.line(step, in: file).contains("  04 2.5/12.5  "))
    }
}
