import Foundation
import Grading

/// What everybody has earned: computed on reading, from `class.json`, the records of grades and `manual.json`. Nothing of
/// it is stored, so a changed deadline needs no new grading.
public struct Gradebook: Sendable {
    public let file: ClassFile
    /// Those of the roster; without one, whoever has handed in. By id.
    public let students: [Student]
    /// The exercises that count, in order.
    public let exercises: [Exercise]
    /// The questions in writing that count, in order.
    public let questions: [Question]
    public let manual: ManualGrades
    /// By student, then in the order of `file.lessons`.
    public let grades: [LessonGrade]
    /// Attempts that grading has not come to the end of. They count as soon as it has.
    public let unfinished: [GradeRecord]

    /// - Parameters:
    ///   - exercises: those of the course.
    ///   - questions: those in writing.
    public init(
        file: ClassFile, exercises: [Exercise], questions: [Question] = [], roster: Roster?, records: [GradeRecord],
        manual: ManualGrades = ManualGrades()
    ) {
        (self.file, self.manual) = (file, manual)
        self.exercises = exercises.counting(in: file)
        self.questions = questions.counting(in: file)
        let handedIn = Set(records.map(\.student)).union(manual.grades.keys)
        students = (roster?.students ?? handedIn.map { Student(id: $0, name: $0) }).sorted { $0.id < $1.id }
        unfinished = records.filter { !$0.complete }
        let finished = Dictionary(grouping: records.filter(\.complete), by: \.student)
        grades = students.flatMap { student in
            file.lessons.map { lesson in
                LessonGrade(
                    student: student.id, lesson: lesson, file: file,
                    exercises: exercises.counting(in: lesson), questions: questions.counting(in: lesson),
                    records: finished[student.id] ?? [], manual: manual)
            }
        }
    }

    /// Reads everything there is in a class's folder.
    public init(_ folder: ClassFolder, _ file: ClassFile, course: Course) throws {
        let exercises = course.exercises
        let roster = try Roster(reading: folder.roster)
        let questions = course.questions
        let manual = try ManualGrades(
            reading: folder.manual, exercises: exercises.counting(in: file).map(\.id),
            questions: questions.counting(in: file))
        if let roster {
            let named =
                file.extensions.map { ("class.json: extensions", $0.student) }
                + manual.grades.keys.sorted().map { ("manual.json", $0) }
            for (place, student) in named where roster[student] == nil {
                throw ClassError(.badData, "\(place): students.csv has no \"\(student)\"", hint: "the id, not the name")
            }
        }
        self.init(
            file: file, exercises: exercises, questions: questions, roster: roster, records: try folder.allRecords(),
            manual: manual)
    }

    public func grades(of student: String) -> [LessonGrade] { grades.filter { $0.student == student } }

    public func grade(of student: String, lesson: String) -> LessonGrade? {
        grades.first { $0.student == student && $0.lesson == lesson }
    }

    /// What can be earned in all.
    public var possible: Double {
        file.lessons.reduce(0) { sum, lesson in
            sum + exercises.filter { $0.lesson == lesson.lesson }.reduce(0) { $0 + lesson.worth(of: $1) }
                + Double(questions.counting(in: lesson).reduce(0) { $0 + $1.points })
        }
    }

    /// Answers that nobody has read yet, in all lessons or in one.
    public func waiting(in lesson: String? = nil) -> Int {
        grades.reduce(0) { $0 + (lesson == nil || $1.lesson == lesson ? $1.waiting.count : 0) }
    }
}

/// One student's grade for one lesson.
public struct LessonGrade: Sendable {
    public let student: String
    public let lesson: String
    /// Every finished attempt that has a file of this lesson, by time.
    public let attempts: [LessonAttempt]
    /// The one that counts; nil where nothing that counts was handed in.
    public let counted: LessonAttempt?
    /// Exercise by exercise, with what was decided by hand.
    public let exercises: [ExerciseGrade]
    /// The attempt whose answers in writing count; nil where none has any.
    public let written: WrittenAttempt?
    /// Question by question.
    public let questions: [QuestionGrade]
    /// After lateness, to two decimals. Answers that are still to be read are not in it.
    public let points: Double
    /// Of everything, also of what is still to be read.
    public let possible: Double
    /// What became of the deadline, for the student to read; empty without one.
    public let sentence: String

    init(
        student: String, lesson: ClassLesson, file: ClassFile, exercises: [Exercise], questions: [Question],
        records: [GradeRecord], manual: ManualGrades
    ) {
        (self.student, self.lesson) = (student, lesson.lesson)
        let attempts = records.compactMap { LessonAttempt($0, lesson, file, exercises) }.sorted {
            $0.submitted < $1.submitted
        }
        let taken = attempts.filter(\.lateness.isTaken)
        let counted: LessonAttempt? =
            switch file.counts {
            case .last: file.last(of: taken, by: \.lateness)
            // Of several that earn the same, the last.
            case .best: taken.max { $0.points <= $1.points }
            }
        (self.attempts, self.counted) = (attempts, counted)
        self.exercises = exercises.map { exercise in
            ExerciseGrade(
                exercise, worth: lesson.worth(of: exercise), verdict: counted?.verdicts[exercise.id],
                share: counted?.lateness.share ?? 0, manual: manual[student, exercise.id])
        }
        // Nobody has read them when it is decided which count: not the best ones, the last.
        let written = file.last(
            of: records.compactMap { WrittenAttempt($0, lesson, file, questions) }.filter(\.lateness.isTaken).sorted {
                $0.submitted < $1.submitted
            }, by: \.lateness)
        self.written = written
        self.questions = questions.map { question in
            QuestionGrade(
                question, answer: written?.answers[question.id], share: written?.lateness.share ?? 1,
                manual: manual[student, question.id])
        }
        points =
            (self.exercises.reduce(0) { $0 + $1.points } + self.questions.reduce(0) { $0 + ($1.points ?? 0) }).toCents
        possible =
            self.exercises.reduce(0) { $0 + $1.possible } + self.questions.reduce(0) { $0 + $1.possible }
        sentence = (counted ?? attempts.last)?.lateness.sentence ?? written?.lateness.sentence ?? ""
    }

    /// Answers that nobody has read yet: the points are not final while there are any.
    public var waiting: [QuestionGrade] { questions.filter { $0.state == .toBeRead } }
}

extension ClassFile {
    /// Of what was handed in by time, the last one in time; where there is none, or lateness costs nothing, the last.
    fileprivate func last<Attempt>(of attempts: [Attempt], by lateness: (Attempt) -> Lateness) -> Attempt? {
        late.rule == .none ? attempts.last : attempts.last { lateness($0).isInTime } ?? attempts.last
    }
}

/// One student's attempt at one lesson.
public struct LessonAttempt: Sendable {
    public let submitted: Date
    public let lateness: Lateness
    /// By exercise.
    public let verdicts: [String: Verdict]
    /// After lateness, without what was decided by hand.
    public let points: Double

    /// Nil where the attempt has nothing of this lesson.
    init?(_ record: GradeRecord, _ lesson: ClassLesson, _ file: ClassFile, _ exercises: [Exercise]) {
        let own = record.verdicts.filter { Exercise.lesson(of: $0.exercise) == lesson.lesson }
        guard !own.isEmpty else { return nil }
        submitted = record.submitted
        let verdicts = Dictionary(own.map { ($0.exercise, $0) }) { first, _ in first }
        let lateness = Lateness(of: record.submitted, by: record.student, lesson: lesson, in: file)
        (self.verdicts, self.lateness) = (verdicts, lateness)
        points =
            exercises.reduce(0) { sum, exercise in
                sum
                    + ExerciseGrade(
                        exercise, worth: lesson.worth(of: exercise), verdict: verdicts[exercise.id],
                        share: lateness.share,
                        manual: nil
                    ).points
            }.toCents
    }
}

/// What one exercise earns one student.
public struct ExerciseGrade: Sendable {
    public let exercise: String
    public let name: String
    /// Nil where nothing that counts was handed in.
    public let verdict: Verdict?
    /// Before lateness.
    public let earned: Double
    /// After it; what was decided by hand stands as it is.
    public let points: Double
    public let possible: Double
    public let isManual: Bool
    public let comment: String?

    init(_ exercise: Exercise, worth: Double, verdict: Verdict?, share: Double, manual: ManualGrades.Grade?) {
        (self.exercise, name, self.verdict, possible) = (exercise.id, exercise.name, verdict, worth)
        let byCheck = verdict?.earned(of: worth) ?? 0
        earned = manual?.points ?? byCheck
        points = manual?.points ?? byCheck * share
        (isManual, comment) = (manual?.points != nil, manual?.comment)
    }
}

extension ClassLesson {
    /// What a right answer to one of its exercises earns.
    public func worth(of exercise: Exercise) -> Double { points[exercise.id] ?? Double(exercise.points) }
}

extension ClassFile {
    /// What a right answer to a verdict's exercise earns in this class.
    func worth(of verdict: Verdict) -> Double {
        lessons.lazy.compactMap { $0.points[verdict.exercise] }.first ?? Double(verdict.possiblePoints)
    }
}

extension Verdict {
    /// What it earns where a right answer earns so much.
    func earned(of worth: Double) -> Double { Double(points) / Double(max(1, possiblePoints)) * worth }
}

extension [Exercise] {
    /// Those that count in a class, in the order in which it names them.
    public func counting(in file: ClassFile) -> [Exercise] { file.lessons.flatMap(counting) }

    func counting(in lesson: ClassLesson) -> [Exercise] {
        guard let ids = lesson.exercises else { return filter { $0.lesson == lesson.lesson } }
        return ids.compactMap { id in first { $0.id == id } }
    }
}

extension Double {
    /// Rounded to two decimals, as learning-management systems keep points.
    fileprivate var toCents: Double { (self * 100).rounded() / 100 }
}
