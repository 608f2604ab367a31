import ArgumentParser
import Foundation

do {
    var command = try LessonCommand.parseAsRoot()
    try command.run()
} catch let error as CommandError {
    Terminal.complain(error.message)
    if let hint = error.hint { Terminal.complain("hint: \(hint)") }
    exit(error.status.rawValue)
} catch {
    LessonCommand.exit(withError: error)
}
