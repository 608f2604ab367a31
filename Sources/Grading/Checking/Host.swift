import Exercises

/// The judge's view of the process that runs an answer: something that can be called, and answers with values.
public final class Host {
    private let send: (Call) throws -> Reply
    /// The functions that turned out to be stubs where the check could go on without them.
    private(set) var unwritten: [String] = []
    private var isAnyWritten = false
    /// Whether a call found nobody there.
    private(set) var hasEnded = false

    init(_ send: @escaping (Call) throws -> Reply) { self.send = send }

    /// Calls a function of the exercise. Throws `NotAttempted` for a stub, and anything else that the function throws.
    public func callAsFunction(_ function: String, _ arguments: Any...) throws -> WireValue {
        try call(function, arguments.map(WireValue.init(reflecting:)))
    }

    /// Calls a function whose absence does not hide the others of the exercise: nil for a stub.
    ///
    /// Where every function is one, the last to be called throws.
    public func ifWritten(_ function: String, last: Bool = false, _ arguments: Any...) throws -> WireValue? {
        do {
            let value = try call(function, arguments.map(WireValue.init(reflecting:)))
            isAnyWritten = true
            return value
        } catch let stub as NotAttempted {
            if !unwritten.contains(stub.function) { unwritten.append(stub.function) }
            if last, !isAnyWritten { throw NotAttempted(function: unwritten.joined(separator: ", ")) }
            return nil
        }
    }

    func call(_ function: String, _ arguments: [WireValue]) throws -> WireValue {
        let reply: Reply
        do {
            reply = try send(Call(function, arguments))
        } catch {
            hasEnded = true
            throw error
        }
        switch reply {
        case .value(let value): return value
        case .notAttempted(let function): throw NotAttempted(function: function)
        case .error(let text): throw AnswerError(description: text)
        }
    }
}

/// What an answer threw, in its own words.
struct AnswerError: Error, CustomStringConvertible {
    let description: String
}

extension WireValue {
    /// The results of several functions by name, those of stubs left out.
    public init(written results: KeyValuePairs<String, WireValue?>) {
        self = .record(results.compactMap { name, value in value.map { Field(name, $0) } })
    }
}
