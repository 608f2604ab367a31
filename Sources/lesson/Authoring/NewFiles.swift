import Foundation
import Notebook

/// Files that are added to the course, all of them or none: a lesson's, with a line in each of two lists, or an exercise's.
struct NewFiles {
    /// A file as it will be. `before` is nil for a new one.
    struct Change {
        var path: String
        var before: String?
        var after: String
        var isNew: Bool { before == nil }
    }

    private let project: ProjectFolder

    init(in project: ProjectFolder) { self.project = project }

    /// Works out all files of a lesson before any is written. Throws where the number is taken, or a list is not as
    /// expected.
    func changes(for lesson: LessonName) throws -> [Change] {
        try requireThatNumberIsFree(lesson)
        return try new(LessonTemplate(lesson).files) + [
            changed("Package.swift") { PackageList.adding(lesson, to: $0) },
            changed("README.md") { LessonTable.adding(lesson, to: $0) },
        ]
    }

    /// Works out the files of an exercise in a lesson that is there. Throws where its number is taken or its name is none.
    func changes(forExercise id: String, name: String) throws -> [Change] {
        let hint = "swift run lesson new 4.8 meanSquare"
        guard id.wholeMatch(of: /(0|[1-9][0-9]?)\.[1-9][0-9]?/) != nil else {
            throw CommandError(.wrongArguments, "an exercise has a number like 4.8, but got \(id)", hint: hint)
        }
        guard name.wholeMatch(of: /[a-z][A-Za-z0-9]*/) != nil else {
            throw CommandError(
                .wrongArguments, "an exercise is named like the function to write, but got “\(name)”", hint: hint)
        }
        let number = id.prefix { $0 != "." }
        let lessons = Catalogue.lessons(in: project)
        guard let lesson = lessons.first(where: { Int($0.number) == Int(number) }) else {
            throw CommandError(
                .wrongArguments, "there is no lesson \(number)", hint: "swift run lesson new \(number) \"Title\"")
        }
        let template = ExerciseTemplate(id: id, name: name, folder: lesson.folder)
        for path in template.files.map(\.path) {
            let folder = project.url.appending(path: path).deletingLastPathComponent()
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
            if let taken = names.first(where: { $0.hasPrefix(id + "-") }) {
                throw CommandError(
                    .wrongArguments, "exercise \(id) exists: \(taken)", hint: "choose a number that is free")
            }
        }
        return new(template.files)
    }

    private func new(_ files: [(path: String, text: String)]) -> [Change] {
        files.map { Change(path: $0.path, before: nil, after: $0.text) }
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
                    .notReachable, "the files could not be written: \(SystemWords(error).text)",
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

    private func requireThatNumberIsFree(_ lesson: LessonName) throws {
        for parent in ["Lessons", "Exercises", "Solutions", "Sources/Checks"] {
            let names =
                (try? FileManager.default.contentsOfDirectory(
                    atPath: project.url.appending(path: parent).path)) ?? []
            if let taken = names.sorted().first(where: { $0.hasPrefix("\(lesson.number)-") }) {
                throw CommandError(
                    .wrongArguments, "lesson \(lesson.number) exists: \(parent)/\(taken)",
                    hint: "choose a number that is free; swift run lesson shows the table")
            }
        }
    }
}
