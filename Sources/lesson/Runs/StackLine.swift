#if os(Linux)
    import Runtime
#endif

/// A file that a run can stop in, and what is said of it.
struct RunSource: Sendable {
    /// From the course's folder: "Lessons/04-perceptron/Perceptron.swift".
    let path: String
    /// How its path ends where the compiler has seen it.
    let ending: String
    /// Whose function stands in it, "your softmax (6.1)"; nil for a lesson's own source.
    var function: String?

    init(_ path: String) { (self.path, ending) = (path, "/" + path) }

    init(_ path: String, compiledAs name: String, function: String?) {
        (self.path, ending, self.function) = (path, "/" + name, function)
    }

    /// "Lessons/04-perceptron/Perceptron.swift:12: the run stopped here"; line 0 is one that nobody knows.
    func words(_ line: Int, _ what: String = "the run stopped here") -> String {
        path + (line > 0 ? ":\(line)" : "") + ": \(what)" + (function.map { ", in \($0)" } ?? "")
    }

    /// What to do about a function that stops a run though it passes its check.
    var hint: String? {
        function.map { name in
            "\(name) passes its check, which therefore has a gap that its authors want to hear of; "
                + "--without takes the engine's in its place"
        }
    }
}

/// Finds lines of a run's sources on the call stack, through the debug information of its library.
enum StackLine {
    #if os(Linux)
        // Where the libraries lie, as it was before the first walk. A walk maps their files into memory, to read their debug
        // information, and the next one would take the place of such a copy for that of the library.
        nonisolated(unsafe) private static var images: ImageMap?

        /// The calls that led here: `limit` of them, or enough of the innermost and outermost.
        static func capture(limit: Int? = nil) -> Backtrace? {
            if images == nil { images = .capture() }
            if let limit { return try? Backtrace.capture(limit: limit, top: 0, images: images) }
            return try? Backtrace.capture(images: images)
        }

        /// Returns where the innermost call stands that is in one of these files, or nil if there is none.
        ///
        /// Some instructions belong to no line, such as the jump back of an empty loop. Then the line is that of the next call
        /// from the same file, and 0 if another file comes first.
        static func innermost(of stack: Backtrace?, in sources: [RunSource]) -> (source: RunSource, line: Int)? {
            var found: RunSource?
            for frame in stack?.symbolicated(options: [.showSourceLocations])?.frames ?? [] {
                guard let place = frame.symbol?.sourceLocation,
                    let source = sources.first(where: { place.path.hasSuffix($0.ending) })
                else { continue }
                if let found, found.path != source.path { break }
                if place.line > 0 { return (source, place.line) }
                found = source
            }
            return found.map { ($0, 0) }
        }
    #endif
}
