#if os(Linux)
    import Runtime
#endif

/// Finds lines of a lesson on the call stack, through the debug information of its library.
enum StackLine {
    #if os(Linux)
        /// Returns the line of the innermost call that stands in a source file, or nil if there is none.
        static func innermost(of stack: Backtrace?, in path: String) -> Int? {
            for frame in stack?.symbolicated(options: [.showSourceLocations])?.frames ?? [] {
                if let place = frame.symbol?.sourceLocation, place.path.hasSuffix("/" + path), place.line > 0 {
                    return place.line
                }
            }
            return nil
        }
    #endif
}
