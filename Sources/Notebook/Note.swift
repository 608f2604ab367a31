/// Tells the reader something about this run that changes what the page may claim.
///
/// ```swift
/// if mnist.isBuiltIn { note("MNIST was not found: the built-in digits are used instead.") }
/// ```
public func note(_ text: String, line: Int = #line, file: StaticString = #fileID) {
    Session.current.note(text, line: line, file: file)
}
