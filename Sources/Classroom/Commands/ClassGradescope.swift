import ArgumentParser
import CommandSupport
import Foundation
import Grading

/// `lesson class gradescope`: what Gradescope's `setup.sh` and `run_autograder` call. Nobody else needs it.
struct ClassGradescope: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gradescope", abstract: "Called by the archive that `class export --gradescope` makes.",
        shouldDisplay: false)

    @Option(help: "Gradescope's folder.")
    var root = "/autograder"

    @Flag(help: "Grades the kit's own answers, so that all checks are compiled.")
    var prepare = false

    @Option(help: "Megabytes that an answer may use.")
    var memory = 384

    @OptionGroup var options: ClassOptions

    func run() throws {
        let (folder, course, file) = try options.open()
        var limits = Limits()
        limits.memoryMegabytes = memory
        let plain = ClassGrader(folder, file, course: course, version: Version.current, limits: limits)
        Interruption.installHandlers()
        do {
            if prepare {
                let grader = try waiting { try await JudgingOptions.prepared(plain, nil) }
                Terminal.showLine("ready; isolation: \(grader.grader.sandbox.words.joined(separator: ", "))")
                return
            }
            let root = URL(fileURLWithPath: root)
            let work = FileManager.default.temporaryDirectory.appending(path: "gradescope-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: work) }
            let results = try waiting {
                var grader = plain
                grader.grader.sandbox.kind = await Sandbox.best(of: Sandbox.Kind.allCases).kind
                return try await GradescopeRun(root: root, grader: grader, file: file, course: course).grade(in: work)
            }
            Terminal.showLine("\(results.score) points, \(results.tests.count) tests, \(results.executionTime) s")
        } catch let error as GradingError {
            throw CommandError(error)
        }
    }
}
