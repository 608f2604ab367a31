import Grading

#if os(Linux)
    import Runtime
#endif

/// Finds lines of a lesson on the call stack, through the debug information of the program.
enum StackLine {
    #if os(Linux)
        /// Returns the line of the innermost call that stands in a lesson's own file, or nil if there is none.
        ///
        /// A loaded lesson was compiled from a copy of its folder; the engine has files of the same names.
        static func innermost(of stack: Backtrace?, in path: String) -> Int? {
            let name = "/" + (path.split(separator: "/").last ?? "")
            for frame in stack?.symbolicated(options: [.showSourceLocations])?.frames ?? [] {
                guard let place = frame.symbol?.sourceLocation, place.line > 0 else { continue }
                let isLoaded = place.path.contains("/\(Toolchain.cacheName)/") && place.path.hasSuffix(name)
                if isLoaded || place.path.hasSuffix("/" + path) { return place.line }
            }
            return nil
        }
    #endif
}
