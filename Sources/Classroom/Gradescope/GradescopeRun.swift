import Foundation
import Grading
import Nabla

/// Grades the one submission that Gradescope has put down, and writes `results.json` at the beginning, after every verdict
/// and at the end.
public struct GradescopeRun: Sendable {
    /// Gradescope's folder, "/autograder".
    let root: URL
    let grader: ClassGrader
    let file: ClassFile
    let course: Course

    public init(root: URL, grader: ClassGrader, file: ClassFile, course: Course) {
        (self.root, self.grader, self.file, self.course) = (root, grader, file, course)
    }

    private var results: URL { root.appending(path: "results/results.json") }

    /// The exercises of the class with their titles, points and secrets.
    func items(at moment: Date) throws -> [(lesson: String, items: [GradescopeResults.Item])] {
        try file.lessons.map { lesson in
            let own = course.exercises.counting(in: file).counting(in: lesson)
            return (
                lesson.lesson,
                try own.map { exercise in
                    GradescopeResults.Item(
                        exercise: exercise, title: ExerciseTitle(ofStub: try course.stub(of: exercise)).text,
                        points: lesson.points[exercise.id] ?? Double(exercise.points),
                        isHidden: file.isHidden(exercise.id, at: moment))
                }
            )
        }
    }

    /// - Parameter work: a folder to work in, empty.
    /// - Returns: what was written in the end.
    @discardableResult
    public func grade(in work: URL) async throws -> GradescopeResults {
        let start = ContinuousClock.now
        let metadata = GradescopeMetadata(reading: root.appending(path: "submission_metadata.json"))
        let lessons = try items(at: metadata.submitted ?? Date())
        let items = lessons.flatMap(\.items)
        let folder = ClassFolder(work)
        let (submission, ignored) = try collect(in: folder, for: metadata.student)
        // Answers in writing are for a person, who has Gradescope's own way to grade them.
        let all = try submission.map { try grader.texts(of: $0, in: folder) } ?? [:]
        let texts = all.filter { !AnswerSheets.isSheet($0.key) }
        var record = GradeRecord(
            student: metadata.student.id, submitted: metadata.submitted ?? submission?.submitted ?? Date(),
            kit: grader.kit, seed: grader.seed, isolation: grader.grader.sandbox.words,
            files: (submission?.files ?? []).map { .init(file: $0.file, digest: $0.digest) })
        func tell() throws -> GradescopeResults {
            let results = GradescopeResults(
                of: record, items: items, ignored: ignored, seconds: (ContinuousClock.now - start) / .seconds(1))
            try ClassJSON.write(results, to: self.results)
            return results
        }
        _ = try tell()
        // What is shown at once and may be tried again is asked anew each time; judged again, the same is asked.
        let round = metadata.submitted.map { "\($0.timeIntervalSince1970)" } ?? "\(UInt64.random(in: 0 ... .max))"
        for (lesson, items) in lessons {
            let handedIn = texts.filter { Exercise.lesson(of: $0.key) == lesson }
            for item in items {
                record.verdicts += try await grader.grader.verdicts(
                    on: [item.exercise], texts: handedIn, seed: grader.seed(of: lesson, round: round))
                _ = try tell()
            }
        }
        record.complete = true
        return try tell()
    }

    /// Takes what was handed in as it takes a class's work. Nil where nothing is an answer.
    private func collect(in folder: ClassFolder, for student: Student) throws -> (Submission?, [Submission.Ignored]) {
        var collector = try Collector(folder, file, course: course)
        collector.onlyStudent = student
        let report = try collector.collect([root.appending(path: "submission")])
        let submission = report.collected.first
        let others = (report.refused + report.unreadable + report.unknown).map {
            Submission.Ignored(file: $0.file, reason: $0.reason)
        }
        let own = submission?.ignored ?? leftOut(but: others)
        return (submission, own + others.filter { !own.contains($0) })
    }
}

extension GradescopeRun {
    /// Where nothing was an answer: what there was, and why it is none.
    private func leftOut(but others: [Submission.Ignored]) -> [Submission.Ignored] {
        let folder = root.appending(path: "submission")
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().prefix(100).filter { name in !others.contains { $0.file == name } }.map { name in
            let isSwift = name.lowercased().hasSuffix(".swift")
            return .init(
                file: name,
                reason: isSwift
                    ? "belongs to no exercise by its name or its first line" : ExerciseFiles.reason(name))
        }
    }
}

/// What Gradescope says of a submission, as far as it can be read: its documentation keeps the right to change it.
struct GradescopeMetadata {
    var student = Student(id: "student", name: "student")
    var submitted: Date?

    init(reading file: URL) {
        struct Known: Decodable {
            struct User: Decodable {
                var email: String?
                var name: String?
            }
            var created_at: String?
            var users: [User]?
        }
        guard let data = FileManager.default.contents(atPath: file.path),
            let known = try? JSONDecoder().decode(Known.self, from: data)
        else { return }
        if let user = known.users?.first, let name = user.email ?? user.name {
            student = Student(id: Student.id(from: name), name: user.name ?? name, email: user.email ?? "")
        }
        // "2018-07-01T07:09:54.469171-07:00"
        submitted = known.created_at.flatMap { text in
            try? Date(text.replacing(/\.\d+/, with: ""), strategy: .iso8601)
        }
    }
}

/// What a task is called: "Learn from one sample" of a stub's "// 4.2  Learn from one sample".
struct ExerciseTitle {
    let text: String

    init(ofStub stub: String) {
        text = stub.firstMatch(of: /(?m)^\/\/ \d+\.\d+  (.+)$/).map { String($0.1) } ?? ""
    }
}
