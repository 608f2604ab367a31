import Foundation
import Grading

/// Sees when a file of a lesson has another text than when it was looked at last.
///
/// What editors leave beside a file is no part of the lesson: hidden files, and names that end in ~.
struct LessonWatcher {
    private let folder: URL
    private var files: [String: (mark: FileMark, content: Data)] = [:]

    /// Begins with the texts as they are.
    init(_ folder: URL) {
        self.folder = folder
        _ = hasChanged()
    }

    /// Whether a file has come, gone or been edited.
    mutating func hasChanged() -> Bool {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
            .filter { !$0.hasPrefix(".") && !$0.hasSuffix("~") }
        var changed = false
        for name in names {
            let file = folder.appending(path: name)
            let known = files[name]
            guard let mark = FileMark(file.path), known?.mark != mark || mark.isFresh,
                let content = FileManager.default.contents(atPath: file.path)
            else { continue }
            files[name] = (mark, content)
            if known?.content != content { changed = true }
        }
        // A file that is saved under another name and then renamed is gone for a moment; its text will be the same.
        for name in files.keys where !names.contains(name) && FileMark(folder.appending(path: name).path) == nil {
            files[name] = nil
            changed = true
        }
        return changed
    }
}
