import Foundation

/// The file that keeps a learner's progress, `.nabla/progress.json` in the course's folder, ignored by git.
///
/// It is replaced as a whole, never written into, and the one before it is kept. Programs that change it at the same
/// time wait for each other.
public struct ProgressFile: Sendable {
    public let folder: URL

    /// What an exercise asks, by which it is known again under another name.
    private let task: @Sendable (Exercise) -> String?

    public init(_ course: Course) { self.init(course) { _ in nil } }

    init(_ course: Course, task: @escaping @Sendable (Exercise) -> String?) {
        folder = course.learnersFolder
        self.task = task
    }

    var current: URL { folder.appending(path: "progress.json") }
    var previous: URL { folder.appending(path: "progress.previous.json") }

    /// Progress so far, and what there is to say about the file: nothing, unless it was damaged.
    public struct Reading: Sendable {
        public var progress = LearnerProgress()
        public var notice: String?
    }

    /// Reads the file; a missing one is an empty beginning.
    public func read(for course: [Exercise] = Exercise.all) throws -> Reading {
        // Who only looks leaves nothing behind.
        guard FileManager.default.fileExists(atPath: folder.path) else { return Reading() }
        return try locked { try load(for: course) }
    }

    /// Reads, changes and writes, with nobody between.
    @discardableResult
    public func update(
        for course: [Exercise] = Exercise.all, _ change: (inout LearnerProgress) -> Void
    ) throws -> Reading {
        try locked {
            var reading = try load(for: course)
            let before = reading.progress
            change(&reading.progress)
            guard reading.progress != before else { return reading }
            for exercise in course where reading.progress[exercise] != before[exercise] {
                reading.progress.note(task: task(exercise), of: exercise)
            }
            try save(reading.progress)
            return reading
        }
    }

    private func load(for course: [Exercise]) throws -> Reading {
        guard let data = FileManager.default.contents(atPath: current.path) else {
            // Only an interruption between two renames leaves the previous file alone.
            let earlier = FileManager.default.contents(atPath: previous.path)
            return Reading(progress: earlier.flatMap { try? decode($0, for: course) } ?? LearnerProgress())
        }
        do {
            return Reading(progress: try decode(data, for: course))
        } catch let error as LearnerProgress.UnknownVersion {
            throw GradingError(
                "\(current.path) was written by another version of the course (format \(error.version), here "
                    + "\(LearnerProgress.version))", hint: "update the course, or move the file away")
        } catch {
            return try recover(from: error, for: course)
        }
    }

    /// Moves a damaged file aside and goes on with what is best of it or of the one before.
    private func recover(from error: any Error, for course: [Exercise]) throws -> Reading {
        var aside = folder.appending(path: "progress.damaged.json")
        var number = 2
        while FileManager.default.fileExists(atPath: aside.path) {
            aside = folder.appending(path: "progress.damaged-\(number).json")
            number += 1
        }
        try FileManager.default.moveItem(at: current, to: aside)
        let earlier = FileManager.default.contents(atPath: previous.path).flatMap {
            try? decode($0, for: course)
        }
        var rest = (error as? LearnerProgress.Damage)?.rest
        rest?.follow(course, task: task)
        let progress: LearnerProgress
        let what: String
        if let earlier, earlier.entries.count >= rest?.entries.count ?? 0 {
            (progress, what) = (earlier, "it goes on from the state before the last change")
        } else if let rest {
            (progress, what) = (
                rest, "it goes on with the \(rest.entries.count) exercises that could be read"
            )
        } else {
            (progress, what) = (LearnerProgress(), "it begins anew")
        }
        try save(progress)
        return Reading(
            progress: progress,
            notice: "the progress file was damaged; \(what). The damaged one is \(aside.path)")
    }

    private func decode(_ data: Data, for course: [Exercise]) throws -> LearnerProgress {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        var progress = try decoder.decode(LearnerProgress.self, from: data)
        progress.follow(course, task: task)
        return progress
    }

    private func save(_ progress: LearnerProgress) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        encoder.dateEncodingStrategy = .iso8601
        let files = FileManager.default
        let new = folder.appending(path: "progress.new.json")
        do {
            try encoder.encode(progress).write(to: new)
            if files.fileExists(atPath: current.path) {
                _ = rename(current.path, previous.path)
            }
            guard rename(new.path, current.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            throw GradingError("progress could not be written to \(current.path): \(error)")
        }
    }

    private func locked<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw GradingError("the folder \(folder.path) could not be made: \(error)")
        }
        let lock = open(folder.appending(path: "lock").path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
        guard lock >= 0 else { throw GradingError("the file \(folder.path)/lock could not be made") }
        defer { close(lock) }
        while flock(lock, LOCK_EX) != 0, errno == EINTR {}
        return try body()
    }
}
