import Foundation
import Grading
import Nabla

/// Turns what a learning-management system or a shared folder gives into attempts by student and time.
///
/// Only Swift files of known exercises and sheets of answered questions are taken, under the kit's own names; where they
/// came from and what was left is written beside them. Nothing that was collected before is changed.
public struct Collector {
    private let folder: ClassFolder
    private let file: ClassFile
    private let roster: Roster?
    private let exercises: ExerciseFiles
    private var times: SubmissionTimes?
    /// Whose everything is, whatever folders and names say; nil where the source tells.
    public var onlyStudent: Student?

    /// Longer ones are nobody's answer.
    private static let longestFile = 1 << 20

    /// - Parameter times: a table of when each student handed in.
    public init(_ folder: ClassFolder, _ file: ClassFile, course: Course, times: URL? = nil) throws {
        try self.init(
            folder, file, roster: Roster(reading: folder.roster), exercises: ExerciseFiles(course), times: times)
    }

    init(_ folder: ClassFolder, _ file: ClassFile, roster: Roster?, exercises: ExerciseFiles, times: URL? = nil) throws
    {
        (self.folder, self.file, self.roster, self.exercises) = (folder, file, roster, exercises)
        self.times = try times.map { try SubmissionTimes(reading: $0, zone: file.zone) }
    }

    /// What one student handed in, before it is looked into.
    private struct Bundle {
        let student: Student
        let owner: Owner
        let source: String
        var files: [(file: SourceFile, name: String)] = []
    }

    /// Collects from folders and archives.
    public func collect(_ sources: [URL]) throws -> CollectReport {
        var report = CollectReport()
        var bundles: [Bundle] = []
        for source in sources {
            let name = source.lastPathComponent
            let owner = onlyStudent ?? roster?.owner(ofSourceNamed: name)
            var reader = SourceReader(zone: file.zone)
            do {
                try reader.read(source, isStudents: owner != nil)
            } catch let error as ClassError where sources.count > 1 && error.kind == .badData {
                // One that is damaged costs itself only.
                report.unreadable.append(.init(file: source.path, reason: "was left: \(error)"))
                continue
            }
            report.unreadable += reader.unreadable
            report.refused += reader.files.compactMap { file in
                file.refusal.map { .init(file: file.path, reason: $0) }
            }
            bundles += sort(reader.files.filter { $0.refusal == nil }, from: name, of: owner, &report)
        }
        try write(attempts(bundles, &report), &report)
        if let roster { noteMissing(roster.students.map(\.id), &report) }
        return report
    }

    /// Who has handed in nothing so far, and who nothing for a lesson that others have.
    private func noteMissing(_ ids: [String], _ report: inout CollectReport) {
        let lessons = Dictionary(
            uniqueKeysWithValues: ids.map { id in
                let attempts = folder.submissions.appending(path: id)
                let folders = names(attempts).flatMap { names(attempts.appending(path: $0)) }
                return (id, Set(folders.map { String($0.prefix { $0.isNumber }) }))
            })
        report.missing = ids.filter { lessons[$0]!.isEmpty && !report.empty.contains($0) }
        for lesson in file.lessons.map(\.lesson) where lessons.values.contains(where: { $0.contains(lesson) }) {
            let missing = ids.filter { !lessons[$0]!.isEmpty && !lessons[$0]!.contains(lesson) }
            if !missing.isEmpty {
                report.missingLessons.append(.init(file: "lesson \(lesson)", reason: missing.joined(separator: ", ")))
            }
        }
    }

    // MARK: By student

    /// - Parameter student: whose everything is; nil where folders and names tell.
    private func sort(
        _ files: [SourceFile], from source: String, of student: Student?, _ report: inout CollectReport
    ) -> [Bundle] {
        let depth = commonDepth(files)
        var bundles: [String: Bundle] = [:]
        var strangers: [String: String] = [:]
        func put(_ file: SourceFile, _ name: String, _ student: Student, _ owner: Owner) {
            let key = "\(student.id)/\(owner.key)"
            let place = file.components.prefix(file.components.count > depth + 1 ? depth + 1 : depth).joined(
                separator: "/")
            bundles[
                key,
                default: Bundle(student: student, owner: owner, source: place.isEmpty ? source : "\(source)/\(place)")
            ]
            .files.append((file, name))
        }
        for file in files {
            let components = Array(file.components.dropFirst(depth))
            if let student {
                put(file, file.name, student, Owner(key: student.id, words: [], id: student.id))
            } else if let (owner, name) = Owner.of(components) {
                switch roster?.match(owner.words) {
                case .student(let student): put(file, name, student, owner)
                case .several(let students):
                    strangers[owner.key] = "may be " + students.map(\.id).joined(separator: " or ")
                case .nobody: strangers[owner.key] = "is not in students.csv"
                case nil: put(file, name, Student(id: owner.id, name: owner.words.last ?? owner.id), owner)
                }
            } else if let (student, rest) = roster?.owner(ofFileNamed: file.name) {
                put(file, rest, student, Owner(key: student.id, words: [student.id], id: student.id))
            } else {
                strangers[file.name] = "says not whose it is; expected a folder for each student"
            }
        }
        report.unknown += strangers.sorted { $0.key < $1.key }.map { .init(file: $0.key, reason: $0.value) }
        return bundles.sorted { $0.key < $1.key }.map(\.value)
    }

    /// How many folders all files are in together: "assignment-4/" around the students', say.
    private func commonDepth(_ files: [SourceFile]) -> Int {
        var depth = 0
        while let first = files.first?.components.dropFirst(depth).first,
            files.allSatisfy({ $0.components.count > depth + 2 && $0.components[depth] == first })
        {
            // A student who is alone, or the only one who handed in, is no wrapping.
            let inside = Set(files.map { String($0.components[depth + 1]) })
            let isLesson = inside.contains { $0.wholeMatch(of: /\d\d-.+|Exercises|exercises/) != nil }
            let isStudent = roster.map { $0.match([String(first)]) != .nobody } ?? false
            if isLesson || isStudent || Owner.of([first, "x"])?.owner.key != String(first) { break }
            depth += 1
        }
        return depth
    }

    // MARK: By time

    /// What is to be written for one attempt.
    private struct Attempt {
        var submission: Submission
        var texts: [String: [UInt8]]
    }

    private func attempts(_ bundles: [Bundle], _ report: inout CollectReport) -> [Attempt] {
        var (attempts, places) = ([Attempt](), [String: Int]())
        for bundle in bundles {
            guard let attempt = attempt(bundle, &report) else {
                if !report.empty.contains(bundle.student.id) { report.empty.append(bundle.student.id) }
                continue
            }
            let key = "\(attempt.submission.student)/\(ClassFolder.name(of: attempt.submission.submitted))"
            if let index = places[key] {
                merge(attempt, into: &attempts[index], &report)
            } else {
                places[key] = attempts.count
                attempts.append(attempt)
            }
        }
        let handedIn = Set(attempts.map(\.submission.student))
        report.empty.removeAll { handedIn.contains($0) }
        return attempts
    }

    private func attempt(_ bundle: Bundle, _ report: inout CollectReport) -> Attempt? {
        typealias Candidate = (file: SourceFile, copy: Int, text: [UInt8])
        var candidates: [String: [Candidate]] = [:]
        var ignored: [Submission.Ignored] = []
        for (file, name) in bundle.files {
            if AnswerSheets.mayBe(name), let sheet = findSheet(file, name) {
                switch sheet {
                case .success(let found): candidates[found.id, default: []].append((file, found.copy, found.text))
                case .failure(let problem):
                    ignored.append(.init(file: file.path, reason: problem.text))
                    report.unreadable.append(.init(file: file.path, reason: problem.text))
                }
                continue
            }
            guard let told = exercises.name(name) else {
                ignored.append(.init(file: file.path, reason: ExerciseFiles.reason(name)))
                continue
            }
            do {
                let text = try file.content(Collector.longestFile)
                if let id = told.exercise ?? exercises.exercise(in: text) {
                    candidates[id, default: []].append((file, told.copy, text))
                } else {
                    ignored.append(
                        .init(
                            file: file.path,
                            reason: "belongs to no exercise of the course by its name or its first line"))
                }
            } catch {
                let reason = (error as? ZipArchive.Problem)?.text ?? "cannot be read"
                ignored.append(.init(file: file.path, reason: reason))
                report.unreadable.append(.init(file: file.path, reason: reason))
            }
        }
        report.ignoredCount += ignored.count
        guard !candidates.isEmpty else { return nil }

        var taken: [String: Candidate] = [:]
        for (id, list) in candidates {
            // The newer one; of one time, the later copy.
            let order = list.sorted { ($0.file.time, $0.copy, $0.file.path) < ($1.file.time, $1.copy, $1.file.path) }
            taken[id] = order.last!
            for other in order.dropLast() where other.text != order.last!.text {
                let reason =
                    "a second file for \(id); \(order.last!.file.path) is "
                    + (other.file.time == order.last!.file.time ? "the later copy" : "newer")
                ignored.append(.init(file: other.file.path, reason: reason))
                report.twice.append(.init(file: bundle.student.id, reason: "\(other.file.path) is \(reason)"))
            }
        }
        let newest = taken.values.map(\.file).max { $0.time < $1.time }!
        let table = times?.moment(
            of: [bundle.student.id, bundle.student.email, bundle.student.name] + bundle.owner.words)
        let submission = Submission(
            student: bundle.student.id, submitted: (table ?? newest.time).wholeSecond,
            timeFrom: table == nil ? newest.timeFrom : .table,
            source: bundle.source,
            files: taken.map { id, candidate in
                Submission.File(
                    file: exercises.paths[id]!, exercise: id,
                    digest: String(SHA256.hexDigest(of: candidate.text).prefix(16)), from: candidate.file.path)
            }.sorted { $0.file < $1.file }, ignored: ignored.sorted { $0.file < $1.file })
        return Attempt(submission: submission, texts: taken.mapValues(\.text))
    }

    /// A file that may be a lesson's questions, answered, or why it is not taken though it was meant to be; nil where it was
    /// not meant.
    private func findSheet(
        _ file: SourceFile, _ name: String
    ) -> Result<(id: String, copy: Int, text: [UInt8]), ZipArchive.Problem>? {
        let isNamed = AnswerSheets.isNamed(name)
        do {
            let text = try file.content(AnswerSheets.longest)
            switch exercises.sheets.sheet(of: text, named: name, in: file.components.dropLast().map(String.init)) {
            case .sheet(let id): return .success((id, AnswerSheets.copy(name), text))
            case .refused(let reason): return .failure(ZipArchive.Problem(text: reason))
            case .other: return nil
            }
        } catch {
            guard isNamed else { return nil }
            return .failure(error as? ZipArchive.Problem ?? ZipArchive.Problem(text: "cannot be read"))
        }
    }

    /// Two places of one student, of one moment: one attempt. Of an exercise in both, the first stays.
    private func merge(_ other: Attempt, into attempt: inout Attempt, _ report: inout CollectReport) {
        for file in other.submission.files {
            if let own = attempt.submission.files.first(where: { $0.exercise == file.exercise }) {
                guard own.digest != file.digest else { continue }
                let reason = "a second file for \(file.exercise), as old as \(own.from)"
                attempt.submission.ignored.append(.init(file: file.from, reason: reason))
                report.twice.append(.init(file: attempt.submission.student, reason: "\(file.from) is \(reason)"))
            } else {
                attempt.submission.files.append(file)
                attempt.texts[file.exercise] = other.texts[file.exercise]
            }
        }
        attempt.submission.files.sort { $0.file < $1.file }
        attempt.submission.ignored += other.submission.ignored
    }

    // MARK: Writing

    private func write(_ attempts: [Attempt], _ report: inout CollectReport) throws {
        for attempt in attempts.sorted(by: {
            ($0.submission.student, $0.submission.submitted) < ($1.submission.student, $1.submission.submitted)
        }) {
            let submission = attempt.submission
            let own = folder.submissions.appending(path: submission.student)
            let earlier = try names(own).filter { ClassFolder.moment(named: $0) != nil }.map {
                try Submission(reading: own.appending(path: $0))
            }
            func contents(_ submission: Submission) -> [String] { submission.files.map { $0.file + $0.digest } }
            // The newest one again, at whatever time, or an older one of its time.
            let isKnown = { (known: Submission) in
                contents(known) == contents(submission)
                    && (known == earlier.last || known.submitted == submission.submitted)
            }
            if earlier.contains(where: isKnown) {
                if !report.unchanged.contains(submission.student) { report.unchanged.append(submission.student) }
                continue
            }
            let place = folder.submission(of: submission.student, submission.submitted)
            if FileManager.default.fileExists(atPath: place.path) {
                report.twice.append(
                    .init(
                        file: submission.student,
                        reason:
                            "\(submission.source) holds other files than \(folder.path(place)), of the same second; "
                            + "that one was left as it is"))
                continue
            }
            try write(attempt, to: place)
            report.collected.append(submission)
        }
    }

    /// Makes the folder beside its place and renames it: what is found there is whole.
    private func write(_ attempt: Attempt, to place: URL) throws {
        let partial = place.deletingLastPathComponent().appending(path: ".\(place.lastPathComponent).partial")
        try? FileManager.default.removeItem(at: partial)
        for file in attempt.submission.files {
            try WholeFile.write(Data(attempt.texts[file.exercise] ?? []), to: partial.appending(path: file.file))
        }
        try ClassJSON.write(attempt.submission, to: partial.appending(path: Submission.fileName))
        guard rename(partial.path, place.path) == 0 else {
            throw ClassError(.notReachable, "\(place.path) cannot be written: \(String(cString: strerror(errno)))")
        }
    }

    private func names(_ folder: URL) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { !$0.hasPrefix(".") }
            .sorted()
    }
}

extension ExerciseFiles {
    /// Why a file that is no Swift file is left, with a guess at what the student meant.
    static func reason(_ name: String) -> String {
        let lower = name.lowercased()
        if lower.hasSuffix(".swift.txt") || lower.hasSuffix(".txt") {
            return "is no Swift file by its name; expected one that ends in .swift"
        }
        if [".rar", ".7z", ".gz", ".tar", ".tgz", ".xz"].contains(where: lower.hasSuffix) {
            return "is an archive that is not read here; ask for a zip"
        }
        return "is no Swift file"
    }
}

extension Date {
    /// Without fractions of a second, which no name of an attempt has.
    fileprivate var wholeSecond: Date { Date(timeIntervalSince1970: timeIntervalSince1970.rounded(.down)) }
}
