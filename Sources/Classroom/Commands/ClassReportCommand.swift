import ArgumentParser
import CommandSupport
import Foundation

/// `lesson class report`: what the class did, and a file of feedback for every attempt.
struct ClassReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Writes feedback for each student, and what to say to the class.",
        discussion: """
            report/index.html begins with the five mistakes that cost the class most. Beside it lie items.csv, \
            misconceptions.csv, grades.csv and grades.json; feedback/<student>/<time>.html is one file for each attempt.

            Where questions in writing count ("questions": true at a lesson of class.json), report/questions-04.html has \
            each question, how to judge it, and all answers one below another. Points and comments go into manual.json; \
            report again, and the feedback has them.
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
        let book = try Gradebook(folder, file, course: course)
        let report = ClassReport(book)
        let count = try report.write(to: folder, records: records)
        Terminal.showLine(
            """
            report   \(folder.path(folder.report))/index.html, items.csv, misconceptions.csv, grades.csv, grades.json
            feedback \(count) files in \(folder.path(folder.feedback))
            """)
        let sheets = file.lessons.map(\.lesson).filter { lesson in book.questions.contains { $0.lesson == lesson } }
        if !sheets.isEmpty {
            let pages = sheets.map(QuestionsPage.name).joined(separator: ", ")
            Terminal.showLine("to read  \(book.waiting()) answers in \(folder.path(folder.report))/\(pages)")
        }
        for (number, mistake) in report.mistakes.prefix(5).enumerated() {
            Terminal.showLine("\(number + 1)  \(mistake.exercise.id)  \(mistake.students.count) ×  \(mistake.sentence)")
        }
        if open { Browser.open(folder.report.appending(path: "index.html")) }
    }
}
