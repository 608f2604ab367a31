import Foundation
import Notebook

/// Where pages go: `Output` in the course's folder, or what --output names.
enum OutputPlace {
    /// The folder to write pages into. Throws where it is no place for them: what no run of the kit wrote stays alone.
    static func folder(named name: String?, in project: ProjectFolder) throws -> URL {
        guard let name else { return project.output }
        guard !name.isEmpty else {
            throw refusal("expected a folder after --output, but got an empty name")
        }
        let folder = URL(fileURLWithPath: name).standardizedFileURL
        let place = folder.resolvingSymlinksInPath()
        let home = FileManager.default.homeDirectoryForCurrentUser.resolvingSymlinksInPath()
        if place.path == "/" || place == home {
            throw refusal("\(folder.path) is not a folder for pages alone")
        }
        let course = project.url.resolvingSymlinksInPath().path + "/"
        if (place.path + "/") == course { throw refusal("\(folder.path) is the folder of the course") }
        if place.path.hasPrefix(course) {
            let part = place.path.dropFirst(course.count).prefix { $0 != "/" }
            if part.hasPrefix(".") || parts.contains(String(part)) {
                throw refusal("\(folder.path) belongs to the course itself")
            }
        }
        let own = place.appending(path: Milestone.folder)
        let isOfMilestones = PlainFile.kind(of: own) == .folder && OutputFolder.isFree(own)
        guard place == project.output.resolvingSymlinksInPath() || OutputFolder.isFree(place) || isOfMilestones else {
            throw refusal("\(folder.path) holds other things, and no run of the kit wrote them")
        }
        return folder
    }

    /// Folders of the course that people write.
    private static let parts: Set = [
        "Benchmarks", "Data", "Exercises", "Lessons", "Release", "Solutions", "Sources", "Tests",
    ]

    private static func refusal(_ what: String) -> CommandError {
        CommandError(
            .wrongArguments, "\(what); nothing was written",
            hint: "name a new or an empty folder: --output pages")
    }

    /// Says on standard error what was given another name, because a file of the kit needed its own.
    static func tell(of kept: [URL?]) {
        for file in kept.compactMap({ $0 }) {
            Terminal.printError(
                "note: a file that the kit did not write had a name it needs; it is now \(file.path)")
        }
    }
}

extension CommandError {
    /// Why a folder cannot be written, as the command reports it.
    init(_ error: OutputError) {
        self.init(error.isRefusal ? .wrongArguments : .notReachable, "\(error)", hint: error.hint)
    }
}
