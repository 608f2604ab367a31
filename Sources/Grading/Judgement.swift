import Foundation

/// Turns what became of a process into a verdict. Whatever is in doubt earns nothing.
struct Judgement {
    let exercise: Exercise
    let seed: UInt64
    let limits: Limits
    let outcome: IsolatedProcess.Outcome

    var verdict: Verdict {
        let finding = self.finding
        var verdict = Verdict(
            exercise: exercise.id, name: exercise.name, state: finding.state,
            points: finding.state == .passed ? exercise.points : 0, possiblePoints: exercise.points,
            seed: seed)
        verdict.feedback = finding.feedback
        verdict.message = finding.message
        verdict.lastInput = lastInput
        verdict.output = trap.printed
        verdict.seconds = outcome.seconds
        return verdict
    }

    private var finding: Finding {
        switch outcome.end {
        // The alarm is the check's own, for the case that its parent comes late.
        case .timedOut, .signal(SIGALRM):
            let limit = String(format: "%g", limits.seconds)
            return Finding(
                state: .timedOut, message: "No answer after \(limit) s. Does every loop come to an end?")
        case .tooMuchOutput:
            let megabytes = limits.outputBytes >> 20
            let limit = megabytes > 0 ? "\(megabytes) MB" : "\(limits.outputBytes) bytes"
            return crash("Stopped: more than \(limit) were printed. Is there a print inside a loop?")
        case .signal(let signal): return crash(sentence(forSignal: signal))
        case .exited(let code): return finding(afterExit: code)
        }
    }

    private func finding(afterExit code: Int32) -> Finding {
        for case .memory(let megabytes) in outcome.messages {
            return crash("Stopped: more than \(megabytes) MB of memory were used. What grows without end?")
        }
        let findings = outcome.messages.compactMap { message -> Finding? in
            if case .finding(let finding) = message { finding } else { nil }
        }
        if code == 0, findings.count == 1 { return findings[0] }
        if code == AnswerHost.failure, outcome.messages.isEmpty {
            return crash(
                "Not run: \(outcome.output)\nBuild the kit anew, `swift build --product lesson`, and try again."
            )
        }
        return crash(
            "The program ended (exit status \(code)) before the check was done. "
                + "Without a verdict there are no points; does your code call exit?")
    }

    private func crash(_ message: String) -> Finding { Finding(state: .crashed, message: message) }

    private func sentence(forSignal signal: Int32) -> String {
        let place = trap.place.map { "\nYour last line was \($0)." } ?? ""
        guard let message = trap.message else { return sentence(withoutTrap: signal) + place }
        if message.contains("allocate"), message.contains("memory") {
            return "Stopped: more than \(limits.memoryMegabytes) MB of memory were asked for. "
                + "What grows without end?" + place
        }
        return "Stopped: \(message)" + place
    }

    private func sentence(withoutTrap signal: Int32) -> String {
        switch signal {
        case SIGSEGV, SIGBUS:
            "Stopped by the system (signal \(signal)): memory was touched that is not there. "
                + "A function that calls itself for ever does this."
        case SIGILL, SIGTRAP:
            "Stopped by a trap (signal \(signal)) without a message: an index out of range, a missing value, "
                + "or a number too large for its type."
        case SIGXFSZ: "Stopped by the system: a file grew beyond \(limits.memoryMegabytes) MB."
        case SIGKILL: "Stopped by the system, most likely for the memory it used."
        default: "Stopped by the system (signal \(signal))."
        }
    }

    private var trap: TrapReport { TrapReport(outcome.output) }

    private var lastInput: String? {
        outcome.messages.reversed().lazy.compactMap { message in
            if case .input(let text) = message { text } else { nil }
        }.first
    }
}
