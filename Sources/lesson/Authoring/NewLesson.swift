import Foundation
import Notebook

/// Everything that a new lesson adds to the course: files of its own, and a line in each of three lists.
struct NewLesson {
    /// A file as it will be. `before` is nil for a new one.
    struct Change {
        var path: String
        var before: String?
        var after: String
        var isNew: Bool { before == nil }
    }

    let name: LessonName
    private let project: ProjectFolder

    init(_ name: LessonName, in project: ProjectFolder) {
        (self.name, self.project) = (name, project)
    }

    /// Works out all files before any is written. Throws where the number is taken, or a list is not as expected.
    func changes() throws -> [Change] {
        try requireThatNumberIsFree()
        let template = LessonTemplate(name)
        let new = template.files.map { Change(path: $0.path, before: nil, after: $0.text) }
        return try new + [
            changed("Lessons/Catalogue.swift") { CatalogueList.adding(name, to: $0) },
            changed("Sources/Grading/Exercise.swift") { CheckedLessonsList.adding(name, to: $0) },
            changed("README.md") { LessonTable.adding(name, to: $0) },
        ]
    }

    /// Writes all files, or none: what was written is taken back when one cannot be.
    func write(_ changes: [Change]) throws {
        var done: [Change] = []
        do {
            for change in changes {
                let file = project.url.appending(path: change.path)
                try requirePlainFolders(above: change.path)
                let folder = file.deletingLastPathComponent()
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                if let before = change.before {
                    // Somebody may have saved it since it was read.
                    guard try PlainFile.read(file) == Data(before.utf8) else {
                        throw CommandError(
                            .notReachable, "\(change.path) was changed meanwhile; nothing was written",
                            hint: "try again")
                    }
                    try PlainFile.write(Data(change.after.utf8), to: file)
                } else {
                    do {
                        try PlainFile.create(Data(change.after.utf8), at: file)
                    } catch {
                        // Nothing but the folder was made; it goes if it is empty.
                        rmdir(folder.path)
                        throw error
                    }
                }
                done.append(change)
            }
        } catch {
            takeBack(done)
            throw error as? CommandError
                ?? CommandError(
                    .notReachable, "the lesson could not be written: \(SystemWords(error).text)",
                    hint: "correct the rights of the course's folder; nothing was changed")
        }
    }

    /// A link would lead out of the course.
    private func requirePlainFolders(above path: String) throws {
        var folder = project.url
        for part in path.split(separator: "/").dropLast() {
            folder.append(path: String(part))
            guard PlainFile.kind(of: folder) == .link else { continue }
            throw CommandError(
                .notReachable, "\(folder.path) is a link; nothing was written",
                hint: "put the folder itself there")
        }
    }

    private func takeBack(_ changes: [Change]) {
        for change in changes {
            let file = project.url.appending(path: change.path)
            if let before = change.before {
                try? PlainFile.write(Data(before.utf8), to: file)
            } else {
                try? FileManager.default.removeItem(at: file)
                // Folders of the lesson's own are empty by now; any other is not, and stays.
                rmdir(file.deletingLastPathComponent().path)
            }
        }
    }

    private func changed(_ path: String, _ edit: (String) -> String?) throws -> Change {
        let before = try project.text(path)
        guard let after = edit(before) else {
            throw CommandError(
                .badData, "\(path): the list of lessons is not where it is expected; nothing was changed",
                hint: "git diff \(path)")
        }
        return Change(path: path, before: before, after: after)
    }

    private func requireThatNumberIsFree() throws {
        for parent in ["Lessons", "Exercises", "Solutions", "Sources/Grading/Checks"] {
            let names =
                (try? FileManager.default.contentsOfDirectory(
                    atPath: project.url.appending(path: parent).path)) ?? []
            let taken = names.sorted().first { file in
                file.hasPrefix("\(name.number)-") || file == "\(name.checks).swift"
                    || file.hasPrefix("\(name.checks)+")
            }
            if let taken {
                throw CommandError(
                    .wrongArguments, "lesson \(name.number) exists: \(parent)/\(taken)",
                    hint: "choose a number that is free; swift run lesson shows the table")
            }
        }
    }
}
