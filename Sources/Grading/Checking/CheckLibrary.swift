import Foundation

/// The checks of the lessons, compiled and loaded when they are asked for.
public actor CheckLibrary {
    public static let shared = CheckLibrary()

    private var loaded: [String: Task<CheckList, any Error>] = [:]

    /// Seconds that the compiler may take for the checks of a lesson on a slow machine.
    private static let limit = 120.0

    /// The checks of a lesson by the numbers of its exercises.
    public func checks(of lesson: String, in course: Course) async throws -> [String: any AnyCheck] {
        let kit = try Toolchain()
        let module = try CheckLibrary.module(of: lesson, in: course)
        let key = module.digest(kit)
        let task = loaded[key] ?? Task { try await CheckLibrary.load(module, kit) }
        loaded[key] = task
        do {
            return try await task.value.checks
        } catch {
            // What failed for a reason outside the texts may work next time.
            loaded[key] = nil
            throw error
        }
    }

    private static func load(_ module: SourceModule, _ kit: Toolchain) async throws -> CheckList {
        switch try await SourceLibrary.make(of: module, kit, limit: limit) {
        case .problems(let problems):
            throw GradingError(
                "the checks of \(module.name) do not compile:\n"
                    + problems.text(in: "Sources/Checks/\(module.name.dropFirst(prefix.count))"))
        case .library(let library):
            typealias Entry = @convention(c) () -> UnsafeMutableRawPointer
            guard let handle = dlopen(library.path, RTLD_NOW | RTLD_LOCAL), let entry = dlsym(handle, entry)
            else {
                let reason = dlerror().map { String(cString: $0) } ?? "no reason was given"
                // A library that cannot be loaded is made anew the next time.
                try? FileManager.default.removeItem(
                    at: URL(fileURLWithPath: library.path).deletingLastPathComponent())
                throw GradingError("the checks of \(module.name) could not be loaded: \(reason)")
            }
            let list = unsafeBitCast(entry, to: Entry.self)()
            return Unmanaged<CheckList>.fromOpaque(list).takeRetainedValue()
        }
    }

    private static let entry = "nabla_checks"

    /// Of the names of the modules, before that of the lesson's folder.
    private static let prefix = "checks-"

    /// The files of a lesson's checks, and one that lists what they declare.
    private static func module(of lesson: String, in course: Course) throws -> SourceModule {
        let folder = try course.checks(of: lesson)
        let files = try Course.names(in: folder).filter { $0.hasSuffix(".swift") }.map { name in
            guard let data = FileManager.default.contents(atPath: folder.appending(path: name).path) else {
                throw GradingError(
                    "\(folder.path)/\(name) cannot be read", hint: "git checkout \(folder.path)")
            }
            return (name: name, text: Array(data))
        }
        let entries = files.compactMap { file in
            Course.exercise(ofFile: file.name).flatMap { id in
                String(decoding: file.text, as: UTF8.self).firstMatch(
                    of: /(?m)^(?:public )?let (\w+)\s*[:=].*\bCheck</
                )
                .map { "\"\(id)\": \($0.1)" }
            }
        }
        let list = """
            import Grading

            @_cdecl("\(entry)") public func entry() -> UnsafeMutableRawPointer {
                Unmanaged.passRetained(CheckList([\(entries.isEmpty ? ":" : entries.joined(separator: ", "))])).toOpaque()
            }

            """
        return SourceModule(
            name: prefix + folder.lastPathComponent, module: "Checks\(lesson)",
            files: files + [("Entry.swift", Array(list.utf8))])
    }
}
