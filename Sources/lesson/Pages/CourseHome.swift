import Foundation
import Grading
import Literate
import Notebook
import Text

/// The page that lists all lessons, `index.html` of the output folder. It is written anew after each run, each check of
/// exercises or of what is out of date, and when slides are made.
struct CourseHome {
    private let links: CourseLinks
    private let project: ProjectFolder

    init(_ links: CourseLinks, _ project: ProjectFolder) {
        (self.links, self.project) = (links, project)
    }

    /// Writes the page, and links the lessons' own pages with each other.
    func write() throws {
        let progress = self.progress
        let entries = catalogue.map { entry($0, progress) }
        let html = coursePage(
            title: "Nabla ∇", introduction: Self.introduction.said, entries, command: "swift run lesson")
        do {
            let page = links.output.appending(path: "index.html")
            OutputPlace.tell(of: [try OutputFile.write(Data(html.utf8), to: page, courtesy: .putAside)])
            let words = links.output.appending(path: "glossary.html")
            if !isCurrent(words) {
                OutputPlace.tell(of: [
                    try OutputFile.write(Data(glossary().utf8), to: words, courtesy: .putAside)
                ])
            }
            try links.renew { lesson in entries.first { $0.number == lesson.number }?.changes ?? [] }
        } catch let error as OutputError {
            throw CommandError(error)
        } catch {
            let reason = SystemWords(error).text
            throw CommandError(
                .notReachable, "the list of lessons in \(links.output.path) could not be written: \(reason)",
                hint: "correct the rights of that folder, or name another with --output")
        }
    }

    /// Writes the page of a course anew after its exercises were checked, if there is one. A page that cannot be written
    /// must not cost anyone a verdict.
    static func renew(of course: Course) {
        let project = ProjectFolder(course.url)
        let links = CourseLinks(output: project.output)
        guard FileManager.default.fileExists(atPath: links.output.appending(path: "index.html").path) else {
            return
        }
        try? CourseHome(links, project).write()
    }

    private static let introduction = """
        A course in deep learning that runs. Every page below was written by a run of its lesson: the code is the code \
        that ran, the figures are what it drew, and each number in the text was checked. \
        Each lesson names the earlier ones that it builds on; read in order, nothing is used before it is taught. \
        [Words and symbols](glossary.html) of all lessons, from A to Z.
        """

    /// Whether the page of words is younger than all it is made from, and links the pages that are there: to read seventeen
    /// lessons takes a second.
    private func isCurrent(_ words: URL) -> Bool {
        let sources = catalogue.map { ProjectFolder.sourcePath($0.file) } + ["Lessons/Symbols.md"]
        guard let html = try? Data(contentsOf: words), let date = Self.date(of: words) else { return false }
        return sources.allSatisfy { Self.date(of: project.url.appending(path: $0)).map { $0 < date } ?? true }
            && catalogue.allSatisfy {
                links.hasPage($0) == (html.range(of: Data("\"\($0.folder)/index.html".utf8)) != nil)
            }
    }

    private static func date(of file: URL) -> Date? {
        try? file.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate
    }

    /// The words of all lessons, whether they were run or not, and the symbols.
    private func glossary() -> String {
        let lessons = catalogue.map { lesson in
            let source = try? LessonSource(project.text(ProjectFolder.sourcePath(lesson.file)))
            return GlossaryLesson(
                number: lesson.number, title: lesson.title,
                address: links.hasPage(lesson) ? "\(lesson.folder)/index.html" : nil,
                entries: source?.glossary ?? [])
        }
        return glossaryPage(lessons, symbols: (try? project.text("Lessons/Symbols.md")) ?? "")
    }

    private func entry(_ lesson: Lesson, _ progress: ((Exercise) -> Bool)?) -> CourseEntry {
        var entry = CourseEntry(number: lesson.number, title: lesson.title, minutes: lesson.minutes)
        entry.needs = lesson.needs
        let exercises = Exercise.all.filter { $0.lesson == lesson.number }
        if !exercises.isEmpty {
            entry.exercises = (exercises.count { progress?($0) ?? false }, exercises.count)
            entry.exerciseMinutes = exercises.compactMap(\.minutes).reduce(0, +)
        }
        let own = "\(Milestone.folder)/\(lesson.folder)/index.html"
        if FileManager.default.fileExists(atPath: links.output.appending(path: own).path) { entry.own = own }
        let folder = links.output.appending(path: lesson.folder)
        guard links.hasPage(lesson),
            let record = try? RunRecord(contentsOf: folder.appending(path: "record.json"))
        else { return entry }
        entry.address = "\(lesson.folder)/index.html"
        if FileManager.default.fileExists(atPath: folder.appending(path: "slides/index.html").path) {
            entry.slides = "\(lesson.folder)/slides/index.html"
        }
        let held = record.claims.count(where: \.held)
        entry.isSound = held == record.claims.count
        entry.facts = [said("%1 of %2 claims held", held, record.claims.count)]
        if let date = record.date { entry.facts.append(said("run on %1", RunDate.text(date))) }
        entry.facts.append(String(format: "%.1f s", record.seconds))
        if record.quick { entry.facts.append(said("quick")) }
        entry.changes = Fingerprint.changes(since: record, of: lesson, in: project)
        if record.hashes?.lesson == Fingerprint.now(lesson, in: project).lesson,
            let source = try? LessonSource(project.text(ProjectFolder.sourcePath(lesson.file)))
        {
            entry.headings = source.headings
        }
        return entry
    }

    /// Says of an exercise whether it was passed. Nil before the first check: to ask must not make the file.
    private var progress: ((Exercise) -> Bool)? {
        let course = Course(project.url)
        let file = course.learnersFolder.appending(path: "progress.json")
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        let reading = ProgressFile(course).read()
        return { reading.progress.hasPassed($0) }
    }
}
