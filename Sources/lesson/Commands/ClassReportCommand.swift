import ArgumentParser
import Classroom
import Foundation

/// `lesson class report`: what the class did, and a file of feedback for every attempt.
struct ClassReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Writes feedback for each student, and what to say to the class.",
        discussion: """
            report/index.html begins with the five mistakes that cost the class most. Beside it lie items.csv, \
            misconceptions.csv, grades.csv and grades.json; feedback/<student>/<time>.html is one file for each attempt.
            """)

    @OptionGroup var options: ClassOptions

    @Flag(help: "Opens the page in a browser.")
    var open = false

    func run() throws {
        let (folder, course, file) = try options.open()
        let records = try folder.allRecords()
        guard !records.isEmpty else {
            throw CommandError(
                .wrongArguments, "nothing is graded in \(folder.url.path)", hint: "swift run lesson class grade")
        }
        let report = ClassReport(try Gradebook(folder, file, course: course))
        let count = try report.write(to: folder, records: records)
        Terminal.showLine(
            """
            report   \(folder.path(folder.report))/index.html, items.csv, misconceptions.csv, grades.csv, grades.json
            feedback \(count) files in \(folder.path(folder.feedback))
            """)
        for (number, mistake) in report.mistakes.prefix(5).enumerated() {
            Terminal.showLine("\(number + 1)  \(mistake.exercise.id)  \(mistake.students.count) ×  \(mistake.sentence)")
        }
        if open { Browser.open(folder.report.appending(path: "index.html")) }
    }
}
