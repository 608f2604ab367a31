import Foundation
import Grading
import Text

/// Grades again with the kit as it is now, beside the records that there are: first the difference, then, if it is wanted, the
/// records.
///
/// The new records lie in `regrade/` until then, so that an interrupted one goes on, and what was looked at is what is
/// written.
public struct Regrade: Sendable {
    public let folder: ClassFolder
    public let grader: ClassGrader
    private let beside: ClassFolder

    public init(_ folder: ClassFolder, grader: (ClassFolder) -> ClassGrader) {
        self.folder = folder
        beside = folder.grading(in: "regrade")
        self.grader = grader(beside)
    }

    private init(_ folder: ClassFolder, _ beside: ClassFolder, _ grader: ClassGrader) {
        (self.folder, self.beside, self.grader) = (folder, beside, grader)
    }

    /// With another grader: one that has a room.
    public func with(_ grader: ClassGrader) -> Regrade { Regrade(folder, beside, grader) }

    /// The attempts to grade again: those with a complete record that another kit, or another seed, has made. What an earlier
    /// regrade left of an older kit is taken away.
    public func todo() throws -> [Submission] {
        for record in try beside.allRecords() where record.kit != grader.kit || record.seed != grader.seed {
            try FileManager.default.removeItem(at: beside.grade(of: record.student, record.submitted))
        }
        let old = try folder.allRecords().filter {
            $0.complete && ($0.kit != grader.kit || $0.seed != grader.seed)
        }.map { folder.submission(of: $0.student, $0.submitted).path }
        return try grader.plan().todo.filter { old.contains(folder.submission(of: $0.student, $0.submitted).path) }
    }

    /// What would change: the records as they are, and with the new ones in the place of the old.
    public func difference(_ file: ClassFile, exercises: [Exercise], roster: Roster?, manual: ManualGrades) throws
        -> GradeDifference
    {
        let before = try folder.allRecords()
        let new = Dictionary(try beside.allRecords().filter(\.complete).map { ($0.key, $0) }) { first, _ in first }
        let after = before.map { new[$0.key] ?? $0 }
        func book(_ records: [GradeRecord]) -> Gradebook {
            Gradebook(file: file, exercises: exercises, roster: roster, records: records, manual: manual)
        }
        return GradeDifference(from: book(before), to: book(after), records: (before, after))
    }

    /// Puts the new records in the place of the old, each as a whole. Nothing else is touched.
    ///
    /// - Returns: how many.
    public func write() throws -> Int {
        let records = try beside.allRecords().filter(\.complete)
        for record in records {
            let place = folder.grade(of: record.student, record.submitted)
            try record.write(to: place)
            try FileManager.default.removeItem(at: beside.grade(of: record.student, record.submitted))
        }
        for student in Set(records.map(\.student)) { rmdir(beside.grades.appending(path: student).path) }
        rmdir(beside.grades.path)
        return records.count
    }
}

extension GradeRecord {
    /// Names the attempt.
    fileprivate var key: String { "\(student)/\(ClassFolder.name(of: submitted))" }
}

/// Who changes between two gradebooks, by how much, and by which verdicts.
public struct GradeDifference: Sendable {
    public let changes: [Change]
    /// Verdicts that are other ones in attempts that do not count.
    public let elsewhere: Int
    public let students: Int

    /// One student's exercise.
    public struct Change: Sendable, Equatable {
        public let student: String
        public let exercise: String
        /// "wrong: The bias never moves.", "passed".
        public let before: String
        public let after: String
        /// After lateness.
        public let pointsBefore: Double
        public let pointsAfter: Double
    }

    init(from old: Gradebook, to new: Gradebook, records: ([GradeRecord], [GradeRecord])) {
        students = old.students.count
        changes = zip(old.grades, new.grades).flatMap { before, after in
            zip(before.exercises, after.exercises).compactMap { a, b -> Change? in
                let (was, isNow) = (a.verdict.words, b.verdict.words)
                guard was != isNow || a.points != b.points else { return nil }
                return Change(
                    student: before.student, exercise: a.exercise, before: was, after: isNow, pointsBefore: a.points,
                    pointsAfter: b.points)
            }
        }
        let all = zip(records.0, records.1).reduce(0) { count, pair in
            count + zip(pair.0.verdicts, pair.1.verdicts).count { Optional($0).words != Optional($1).words }
        }
        elsewhere = max(0, all - changes.count)
    }

    /// The table, one row for each change, as lines of equal columns.
    public var table: String {
        let rows = changes.map { change -> [String] in
            let points =
                change.pointsBefore == change.pointsAfter
                ? "=" : "\(change.pointsBefore.text(2)) → \(change.pointsAfter.text(2))"
            return [change.student, change.exercise, points, change.before, "→ " + change.after].map(\.controlsShown)
        }
        let widths = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let head = (0..<3).map { row[$0].padding(toLength: widths[$0], withPad: " ", startingAt: 0) }
            return (head + row[3...]).joined(separator: "  ")
        }.joined(separator: "\n")
    }

    /// "2 of 300 students change: 4.2 (2 verdicts, +4 points)".
    public var summary: String {
        let changed = Set(changes.map(\.student)).count
        let items = Dictionary(grouping: changes, by: \.exercise).sorted { $0.key < $1.key }.map { exercise, changes in
            let sum = changes.reduce(0) { $0 + $1.pointsAfter - $1.pointsBefore }
            let count = changes.count == 1 ? "1 verdict" : "\(changes.count) verdicts"
            return "\(exercise) (\(count), \(sum < 0 ? "" : "+")\(sum.text(2)) points)"
        }
        let more = elsewhere == 1 ? "1 verdict changes" : "\(elsewhere) verdicts change"
        let other = elsewhere > 0 ? "\n\(more) in attempts that do not count" : ""
        return changes.isEmpty
            ? "nothing changes for any of \(students) students" + other
            : "\(changed) of \(students) students change: \(items.joined(separator: ", "))" + other
    }
}

extension Verdict? {
    /// What it says, in a few words: the state, and the mistake that was named.
    fileprivate var words: String {
        guard let self else { return "nothing" }
        let sentence = self.feedback?.knownSentences.first
        return self.state.rawValue + (sentence.map { ": " + String($0.prefix(60)) + ($0.count > 60 ? "…" : "") } ?? "")
    }
}
