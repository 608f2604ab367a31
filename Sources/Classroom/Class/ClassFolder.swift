import Foundation
import Grading

/// The folder of a class, and where everything in it lies.
public struct ClassFolder: Sendable, Equatable {
    public let url: URL
    private var gradesName = "grades"

    public init(_ url: URL) { self.url = url.standardizedFileURL }

    /// The same class, with the records of grades in another of its folders: to grade again beside what there is.
    public func grading(in name: String) -> ClassFolder {
        var folder = self
        folder.gradesName = name
        return folder
    }

    public var classFile: URL { url.appending(path: "class.json") }
    public var roster: URL { url.appending(path: "students.csv") }
    public var submissions: URL { url.appending(path: "submissions") }
    public var grades: URL { url.appending(path: gradesName) }
    public var manual: URL { url.appending(path: "manual.json") }
    public var feedback: URL { url.appending(path: "feedback") }
    public var report: URL { url.appending(path: "report") }
    public var export: URL { url.appending(path: "export") }

    /// The folder with a `class.json` that is named, or that one stands in.
    public static func find(named: String? = nil) throws -> ClassFolder {
        let start = URL(fileURLWithPath: named ?? FileManager.default.currentDirectoryPath).standardizedFileURL
        var url = start
        while true {
            let folder = ClassFolder(url)
            if FileManager.default.fileExists(atPath: folder.classFile.path) { return folder }
            guard named == nil, url.path != "/", !url.path.isEmpty else { break }
            url = url.deletingLastPathComponent()
        }
        throw ClassError(
            .notReachable, "expected a folder with a class.json, and there is none in \(start.path)",
            hint: "swift run lesson class new DIR begins a class; --class DIR names one")
    }

    /// A file's path from the class's folder, as messages name it.
    public func path(_ file: URL) -> String {
        let (root, path) = (url.path + "/", file.standardizedFileURL.path)
        return path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
    }

    // MARK: One attempt

    /// The name that an attempt's files have: "2026-11-30T14-05-00Z".
    public static func name(of moment: Date) -> String {
        moment.formatted(.iso8601).replacing(":", with: "-")
    }

    /// The moment that such a name stands for.
    public static func moment(named name: String) -> Date? {
        guard let match = name.wholeMatch(of: /(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d)Z/) else { return nil }
        return try? Date("\(match.1):\(match.2):\(match.3)Z", strategy: .iso8601)
    }

    public func submission(of student: String, _ moment: Date) -> URL {
        submissions.appending(path: "\(student)/\(ClassFolder.name(of: moment))")
    }

    public func grade(of student: String, _ moment: Date) -> URL {
        grades.appending(path: "\(student)/\(ClassFolder.name(of: moment)).json")
    }

    public func feedback(for student: String, _ moment: Date) -> URL {
        feedback.appending(path: "\(student)/\(ClassFolder.name(of: moment)).html")
    }

    // MARK: What there is

    /// Every attempt that was collected, by student and then by time.
    public func allSubmissions() throws -> [Submission] {
        try attempts().map { try Submission(reading: submissions.appending(path: "\($0.student)/\($0.name)")) }
    }

    /// Every record that is there, complete or not, by student and then by time.
    public func allRecords() throws -> [GradeRecord] {
        try ClassFolder.attempts(in: grades, ending: ".json").map { student, name in
            try GradeRecord(reading: grades.appending(path: "\(student)/\(name).json"))
        }
    }

    /// The names of what was collected.
    func attempts() -> [(student: String, name: String)] { ClassFolder.attempts(in: submissions) }

    /// The names of attempts in a folder of students.
    static func attempts(in folder: URL, ending: String = "") -> [(student: String, name: String)] {
        names(in: folder).flatMap { student in
            names(in: folder.appending(path: student)).compactMap { file in
                guard file.hasSuffix(ending) else { return nil }
                let name = String(file.dropLast(ending.count))
                return ClassFolder.moment(named: name) == nil ? nil : (student, name)
            }
        }
    }

    private static func names(in folder: URL) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { !$0.hasPrefix(".") }
            .sorted()
    }
}
