import ArgumentParser

do {
    var command = try LessonCommand.parseAsRoot()
    try command.run()
} catch {
    LessonCommand.end(with: error)
}
