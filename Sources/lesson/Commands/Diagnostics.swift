import Datasets
import Foundation
import Grading
import Plotting
import Tensors

/// One line of the doctor's report.
struct Diagnostic {
    enum Kind {
        case ok
        /// Nothing is wrong, but there is something to know.
        case note
        case warning
    }

    var kind: Kind
    var what: String
    /// What to do about it, usually a command.
    var fix: String?

    static func ok(_ what: String) -> Diagnostic { Diagnostic(kind: .ok, what: what) }
    static func note(_ what: String, fix: String) -> Diagnostic {
        Diagnostic(kind: .note, what: what, fix: fix)
    }
    static func warning(_ what: String, fix: String) -> Diagnostic {
        Diagnostic(kind: .warning, what: what, fix: fix)
    }
}

/// The doctor's checks, in the order of the report.
enum Diagnostics {
    static func toolchain() -> Diagnostic {
        guard let text = output(of: "swift", ["--version"]) else {
            return .warning(
                "swift is not in the PATH", fix: "install it from swift.org, or add it to the PATH")
        }
        let version =
            text.split(separator: " ").drop { $0 != "version" }.dropFirst().first.map(String.init) ?? "?"
        let parts = version.split(separator: ".").compactMap { Int($0) }
        guard let major = parts.first, (major, parts.dropFirst().first ?? 0) >= (6, 2) else {
            return .warning(
                "Swift \(version); the course needs 6.2 or later", fix: "install it from swift.org")
        }
        return .ok("Swift \(version)")
    }

    static func processor() -> Diagnostic {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let memory = ProcessInfo.processInfo.physicalMemory >> 30
        return .ok(
            "\(Processor.name), \(cores) cores, vectors of \(LinearAlgebraLibrary.registerBits) bits, \(memory) GB of memory"
        )
    }

    /// Some versions of OpenBLAS take a processor for an older one and run at half its speed, or less.
    static func linearAlgebra() -> Diagnostic {
        let core = LinearAlgebraLibrary.coreName
        let version = LinearAlgebraLibrary.configuration.split(separator: " ").prefix(2).joined(
            separator: " ")
        let text = "\(version), \(core) kernels"
        if let better = LinearAlgebraLibrary.betterKernels {
            return .warning(
                "\(text), although the processor can do more", fix: "export OPENBLAS_CORETYPE=\(better)")
        }
        return .ok(text)
    }

    static func cores() -> Diagnostic {
        let (used, there) = (LinearAlgebraLibrary.threads, ProcessInfo.processInfo.activeProcessorCount)
        let text = "the engine computes on \(used) of \(there) cores"
        guard used < there else { return .ok(text) }
        let variables = ["OPENBLAS_NUM_THREADS", "GOTO_NUM_THREADS", "OMP_NUM_THREADS"].filter {
            ProcessInfo.processInfo.environment[$0] != nil
        }
        return variables.isEmpty
            ? .warning(text, fix: "export OPENBLAS_NUM_THREADS=\(there)")
            : .warning(text, fix: "unset \(variables.joined(separator: " "))")
    }

    /// Measured, because a compiler's flags say what was asked for and not what was done.
    static func engine() -> Diagnostic {
        let x = Tensor(ones: [100_000])
        let clock = ContinuousClock()
        let fastest = (0..<20).map { _ in clock.measure { _ = x + x } }.min()! / .nanoseconds(1)
        let text = String(format: "engine: adding takes %.2f ns a number", fastest / 100_000)
        // Optimised, it takes well under 1 ns on any machine of the last ten years; without, more than 10.
        return fastest < 500_000
            ? .ok(text + ", optimised")
            : .warning(text + ", not optimised", fix: "swift package clean, then build again")
    }

    static func fonts() -> Diagnostic {
        let needed = "Aaéαβγδεθλμσ∂∇∑√≤≥≈·×−→′²₁ŷ"
        let missing = Canvas(width: 10, height: 10).missingCharacters(in: needed)
        guard !missing.isEmpty else { return .ok("fonts for text, Greek and mathematics") }
        return .warning(
            "no font here draws \(missing.map(String.init).joined(separator: " "))",
            fix: "sudo apt-get install fonts-dejavu-core")
    }

    static func data(_ project: ProjectFolder) -> [Diagnostic] {
        let location = DataLocation(offline: true, workingFolder: project.url.path, observer: { _ in })
        return DataSet.all.map { set in
            let fetch = "swift run lesson data fetch \(set.name)"
            if let named = location.named, location.namedFolderLacks(set) {
                return .note(
                    "\(set.name) is not in \(named.folder), which \(named.option) names",
                    fix: "unset \(named.option), or put the set there")
            }
            do {
                guard case .found(let stored) = try location.locate(set) else {
                    return .note(
                        "\(set.name) is not here: lessons fetch it, or use built-in data", fix: fetch)
                }
                for file in set.files { _ = try stored.bytes(of: file.name) }
                return .ok("\(set.name) in \(stored.source), checksums right")
            } catch let error as DataError {
                return .warning(error.message, fix: error.hint)
            } catch {
                return .warning("\(set.name): \(error)", fix: fetch)
            }
        }
    }

    static func disk(_ project: ProjectFolder) -> Diagnostic {
        let values = try? FileManager.default.attributesOfFileSystem(forPath: project.url.path)
        guard let free = (values?[.systemFreeSize] as? NSNumber)?.int64Value else {
            return .warning("the free space on the disk is not known", fix: "df -h .")
        }
        let text = String(format: "%.1f GB free on the disk", Double(free) / 1e9)
        return free > 1_000_000_000
            ? .ok(text) : .warning(text, fix: "make room: a build takes about 1 GB")
    }

    /// What a run or a build writes must not turn up in a commit.
    static func ignoredFolders(_ project: ProjectFolder) -> Diagnostic {
        let folders = ["Output/", "Data/", ".build/"]
        let folder = project.url.path
        guard output(of: "git", ["-C", folder, "rev-parse", "--git-dir"]) != nil else {
            guard FileManager.default.fileExists(atPath: folder + "/.git") else {
                return .ok("not a git clone: nothing to keep out of commits")
            }
            guard output(of: "git", ["--version"]) != nil else {
                return .note(
                    "git is not here, so nobody can tell whether you have changed a lesson",
                    fix: "install git")
            }
            guard owner(of: folder) != NSUserName() else {
                return .note("git does not work here", fix: "git -C \(folder) status says why")
            }
            // Git works in no folder of somebody else's, unless told that it may.
            return .note(
                "git does not work here: the folder belongs to \(owner(of: folder)), and you are \(NSUserName())",
                fix: "git config --global --add safe.directory \(folder)")
        }
        let ignored = output(of: "git", ["-C", folder, "check-ignore"] + folders) ?? ""
        let missing = folders.filter { !ignored.split(separator: "\n").contains(Substring($0)) }
        guard let first = missing.first else {
            return .ok("git ignores " + folders.joined(separator: ", "))
        }
        return .warning(
            "git does not ignore " + missing.joined(separator: ", "), fix: "echo '\(first)' >> .gitignore")
    }

    private static var programFolder: URL {
        let program = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
        return program.resolvingSymlinksInPath().deletingLastPathComponent()
    }

    private static func owner(of folder: String) -> String {
        let facts = try? FileManager.default.attributesOfItem(atPath: folder)
        return facts?[.ownerAccountName] as? String ?? "somebody else"
    }

    /// What SwiftPM builds holds the path of its folder: after a move or a copy it fits no longer.
    static func buildFolder(_ project: ProjectFolder, build: URL = programFolder) -> Diagnostic {
        let description = build.appending(path: "description.json")
        guard let text = try? String(contentsOf: description, encoding: .utf8) else {
            return .note(
                "\(build.path) holds no build by SwiftPM, so answers cannot be checked",
                fix: "swift build --product lesson")
        }
        let written = text.replacing("\\/", with: "/")
        guard written.contains(build.path + "/") else {
            return .warning(
                "the course was moved or copied: what was built belongs to another folder",
                fix: "rm -rf \(project.url.appending(path: ".build").path); swift build")
        }
        for (what, folder) in [("the build folder", build), ("the course's folder", project.url)]
        where access(folder.path, W_OK) != 0 {
            return .note(
                "\(what), \(folder.path), cannot be written to: nothing is kept there",
                fix: "work in a clone of your own: git clone \(project.url.path)")
        }
        return .ok("the build belongs to this folder")
    }

    /// What a command prints, or nil if it cannot be run or fails.
    private static func output(of command: String, _ arguments: [String]) -> String? {
        let result = try? waiting { try await ChildProcess.run(command, arguments) }
        return result?.end == .exited(0) ? result?.output : nil
    }
}
