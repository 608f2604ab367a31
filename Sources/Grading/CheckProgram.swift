import Foundation

extension CheckedLesson {
    /// Runs the program of a lesson: one check for a parent that asks for it, or all of them for a reader.
    ///
    /// `swift run exercises-04` checks everything, `swift run exercises-04 4.2 --seed 7` one exercise with given
    /// inputs. Each check runs in a process of its own.
    public func main() async {
        await CheckProgram(checks: checks).main(Array(CommandLine.arguments.dropFirst()))
    }
}

/// The program that a lesson's exercises are built into.
public struct CheckProgram: Sendable {
    let checks: [BoundCheck]

    public init(checks: [BoundCheck]) { self.checks = checks }

    public func main(_ arguments: [String]) async {
        if let request = CheckRequest(arguments) { answer(request) }
        do {
            let passed = try await report(ReaderRequest(arguments, exercises: checks.map(\.exercise)))
            exit(passed ? 0 : 1)
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(64)
        }
    }

    /// Runs one check in this very process and sends what is found to the parent.
    private func answer(_ request: CheckRequest) -> Never {
        guard let check = checks.first(where: { $0.exercise.id == request.exercise }),
            let channel = Containment.begin(limits: request.limits)
        else { exit(64) }
        let finding = check.run(request.seed) { channel.send(.input($0)) }
        channel.send(.finding(finding))
        Containment.end()
    }

    /// Prints a verdict for every exercise asked for; true when nothing is wrong.
    private func report(_ request: ReaderRequest) async throws -> Bool {
        let grader = Grader()
        let program = URL(fileURLWithPath: CommandLine.arguments[0]).lastPathComponent
        var verdicts: [Verdict] = []
        for exercise in request.exercises {
            let seed = request.seed ?? Grader.freshSeed()
            let verdict = try await grader.verdict(on: exercise, program: program, seed: seed)
            print(verdict.report)
            verdicts.append(verdict)
        }
        let earned = verdicts.reduce(0) { $0 + $1.points }
        let possible = verdicts.reduce(0) { $0 + $1.possiblePoints }
        print("\n\(earned) of \(possible) points")
        return verdicts.allSatisfy { $0.state == .passed || $0.state == .notAttempted }
    }
}

/// What a reader may ask of a lesson's program: exercises, all without any, and a seed.
struct ReaderRequest {
    var exercises: [Exercise]
    var seed: UInt64?

    init(_ arguments: [String], exercises known: [Exercise]) throws {
        var wanted: [Exercise] = []
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--seed" {
                guard let text = rest.popFirst(), let seed = UInt64(text) else {
                    throw GradingError("--seed: expected a whole number")
                }
                self.seed = seed
            } else if let exercise = known.first(where: { $0.id == argument }) {
                wanted.append(exercise)
            } else {
                let ids = known.map(\.id).joined(separator: ", ")
                throw GradingError("\(argument): no such exercise here; there are \(ids), and --seed N")
            }
        }
        exercises = wanted.isEmpty ? known : wanted
    }
}
