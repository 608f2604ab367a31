/// The functions of a folder of answers, by name, as the judge calls them.
///
/// A generated file compiled with the answers fills it: one line `answer("update", update(w:b:x:y:learningRate:))` for
/// every function that a stub declares.
enum AnswerTable {
    typealias Function = ([WireValue]) throws -> WireValue

    /// Filled by one thread before the first call, and only read from then on.
    nonisolated(unsafe) static var functions: [String: Function] = [:]
}

/// Makes a function of an exercise callable by the judge.
public func answer<each Input: Argument, Output>(
    _ name: String, _ function: @escaping (repeat each Input) throws -> Output
) {
    AnswerTable.functions[name] = { arguments in
        var rest = arguments[...]
        func next<Value: Argument>(_ type: Value.Type) throws -> Value {
            guard let wire = rest.popFirst(), let value = Value(wire) else {
                throw CallError("\(name): argument \(arguments.count - rest.count) is no \(type)")
            }
            return value
        }
        let result = try function(repeat next((each Input).self))
        guard rest.isEmpty else { throw CallError("\(name): \(rest.count) arguments too many") }
        return WireValue(reflecting: result)
    }
}

/// A call that does not fit the function: the check and the stub have drifted apart.
struct CallError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
