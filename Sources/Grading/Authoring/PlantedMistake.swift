import Foundation
import Text

/// A small change of a text that may be a mistake: an operator turned, a number off by one, a factor gone.
public struct PlantedMistake: Sendable, Equatable {
    /// Line of the change, from 1.
    public let line: Int
    /// What stood there and what stands there now: "<=" and "<".
    public let before: String
    public let after: String
    /// The whole text with the change in it.
    let text: String

    /// "`<=` → `<`"
    public var change: String { after.isEmpty ? "`\(before)` left out" : "`\(before)` → `\(after)`" }

    /// Every change that is tried in the bodies of a text's functions, in the order of their places.
    public static func all(in text: String) -> [PlantedMistake] { Planting(text).mistakes }

    /// So many of them at most, from everywhere in the text.
    static func spread(_ mistakes: [PlantedMistake], atMost limit: Int) -> [PlantedMistake] {
        guard mistakes.count > limit else { return mistakes }
        return (0..<limit).map { mistakes[$0 * mistakes.count / limit] }
    }
}

/// Goes through the tokens of a text. What is a mistake is not known here: some changes do not compile, and some change
/// nothing that could be seen.
private struct Planting {
    private let tokens: [SwiftToken]
    /// Those that are neither space nor comment.
    private let code: [Int]
    private(set) var mistakes: [PlantedMistake] = []

    init(_ text: String) {
        tokens = SwiftLexer.tokens(of: text)
        let tokens = tokens
        code = tokens.indices.filter { tokens[$0].kind != .whitespace && tokens[$0].kind != .comment }
        for place in bodies {
            exchange(place)
            drop(place)
        }
    }

    private func token(_ place: Int) -> SwiftToken? { code.indices.contains(place) ? tokens[code[place]] : nil }
    private func word(_ place: Int) -> String { token(place)?.text ?? "" }

    /// The places in `code` that lie in the body of a function.
    private var bodies: [Int] {
        var (places, depth, isInBody) = ([Int](), 0, false)
        var opening: Int?
        for place in code.indices {
            if word(place) == "func", !isInBody { opening = (place..<code.count).first { word($0) == "{" } }
            if place == opening { (isInBody, depth, opening) = (true, 0, nil) }
            guard isInBody else { continue }
            depth += token(place)!.kind == .directive ? 0 : token(place)!.bracketStep
            if depth <= 0 { isInBody = false } else if depth > 0 { places.append(place) }
        }
        return places
    }

    /// Puts `after` in the place of the tokens from one place in `code` through another.
    private mutating func plant(_ first: Int, _ last: Int, _ after: String) {
        let range = code[first]...code[last]
        let before = tokens[range].map(\.text).joined()
        let text =
            tokens[..<range.lowerBound].map(\.text).joined() + after
            + tokens[(range.upperBound + 1)...].map(\.text).joined()
        let shown = before.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        mistakes.append(
            PlantedMistake(
                line: tokens[range.lowerBound].line + 1, before: shown,
                after: after.trimmingCharacters(in: .whitespaces), text: text))
    }

    // MARK: One word for another

    private static let operators = [
        "+": "-", "-": "+", "*": "/", "/": "*", "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==",
        "&&": "||", "||": "&&", ".<": ".<=", ".<=": ".<", ".>": ".>=", ".>=": ".>", "+=": "-=", "-=": "+=",
        "*=": "/=", "/=": "*=", "..<": "...", "...": "..<", "%": "/",
    ]
    private static let names = [
        "true": "false", "false": "true", "max": "min", "min": "max", "argmax": "argmin", "argmin": "argmax",
        "sum": "mean", "mean": "sum", "sin": "cos", "cos": "sin", "maximum": "minimum", "minimum": "maximum",
    ]

    private mutating func exchange(_ place: Int) {
        guard let token = token(place) else { return }
        switch token.kind {
        case .operator:
            let isBinary = token.isSpacedBefore && token.isSpacedAfter || ["..<", "..."].contains(token.text)
            if isBinary, let other = Self.operators[token.text] {
                plant(place, place, other)
            } else if !token.isSpacedAfter, ["-", "!"].contains(token.text) {
                plant(place, place, "")
            }
        case .number:
            if let number = Int(token.text) {
                plant(place, place, number == 1 ? "0" : "\(number + 1)")
            } else if let number = Double(token.text) {
                plant(place, place, "\(2 * number)")
            }
        case .identifier, .keyword:
            if let other = Self.names[token.text], word(place + 1) != ":" { plant(place, place, other) }
        default: break
        }
    }

    // MARK: Something left out, or the other way round

    /// Functions of one argument that gives as many numbers as it takes.
    private static let functions: Set = [
        "abs", "cos", "exp", "log", "log1p", "relu", "sigmoid", "sin", "softmax", "sqrt", "square", "tanh",
    ]

    /// Functions that do not mind which argument comes first.
    private static let symmetric: Set = ["dot", "max", "maximum", "min", "minimum"]

    private mutating func drop(_ place: Int) {
        guard let token = token(place) else { return }
        if token.kind == .operator, token.isSpacedBefore, token.isSpacedAfter, "+-*/".contains(token.text),
            token.text.count == 1, let end = endOfOperand(place + 1)
        {
            plant(place, end, "")
        }
        if word(place) == ".", word(place + 2) == "(", word(place + 3) == ")" { plant(place, place + 3, "") }
        if word(place + 1) == "(", let close = close(place + 1) {
            if Self.functions.contains(token.text), word(place - 1) != "." { plant(place, place, "") }
            if !Self.symmetric.contains(token.text), let comma = onlyComma(place + 1, close) {
                func text(_ range: ClosedRange<Int>) -> String {
                    tokens[code[range.lowerBound]...code[range.upperBound]].map(\.text).joined()
                }
                let (one, other) = (text(place + 2...comma - 1), text(comma + 1...close - 1))
                if !one.contains(":"), !other.contains(":"), one != other, token.kind != .keyword {
                    plant(place + 2, close - 1, "\(other), \(one)")
                }
            }
        }
        dropLine(place)
    }

    /// A statement on a line of its own that changes a variable, and a guard.
    private mutating func dropLine(_ place: Int) {
        guard let token = token(place), place > 0, tokens[code[place - 1]].lastLine < token.line else { return }
        guard let last = (place..<code.count).last(where: { tokens[code[$0]].line == token.line }) else { return }
        let steps = (place...last).map { tokens[code[$0]].bracketStep }
        guard steps.reduce(0, +) == 0 else { return }
        let words = (place...last).map(word)
        let isChange =
            token.kind == .identifier && words.contains { ["=", "+=", "-=", "*=", "/="].contains($0) }
        if isChange || words[0] == "guard" && words.contains("else") { plant(place, last, "") }
    }

    /// The place behind which an operand ends that begins here: a name, a number or a bracket, with what hangs on it.
    private func endOfOperand(_ start: Int) -> Int? {
        guard let first = token(start) else { return nil }
        var end = start
        if ["(", "["].contains(first.text) {
            guard let close = close(start) else { return nil }
            end = close
        } else if ![.identifier, .number, .type].contains(first.kind) {
            return nil
        }
        while let next = token(end + 1) {
            if next.text == ".", token(end + 2)?.kind == .identifier {
                end += 2
            } else if ["(", "["].contains(next.text), !next.isSpacedBefore, let close = close(end + 1) {
                end = close
            } else {
                break
            }
        }
        return end
    }

    private func close(_ open: Int) -> Int? {
        var depth = 0
        for place in open..<code.count {
            depth += token(place)!.bracketStep
            if depth == 0 { return place }
        }
        return nil
    }

    /// The comma between two arguments; nil for another number of them.
    private func onlyComma(_ open: Int, _ close: Int) -> Int? {
        var (depth, commas) = (0, [Int]())
        for place in open...close {
            depth += token(place)!.bracketStep
            if depth == 1, word(place) == "," { commas.append(place) }
        }
        return commas.count == 1 && commas[0] > open + 1 && commas[0] < close - 1 ? commas[0] : nil
    }
}
