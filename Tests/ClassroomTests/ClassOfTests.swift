import Foundation
import Grading
import Nabla
import Testing

@testable import Classroom

/// A class in a folder of its own, on the small course that `Tests/Misbehaving` holds: one exercise, `double`.
struct ClassOfTests {
    static let kit = URL(fileURLWithPath: #filePath).appending(path: "../../Misbehaving").standardized
    static let path = "00-misbehaving/0.1-Double.swift"
    static let head = "import Exercises\nimport Foundation\nimport Nabla\n\n"
    static let right = head + "func double(_ x: Tensor) throws -> Tensor { x + x }\n"

    let folder: ClassFolder
    let file = ClassFile(name: "A", seed: 7, lessons: [ClassLesson(lesson: "00")])
    let course: Course

    init(in folder: URL) {
        self.folder = ClassFolder(folder)
        course = Course(Self.kit)
    }

    /// Puts an attempt where `collect` would.
    func handIn(_ student: String, _ text: String?, at time: String = "2026-11-30T12:00:00Z") throws {
        let moment = try Date(time, strategy: .iso8601)
        let place = folder.submission(of: student, moment)
        var submission = Submission(student: student, submitted: moment, timeFrom: .file, source: "test", files: [])
        if let text {
            try WholeFile.write(Data(text.utf8), to: place.appending(path: Self.path))
            let digest = String(SHA256.hexDigest(of: Array(text.utf8)).prefix(16))
            submission.files = [.init(file: Self.path, exercise: "0.1", digest: digest, from: "x.swift")]
        }
        try ClassJSON.write(submission, to: place.appending(path: Submission.fileName))
    }

    func grader(_ sandbox: Sandbox = .none, seconds: Double = 5, seed: UInt64? = nil) -> ClassGrader {
        var limits = Limits()
        (limits.seconds, limits.memoryMegabytes) = (seconds, 128)
        return ClassGrader(folder, file, course: course, version: "test", seed: seed, limits: limits, sandbox: sandbox)
    }

    /// Grades what is to be graded, and returns the records by student.
    @discardableResult
    func grade(
        _ grader: ClassGrader? = nil, again: Bool = false, shard: Shard? = nil
    ) async throws -> [String: GradeRecord] {
        let grader = grader ?? self.grader()
        let plan = try grader.plan(again: again, shard: shard)
        var problems: [String] = []
        try await grader.grade(plan.todo, jobs: 2, again: again) { step in
            if let problem = step.problem { problems.append(problem) }
        }
        #expect(problems == [])
        return Dictionary(try folder.allRecords().map { ($0.student, $0) }) { $1 }
    }

    /// Every byte below a folder, by path.
    func bytes(_ folder: URL) throws -> [String: Data] {
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return Dictionary(
            uniqueKeysWithValues: names.compactMap { name in
                FileManager.default.contents(atPath: folder.appending(path: name).path).map { (name, $0) }
            })
    }
}
