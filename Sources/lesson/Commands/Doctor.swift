import ArgumentParser
import Foundation

/// `lesson doctor`: what may keep lessons from running, or from running fast, and the command that fixes it.
struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Checks the toolchain, the libraries, the data and the disk.")

    func run() throws {
        let project = try ProjectFolder()
        var findings = [
            Diagnostics.toolchain(), Diagnostics.processor(), Diagnostics.linearAlgebra(),
            Diagnostics.cores(),
            Diagnostics.engine(),
            Diagnostics.fonts(),
        ]
        findings += Diagnostics.data(project)
        findings += Diagnostics.release()
        findings += [
            Diagnostics.disk(project), Diagnostics.buildFolder(project), Diagnostics.ignoredFolders(project),
        ]
        for finding in findings {
            let mark =
                switch finding.kind {
                case .ok: Terminal.styled("✓", .green)
                case .note: Terminal.styled("·", .dim)
                case .warning: Terminal.styled("!", .yellow)
                }
            Terminal.showLine("\(mark) \(finding.what)")
            if let fix = finding.fix { Terminal.showLine("  → \(fix)") }
        }
        let warnings = findings.count { $0.kind == .warning }
        if warnings > 0 {
            throw CommandError(
                .checkFailed, "\(warnings) of \(findings.count) checks ask for attention, see above")
        }
    }
}
