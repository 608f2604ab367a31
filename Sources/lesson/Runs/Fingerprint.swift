import Datasets
import Foundation
import Notebook

/// What a run is made from, as checksums: its lesson, the engine, its data. A page is that of its source as long as
/// these are the same.
enum Fingerprint {
    /// The fingerprint of a run made now, from what lies in the project, before it has read any data.
    static func now(_ lesson: Lesson, in project: ProjectFolder) -> RunRecord.Hashes {
        RunRecord.Hashes(
            lesson: digest(of: project.url.appending(path: "Lessons/\(lesson.folder)")) { _ in true },
            engine: digest(of: project.url.appending(path: "Sources"), where: makesPages))
    }

    /// What of a run no longer matches what there is now, in words; empty if the run could be that of today.
    static func changes(since record: RunRecord, of lesson: Lesson, in project: ProjectFolder) -> [String] {
        guard let then = record.hashes else { return ["it is not known what it was made from"] }
        let now = now(lesson, in: project)
        var changes: [String] = []
        if now.lesson != then.lesson { changes.append("Lessons/\(lesson.folder) has changed") }
        if now.engine != then.engine { changes.append("the engine has changed") }
        if digest(ofData: then.dataFolders) != then.data {
            changes.append("the data in \(then.dataFolders.joined(separator: ", ")) has changed")
        }
        return changes
    }

    /// The checks of exercises and the command line leave no mark on a page.
    private static func makesPages(_ path: String) -> Bool {
        !["Checks/", "Exercises/", "Grading/", "Milestones/", "lesson/"].contains { path.hasPrefix($0) }
    }

    /// The checksum of all source files in a folder, by their names and contents. A missing folder counts as empty.
    private static func digest(of folder: URL, where counts: (String) -> Bool) -> String {
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
        let sources = paths.filter { path in
            let name = path.split(separator: "/").last ?? ""
            return !name.hasPrefix(".") && !name.hasSuffix(".md") && counts(path)
        }
        return digest(ofFiles: sources.sorted().map { ($0, folder.appending(path: $0)) })
    }

    /// The checksum of the data files in these folders; empty without folders.
    static func digest(ofData folders: [String]) -> String {
        guard !folders.isEmpty else { return "" }
        let names = DataSet.all.flatMap(\.files).map(\.name)
        return digest(
            ofFiles: folders.flatMap { folder in
                names.map { ($0, URL(fileURLWithPath: folder).appending(path: $0)) }
            })
    }

    /// A file that cannot be read does not count.
    private static func digest(ofFiles files: [(name: String, url: URL)]) -> String {
        SHA256.hexDigest(
            ofFiles: files.compactMap { name, url in
                FileManager.default.contents(atPath: url.path).map { (name, Array($0)) }
            })
    }
}
