import ArgumentParser
import CommandSupport
import Foundation

/// `lesson class similar`: rare things that two answers have in common, side by side.
struct ClassSimilar: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "similar", abstract: "Shows rare coincidences between answers, side by side.",
        discussion: """
            Looks only at answers that are wrong in no known way, and at free choices; right answers are alike by nature. The page \
            ranks by rarity and judges nobody.
            """)

    @OptionGroup var options: ClassOptions

    @Option(help: ArgumentHelp("Writes the folders that JPlag wants, and nothing else.", valueName: "DIR"))
    var jplag: String?

    func run() throws {
        let (folder, course, file) = try options.open()
        let book = try Gradebook(folder, file, course: course)
        if let jplag {
            let folders = JPlagFolder(URL(fileURLWithPath: jplag))
            let count = try folders.write(book, folder, course: course)
            return Terminal.showLine("\(count) students in \(jplag); now:\n  \(folders.command)")
        }
        let similar = try SimilarAnswers(book, folder, course: course)
        let page = folder.report.appending(path: "similar.html")
        try WholeFile.write(Data(SimilarPage(similar, book).html.utf8), to: page)
        Terminal.showLine("report   \(folder.path(page))")
        for pair in similar.pairs.prefix(10) {
            Terminal.showLine("  \(pair.exercise.id)  \(pair.students.joined(separator: ", "))  \(pair.reason)")
        }
        if similar.pairs.isEmpty { Terminal.showLine("nothing rare coincides") }
    }
}
