import Foundation

/// One attempt of one student, as `collect` has put it down: `submissions/<student>/<time>/submission.json`.
public struct Submission: Codable, Sendable, Equatable {
    public var student: String
    /// When it was handed in.
    public var submitted: Date
    /// Who says so.
    public var timeFrom: TimeSource
    /// What it was taken from: "canvas.zip".
    public var source: String
    /// The files that were taken.
    public var files: [File]
    /// What came besides, and why it was left.
    public var ignored: [Ignored]

    public enum TimeSource: String, Codable, Sendable {
        /// A table that was given with `--times`.
        case table
        /// The stamp of the file in an archive.
        case archive
        /// The time of the file on the disk.
        case file
    }

    public struct File: Codable, Sendable, Equatable {
        /// Where it lies, from the attempt's folder: "04-perceptron/4.2-Update.swift".
        public var file: String
        /// The exercise it belongs to; of answers in writing the lesson's sheet, "4.questions".
        public var exercise: String
        /// The first 16 digits of the SHA-256 digest of its text.
        public var digest: String
        /// What it was called when it came.
        public var from: String

        public init(file: String, exercise: String, digest: String, from: String) {
            (self.file, self.exercise, self.digest, self.from) = (file, exercise, digest, from)
        }
    }

    public struct Ignored: Codable, Sendable, Equatable {
        public var file: String
        public var reason: String

        public init(file: String, reason: String) { (self.file, self.reason) = (file, reason) }
    }

    public init(
        student: String, submitted: Date, timeFrom: TimeSource, source: String, files: [File], ignored: [Ignored] = []
    ) {
        (self.student, self.submitted, self.timeFrom, self.source) = (student, submitted, timeFrom, source)
        (self.files, self.ignored) = (files, ignored)
    }

    /// The file in an attempt's folder that holds this.
    public static let fileName = "submission.json"

    /// - Parameter folder: the attempt's.
    public init(reading folder: URL) throws {
        self = try ClassJSON.read(folder.appending(path: Submission.fileName))
    }
}
