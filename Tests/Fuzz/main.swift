import Foundation

// `swift run fuzz`: see README.md.
var arguments = Array(CommandLine.arguments.dropFirst())

/// Takes `name value` out of the arguments.
@MainActor func option(_ name: String) -> String? {
    guard let place = arguments.firstIndex(of: name), place + 1 < arguments.count else { return nil }
    let value = arguments[place + 1]
    arguments.removeSubrange(place...place + 1)
    return value
}

@MainActor func number<Number: FixedWidthInteger>(_ name: String, otherwise: Number) -> Number {
    guard let text = option(name) else { return otherwise }
    guard let number = Number(text), number >= 0 else {
        stop("\(name): expected a whole number, but got '\(text)'")
    }
    return number
}

func stop(_ message: String) -> Never {
    FileHandle.standardError.write(Data("\(message)\n".utf8))
    exit(64)
}

func subject(_ name: String) -> Subject {
    guard let subject = Subject.all.first(where: { $0.name == name }) else {
        stop("there is no kind '\(name)'; there are: " + Subject.all.map(\.name).joined(separator: ", "))
    }
    return subject
}

if let words = option("--child")?.split(separator: ":"), words.count == 4 {
    Child.run(
        subject(String(words[0])), seed: UInt64(words[1])!, from: Int(words[2])!, to: Int(words[3])!,
        progress: option("--progress")!)
} else if let words = option("--replay")?.split(separator: ":") {
    guard words.count == 3, let seed = UInt64(words[1]), let index = Int(words[2]) else {
        stop("--replay: expected kind:seed:number, such as png:1:4711")
    }
    Child.replay(subject(String(words[0])), seed: seed, index: index)
} else {
    let (count, seed): (Int, UInt64) = (number("--count", otherwise: 10_000), number("--seed", otherwise: 1))
    let subjects = arguments.isEmpty ? Subject.all : arguments.map(subject)
    exit(Driver(count: count, seed: seed).run(subjects) ? 0 : 1)
}
