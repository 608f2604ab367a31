import Foundation
import Grading

/// What became of one attempt: `grades/<student>/<time>.json`.
///
/// Written again whenever a verdict comes, and complete at the end. It holds no times of the machine's: the same
/// submission, seed and kit make the same bytes, however often grading was stopped and begun again. Lateness is not
/// in it either; `Gradebook` computes that.
public struct GradeRecord: Codable, Sendable, Equatable {
    public var student: String
    public var submitted: Date
    public var kit: Kit
    /// The class's. Each verdict has that of its lesson, which follows from it.
    public var seed: UInt64
    /// What stood between the answers and the machine: "bubblewrap", "no network", …
    public var isolation: [String]
    public var files: [File]
    /// By exercise; as long as it is not complete, the lessons that are done.
    public var verdicts: [Verdict]
    /// What was written under each question, by its number, for a person to read: empty where nothing was. Nil where the
    /// attempt has no sheet of questions.
    public var answers: [String: String]?
    public var complete: Bool

    /// What judged.
    public struct Kit: Codable, Sendable, Equatable {
        public var version: String
        /// Of every text that a verdict depends on: checks, solutions, engine.
        public var digest: String

        public init(version: String, digest: String) { (self.version, self.digest) = (version, digest) }
    }

    public struct File: Codable, Sendable, Equatable {
        public var file: String
        public var digest: String

        public init(file: String, digest: String) { (self.file, self.digest) = (file, digest) }
    }

    public init(
        student: String, submitted: Date, kit: Kit, seed: UInt64, isolation: [String], files: [File],
        verdicts: [Verdict] = [], answers: [String: String]? = nil, complete: Bool = false
    ) {
        (self.student, self.submitted, self.kit, self.seed) = (student, submitted, kit, seed)
        (self.isolation, self.files, self.verdicts) = (isolation, files, verdicts)
        (self.answers, self.complete) = (answers, complete)
    }

    public init(reading file: URL) throws { self = try ClassJSON.read(file) }

    public func write(to file: URL) throws { try ClassJSON.write(self, to: file) }
}
