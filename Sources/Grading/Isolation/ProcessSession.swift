import Foundation
import Synchronization

/// A process that leads a session of its own, and everything it has started.
///
/// The session holds a descendant that has left the process group, as Foundation's `Process` does. One that opens a
/// session of its own still carries the mark in its environment. On Linux even one that has put off both is found: when
/// the process that started it ends, it becomes a child of this program, which has not started it.
struct ProcessSession: Sendable {
    /// Process, group and session have the same number.
    let leader: pid_t
    /// The value of the environment variable that descendants inherit.
    var mark: String?

    static let markName = "NABLA_CHECK"

    /// The marks of what this program runs now.
    private static let running = Mutex<Set<String>>([])

    #if os(Linux)
        /// Members that were killed; some of them are this program's to collect.
        private static let ended = Mutex<Set<pid_t>>([])
    #endif

    private static func isRunning(_ mark: String) -> Bool { running.withLock { $0.contains(mark) } }

    /// A mark that nobody can guess, for the time of the work.
    static func withMark<Value>(_ work: (String) async throws -> Value) async rethrows -> Value {
        var generator = SystemRandomNumberGenerator()
        let mark = [generator.next(), generator.next()].map { (word: UInt64) in String(word, radix: 16) }.joined()
        running.withLock { _ = $0.insert(mark) }
        defer { running.withLock { _ = $0.remove(mark) } }
        return try await work(mark)
    }

    /// Kills every member that lives and waits until they are gone.
    func kill() {
        for _ in 0..<200 {
            Foundation.kill(-leader, SIGKILL)
            let living = members()
            if living.isEmpty { return }
            for member in living { Foundation.kill(member, SIGKILL) }
            #if os(Linux)
                Self.ended.withLock { $0.formUnion(living.filter { $0 != leader }) }
            #endif
            usleep(2000)
        }
    }

    /// Whether the leader has ended; it stays a zombie, and its number taken, until someone collects it.
    var leaderHasEnded: Bool {
        var information = siginfo_t()
        let result = waitid(P_PID, id_t(leader), &information, WEXITED | WNOHANG | WNOWAIT)
        return result != 0 || information.si_signo != 0
    }

    /// How many processes of the session live.
    var count: Int { members().count }

    /// The living processes of the session.
    private func members() -> [pid_t] {
        #if os(Linux)
            // Everything started here descends from this program, which adopts the orphans. Where it may not, what has
            // stayed in the session is found by that.
            let all = ProcessEntry.all()
            let family = ProcessEntry.descendants(among: all)
            let strays = family.filter { $0.session != leader && (isMarked($0) || isStray($0)) }
            var members = (all.filter { $0.session == leader } + strays).map(\.process)
            var rest = family.filter { !members.contains($0.process) }
            while let index = rest.firstIndex(where: { members.contains($0.parent) }) {
                members.append(rest.remove(at: index).process)
            }
            return members
        #else
            var processes = [pid_t](repeating: 0, count: 8192)
            let bytes = Int32(processes.count * MemoryLayout<pid_t>.size)
            let count = proc_listallpids(&processes, bytes)
            let others = processes.prefix(Int(max(0, count))).filter { $0 != leader && getsid($0) == leader }
            return leaderHasEnded ? others : others + [leader]
        #endif
    }

    #if os(Linux)
        private func isMarked(_ entry: ProcessEntry) -> Bool {
            guard let mark, entry.session != getsid(0) else { return false }
            return entry.mark == mark
        }

        /// A child of this program in another session that carries the mark of nothing that this program runs now.
        ///
        /// One that is about to begin has the mark only when its program has been loaded: it is given time for that.
        private func isStray(_ entry: ProcessEntry) -> Bool {
            guard mark != nil, entry.parent == getpid(), entry.session != getsid(0) else { return false }
            for _ in 0..<50 {
                if entry.mark.map(Self.isRunning) ?? false { return false }
                // Neither arguments nor variables: one that is about to end.
                if !entry.hasArguments { return false }
                if entry.program != ProcessEntry.thisProgram { break }
                usleep(5000)
            }
            usleep(3000)
            return entry.hasArguments && !(entry.mark.map(Self.isRunning) ?? false)
        }

        /// Collects what this program has adopted and what has ended since: nobody else waits for it, and as long as it is
        /// there it is the first answer to whoever waits for any child. What this program starts itself leads its own
        /// session or stays in this program's.
        static func collectOrphans() {
            let own = getsid(0)
            for orphan in ProcessEntry.all(thatLive: false)
            where orphan.parent == getpid() && orphan.session != own && orphan.session != orphan.process {
                waitpid(orphan.process, nil, WNOHANG)
            }
            ended.withLock { $0 = $0.filter { waitpid($0, nil, WNOHANG) == 0 } }
        }

        /// Makes this program the parent of descendants whose own parents have ended.
        static func adoptOrphans() { _ = adoption }

        private static let adoption: Void = {
            // prctl takes any number of arguments, and such functions are not imported.
            typealias Prctl = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32
            guard let symbol = dlsym(nil, "prctl") else { return }
            let becomeSubreaper: Int32 = 36
            _ = unsafeBitCast(symbol, to: Prctl.self)(becomeSubreaper, 1, 0, 0, 0)
        }()
    #else
        static func adoptOrphans() {}
        static func collectOrphans() {}
    #endif
}

#if os(Linux)
    /// What /proc tells about a process.
    private struct ProcessEntry {
        let process: pid_t
        let parent: pid_t
        let session: pid_t

        /// All that descend from this program and live.
        static func descendants(among all: [ProcessEntry]) -> [ProcessEntry] {
            var others = all
            var found: [ProcessEntry] = []
            var parents: Set = [getpid()]
            while !parents.isEmpty {
                let children = others.filter { parents.contains($0.parent) }
                others.removeAll { parents.contains($0.parent) }
                parents = Set(children.map(\.process))
                found += children
            }
            return found
        }

        /// Every process that lives, or every zombie.
        static func all(thatLive: Bool = true) -> [ProcessEntry] {
            guard let folder = opendir("/proc") else { return [] }
            defer { closedir(folder) }
            var entries: [ProcessEntry] = []
            while let entry = readdir(folder) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { atoi($0) }
                }
                if name > 0, let process = ProcessEntry(name, lives: thatLive) { entries.append(process) }
            }
            return entries
        }

        /// Nil for a process that is gone, or a zombie; with `lives` false for one that is none.
        private init?(_ process: pid_t, lives: Bool) {
            // "number (name) state parent group session …"; a name may hold anything, brackets too.
            let stat = ProcessEntry.content("/proc/\(process)/stat")
            guard let end = stat.lastIndex(of: UInt8(ascii: ")")) else { return nil }
            let fields = stat[(end + 1)...].split(separator: UInt8(ascii: " "), maxSplits: 4)
            guard fields.count > 3, (fields[0].first != UInt8(ascii: "Z")) == lives else { return nil }
            func number(_ field: ArraySlice<UInt8>) -> pid_t { field.reduce(0) { $0 * 10 + pid_t($1 &- 48) } }
            (self.process, parent, session) = (process, number(fields[1]), number(fields[3]))
        }

        /// The mark among the variables it was started with; nil where there is none, or they may not be read.
        var mark: String? {
            let head = ProcessSession.markName + "="
            return String(decoding: ProcessEntry.content("/proc/\(process)/environ"), as: UTF8.self)
                .split(separator: "\0").first { $0.hasPrefix(head) }.map { String($0.dropFirst(head.count)) }
        }

        var hasArguments: Bool { !ProcessEntry.content("/proc/\(process)/cmdline").isEmpty }

        var program: String? {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/exe")
        }

        static let thisProgram = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")

        /// A file of /proc, without the detours that files of unknown size take.
        private static func content(_ path: String) -> [UInt8] {
            let file = open(path, O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { return [] }
            defer { close(file) }
            var content: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 4096)
            while true {
                let count = read(file, &buffer, buffer.count)
                if count <= 0 { return content }
                content += buffer[..<count]
            }
        }
    }
#endif
