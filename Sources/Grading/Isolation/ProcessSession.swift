import Foundation

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

    /// Kills every member that lives and waits until they are gone.
    func kill() {
        var killed: Set<pid_t> = []
        for _ in 0..<200 {
            Foundation.kill(-leader, SIGKILL)
            let living = members()
            if living.isEmpty { break }
            for member in living { Foundation.kill(member, SIGKILL) }
            killed.formUnion(living)
            usleep(2000)
        }
        // Those that have become children of this program are collected; the leader is by who started it.
        for process in killed where process != leader { waitpid(process, nil, WNOHANG) }
    }

    /// Whether the leader has ended; it stays a zombie, and its number taken, until someone collects it.
    var leaderHasEnded: Bool {
        var information = siginfo_t()
        let result = waitid(P_PID, id_t(leader), &information, WEXITED | WNOHANG | WNOWAIT)
        return result != 0 || information.si_signo != 0
    }

    /// The living processes of the session.
    private func members() -> [pid_t] {
        #if os(Linux)
            var members: [pid_t] = []
            let all = ProcessEntry.all()
            for entry in all where entry.session == leader || isMarked(entry) || isStray(entry) {
                members.append(entry.process)
            }
            // What a member has started and put off both too.
            var rest = all.filter { !members.contains($0.process) }
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
            guard let mark else { return false }
            return entry.environment.contains("\(Self.markName)=\(mark)")
        }

        /// A child of this program in another session, from another program, that carries no mark of any check.
        private func isStray(_ entry: ProcessEntry) -> Bool {
            guard mark != nil, entry.parent == getpid(), entry.session != getsid(0) else { return false }
            return entry.program != ProcessEntry.thisProgram
                && !entry.environment.contains { $0.hasPrefix("\(Self.markName)=") }
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
    #endif
}

#if os(Linux)
    /// What /proc tells about a living process.
    private struct ProcessEntry {
        let process: pid_t
        let parent: pid_t
        let session: pid_t

        static func all() -> [ProcessEntry] {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
            return names.compactMap { pid_t($0).flatMap(ProcessEntry.init) }
        }

        /// Nil for a process that is gone or a zombie.
        private init?(_ process: pid_t) {
            guard let stat = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return nil }
            // "number (name) state parent group session …"; a name may hold anything, brackets too.
            let text = String(decoding: stat, as: UTF8.self)
            guard let fields = text.split(separator: ")").last?.split(separator: " "), fields.count > 3,
                fields[0] != "Z", let parent = pid_t(fields[1]), let session = pid_t(fields[3])
            else { return nil }
            (self.process, self.parent, self.session) = (process, parent, session)
        }

        /// The variables it was started with; empty where they may not be read.
        var environment: [Substring] {
            let data = FileManager.default.contents(atPath: "/proc/\(process)/environ") ?? Data()
            return String(decoding: data, as: UTF8.self).split(separator: "\0")
        }

        var program: String? {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/exe")
        }

        static let thisProgram = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    }
#endif
