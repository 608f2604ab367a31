import Foundation
import Grading
import Text

/// Pieces of text that no student is to find: what solutions and checks say that stands nowhere else.
struct Secrets {
    struct Piece {
        let text: [UInt8]
        /// Where it was taken from: "Solutions/04-perceptron/4.2-Update.swift:24".
        let place: String
    }

    private(set) var pieces: [Piece] = []

    /// Shorter pieces are found by chance.
    static let length = 30

    /// - Parameters:
    ///   - course: a whole kit.
    ///   - isTaught: whether a line of code stands in the kit's public parts too; there it is no secret.
    init(of course: Course, isTaught: (String) -> Bool) throws {
        for exercise in course.exercises {
            let file = try course.file(of: exercise, .solutions)
            let stub = try course.stub(of: exercise)
            let shown = Set(stub.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) })
            add(try Secrets.text(file), path: course.path(file), isTaught: { shown.contains($0) || isTaught($0) })
        }
        let checks = course.kit.appending(path: "Sources/Checks")
        for name in try FileManager.default.subpathsOfDirectory(atPath: checks.path).sorted()
        where name.hasSuffix(".swift") && !name.hasPrefix("Host/") {
            let file = checks.appending(path: name)
            let text = try Secrets.text(file)
            // What a learner may be told stands above the check.
            let header = Exercise(readingCheck: text) == nil ? 0 : CheckHeader(of: text).lines
            add(text, path: course.path(file), from: header, isTaught: isTaught)
        }
    }

    init(_ pieces: [Piece]) { self.pieces = pieces }

    private static func text(_ file: URL) throws -> String {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else {
            throw ClassError(.notReachable, "\(file.path) cannot be read", hint: "look at its permissions")
        }
        return text
    }

    private mutating func add(_ text: String, path: String, from first: Int = 0, isTaught: (String) -> Bool) {
        func add(_ piece: some StringProtocol, line: Int) {
            let piece = piece.trimmingCharacters(in: .whitespaces)
            guard piece.utf8.count >= Secrets.length else { return }
            pieces.append(Piece(text: Array(piece.utf8), place: "\(path):\(line + 1)"))
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (line, code) in lines.enumerated() where line >= first {
            let code = code.trimmingCharacters(in: .whitespaces)
            if !code.hasPrefix("//"), !isTaught(code) { add(code, line: line) }
        }
        func shown(_ line: Int) -> Bool { line < first || isTaught(lines[line].trimmingCharacters(in: .whitespaces)) }
        for token in SwiftLexer.tokens(of: text) where token.kind == .comment || token.kind == .string {
            let parts = token.text.split(separator: "\n", omittingEmptySubsequences: false)
            for (offset, part) in parts.enumerated() where !shown(token.line + offset) {
                // An escape stands for something else in the compiled library.
                for piece in part.split(separator: "\\") {
                    add(piece.drop { "/*\" ".contains($0) }.prefix { $0 != "\"" }, line: token.line + offset)
                }
            }
        }
    }
}

/// What the comment at the top of a check tells a learner: number, points, hints.
struct CheckHeader {
    let text: String
    let lines: Int

    init(of check: String) {
        let comment = check.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("//") }
        lines = comment.count
        text = comment.map { $0 + "\n" }.joined()
    }
}
