import Foundation

/// The checks of the lessons, compiled and loaded when they are asked for.
public actor CheckLibrary {
    public static let shared = CheckLibrary()

    private var loaded: [String: Task<CheckList, any Error>] = [:]

    /// Seconds that the compiler may take for the checks of a lesson on a slow machine; optimised they take longer.
    private static let limit = 120.0
    static let releaseLimit = 600.0

    /// The checks of a lesson by the numbers of its exercises.
    public func checks(of lesson: String, in course: Course) async throws -> [String: any AnyCheck] {
        let kit = try Toolchain()
        let (key, load) = try CheckLibrary.loading(of: lesson, in: course, kit)
        let task = loaded[key] ?? Task { try await load() }
        loaded[key] = task
        do {
            return try await task.value.checks
        } catch {
            // What failed for a reason outside the texts may work next time.
            loaded[key] = nil
            throw error
        }
    }

    /// A name for the checks as they are now, and how they are loaded: compiled from their sources, or as they lie
    /// compiled in a kit for students.
    private static func loading(of lesson: String, in course: Course, _ kit: Toolchain) throws
        -> (key: String, load: @Sendable () async throws -> CheckList)
    {
        guard let release = try course.release else {
            let module = try module(of: lesson, in: course)
            return (module.digest(kit), { try await load(module, kit) })
        }
        let folder = try course.checks(of: lesson).lastPathComponent
        let compiled = CompiledChecks(of: release, in: course.kit, by: kit)
        return ("\(course.kit.path) \(release.digest) \(folder)", { try load(compiled.library(of: folder), folder) })
    }

    private static func load(_ module: SourceModule, _ kit: Toolchain) async throws -> CheckList {
        switch try await SourceLibrary.make(of: module, kit, limit: limit) {
        case .problems(let problems):
            throw GradingError(
                "the checks of \(module.name) do not compile:\n"
                    + problems.text(in: "Sources/Checks/\(module.name.dropFirst(prefix.count))"))
        case .library(let library):
            do { return try list(in: library.path, of: module.name) } catch {
                // A library that cannot be loaded is made anew the next time.
                try? FileManager.default.removeItem(
                    at: URL(fileURLWithPath: library.path).deletingLastPathComponent())
                throw error
            }
        }
    }

    /// Loads a library that lies nowhere: it has a file for that moment only.
    static func load(_ library: [UInt8], _ name: String) throws -> CheckList {
        let folder = URL(fileURLWithPath: Toolchain.cache)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "\(prefix)\(UUID().uuidString)").path
        guard
            FileManager.default.createFile(
                atPath: file, contents: Data(library), attributes: [.posixPermissions: 0o700])
        else { throw GradingError("\(file) cannot be written", hint: "is there room on the disk?") }
        defer { unlink(file) }
        return try list(in: file, of: name)
    }

    private static func list(in library: String, of name: String) throws -> CheckList {
        typealias Entry = @convention(c) () -> UnsafeMutableRawPointer
        guard let handle = dlopen(library, RTLD_NOW | RTLD_LOCAL), let entry = dlsym(handle, entry) else {
            let reason = dlerror().map { String(cString: $0) } ?? "no reason was given"
            throw GradingError("the checks of \(name) could not be loaded: \(reason)")
        }
        let list = unsafeBitCast(entry, to: Entry.self)()
        return Unmanaged<CheckList>.fromOpaque(list).takeRetainedValue()
    }

    private static let entry = "nabla_checks"

    /// Of the names of the modules, before that of the lesson's folder.
    private static let prefix = "checks-"

    /// The files of a lesson's checks, and one that lists what they declare.
    ///
    /// - Parameters:
    ///   - hidden: exercises whose checks are left out.
    ///   - isReleased: whether it is for a kit for students.
    static func module(
        of lesson: String, in course: Course, without hidden: Set<String> = [], isReleased: Bool = false
    ) throws -> SourceModule {
        let folder = try course.checks(of: lesson)
        let names = Course.names(in: folder).filter { name in
            name.hasSuffix(".swift") && !(Course.exercise(ofFile: name).map(hidden.contains) ?? false)
        }
        let files = try names.map { name in
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
        var module = SourceModule(
            name: prefix + folder.lastPathComponent, module: "Checks\(lesson)",
            files: files + [("Entry.swift", Array(list.utf8))])
        module.isReleased = isReleased
        return module
    }
}
