/// Tells the reader something about this run that changes what the page may claim.
///
/// ```swift
/// if mnist.isBuiltIn { note("These are the built-in digits. **The text's numbers are those of MNIST.**") }
/// ```
///
/// What is set in bold says that the text speaks of another run: the page then keeps a link to the note in sight. What
/// follows the first line is folded there.
public func note(_ text: String, line: Int = #line, file: StaticString = #fileID) {
    Session.current.note(text, line: line, file: file)
}
