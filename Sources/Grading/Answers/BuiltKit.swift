import Foundation

/// What SwiftPM has built: the program that answers are loaded into, and how to compile against its modules.
///
/// The settings are those that SwiftPM compiled the program `lesson` with; it keeps them in `description.json`.
struct BuiltKit: Sendable {
    /// The program `lesson`, which holds the engine and the checks.
    let program: String
    let compiler: String
    let settings: [String]
    /// Changes whenever the kit is built anew.
    let identity: String

    /// The folder of the running program, or of the test bundle that contains it.
    static let folder: String = {
        var file = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
        #if os(Linux)
            file = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        #else
            // Under `swift test` the running program is the toolchain's; the bundle is among those loaded.
            if let tests = Bundle.allBundles.first(where: { $0.bundlePath.hasSuffix(".xctest") }) {
                file = tests.bundleURL
            }
        #endif
        return file.deletingLastPathComponent().path
    }()

    /// Where built answers are kept; `swift package clean` empties it.
    static let cache = folder + "/" + cacheName

    /// Part of the path of every file that belongs to an answer.
    static let cacheName = "nabla-answers"

    init(folder: String = BuiltKit.folder) throws {
        program = folder + "/lesson"
        var status = stat()
        guard FileManager.default.isExecutableFile(atPath: program), stat(program, &status) == 0 else {
            throw GradingError("the kit is not built: no \(program)", hint: "swift build --product lesson")
        }
        #if os(Linux)
            let built = status.st_mtim
        #else
            let built = status.st_mtimespec
        #endif
        identity = "\(status.st_size) \(built.tv_sec) \(built.tv_nsec) \(status.st_ino)"
        let kept = URL(fileURLWithPath: folder + "/" + BuiltKit.cacheName + "/settings.json")
        // The same program was compiled with the same settings. SwiftPM's own file is large, and reading it slow.
        if let data = FileManager.default.contents(atPath: kept.path),
            let known = try? JSONDecoder().decode(Settings.self, from: data), known.identity == identity
        {
            (compiler, settings) = (known.compiler, known.settings)
            return
        }
        let found = try Settings(readingFrom: folder + "/description.json", identity: identity)
        (compiler, settings) = (found.compiler, found.settings)
        let cache = kept.deletingLastPathComponent()
        try? FileManager.default.createDirectory(at: cache, withIntermediateDirectories: true)
        try? JSONEncoder().encode(found).write(to: kept, options: .atomic)
    }

    /// Stands for these texts compiled by this kit: for any others it is another.
    func digest(of source: AnswerSource) -> String { source.digest([identity] + settings) }

    /// How a program was compiled.
    private struct Settings: Codable {
        let identity: String
        let compiler: String
        let settings: [String]

        init(readingFrom description: String, identity: String) throws {
            guard let data = FileManager.default.contents(atPath: description),
                let build = try? JSONDecoder().decode(Description.self, from: data),
                let command = build.swiftCommands.values.first(where: { $0.moduleName == "lesson" })
            else {
                throw GradingError(
                    "\(description) does not read as it does under Swift 6.2 and 6.3",
                    hint: "is this another SwiftPM? `swift --version` tells")
            }
            self.identity = identity
            compiler = command.executable
            settings = ["-I", command.importPath] + BuiltKit.kept(command.otherArguments)
        }
    }

    /// The part of SwiftPM's file that is needed here.
    private struct Description: Decodable {
        struct Command: Decodable {
            var moduleName: String
            var executable: String
            var importPath: String
            var otherArguments: [String]
        }

        var swiftCommands: [String: Command]
    }

    /// Keeps what says where modules are and what language is spoken; drops what says what to produce.
    private static func kept(_ arguments: [String]) -> [String] {
        let withValue: Set = ["-target", "-sdk", "-Xcc", "-I", "-F", "-swift-version", "-module-cache-path"]
        var kept: [String] = []
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if withValue.contains(argument), let value = rest.popFirst() {
                kept += [argument, value]
            } else if argument.hasPrefix("-I") || argument.hasPrefix("-D") || argument.hasPrefix("-F/") {
                kept.append(argument)
            }
        }
        return kept
    }

    /// A tool and what it is told.
    typealias Call = (program: String, arguments: [String])

    /// Ways to compile files, named from the working folder, into one object: the quicker first.
    func compilation(of files: [String], into object: String) -> [Call] {
        let told =
            settings + [
                "-module-name", "answers", "-Onone", "-g", "-c", "-o", object, "-suppress-warnings",
                "-no-color-diagnostics", "-diagnostic-style", "llvm",
            ] + files
        // The program has a main of its own; this is the answers'.
        let entry = ["-entry-point-function-name", AnswerHost.entry]
        var ways = [(compiler, told + ["-whole-module-optimization"] + entry.flatMap { ["-Xfrontend", $0] })]
        #if os(Linux)
            // What the compiler's driver would call. To call it directly saves 0.35 s of 0.65 s.
            let frontend = tool("swift-frontend")
            if FileManager.default.isExecutableFile(atPath: frontend) {
                // Where the macros of Swift and Foundation are; the driver would say it.
                let macros = [
                    "-plugin-path", tool("../lib/swift/host/plugins"), "-in-process-plugin-server-path",
                    tool("../lib/swift/host/libSwiftInProcPluginServer.so"),
                ]
                ways.insert((frontend, ["-frontend"] + told + entry + macros + ["-dwarf-version=4"]), at: 0)
            }
        #endif
        return ways
    }

    /// Ways to make a library of an object, the quicker first. What it lacks, the engine and the checks, it finds in the
    /// program that loads it.
    func linking(_ object: String, into library: String) -> [Call] {
        let told = ["-emit-library", object, "-o", library]
        #if os(Linux)
            // Calling the toolchain's linker directly saves 0.6 s. The second object is Swift's start-up code for a
            // library.
            let target = settings.firstIndex(of: "-target").map { settings[$0 + 1] } ?? "x86_64"
            let start = tool("../lib/swift/linux/\(target.prefix { $0 != "-" })/swiftrt.o")
            return [
                (tool("ld.lld"), ["-shared", "--eh-frame-hdr", start, object, "-o", library]),
                (compiler, told),
            ].filter { FileManager.default.isExecutableFile(atPath: $0.0) }
        #else
            return [(compiler, told + ["-Xlinker", "-undefined", "-Xlinker", "dynamic_lookup"])]
        #endif
    }

    /// A file of the toolchain, from the compiler's folder.
    private func tool(_ path: String) -> String {
        URL(fileURLWithPath: compiler).deletingLastPathComponent().appending(path: path).standardized.path
    }
}
