import ArgumentParser
import Grading

// A parent process of this program may ask for one check of one answer; then that is all that happens.
AnswerHost.takeOverIfAsked()

do {
    try Surroundings.check()
    var command = try LessonCommand.parseAsRoot()
    try command.run()
} catch {
    LessonCommand.end(with: error)
}
