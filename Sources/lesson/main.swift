import ArgumentParser
@_exported import CommandSupport
import Exercises
import Grading
import Text

// A judge, another process of this program, may want this one to run an answer; then that is all that happens.
AnswerHost.takeOverIfAsked()

do {
    try Surroundings.check()
    try ClassLibrary.load(calledBy: Array(CommandLine.arguments.dropFirst()))
    var command = try LessonCommand.parseAsRoot()
    try Words.$current.withValue(Words.of(command)) { try command.run() }
} catch {
    LessonCommand.end(with: error)
}
