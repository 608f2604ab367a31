import ArgumentParser
import Foundation
import Notebook
import Plotting

/// `lesson figures 04`: every figure of a lesson as a file for slides and papers of one's own.
struct Figures: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "figures", abstract: "Writes the figures of a lesson for slides and papers of your own.",
        usage: "lesson figures <lesson> [options]",
        discussion: """
            The lesson runs, and each figure is drawn as a file, each frame of a figure that moves as one of its own. In PDF and \
            SVG letters stay letters, which can be searched, copied and enlarged; a PDF brings its fonts along, an SVG asks the \
            viewer for them. The files go to Output/figures, into a folder for the lesson and the look.
            """)

    @Argument(help: "Its number or its name: 04, 4, four, perceptron.")
    var lesson: String

    @Option(help: "pdf, svg or png.")
    var format = FigureFile.Kind.pdf

    @Flag(help: "Paint nothing behind the figures.")
    var transparent = false

    @Flag(help: "Light lines and letters, for a dark page.")
    var dark = false

    @Option(
        help: ArgumentHelp(
            "As wide as this: 16cm, 6.3in, 450pt, 1920px. A pixel of a PNG is a pixel, of others a 96th of an inch.",
            valueName: "W"),
        transform: { text in
            guard let width = FigureWidth(text) else {
                throw ValidationError("expected 2.54 to 63.5 cm, such as 16cm, 6.3in, 450pt, or 96 to 7680 pixels")
            }
            return width
        })
    var width: FigureWidth?

    @Option(help: ArgumentHelp("A font of this machine for the text.", valueName: "NAME"))
    var font: String?

    @OptionGroup var options: RunOptions

    func run() throws {
        let project = try ProjectFolder()
        let lesson = try LessonLookup.lesson(lesson)
        if let font { try FontLookup.requireFont(font) }
        let folder = try place(of: lesson, in: project)
        let run = try FigureRun(lesson, as: file, options, in: project)
        do {
            OutputPlace.tell(of: try folder.write(run.files))
        } catch let error as OutputError {
            throw CommandError(error)
        }
        let count = "\(run.files.count) file" + (run.files.count == 1 ? "" : "s")
        Terminal.showLine("\(lesson.name): \(count), \(folder.url.path)")
        guard run.failedClaims.isEmpty else {
            let names = run.failedClaims.map { "\"\($0)\"" }.joined(separator: ", ")
            throw CommandError(
                .checkFailed, "\(lesson.name): the figures show a run in which claims do not hold: \(names)",
                hint: "see the run: swift run lesson \(lesson.number)")
        }
    }

    /// The same figures in another format or another look go beside these, not in their place.
    private func place(of lesson: Lesson, in project: ProjectFolder) throws -> OutputFolder {
        let parts = [lesson.folder, format.rawValue] + (dark ? ["dark"] : []) + (transparent ? ["transparent"] : [])
        let output = try options.outputFolder(in: project)
        let all = options.output == nil ? output.appending(path: "figures") : output
        do {
            return try OutputFolder(all.appending(path: parts.joined(separator: "-")))
        } catch let error as OutputError {
            throw CommandError(error)
        }
    }

    private var file: FigureFile {
        // A slide of 16 : 9 in LaTeX's Beamer is 16 cm wide.
        let usual: FigureWidth =
            switch format {
            case .pdf: FigureWidth(inches: 16 / 2.54)
            case .svg: FigureWidth(pixels: 960)
            case .png: FigureWidth(pixels: 1920)
            }
        let width = width ?? usual
        let density = width.pixels == nil ? 300.0 : 96
        return FigureFile(
            format, width: width.inches, pixelsPerInch: density, isTransparent: transparent, isDark: dark, font: font)
    }
}

extension FigureFile.Kind: ExpressibleByArgument {}

/// How wide a figure is: a number with its unit; without one, pixels.
struct FigureWidth {
    let inches: Double
    /// The pixels that were asked for; nil where a length was.
    let pixels: Double?

    init(inches: Double) { (self.inches, pixels) = (inches, nil) }
    init(pixels: Double) { (inches, self.pixels) = (pixels / 96, pixels) }

    init?(_ words: String) {
        let text = words.lowercased()
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let number = Double(digits) else { return nil }
        switch text.dropFirst(digits.count) {
        case "cm": self.init(inches: number / 2.54)
        case "mm": self.init(inches: number / 25.4)
        case "in": self.init(inches: number)
        case "pt": self.init(inches: number / 72)
        case "", "px": self.init(pixels: number)
        default: return nil
        }
        // Below, letters are smaller than anybody reads; above, a PNG has more pixels than a program opens.
        guard (1...25).contains(inches), pixels.map({ (96...7680).contains($0) }) ?? true else { return nil }
    }
}
