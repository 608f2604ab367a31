import Exercises
import Foundation

/// A room of their own for programs that work on strangers' texts, the compiler and the host of an answer: no network, no
/// other processes, and of the disk only what is named.
///
/// It is made by what the system has: bubblewrap, or the namespaces that `unshare` opens. A learner's own answers need
/// none; those of a class get the best there is, and every record says which that was.
public struct Sandbox: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case bubblewrap, namespaces, none
    }

    public var kind: Kind
    /// Folders of which nothing is seen, even where a folder that is seen contains them.
    public var hidden: [String] = []

    /// Only the limits that every answer has.
    public static let none = Sandbox(kind: .none)

    /// What stands around an answer, for a record.
    public var words: [String] {
        var words: [String] = []
        if kind != .none { words += [kind.rawValue, "no network", "own processes", "own files only"] }
        #if os(Linux)
            if Landlock.version > 0 { words.append("Landlock \(Landlock.version)") }
        #endif
        return words + ["limits on time, memory, processes, output and files", "clean environment"]
    }

    /// What a program in it may use.
    struct Needs {
        /// Files and folders that it reads, besides the system's.
        var readable: [String]
        /// The one folder that it may write to, where it starts.
        var folder: String
        /// Seconds of processor time, after which the system itself ends it.
        var seconds: Int
        /// Processes and threads at one time.
        var tasks: Int
        /// The longest file.
        var fileMegabytes: Int
    }

    /// The processes that it takes itself.
    var ownProcesses: Int { kind == .none ? 0 : 4 }

    /// What to call in the place of a program.
    func call(_ call: Toolchain.Call, _ needs: Needs) -> Toolchain.Call {
        switch kind {
        case .none: return call
        case .bubblewrap: return (Sandbox.bubblewrap, bubblewrap(needs) + ["--"] + limited(call, needs))
        case .namespaces:
            // Whatever becomes of the judge, it ends by itself.
            let arguments =
                ["-s", "KILL", "\(needs.seconds + 30)", "/usr/bin/unshare"]
                + "--user --map-root-user --mount --pid --net --ipc --uts --fork --kill-child".split(separator: " ")
                .map(String.init)
                + ["/bin/sh", "-c", Sandbox.script, "sandbox"]
            let visible = places(needs).map { ($0.isWritable ? "w:" : "r:") + $0.path }
            let withoutRights = ["/usr/bin/setpriv", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all"]
            return (
                "/usr/bin/timeout", arguments + visible + ["--", needs.folder] + withoutRights + limited(call, needs)
            )
        }
    }

    private func limited(_ call: Toolchain.Call, _ needs: Needs) -> [String] {
        [
            "/usr/bin/prlimit", "--cpu=\(needs.seconds)", "--nproc=\(needs.tasks)",
            "--fsize=\(needs.fileMegabytes << 20)",
            "--core=0", call.program,
        ] + call.arguments
    }

    // MARK: What is seen

    /// What programs need of a system; whatever of it there is.
    private static let system = [
        "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache", "/etc/alternatives", "/etc/localtime",
        "/dev/null",
        "/dev/zero", "/dev/urandom", "/dev/random",
    ]

    private typealias Place = (path: String, isWritable: Bool)

    private func places(_ needs: Needs) -> [Place] {
        let readable = Sandbox.system + Sandbox.libraries + needs.readable
        var seen = Set<String>()
        return readable.filter { FileManager.default.fileExists(atPath: $0) && seen.insert($0).inserted }
            .map { ($0, false) } + [(needs.folder, true)]
    }

    /// The folders of the libraries that this program has loaded, where they are not the system's: the toolchain's.
    private static let libraries: [String] = {
        #if os(Linux)
            let maps = FileHandle(forReadingAtPath: "/proc/self/maps").flatMap { try? $0.readToEnd() } ?? Data()
            let folders = String(decoding: maps, as: UTF8.self).split(separator: "\n").compactMap { line -> String? in
                guard let start = line.firstIndex(of: "/"), line.contains(".so"), !line.contains(Toolchain.cacheName)
                else { return nil }
                return URL(fileURLWithPath: String(line[start...])).deletingLastPathComponent().path
            }
            return Set(folders).subtracting([Toolchain.folder]).filter {
                !$0.hasPrefix("/usr/") && !$0.hasPrefix("/lib")
            }.sorted()
        #else
            return []
        #endif
    }()

    private func bubblewrap(_ needs: Needs) -> [String] {
        var arguments =
            "--unshare-user --unshare-pid --unshare-net --unshare-ipc --unshare-uts --die-with-parent --uid 65534 --gid 65534 --cap-drop ALL --proc /proc"
            .split(separator: " ").map(String.init)
        let places = places(needs)
        for (path, _) in places.prefix(while: { Sandbox.system.contains($0.path) }) { arguments += bind(path) }
        for folder in hidden where places.contains(where: { !$0.isWritable && (folder + "/").hasPrefix($0.path + "/") })
        {
            arguments += ["--tmpfs", folder, "--remount-ro", folder]
        }
        for (path, isWritable) in places where !Sandbox.system.contains(path) {
            arguments += isWritable ? ["--bind", path, path] : bind(path)
        }
        return arguments + ["--remount-ro", "/", "--chdir", needs.folder]
    }

    private func bind(_ path: String) -> [String] {
        // A link to somewhere that is seen, as /lib is on many systems.
        if ["/bin", "/sbin", "/lib", "/lib32", "/lib64"].contains(path),
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path)
        {
            return ["--symlink", target, path]
        }
        return [path.hasPrefix("/dev/") ? "--dev-bind" : "--ro-bind", path, path]
    }

    private static let bubblewrap = "/usr/bin/bwrap"

    /// Makes a root of its own from the places it is told, and goes there. What it cannot make read-only it does not show.
    private static let script = """
        set -eu
        PATH=/usr/sbin:/usr/bin:/sbin:/bin
        root="$(mktemp -d)"
        mount -t tmpfs -o mode=755,size=1m room "$root"
        rmdir_later="$root"
        while [ "$1" != -- ]; do
            path="${1#?:}"
            if [ -L "$path" ] && [ -d "$path" ]; then
                mkdir -p "$root${path%/*}"; cp -P "$path" "$root$path"
            else
                if [ -d "$path" ]; then mkdir -p "$root$path"; else mkdir -p "$root${path%/*}"; : > "$root$path"; fi
                mount --bind "$path" "$root$path"
                case "$1" in
                r:/dev/*) ;;
                r:*) mount -o remount,bind,ro "$root$path" 2>/dev/null || mount -o remount,bind,ro,nosuid,nodev "$root$path" ;;
                esac
            fi
            shift
        done
        shift
        mkdir -p "$root/proc" "$root/old"
        mount -t proc proc "$root/proc"
        cd "$root"
        pivot_root . old
        rmdir "/old$rmdir_later" 2>/dev/null || true
        umount -l /old
        mount -o remount,ro / 2>/dev/null || true
        cd "$1"
        shift
        # Not in the place of the shell: the first process of a room is deaf to most signals. What the shell would say of one
        # is nobody's.
        exec 3>&2 2>/dev/null
        "$@" 2>&3 3>&-
        exit $?
        """

    // MARK: Which there is

    /// The best that works here, of these.
    public static func best(of kinds: [Kind] = Kind.allCases) async -> Sandbox {
        #if os(Linux)
            for kind in kinds where kind != .none {
                let sandbox = Sandbox(kind: kind)
                if await sandbox.works { return sandbox }
            }
        #endif
        return .none
    }

    /// Whether a program in it runs, writes into its folder, and sees no other.
    private var works: Bool {
        get async {
            let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().appending(
                path: "nabla-sandbox-\(UUID().uuidString)")
            let other = folder.appending(path: "other")
            let own = folder.appending(path: "own")
            defer { try? FileManager.default.removeItem(at: folder) }
            do {
                for each in [other, own] {
                    try FileManager.default.createDirectory(at: each, withIntermediateDirectories: true)
                }
                let script = "test ! -e ../other && echo yes > it && exit 7"
                let needs = Needs(readable: [], folder: own.path, seconds: 5, tasks: 16, fileMegabytes: 1)
                let call = call(("/bin/sh", ["-c", script]), needs)
                guard FileManager.default.isExecutableFile(atPath: call.program) else { return false }
                let run = try await ToolRun.run(call.program, call.arguments, in: own, seconds: 10)
                return run.status == 7 && FileManager.default.fileExists(atPath: own.appending(path: "it").path)
            } catch {
                return false
            }
        }
    }
}
