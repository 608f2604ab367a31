import Foundation

/// The zip of feedback files that Moodle takes back: each student's page in the folder of the zip of submissions it gave.
///
/// Source: Moodle's `mod/assign/feedback/file/importziplib.php`.
public struct MoodleFeedback {
    public let archive: Data
    public let count: Int
    public let unplaced: [String]

    /// - Parameters:
    ///   - submissions: the zip that Moodle gave.
    ///   - lesson: which of the class's the assignment is; the only one if left out.
    public init(
        for submissions: Data, name: String, _ book: Gradebook, _ folder: ClassFolder, lesson: String?
    ) throws {
        let numbers = book.file.lessons.map(\.lesson)
        guard let lesson = lesson ?? (numbers.count == 1 ? numbers[0] : nil), numbers.contains(lesson) else {
            throw ClassError(
                .wrongArguments, "which lesson is \(name)?", hint: "--lesson, of \(numbers.joined(separator: ", "))")
        }
        let zip: ZipArchive
        do { zip = try ZipArchive(submissions) } catch {
            throw ClassError(
                .badData, "\(name) is no zip archive that can be read: \((error as? ZipArchive.Problem)?.text ?? "")")
        }
        let folders = zip.entries.filter { $0.refusal == nil }.compactMap {
            $0.name.split(separator: "/").first.map(String.init)
        }
        let roster = Roster(book.students)
        var (writer, count, unplaced) = (ZipWriter(), 0, [String]())
        for moodle in Set(folders).sorted() {
            guard moodle.contains("_assignsubmission_"), let owner = Owner.of([moodle[...], "f"])?.owner else {
                unplaced.append("\(moodle) is no folder of Moodle's")
                continue
            }
            guard case .student(let student) = roster.match(owner.words) else {
                unplaced.append("\(moodle): nobody, or several, in the class's roster")
                continue
            }
            let grade = book.grade(of: student.id, lesson: lesson)
            guard let submitted = grade?.counted?.submitted ?? grade?.written?.submitted else {
                unplaced.append("\(moodle): nothing that counts in lesson \(lesson)")
                continue
            }
            let page = folder.feedback(for: student.id, submitted)
            guard let data = FileManager.default.contents(atPath: page.path) else {
                throw ClassError(
                    .notReachable, "\(folder.path(page)) is not there", hint: "swift run lesson class report writes it")
            }
            writer.add("\(moodle)/feedback.html", data)
            count += 1
        }
        (archive, self.count, self.unplaced) = (writer.data, count, unplaced)
    }
}
