import Foundation
import Nabla

/// The compiler that the kit was built by, and how to compile against the kit's modules.
///
/// The settings are those that SwiftPM compiled the program `lesson` with; it keeps them in `description.json`.
public struct Toolchain: Sendable {
    /// The program `lesson`, which holds the engine.
    public let program: String
    let compiler: String
    /// Where the kit's modules are.
    let modules: String
    let settings: [String]
    /// Where the compiler works on answers.
    var sandbox = Sandbox.none
    /// Changes whenever the kit is built anew.
    let identity: String

    /// The folder of the running program, or of the test bundle that contains it.
    public static let folder: String = {
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

    /// Where built libraries are kept.
    public static let cache = cache(
        build: folder, own: DataLocation.current.cacheFolder,
        temporary: FileManager.default.temporaryDirectory.appending(path: "nabla-\(geteuid())").path)

    /// In the build folder, where `swift package clean` empties it. Where that cannot be written, in a clone of somebody
    /// else's say, in the user's own folder; where there is none, among the temporary files, if nobody else can write there.
    static func cache(build: String, own: String, temporary: String) -> String {
        if access(build, W_OK) == 0 { return "\(build)/\(cacheName)" }
        let mark = SHA256.hexDigest(of: Array(build.utf8)).prefix(16)
        try? FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
        if access(own, W_OK) == 0 { return "\(own)/\(mark)/\(cacheName)" }
        mkdir(temporary, 0o700)
        var status = stat()
        let isPrivate =
            lstat(temporary, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == geteuid()
            && status.st_mode & 0o022 == 0
        // Whoever keeps something where there is no place for it is told so by the system.
        return "\(isPrivate ? temporary : own)/\(mark)/\(cacheName)"
    }

    /// Part of the path of every file that was compiled here.
    public static let cacheName = "nabla-loaded"

    public init() throws { try self.init(folder: Toolchain.folder) }

    init(folder: String) throws {
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
        let isOwn = folder == Toolchain.folder
        let command = try isOwn ? Toolchain.own.get() : Toolchain.command(in: folder + "/description.json")
        (compiler, modules) = (command.executable, command.importPath)
        let home = URL(fileURLWithPath: modules).deletingLastPathComponent().path
        guard Toolchain.isSame(home, folder) else {
            throw GradingError(
                "the course was moved or copied: what was built in \(folder) belongs to \(home)",
                hint: "./setup, then swift build --product lesson")
        }
        settings = Toolchain.kept(command.otherArguments)
    }

    /// Whether two paths lead to one folder.
    private static func isSame(_ a: String, _ b: String) -> Bool {
        var (first, second) = (stat(), stat())
        guard stat(a, &first) == 0, stat(b, &second) == 0 else { return false }
        return (first.st_dev, first.st_ino) == (second.st_dev, second.st_ino)
    }

    /// How SwiftPM compiled this program. Read anew by every process: a copy kept beside could be changed by an answer.
    private static let own = Result { try command(in: folder + "/description.json") }

    /// How SwiftPM compiled the program.
    private static func command(in description: String) throws -> Command {
        struct Description: Decodable { var swiftCommands: [String: Command] }
        guard let data = FileManager.default.contents(atPath: description),
            let build = try? JSONDecoder().decode(Description.self, from: data),
            let command = build.swiftCommands.values.first(where: { $0.moduleName == "lesson" })
        else {
            throw GradingError(
                "\(description) does not read as it does under Swift 6.2 and 6.3",
                hint: "is this another SwiftPM? `swift --version` tells")
        }
        return command
    }

    /// The part of SwiftPM's file that is needed here.
    private struct Command: Decodable {
        var moduleName: String
        var executable: String
        var importPath: String
        var otherArguments: [String]
    }

    /// Keeps what says where modules are and what language is spoken; drops what says what to produce.
    private static func kept(_ arguments: [String]) -> [String] {
        let withValue: Set = ["-target", "-sdk", "-Xcc", "-I", "-F", "-swift-version", "-module-cache-path"]
        var kept: [String] = []
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if withValue.contains(argument), let value = rest.popFirst() {
                let isMoved = argument == "-module-cache-path" && access(value, W_OK) != 0
                kept += [argument, isMoved ? cache + "-modules" : value]
            } else if argument.hasPrefix("-I") || argument.hasPrefix("-D") || argument.hasPrefix("-F/") {
                kept.append(argument)
            }
        }
        return kept
    }

    /// A tool and what it is told.
    typealias Call = (program: String, arguments: [String])

    /// What the compiler is told about the language and about where modules are, for an editor too.
    func arguments(module: String, modules: String? = nil) -> [String] {
        ["-I", modules ?? self.modules] + settings + ["-module-name", module, "-Onone"]
    }

    /// What a compiler of answers reads, besides the system's files: the toolchain, these of the kit's modules, and the
    /// folders and files that its settings name.
    func readable(modules names: [String]) -> [String] {
        let toolchain = URL(fileURLWithPath: compiler).deletingLastPathComponent().deletingLastPathComponent().path
        let named = settings.compactMap { setting -> String? in
            guard let start = setting.firstIndex(of: "/"),
                setting.hasPrefix("/") || setting.hasPrefix("-I") || setting.contains("=/")
            else { return nil }
            let path = String(setting[start...])
            return setting.contains("=/") ? URL(fileURLWithPath: path).deletingLastPathComponent().path : path
        }
        return [toolchain] + named.filter { !$0.hasPrefix("/usr/") } + names.map { "\(modules)/\($0).swiftmodule" }
    }

    /// The same for what goes to other people's machines: optimised, and for any processor of the kind.
    private func releasedArguments(module: String) -> [String] {
        let all = settings
        let march = all.indices.dropFirst().filter { all[$0 - 1] == "-Xcc" && all[$0].hasPrefix("-march=") }
        let settings = all.indices.filter { !march.contains($0) && !march.contains($0 + 1) }.map { all[$0] }
        return ["-I", modules] + settings + ["-module-name", module, "-O"]
    }

    /// Ways to compile files, named from the working folder, into one object: the quicker first.
    ///
    /// - Parameters:
    ///   - entry: what the main function of a module with a `main.swift` is called; the program has a main of its own.
    ///   - modules: a folder with the only modules that the files may import, if not all of the kit's.
    ///   - isReleased: whether the object goes to other people's machines.
    func compilation(
        of files: [String], module: String, entry: String?, modules: String?, into object: String,
        isReleased: Bool = false
    ) -> [Call] {
        let told = told(module, entry, modules, object, isReleased)
        let handedOn = told.frontend.flatMap { ["-Xfrontend", $0] }
        let driver = (compiler, told.plain + ["-whole-module-optimization"] + handedOn + files)
        return (direct.map { [($0.program, $0.arguments + told.plain + told.frontend + files)] } ?? []) + [driver]
    }

    /// A way to compile one of the files alone; of the others only what that needs is looked at.
    func compilation(
        ofOnly file: String, beside others: [String], module: String, entry: String?, modules: String?,
        into object: String
    ) -> Call {
        let told = told(module, entry, modules, object)
        let (program, arguments) = direct ?? (compiler, ["-frontend"])
        return (program, arguments + told.plain + told.frontend + ["-primary-file", file] + others)
    }

    /// What the compiler is told about a module, and what its driver hands on.
    private func told(
        _ module: String, _ entry: String?, _ modules: String?, _ object: String, _ isReleased: Bool = false
    ) -> (plain: [String], frontend: [String]) {
        let plain =
            (isReleased ? releasedArguments(module: module) : arguments(module: module, modules: modules) + ["-g"]) + [
                "-c", "-o", object, "-suppress-warnings", "-no-color-diagnostics", "-diagnostic-style", "llvm",
            ] + (entry == nil ? ["-parse-as-library"] : [])
        // Seconds of processor time after which the compiler gives up on one expression, and says on which.
        let patience = ["-solver-expression-time-threshold=5"]
        return (plain, (entry.map { ["-entry-point-function-name", $0] } ?? []) + patience)
    }

    /// What the compiler's driver would call. To call it directly saves 0.35 s of 0.65 s.
    private var direct: Call? {
        #if os(Linux)
            let frontend = tool("swift-frontend")
            guard FileManager.default.isExecutableFile(atPath: frontend) else { return nil }
            // Where the macros of Swift and Foundation are; the driver would say it.
            let macros = [
                "-plugin-path", tool("../lib/swift/host/plugins"), "-in-process-plugin-server-path",
                tool("../lib/swift/host/libSwiftInProcPluginServer.so"),
            ]
            return (frontend, ["-frontend"] + macros + ["-dwarf-version=4"])
        #else
            return nil
        #endif
    }

    /// Ways to make a library of an object, the quicker first. What it lacks of the kit, it finds in the program that
    /// loads it; libraries of Swift's that the program does not use are named by the object, and only the compiler's
    /// driver looks for them.
    ///
    /// - Parameters:
    ///   - plain: whether the files import nothing but the kit, Swift and Foundation.
    ///   - isReleased: whether names that nobody calls from outside are left out.
    func linking(_ object: String, into library: String, plain: Bool, isReleased: Bool = false) -> [Call] {
        let told = ["-emit-library", object, "-o", library] + (isReleased ? Self.withoutNames : [])
        #if os(Linux)
            // Calling the toolchain's linker directly saves 0.6 s. The second object is Swift's start-up code for a
            // library.
            let target = settings.firstIndex(of: "-target").map { settings[$0 + 1] } ?? "x86_64"
            let start = tool("../lib/swift/linux/\(target.prefix { $0 != "-" })/swiftrt.o")
            let linker = tool("ld.lld")
            let quick = (
                linker, ["-shared", "--eh-frame-hdr", start, object, "-o", library] + (isReleased ? ["-s"] : [])
            )
            let isQuick = plain && FileManager.default.isExecutableFile(atPath: linker)
            return (isQuick ? [quick] : []) + [(compiler, told)]
        #else
            return [(compiler, told + ["-Xlinker", "-undefined", "-Xlinker", "dynamic_lookup"])]
        #endif
    }

    #if os(Linux)
        private static let withoutNames = ["-Xlinker", "-s"]
    #else
        private static let withoutNames = ["-Xlinker", "-S", "-Xlinker", "-x"]
    #endif

    /// The machine and the compiler that the kit was built by: "x86_64-unknown-linux-gnu-swift-6.3.1". What other
    /// compilers make does not fit to it.
    var platform: String {
        get throws {
            let target = settings.firstIndex(of: "-target").map { settings[$0 + 1] } ?? "unknown"
            // The system's own version, "macosx15.0", makes no other code.
            return "\(target.replacing(/(\D)[\d.]+$/) { $0.1 })-swift-\(try version)"
        }
    }

    /// The version of that compiler, "6.3.1". A module says which one wrote it; that is surer than to ask the one that is
    /// called `swiftc` today.
    public var version: String {
        get throws {
            let file = "\(modules)/Exercises.swiftmodule"
            let module = FileManager.default.contents(atPath: file) ?? Data()
            guard let words = module.firstRange(of: Data("Swift version ".utf8)) else {
                throw GradingError(
                    "\(file) does not say by which compiler it was made", hint: "swift build --product lesson")
            }
            let version = module[words.upperBound...].prefix(32).prefix { $0 != UInt8(ascii: " ") }
            return String(decoding: version, as: UTF8.self)
        }
    }

    /// The program that tells where a trap came from, if the toolchain has it where it is expected.
    var backtracer: String? {
        let path = tool("../libexec/swift/linux/swift-backtrace")
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }

    /// A file of the toolchain, from the compiler's folder.
    private func tool(_ path: String) -> String {
        URL(fileURLWithPath: compiler).deletingLastPathComponent().appending(path: path).standardized.path
    }
}
