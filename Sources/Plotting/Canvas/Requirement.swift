/// Stops when a contract is broken. The message has four parts: operation, what it expected, what it got, a hint.
func require(_ condition: @autoclosure () -> Bool, _ message: @autoclosure () -> String) {
    if !condition() { fatalError(message()) }
}
