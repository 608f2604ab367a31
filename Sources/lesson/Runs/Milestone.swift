import Foundation
import Grading
import Literate
import Notebook

/// What the functions of a lesson's exercises can do together: a training run as a page, in `Sources/Milestones`.
///
/// Its folder holds the page and, under the names of the exercises' own files, what stands in for each function that the
/// page calls: the same by the engine.
struct Milestone {
    /// The page: its number and slug are those of the lesson.
    let page: Lesson
    private let url: URL

    /// Below the folder of all pages, where those of milestones go.
    static let folder = "mine"
    private static let tree = "Sources/Milestones"

    /// The milestone of a lesson; nil where it has none.
    init?(of lesson: Lesson, in project: ProjectFolder) {
        let folder = project.url.appending(path: "\(Self.tree)/\(lesson.folder)")
        let pages = Self.names(in: folder).compactMap { name -> Lesson? in
            let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
            return text.flatMap { Lesson("\(lesson.folder)/\(name)", source: $0) }
        }
        guard let page = pages.first else { return nil }
        (self.page, url) = (page, folder)
        // A kit for students may have the lesson without its exercises.
        if exercises.isEmpty { return nil }
    }

    /// The milestones of all lessons.
    static func all(in project: ProjectFolder) -> [Milestone] {
        catalogue.compactMap { Milestone(of: $0, in: project) }
    }

    private static func names(in folder: URL) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".swift") }
            .sorted()
    }

    var sourcePath: String { "\(Self.tree)/\(page.file)" }
    var standIns: URL { url }

    /// The exercises whose functions it calls.
    var exercises: [Exercise] {
        let files = Self.names(in: url)
        return Exercise.all.filter { exercise in
            exercise.lesson == page.number && files.contains { $0.hasPrefix("\(exercise.id)-") }
        }
    }

    /// Compiles the page with these functions and loads it.
    func body(with functions: OwnFunctions, in project: ProjectFolder) throws -> LessonBody {
        let own = try Self.names(in: url).filter { $0.first?.isNumber == false }.map { name in
            (name: name, text: Array(try project.text("\(Self.tree)/\(page.folder)/\(name)").utf8))
        }
        func module(_ helpers: [(name: String, text: [UInt8])]) -> SourceModule {
            SourceModule(
                name: "mine-\(page.folder)", module: "Milestone\(page.number)",
                files: own + functions.files + helpers + [LessonLibrary.entryFile(of: page)])
        }
        var outcome = try LessonLibrary.outcome(of: module(functions.helpers))
        // Answers that pass may do so because a file beside them was left out.
        if case .problems(let problems) = outcome,
            problems.contains(where: { problem in
                functions.helpers.contains { $0.name == problem.file }
            })
        {
            outcome = try LessonLibrary.outcome(of: module([]))
        }
        switch outcome {
        case .library(let library): return try LessonLibrary.load(library, page)
        case .problems(let problems):
            throw CommandError(
                .badData, problems.prefix(3).map { $0.text(in: "Exercises/\(page.folder)") }.joined(separator: "\n"),
                hint: "your functions are compiled with \(sourcePath): put `private` before helpers of your own")
        }
    }
}

/// A run of a milestone: what takes the place of what a lesson has.
struct MilestoneRun {
    let milestone: Milestone
    let calledFunctions: [CalledFunction]
    /// Its own source, then the files of the functions that are the reader's.
    let sources: [RunSource]
    let hashes: RunRecord.Hashes
    /// Seconds after which it is ended, and said where it was.
    let limit: Int

    init(_ milestone: Milestone, _ functions: OwnFunctions, limit: Int, in project: ProjectFolder) {
        (self.milestone, self.limit) = (milestone, limit)
        let called = functions.parts.filter(\.isCalled)
        calledFunctions = called.map {
            CalledFunction(exercise: $0.exercise.id, name: $0.exercise.name, isReaders: $0.isOwn, state: $0.state)
        }
        let own = functions.parts.filter(\.isOwn).map { part in
            RunSource(
                part.path, compiledAs: part.file, function: "your \(part.exercise.name) (\(part.exercise.id))")
        }
        let page = milestone.sourcePath
        let name = page.split(separator: "/").last.map(String.init) ?? page
        sources = [RunSource(page, compiledAs: name, function: nil)] + own
        hashes = Fingerprint.now(milestone.page, in: project)
    }

    var sourcePath: String { milestone.sourcePath }

    /// Leads to the list of all lessons and to the lesson that it belongs to.
    func navigation(in links: CourseLinks) -> PageNavigation {
        let lesson = catalogue.first { $0.number == milestone.page.number }
        let address = "../../\(milestone.page.folder)/index.html"
        return PageNavigation(
            previous: lesson.map { PageLink(title: $0.name, address: address) },
            home: PageLink(title: CourseLinks.home.title, address: "../../index.html"))
    }
}
