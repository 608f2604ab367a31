import Foundation
import Grading
import Notebook

/// Compiles and loads the one lesson that is asked for. The program contains none: what it costs to get to the page of
/// one does not grow with the course, and a lesson that does not compile costs itself only.
enum LessonLibrary {
    /// Seconds that the compiler may take on a slow machine.
    private static let limit = 120.0
    private static let entry = "nabla_lesson"

    /// The lesson's function, compiled from what its folder holds now. Text on the terminal says so where it takes long.
    static func body(of lesson: Lesson, in project: ProjectFolder) throws -> LessonBody {
        switch try outcome(of: module(of: lesson, in: project)) {
        case .library(let library): return try load(library, lesson)
        case .problems(let problems):
            throw CommandError(
                .badData, problems.prefix(3).map { $0.text(in: "Lessons/\(lesson.folder)") }.joined(separator: "\n"),
                hint: LessonChange(lesson, in: project)?.explanation)
        }
    }

    static func outcome(of module: SourceModule) throws -> SourceLibrary.Outcome {
        do {
            let kit = try Toolchain()
            return try waiting { try await SourceLibrary.make(of: module, kit, limit: limit) }
        } catch let error as GradingError {
            throw CommandError(error)
        }
    }

    static func load(_ library: SourceLibrary, _ lesson: Lesson) throws -> LessonBody {
        try load(library, entry, of: "lesson \(lesson.number)")
    }

    /// What the function of this name in a library hands over.
    static func load<Value: AnyObject>(_ library: SourceLibrary, _ entry: String, of what: String) throws -> Value {
        typealias Entry = @convention(c) () -> UnsafeMutableRawPointer
        guard let handle = dlopen(library.path, RTLD_NOW | RTLD_LOCAL), let entry = dlsym(handle, entry) else {
            let reason = dlerror().map { String(cString: $0) } ?? "no reason was given"
            // A library that cannot be loaded is made anew the next time.
            try? FileManager.default.removeItem(at: URL(fileURLWithPath: library.path).deletingLastPathComponent())
            throw CommandError(
                .bug, "\(what) could not be loaded: \(reason)", hint: "run it again: it is compiled anew")
        }
        return Unmanaged<Value>.fromOpaque(unsafeBitCast(entry, to: Entry.self)()).takeRetainedValue()
    }

    /// The files of a lesson, and one that hands its function over.
    private static func module(of lesson: Lesson, in project: ProjectFolder) throws -> SourceModule {
        let folder = "Lessons/\(lesson.folder)"
        let files = try Catalogue.sources(in: project.url.appending(path: folder)).map { name in
            (name: name, text: Array(try project.text("\(folder)/\(name)").utf8))
        }
        return SourceModule(
            name: "lesson-\(lesson.folder)", module: "Lesson\(lesson.number)",
            files: files + [entryFile(of: lesson)], in: project.url.appending(path: folder))
    }

    /// The file that hands a lesson's function over.
    static func entryFile(of lesson: Lesson) -> (name: String, text: [UInt8]) {
        let text = """
            import Notebook

            @_cdecl("\(entry)") public func entry() -> UnsafeMutableRawPointer {
                Unmanaged.passRetained(LessonBody { try \(lesson.function)() }).toOpaque()
            }

            """
        return ("Entry-of-the-lesson.swift", Array(text.utf8))
    }
}
