import ArgumentParser
import Foundation
import Literate
import Notebook
import Plotting

/// `lesson gallery`: a page with every kind of figure and the code that makes it.
struct GalleryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gallery", abstract: "Makes a page of every kind of figure, with the code that draws it."
    )

    @Option(help: ArgumentHelp("Write the page here instead of Output.", valueName: "DIR"))
    var output: String?

    @Flag(help: "Open the page in a browser.")
    var open = false

    func run() throws {
        let project = try ProjectFolder()
        let place = try OutputPlace.folder(named: output, in: project)
        let page = try Gallery(project).write(to: place.appending(path: "gallery"))
        Terminal.showLine("\(Gallery.entries.count) figures: \(page.path)")
        if open { Browser.open(page) }
    }
}

/// Every kind of mark and diagram, drawn.
struct Gallery {
    static let families: [(title: String, entries: [GalleryEntry])] = [
        ("Curves, points and bars", GalleryCurves.entries), ("Planes and tables", GalleryMaps.entries),
        ("Diagrams", GalleryDiagrams.entries),
    ]
    static var entries: [GalleryEntry] { families.flatMap(\.entries) }

    private let project: ProjectFolder

    init(_ project: ProjectFolder) { self.project = project }

    /// Writes the page and its pictures into a folder. Returns the page.
    func write(to folder: URL) throws -> URL {
        do {
            let folder = try OutputFolder(folder)
            var files: [(name: String, content: Data)] = []
            var families: [GalleryFamily] = []
            for (title, entries) in Self.families {
                var items: [GalleryItem] = []
                for entry in entries {
                    let name = String(format: "%02d.png", files.count + 1)
                    let metadata = ["Title": entry.name, "Description": entry.explanation]
                    files.append((name, Data(try entry.draw().png(metadata: metadata))))
                    items.append(
                        GalleryItem(
                            name: entry.name, explanation: entry.explanation, picture: name,
                            code: try code(of: entry),
                            place: "\(entry.file), line \(entry.line)"))
                }
                families.append(GalleryFamily(title: title, items: items))
            }
            files.append(("index.html", Data(galleryPage(families).utf8)))
            OutputPlace.tell(of: try folder.write(files))
            return folder.url.appending(path: "index.html")
        } catch let error as OutputError {
            throw CommandError(error)
        }
    }

    /// The closure that draws an entry, as it stands in its file.
    func code(of entry: GalleryEntry) throws -> String {
        guard let code = closureBody(inStatementAtLine: entry.line, of: try project.text(entry.file)) else {
            throw CommandError(
                .badData, "\(entry.file):\(entry.line): no closure here any more",
                hint: "build again: swift build")
        }
        return code
    }
}
