import Foundation

/// Brings records together that other machines have made.
public struct GradeMerge: Sendable, Equatable {
    /// Records that were taken, and those that were here already, byte for byte.
    public var taken = 0
    public var known = 0
    /// Attempts whose record is not complete there.
    public var unfinished: [String] = []
    /// Records that were not taken, and why.
    public var refused: [String] = []

    /// - Parameter sources: folders of grades, or of classes with one.
    public init(_ sources: [URL], into folder: ClassFolder) throws {
        for source in sources {
            let inside = source.appending(path: "grades")
            let grades = FileManager.default.fileExists(atPath: inside.path) ? inside : source
            guard FileManager.default.fileExists(atPath: grades.path) else {
                throw ClassError(
                    .notReachable, "there is no \(source.path)", hint: "name the folders that the parts have written")
            }
            for (student, name) in ClassFolder.attempts(in: grades, ending: ".json") {
                try take(grades.appending(path: "\(student)/\(name).json"), named: "\(student)/\(name)", into: folder)
            }
        }
    }

    private mutating func take(_ file: URL, named name: String, into folder: ClassFolder) throws {
        let record: GradeRecord
        do { record = try GradeRecord(reading: file) } catch {
            refused.append("\(file.path) is no record of grades")
            return
        }
        guard "\(record.student)/\(ClassFolder.name(of: record.submitted))" == name else {
            refused.append("\(file.path) is about another attempt than its name says")
            return
        }
        guard record.complete else {
            unfinished.append(name)
            return
        }
        guard let submission = try? Submission(reading: folder.submission(of: record.student, record.submitted)),
            submission.files.map({ GradeRecord.File(file: $0.file, digest: $0.digest) }) == record.files
        else {
            refused.append("\(name) was not collected here, or with other files")
            return
        }
        let place = folder.grade(of: record.student, record.submitted)
        if let own = try? GradeRecord(reading: place), own.complete {
            if own == record { known += 1 } else { refused.append("\(name) has another complete record here") }
            return
        }
        try record.write(to: place)
        taken += 1
    }
}
