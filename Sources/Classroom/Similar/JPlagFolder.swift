import Foundation
import Grading

/// The folders that JPlag wants: one for each student, and one with the stubs, which it takes for common code.
public struct JPlagFolder {
    public let folder: URL

    public init(_ folder: URL) { self.folder = folder }

    /// What to type then.
    public var command: String {
        "java -jar jplag.jar --language swift --base-code \(folder.path)/base \(folder.path)/submissions"
    }

    /// Writes the attempts that count. Throws where the folder is there already.
    ///
    /// - Returns: of how many students.
    public func write(_ book: Gradebook, _ classFolder: ClassFolder, course: Course) throws -> Int {
        guard !FileManager.default.fileExists(atPath: folder.path) else {
            throw ClassError(.wrongArguments, "\(folder.path) is there already", hint: "name another folder")
        }
        for exercise in book.exercises {
            let file = try course.file(of: exercise, .solutions)
            let lesson = file.deletingLastPathComponent().lastPathComponent
            try WholeFile.write(
                Data(course.stub(of: exercise).utf8),
                to: folder.appending(path: "base/\(lesson)/\(file.lastPathComponent)"))
        }
        var students: Set<String> = []
        for grade in book.grades {
            guard let counted = grade.counted else { continue }
            let attempt = classFolder.submission(of: grade.student, counted.submitted)
            for file in try Submission(reading: attempt).files
            where Exercise.lesson(of: file.exercise) == grade.lesson && !AnswerSheets.isSheet(file.exercise) {
                guard let data = FileManager.default.contents(atPath: attempt.appending(path: file.file).path) else {
                    continue
                }
                try WholeFile.write(data, to: folder.appending(path: "submissions/\(grade.student)/\(file.file)"))
                students.insert(grade.student)
            }
        }
        return students.count
    }
}
