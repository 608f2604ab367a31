import Foundation
import Grading

extension ClassFolder {
    /// Writes a small `class.json` to begin from: the first two lessons with exercises, due in two weeks.
    ///
    /// - Returns: what it says. Throws where there is one already.
    public func begin(exercises: [Exercise], now: Date = Date(), zone: TimeZone = .current) throws -> ClassFile {
        guard !FileManager.default.fileExists(atPath: classFile.path) else {
            throw ClassError(.wrongArguments, "\(classFile.path) is there already", hint: "name another folder")
        }
        let day = now.addingTimeInterval(14 * 86_400).formatted(
            Date.ISO8601FormatStyle(timeZone: zone).year().month().day())
        let file = ClassFile(
            name: url.lastPathComponent, timeZone: zone.identifier == "GMT" ? "UTC" : zone.identifier,
            // Too many to be tried out, and still exact where a program takes numbers of JSON for floating-point ones.
            seed: .random(in: 1 << 40..<1 << 53),
            lessons: Exercise.lessons(of: exercises).prefix(2).map {
                ClassLesson(lesson: $0, due: LocalTime("\(day)T23:59"))
            }, late: LateRule(rule: .perDay, percent: 10, graceMinutes: 5))
        try ClassJSON.write(file, to: classFile)
        return file
    }
}
