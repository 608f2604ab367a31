import Foundation

/// A function of an exercise that a run calls, and whose it is there.
public struct CalledFunction: Sendable, Equatable {
    /// "6.1"
    public let exercise: String
    /// "softmax"
    public let name: String
    public let isReaders: Bool
    /// What became of the reader's answer, "not attempted".
    public let state: String

    public init(exercise: String, name: String, isReaders: Bool, state: String) {
        (self.exercise, self.name, self.isReaders, self.state) = (exercise, name, isReaders, state)
    }
}

/// The functions of exercises that this run calls, in the order of the exercises; empty where it calls none.
public var calledFunctions: [CalledFunction] { Session.current.options.calledFunctions }

extension [CalledFunction] {
    /// "6 of 8 functions are your own"
    public var stamp: String {
        let own = count(where: \.isReaders)
        return "\(own) of \(count) functions \(own == 1 ? "is" : "are") your own"
    }

    /// A line for each: its number, its name, and whose it is.
    public var table: String {
        let width = map(\.name.count).max() ?? 0
        return map { function in
            let number = function.exercise.padding(toLength: 5, withPad: " ", startingAt: 0)
            let name = function.name.padding(toLength: width + 2, withPad: " ", startingAt: 0)
            return number + name + (function.isReaders ? "yours" : "the engine's (yours: \(function.state))")
        }.joined(separator: "\n")
    }
}
