/// Prints values under the line of the lesson that made them.
///
/// It takes a parameter pack, and not `Any...` as the standard library's does, because the compiler then prefers
/// it, and it knows its line.
public func print<each Value>(
    _ values: repeat each Value, separator: String = " ", terminator: String = "\n",
    line: Int = #line, file: StaticString = #fileID
) {
    var texts: [String] = []
    for value in repeat each values {
        let isNaN = (value as? any BinaryFloatingPoint)?.isNaN ?? false
        texts.append(isNaN ? "NaN" : String(describing: value))
    }
    Session.current.output(texts.joined(separator: separator) + terminator, line: line, file: file)
}

/// Prints an empty line.
public func print(line: Int = #line, file: StaticString = #fileID) {
    Session.current.output("\n", line: line, file: file)
}
