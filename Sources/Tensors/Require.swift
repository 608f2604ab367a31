/// Stops the program when a contract is broken: shapes that are not compatible, an axis that is not there.
///
/// A message has four parts: the operation, what it expected, what it got, and a hint. It is printed in
/// optimised builds too, which is why this is built on `fatalError`: `precondition` prints nothing there.
@inlinable
public func require(
    _ condition: Bool, _ message: @autoclosure () -> String, file: StaticString = #fileID, line: UInt = #line
) {
    if !condition { fail(message(), file: file, line: line) }
}

/// Stops the program with a message; for places that have found out already that a contract is broken.
@inlinable
public func fail(_ message: String, file: StaticString = #fileID, line: UInt = #line) -> Never {
    fatalError(message, file: file, line: line)
}
