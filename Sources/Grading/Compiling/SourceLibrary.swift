import Foundation
import Nabla

/// A few Swift files that are to be compiled into one module.
public struct SourceModule: Sendable {
    /// What the module is called in the cache: "04-perceptron".
    public let name: String
    /// Its name in Swift.
    public let module: String
    /// Contents by file name, in the order of the names.
    public var files: [(name: String, text: [UInt8])]
    /// What the main function of its `main.swift` is called; nil for a module without one.
    public let entry: String?
    /// The modules of the kit that it may import; nil for all.
    public let imports: [String]?
    /// Where the files lie, if they are to be compiled where they are, so that `#filePath` and a trap name them there.
    public let folder: URL?
    /// Whether it is to be optimised and to hold nothing but what it needs to run: for other people's machines.
    var isReleased = false

    public init(
        name: String, module: String, files: [(name: String, text: [UInt8])], entry: String? = nil,
        imports: [String]? = nil, in folder: URL? = nil
    ) {
        (self.name, self.module, self.entry, self.imports, self.folder) = (name, module, entry, imports, folder)
        self.files = files.sorted { $0.name < $1.name }
    }

    /// Whether its files import nothing but what the program that loads it has anyway.
    var isPlain: Bool {
        let present: Set = [
            "Autodiff", "Datasets", "Exercises", "Foundation", "Grading", "Nabla", "NeuralNetworks", "Notebook",
            "Plotting", "SampleData", "Swift", "Tensors", "Text", "WeightFiles",
        ]
        // One that stands in a comment costs half a second, one that is missed the library.
        let imports =
            /\bimport\b(?:\s|\/\*[\s\S]*?\*\/)+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?`?(\w+)/
        return files.allSatisfy { file in
            String(decoding: file.text, as: UTF8.self).matches(of: imports).allSatisfy {
                present.contains(String($0.1))
            }
        }
    }

    /// The same for the same names, contents and kit, and different for any others.
    func digest(_ kit: Toolchain) -> String {
        let context =
            [kit.identity, module, entry ?? "", folder?.path ?? "", isReleased ? "released" : ""] + kit.settings
            + (imports ?? ["*"])
        return SHA256.hexDigest(ofFiles: context.map { ("", Array($0.utf8)) } + files.map { ($0.name, $0.text) })
    }
}

/// Swift files compiled and linked into a library, each content once, for the program `lesson` to load.
///
/// A library is kept under a digest of everything that went into it: the texts, the settings and the kit. So what is
/// loaded is never of an older text, however quickly one edit follows another, and an unchanged folder costs nothing.
public struct SourceLibrary: Sendable {
    public let path: String

    /// Seconds of a processor that the compiler may take. An expression can keep its type checker busy for ever.
    public static let compilerLimit = 15.0

    public enum Outcome: Sendable {
        case library(SourceLibrary)
        /// What the compiler has against the texts.
        case problems([CompileProblem])
    }

    /// The library of these texts, from the cache or made now; or what the compiler has against them.
    public static func make(
        of source: SourceModule, _ kit: Toolchain, limit: Double = SourceLibrary.compilerLimit
    ) async throws -> Outcome {
        let cache = URL(fileURLWithPath: Toolchain.cache)
        let entry = cache.appending(path: "\(source.name)-\(source.digest(kit).prefix(24))")
        let library = SourceLibrary(path: entry.appending(path: "library.so").path)
        let files = FileManager.default
        if library.isWhole {
            library.markUsed()
            return .library(library)
        }
        // Made aside and renamed when complete: a library that is found is whole.
        let work = cache.appending(path: "\(source.name)-\(UUID().uuidString)")
        return try await Interruption.guarding {
            try? FileManager.default.removeItem(at: work)
        } work: {
            try files.createDirectory(at: work, withIntermediateDirectories: true)
            defer { try? files.removeItem(at: work) }
            if let problems = try await build(source, kit, in: work, limit) { return .problems(problems) }
            // What runs beside the library can read its folder: no text stays there, which may be the kit's own answer.
            for name in try files.contentsOfDirectory(atPath: work.path) where name != "library.so" {
                try files.removeItem(at: work.appending(path: name))
            }
            try SourceLibrary(path: work.appending(path: "library.so").path).seal()
            // What lies there is damaged, or of another process that was quicker; then it is as good.
            if !library.isWhole { try? files.removeItem(at: entry) }
            do {
                try files.moveItem(at: work, to: entry)
            } catch {
                guard library.isWhole else { throw error }
            }
            removeOldEntries(of: cache)
            return .library(library)
        }
    }

    // MARK: Entries of the cache

    /// Whether the library is there, every byte of it: entries are removed by other runs, and disks are full at times.
    var isWhole: Bool {
        guard let data = FileManager.default.contents(atPath: path),
            let digest = FileManager.default.contents(atPath: path + Self.seal)
        else { return false }
        return Array(digest) == Array(SHA256.hexDigest(of: Array(data)).utf8)
    }

    /// Dates the entry as of now: what is used is not among the old ones.
    func markUsed() {
        let entry = URL(fileURLWithPath: path).deletingLastPathComponent()
        try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: entry.path)
    }

    /// Notes the digest of the library beside it.
    private func seal() throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        try Data(SHA256.hexDigest(of: Array(data)).utf8).write(to: URL(fileURLWithPath: path + Self.seal))
    }

    private static let seal = ".sha256"

    /// Compiles and links. Returns what the compiler has against the texts, nil if it has nothing.
    private static func build(
        _ source: SourceModule, _ kit: Toolchain, in work: URL, _ limit: Double
    ) async throws -> [CompileProblem]? {
        let paths = try write(source.files, of: source, in: work)
        let modules = try source.imports.map { try link($0, of: kit, in: work) }
        let compilation = try await first(
            of: kit.compilation(
                of: paths, module: source.module, entry: source.entry,
                modules: modules, into: "library.o", isReleased: source.isReleased), source, kit, in: work, limit
        ) { !CompileProblem.all(in: $0.complaint).isEmpty }
        guard compilation.hasSucceeded else {
            let problems = CompileProblem.all(in: compilation.complaint)
            if !problems.isEmpty { return problems }
            let reason =
                compilation.timedOut
                ? "the compiler was stopped after \(Int(limit)) s of work. Is there a very long expression? "
                    + "Cut it up with `let`"
                : "the compiler stopped: " + compilation.complaint.suffix(600)
            return [CompileProblem(file: source.name, line: 1, column: 1, message: reason)]
        }
        let linking = try await first(
            of: kit.linking("library.o", into: "library.so", plain: source.isPlain, isReleased: source.isReleased),
            source, kit, in: work, limit)
        guard linking.hasSucceeded else {
            throw GradingError("the library could not be linked: " + linking.complaint.suffix(600))
        }
        try? FileManager.default.removeItem(at: work.appending(path: "library.o"))
        // What a compiler was made to leave in the place of a library is followed nowhere.
        var status = stat()
        guard lstat(work.appending(path: "library.so").path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw GradingError("the linker has left no library")
        }
        return nil
    }

    /// Puts the texts where the compiler finds them, and returns their paths.
    private static func write(
        _ files: [(name: String, text: [UInt8])], of source: SourceModule, in work: URL
    ) throws -> [String] {
        // "./" keeps a name that begins with "-" or "@" from being an option.
        try files.map { file -> String in
            if let place = source.folder?.appending(path: file.name).path,
                FileManager.default.fileExists(atPath: place)
            {
                return place
            }
            try Data(file.text).write(to: work.appending(path: file.name))
            return "./" + file.name
        }
    }

    /// Those of these files that the compiler, given each alone, does not come to an end with in half its time, or that
    /// end it without a word about a line.
    static func filesThatStop(
        theCompilerOf source: SourceModule, among names: [String], _ kit: Toolchain
    ) async throws -> [String] {
        let work = URL(fileURLWithPath: Toolchain.cache).appending(path: "\(source.name)-\(UUID().uuidString)")
        return try await Interruption.guarding {
            try? FileManager.default.removeItem(at: work)
        } work: {
            try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: work) }
            let paths = try write(source.files, of: source, in: work)
            let modules = try source.imports.map { try link($0, of: kit, in: work) }
            let calls = zip(source.files, paths).filter { names.contains($0.0.name) }.map { file, path in
                let others = paths.filter { $0 != path }
                let call = kit.compilation(
                    ofOnly: path, beside: others, module: source.module, entry: source.entry, modules: modules,
                    into: "\(file.name).o")
                return (name: file.name, call: call)
            }
            return try await inPairs(calls) { name, call in
                let run = try await ToolRun.run(
                    call, in: kit.sandbox, reading: kit.readable(modules: source.imports ?? []), work,
                    seconds: compilerLimit / 2)
                return run.hasSucceeded || !CompileProblem.all(in: run.complaint).isEmpty ? nil : name
            }.compactMap(\.self)
        }
    }

    /// A folder in which the compiler finds these modules of the kit and no others.
    private static func link(_ names: [String], of kit: Toolchain, in work: URL) throws -> String {
        let folder = work.appending(path: "modules")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in names {
            let file = "\(name).swiftmodule"
            try FileManager.default.createSymbolicLink(
                atPath: folder.appending(path: file).path, withDestinationPath: "\(kit.modules)/\(file)")
        }
        return "modules"
    }

    /// Goes the first way that succeeds, or that fails for a reason the author of the texts can do something about.
    private static func first(
        of ways: [Toolchain.Call], _ source: SourceModule, _ kit: Toolchain, in work: URL, _ limit: Double,
        orFails plainly: (ToolRun) -> Bool = { _ in false }
    ) async throws -> ToolRun {
        var last: ToolRun?
        for way in ways {
            let run = try await ToolRun.run(
                way, in: kit.sandbox, reading: kit.readable(modules: source.imports ?? []), work, seconds: limit)
            if run.hasSucceeded || run.timedOut || plainly(run) { return run }
            last = run
        }
        guard let last else { throw GradingError("no tool to build with was found") }
        return last
    }

    /// Keeps the newest libraries, and all of the last quarter of an hour: somebody may be about to load them. An entry
    /// dated in the future is as old as any.
    private static func removeOldEntries(of cache: URL, keeping count: Int = 96) {
        let keys: [URLResourceKey] = [.contentModificationDateKey]
        let entries =
            (try? FileManager.default.contentsOfDirectory(at: cache, includingPropertiesForKeys: keys)) ?? []
        guard entries.count > count else { return }
        let now = Date()
        let dated = entries.map { entry -> (URL, Date) in
            let date = (try? entry.resourceValues(forKeys: Set(keys)).contentModificationDate) ?? .distantPast
            return (entry, date > now.addingTimeInterval(60) ? .distantPast : date)
        }
        for (entry, date) in dated.sorted(by: { $0.1 > $1.1 }).dropFirst(count)
        where date < now.addingTimeInterval(-900) {
            try? FileManager.default.removeItem(at: entry)
        }
    }
}
