import Foundation

/// A process that leads a session of its own, and everything it has started.
///
/// A session holds a descendant that has left the process group, as Foundation's `Process` does; only a program
/// that opens a session of its own escapes.
struct ProcessSession: Sendable {
    /// Process, group and session have the same number.
    let leader: pid_t

    /// Kills every member that lives and waits until they are gone.
    func kill() {
        for _ in 0..<200 {
            Foundation.kill(-leader, SIGKILL)
            let living = members()
            if living.isEmpty { return }
            for member in living { Foundation.kill(member, SIGKILL) }
            usleep(2000)
        }
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
            let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
            return entries.compactMap { entry in
                guard let process = pid_t(entry),
                    let stat = FileManager.default.contents(atPath: "/proc/\(entry)/stat")
                else { return nil }
                // "number (name) state parent group session …"; a name may hold anything, brackets too.
                let fields = String(decoding: stat, as: UTF8.self).split(separator: ")").last?.split(
                    separator: " ")
                guard let fields, fields.count > 3, fields[3] == "\(leader)", fields[0] != "Z" else {
                    return nil
                }
                return process
            }
        #else
            var processes = [pid_t](repeating: 0, count: 8192)
            let bytes = Int32(processes.count * MemoryLayout<pid_t>.size)
            let count = proc_listallpids(&processes, bytes)
            let others = processes.prefix(Int(max(0, count))).filter { $0 != leader && getsid($0) == leader }
            return leaderHasEnded ? others : others + [leader]
        #endif
    }
}
