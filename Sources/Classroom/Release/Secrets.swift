import Foundation
import Grading
import Text

/// Pieces of text that no student is to find: what solutions, answers to questions and checks say that stands nowhere else.
struct Secrets {
    struct Piece {
        let text: [UInt8]
        /// Where it was taken from: "Solutions/04-perceptron/4.2-Update.swift:24".
        let place: String
        /// Whether it is a line of code: the same may be taught elsewhere. A remark or a sentence is not.
        var isCode = false
    }

    private(set) var pieces: [Piece] = []

    /// Shorter pieces are found by chance.
    static let length = 30

    /// - Parameters:
    ///   - course: a whole kit.
    ///   - taught: texts that everybody may read. A line of code that stands there too is no secret.
    init(of course: Course, taught: [String]) throws {
        for exercise in course.exercises {
            let file = try course.file(of: exercise, .solutions)
            let stub = try course.stub(of: exercise).split(separator: "\n")
            add(
                try Secrets.text(file), path: course.path(file),
                shown: Set(stub.map { $0.trimmingCharacters(in: .whitespaces) }))
        }
        for lesson in Exercise.lessons(of: course.exercises) {
            guard let sheet = course.questions(of: lesson) else { continue }
            let file = try course.folder(of: lesson, .solutions).appending(path: QuestionSheet.fileName)
            add(try Secrets.text(file), path: course.path(file), asked: sheet.stub)
        }
        let checks = KitFiles(in: course.kit).paths(files: [], folders: ["Sources/Checks"])
        // What a learner may be told, in any language.
        let told = Set(course.exercises.flatMap { $0.hints + [$0.section].compactMap(\.self) }.map { $0[...] })
        for path in checks where path.hasSuffix(".json") {
            for line in try Secrets.text(course.kit.appending(path: path)).split(separator: "\n").enumerated() {
                // What is said in another language of a mistake; its English words stand in the check.
                let pair = line.element.split(separator: "\": \"", maxSplits: 1)
                guard pair.count == 2, !told.contains(pair[0].drop { " \"".contains($0) }) else { continue }
                let said = pair[1]
                for piece in said.split(separator: "\\") {
                    let words = piece.prefix { $0 != "\"" }
                    guard words.utf8.count >= Secrets.length else { continue }
                    pieces.append(Piece(text: Array(words.utf8), place: "\(path):\(line.offset + 1)"))
                }
            }
        }
        for path in checks where path.hasSuffix(".swift") && !path.hasPrefix("Sources/Checks/Host/") {
            let text = try Secrets.text(course.kit.appending(path: path))
            // What a learner may be told stands above the check.
            let header = Exercise(readingCheck: text) == nil ? 0 : CheckHeader(of: text).lines
            add(text, path: path, from: header)
        }
        let search = LeakSearch(for: Secrets(pieces.filter(\.isCode)))
        let known = Set(taught.flatMap { search.pieces(in: Array($0.utf8)) }.map(\.text))
        pieces.removeAll { $0.isCode && known.contains($0.text) }
    }

    init(_ pieces: [Piece]) { self.pieces = pieces }

    private static func text(_ file: URL) throws -> String {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else {
            throw ClassError(.notReachable, "\(file.path) cannot be read", hint: "look at its permissions")
        }
        return text
    }

    /// What a sheet of questions has that students are not asked: every line of it is a secret.
    private mutating func add(_ sheet: String, path: String, asked: String) {
        let asked = Set(asked.split(separator: "\n"))
        for (line, text) in sheet.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            // Cut to its words: a list in another text has other marks.
            let words = text.drop { "- ".contains($0) }.replacing(/^\d+:\s/, with: "")
            guard !asked.contains(text), words.utf8.count >= Secrets.length else { continue }
            pieces.append(Piece(text: Array(words.utf8), place: "\(path):\(line + 1)"))
        }
    }

    private mutating func add(_ text: String, path: String, from first: Int = 0, shown: Set<String> = []) {
        func add(_ piece: some StringProtocol, line: Int, isCode: Bool = false) {
            let piece = piece.trimmingCharacters(in: .whitespaces)
            guard piece.utf8.count >= Secrets.length else { return }
            pieces.append(Piece(text: Array(piece.utf8), place: "\(path):\(line + 1)", isCode: isCode))
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        func isSecret(_ line: Int) -> Bool { line >= first && !shown.contains(lines[line]) }
        for (line, code) in lines.enumerated() where isSecret(line) && !code.hasPrefix("//") {
            add(code, line: line, isCode: true)
        }
        for token in SwiftLexer.tokens(of: text) where token.kind == .comment || token.kind == .string {
            let parts = token.text.split(separator: "\n", omittingEmptySubsequences: false)
            for (offset, part) in parts.enumerated() where isSecret(token.line + offset) {
                // An escape stands for something else in the compiled library.
                for piece in part.split(separator: "\\") {
                    let words = piece.drop { "/*\" ".contains($0) }.trimmingPrefix("Why: ").prefix { $0 != "\"" }
                    add(words, line: token.line + offset)
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
