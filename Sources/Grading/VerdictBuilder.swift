import Exercises
import Foundation

/// Turns what became of a process into a verdict. Anything in doubt earns nothing.
struct VerdictBuilder {
    let exercise: Exercise
    let seed: UInt64
    let limits: Limits
    let outcome: HostProcess.Outcome<Finding>
    /// The input that was being worked on when the host ended.
    let trial: CheckCase?

    var verdict: Verdict {
        let finding = self.finding
        var verdict = Verdict(
            exercise: exercise.id, name: exercise.name, state: finding.state,
            points: finding.state == .passed ? exercise.points : 0, possiblePoints: exercise.points,
            seed: seed)
        verdict.feedback = finding.feedback
        verdict.message = finding.message
        verdict.output = hasTrapped ? trap.printed : outcome.output
        verdict.seconds = outcome.seconds
        return verdict
    }

    private var finding: Finding {
        switch outcome.end {
        // What the judge has found counts, whatever the host does afterwards.
        case _ where outcome.value != nil: return outcome.value!
        case .timedOut:
            let limit = String(format: "%g", limits.seconds)
            return stop(
                .timedOut, "No answer after \(limit) s.", came: "nothing, it was still at work",
                "Does every loop come to an end? In a `while` something has to change until its condition fails."
            )
        case .tooMuchOutput:
            let megabytes = limits.outputBytes >> 20
            let limit = megabytes > 0 ? "\(megabytes) MB" : "\(limits.outputBytes) bytes"
            return stop(
                .crashed, "Stopped: more than \(limit) were printed.", "Is there a print inside a loop?")
        case .tooMuchMemory:
            return stop(
                .crashed, "Stopped: more than \(limits.memoryMegabytes) MB of memory were used.", TrapAdvice.growth)
        case .tooManyProcesses:
            return stop(
                .crashed, "Stopped: more than \(limits.processes) processes were running.",
                "An answer computes; it starts no programs.")
        case .tooManyFiles:
            return stop(
                .crashed, "Stopped: more than \(limits.diskMegabytes) MB were written to files.", TrapAdvice.growth)
        case .closedItsLine:
            return stop(
                .crashed,
                "The program closed its line to the judge, or wrote into it. Without a verdict there are no points.",
                "An answer gives its result with `return`; files that it did not open are not its own.")
        case .signal(let signal):
            let (message, advice) = words(forSignal: signal)
            return stop(.crashed, message, advice)
        case .exited(let code): return finding(afterExit: code)
        }
    }

    private func finding(afterExit code: Int32) -> Finding {
        if code == AnswerHost.failure, trial == nil {
            return Finding(
                state: .crashed,
                message:
                    "Not run: \(outcome.output)\nBuild the kit anew, `swift build --product lesson`, and try "
                    + "again.")
        }
        return stop(
            .crashed,
            "The program ended (exit status \(code)) before the check was done. Without a verdict there are no "
                + "points.", came: "nothing, the program ended",
            "Does your code call exit? A function gives its result with `return`.")
    }

    /// What is said of an answer that was cut short: in five parts, if it had begun with an input.
    private func stop(
        _ state: Verdict.State, _ message: String, came: String = "nothing, it stopped", _ advice: String
    ) -> Finding {
        guard let trial else { return Finding(state: state, message: message + " " + advice) }
        return Finding(
            state: state, message: message,
            feedback: trial.feedback(
                cutShort: came, at: trap.place.map { "it stopped in \($0)" }, advice: advice))
    }

    /// What happened, and what it most likely comes from.
    private func words(forSignal signal: Int32) -> (message: String, advice: String) {
        if let message = trap.message {
            if message.contains("allocate"), message.contains("memory") {
                return (
                    "Stopped: more than \(limits.memoryMegabytes) MB of memory were asked for.",
                    TrapAdvice.growth
                )
            }
            return ("Stopped: \(message)", TrapAdvice.words(for: message))
        }
        switch signal {
        case SIGSEGV, SIGBUS:
            return (
                "Stopped by the system (signal \(signal)): memory was touched that is not there.",
                "A function that calls itself for ever does this. Which call ends it?"
            )
        case SIGILL, SIGTRAP:
            return (
                "Stopped by a trap (signal \(signal)) without a message.",
                "An index out of range, a missing value, or a number too large for its type."
            )
        case SIGXFSZ:
            return (
                "Stopped by the system: a file grew beyond \(limits.memoryMegabytes) MB.", TrapAdvice.growth
            )
        case SIGKILL: return ("Stopped by the system, most likely for the memory it used.", TrapAdvice.growth)
        default:
            return ("Stopped by the system (signal \(signal)).", "Take the function apart, line by line.")
        }
    }

    /// Only then is the end of what was printed a report of the runtime's, and not the answer's own words.
    private var hasTrapped: Bool {
        if case .signal = outcome.end { outcome.value == nil } else { false }
    }

    private var trap: TrapReport { TrapReport(outcome.output) }
}
