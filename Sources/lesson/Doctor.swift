import ArgumentParser
import Foundation

/// `lesson doctor`: what may keep lessons from running, or from running fast, and the command that mends it.
struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Checks the toolchain, the libraries, the data and the disk.")

    func run() throws {
        let project = try ProjectFolder()
        var findings = [
            Checkup.toolchain(), Checkup.processor(), Checkup.linearAlgebra(), Checkup.cores(),
            Checkup.engine(),
            Checkup.fonts(),
        ]
        findings += Checkup.data(project)
        findings += [
            Checkup.disk(project), Checkup.buildFolder(project), Checkup.ignoredFolders(project),
        ]
        for finding in findings {
            let mark =
                switch finding.kind {
                case .well: Terminal.styled("✓", .green)
                case .note: Terminal.styled("·", .dim)
                case .warning: Terminal.styled("!", .yellow)
                }
            Terminal.showLine("\(mark) \(finding.what)")
            if let mend = finding.mend { Terminal.showLine("  → \(mend)") }
        }
        let warnings = findings.count { $0.kind == .warning }
        if warnings > 0 {
            throw CommandError(
                .doesNotHold, "\(warnings) of \(findings.count) checks ask for attention, see above")
        }
    }
}
