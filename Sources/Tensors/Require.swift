/// Stops the program when a contract is broken: a shape that does not fit, an axis that is not there.
///
/// A message has four parts: the operation, what it expected, what came, and a hint. It is printed in
/// optimised builds too, which is why this is built on `fatalError`: `precondition` prints nothing there.
@inlinable
public func require(
    _ condition: Bool, _ message: @autoclosure () -> String, file: StaticString = #fileID, line: UInt = #line
) {
    if !condition { fatalError(message(), file: file, line: line) }
}
