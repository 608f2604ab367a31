import ArgumentParser
import CommandSupport
import Foundation
import Grading

/// `lesson class …`: an instructor's work, in a folder with a `class.json`.
struct ClassCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "class", abstract: LoadedCommand.classAbstract,
        subcommands: [
            ClassNew.self, ClassRelease.self, ClassCollect.self, ClassGrade.self, ClassReportCommand.self,
            ClassRegrade.self, ClassSimilar.self, ClassExport.self, ClassCluster.self, ClassGradescope.self,
        ])
}

/// What every verb is told.
struct ClassOptions: ParsableArguments {
    @Option(
        name: .customLong("class"),
        help: ArgumentHelp("The class's folder; else the one you stand in.", valueName: "DIR"))
    var folderName: String?

    /// The folder of the class, the course, and what `class.json` says.
    func open() throws -> (folder: ClassFolder, course: Course, file: ClassFile) {
        let folder = try ClassFolder.find(named: folderName)
        let course = try Course.here()
        let file = try ClassFile(reading: folder.classFile, exercises: course.exercises, questions: course.questions)
        return (folder, course, file)
    }

    /// What the class's students are spoken to in; nil for English.
    var language: String? { get throws { try fileIfAny(Course.here())?.language } }

    /// What `class.json` says, where there is one.
    func fileIfAny(_ course: Course) throws -> ClassFile? {
        guard
            let folder = folderName == nil ? try? ClassFolder.find(named: nil) : try ClassFolder.find(named: folderName)
        else { return nil }
        return try ClassFile(reading: folder.classFile, exercises: course.exercises, questions: course.questions)
    }
}

extension ClassReportCommand: Speaking {
    var language: String? { get throws { try options.language } }
    var showsPages: Bool { false }
}
extension ClassGradescope: Speaking {
    var language: String? { get throws { try options.language } }
    var showsPages: Bool { false }
}

extension ClassError: ReportedError {
    public var report: CommandError {
        let status: ExitStatus =
            switch kind {
            case .badData: .badData
            case .notReachable: .notReachable
            case .wrongArguments: .wrongArguments
            }
        return CommandError(status, message, hint: hint)
    }
}
