import Foundation

/// Sees which exercises have another text than when they were looked at last, or use a helper that has.
///
/// Looking is cheap: the system is asked for one mark of each file, folders are listed only when theirs has changed, and
/// contents are read only where a file's date, size or identity has changed, or changed so recently that a second edit
/// could hide behind the first.
public struct ExerciseWatcher {
    private let exercises: [Exercise]
    private let course: Course
    private var marks: [String: FileMark] = [:]
    /// Where the file of each exercise was found, as long as its folder stays as it is.
    private var places: [String: String] = [:]
    private var folders: [String: (path: String, mark: FileMark)] = [:]
    private var texts: [String: String] = [:]
    /// The learner's own files beside the answers, by lesson and name, with their texts as they were last.
    private var helpers: [String: [String: (mark: FileMark, text: String)]] = [:]
    private var helperNames: [String: [String]] = [:]
    private let kit: FileMark?

    /// Begins with the texts as they are.
    public init(_ exercises: [Exercise], in course: Course) {
        (self.exercises, self.course) = (exercises, course)
        kit = FileMark(Toolchain.folder + "/lesson")
        _ = changes()
    }

    /// The exercises whose text differs from the one that was looked at last, and those that use a helper whose does.
    public mutating func changes() -> [Exercise] {
        forgetPlaces()
        var changed = Set(exercises.filter { hasChanged($0) }.map(\.id))
        for lesson in Exercise.lessons(of: exercises) {
            let names = changedHelpers(of: lesson)
            guard !names.isEmpty else { continue }
            let others = (helpers[lesson] ?? [:]).map { (name: $0.key, text: $0.value.text) }
            for exercise in exercises where exercise.lesson == lesson {
                guard let path = places[exercise.id], let text = text(of: path) else { continue }
                let used = ForbiddenCalls.files(usedBy: (exercise.id, text), of: others)
                if !used.isDisjoint(with: names) { changed.insert(exercise.id) }
            }
        }
        return exercises.filter { changed.contains($0.id) }
    }

    private mutating func hasChanged(_ exercise: Exercise) -> Bool {
        guard let path = place(of: exercise), let mark = FileMark(path) else { return false }
        guard marks[exercise.id] != mark || mark.isFresh else { return false }
        marks[exercise.id] = mark
        guard case .success(let bytes) = AnswerSource.content(of: path) else { return false }
        let text = AnswerSource.digest(of: bytes)
        defer { texts[exercise.id] = text }
        return texts[exercise.id] != text
    }

    /// The names of the helpers of a lesson that are new or have another text.
    private mutating func changedHelpers(of lesson: String) -> [String] {
        guard let folder = folders[lesson]?.path else { return [] }
        let names = helperNames[lesson] ?? AnswerSource.helpers(in: Course.names(in: URL(fileURLWithPath: folder)))
        helperNames[lesson] = names
        return names.filter { name in
            let path = "\(folder)/\(name)"
            let known = helpers[lesson]?[name]
            guard let mark = FileMark(path), known?.mark != mark || mark.isFresh, let text = text(of: path) else {
                return false
            }
            helpers[lesson, default: [:]][name] = (mark, text)
            return known?.text != text
        }
    }

    private func text(of path: String) -> String? {
        guard case .success(let bytes) = AnswerSource.content(of: path) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Forgets where files are in folders in which something came, went or was renamed.
    private mutating func forgetPlaces() {
        for (lesson, folder) in folders where folder.mark.isFresh || FileMark(folder.path) != folder.mark {
            (folders[lesson], helperNames[lesson]) = (nil, nil)
            for exercise in exercises where exercise.lesson == lesson { places[exercise.id] = nil }
        }
    }

    private mutating func place(of exercise: Exercise) -> String? {
        if let place = places[exercise.id] { return place }
        guard let folder = try? course.folder(of: exercise.lesson), let mark = FileMark(folder.path) else { return nil }
        if folders[exercise.lesson] == nil { folders[exercise.lesson] = (folder.path, mark) }
        let place = try? course.file(of: exercise).path
        places[exercise.id] = place
        return place
    }

    /// Notes which text a verdict was about: it may be newer than the one that was seen.
    public mutating func note(_ verdict: Verdict) {
        if let text = verdict.digest { texts[verdict.exercise] = text }
    }

    /// Whether the kit was built anew since, so that this program is an old one.
    public var kitIsNew: Bool {
        guard let now = FileMark(Toolchain.folder + "/lesson") else { return false }
        return now != kit && !now.isFresh
    }
}
