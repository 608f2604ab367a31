/// What the kit says in another language than English, by its English words.
///
/// A key is what stands in the kit's English text; `%1`, `%2` … in it stand for what changes from time to time, such as the
/// number in "%1 more lines". What a table does not have is said in English.
public struct Words: Sendable, Equatable {
    /// "en", "de": as HTML names it.
    public let language: String
    private let exact: [String: String]
    /// Keys with something in them that changes, the longest first: it says the most.
    private let patterns: [Pattern]

    public static let english = Words("en", [:])

    /// The words of what runs now.
    @TaskLocal public static var current = english

    public init(_ language: String, _ table: [String: String]) {
        self.language = language
        exact = table
        patterns = table.map(Pattern.init).filter(\.tells).sorted {
            ($1.key.count, $0.key) < ($0.key.count, $1.key)
        }
    }

    /// The language that a file is written for: "de" of "Perceptron.de.swift"; nil for the kit's own, English.
    public static func language(ofFile name: String) -> String? {
        name.wholeMatch(of: /.+\.([a-z]{2})\.[a-z]+/).map { String($0.1) }
    }

    fileprivate func phrase(_ english: String, _ values: [String]) -> String {
        Pattern.filled(exact[english] ?? english, values)
    }

    fileprivate func line(_ line: String) -> String {
        if exact.isEmpty || line.isEmpty { return line }
        if let found = sentence(line) { return found }
        // What is not known as a whole is said sentence by sentence.
        let pieces = Words.sentences(line)
        var said: [String] = []
        var start = 0
        while start < pieces.count {
            var end = pieces.count
            var found: String?
            while end > start, found == nil {
                found = sentence(pieces[start..<end].joined(separator: " "))
                if found == nil { end -= 1 }
            }
            said.append(found ?? String(pieces[start]))
            start = max(end, start + 1)
        }
        return said.joined(separator: " ")
    }

    private func sentence(_ text: String) -> String? {
        if let known = exact[text] { return known }
        for pattern in patterns {
            guard let values = pattern.values(in: text) else { continue }
            return Pattern.filled(pattern.said, values.map { sentence($0) ?? $0 })
        }
        return nil
    }

    private static func sentences(_ line: String) -> [Substring] {
        var pieces: [Substring] = []
        var start = line.startIndex
        var before: Character = " "
        for place in line.indices {
            if line[place] == " ", ".?!:".contains(before), start < place {
                pieces.append(line[start..<place])
                start = line.index(after: place)
            }
            before = line[place]
        }
        return pieces + [line[start...]]
    }
}

/// What the kit says, in the language of the run: `said("%1 more lines", "12")`.
public func said(_ english: String, _ values: any CustomStringConvertible...) -> String {
    Words.current.phrase(english, values.map(\.description))
}

extension String {
    /// A text that is ready, in the language of the run: line by line, each as a whole where it is known, else sentence by
    /// sentence.
    public var said: String {
        if Words.current == .english { return self }
        return split(separator: "\n", omittingEmptySubsequences: false).map { Words.current.line(String($0)) }
            .joined(separator: "\n")
    }
}

/// A sentence with places that change.
private struct Pattern: Sendable, Equatable {
    let key: String
    let said: String
    /// What stands between the places, and the number of each place.
    private let pieces: [String]
    private let places: [Int]

    init(_ key: String, _ said: String) {
        (self.key, self.said) = (key, said)
        var pieces = [""]
        var places: [Int] = []
        var rest = key[...]
        while let first = rest.first {
            if first == "%", let digit = rest.dropFirst().first?.wholeNumberValue, digit > 0 {
                places.append(digit)
                pieces.append("")
                rest = rest.dropFirst(2)
            } else {
                pieces[pieces.count - 1].append(first)
                rest = rest.dropFirst()
            }
        }
        (self.pieces, self.places) = (pieces, places)
    }

    /// Whether it says enough to be found in a text that is ready: "%1 of %2" would be found in any.
    var tells: Bool { !places.isEmpty && pieces.joined().count(where: \.isLetter) >= 4 }

    /// What stands at the places of a text of this form; nil for another text. No value is longer than a sentence.
    func values(in text: String) -> [String]? {
        guard text.hasPrefix(pieces[0]) else { return nil }
        var values = Array(repeating: "", count: places.max() ?? 0)
        var rest = text.dropFirst(pieces[0].count)
        for (number, place) in places.enumerated() {
            let next = pieces[number + 1]
            let isLast = number == places.count - 1
            let end: Substring.Index
            if isLast {
                guard rest.count > next.count, rest.hasSuffix(next) else { return nil }
                end = rest.index(rest.endIndex, offsetBy: -next.count)
            } else {
                guard !next.isEmpty, let found = rest.firstRange(of: next) else { return nil }
                end = found.lowerBound
            }
            let value = String(rest[..<end])
            guard !value.isEmpty, value.firstRange(of: ". ") == nil else { return nil }
            values[place - 1] = value
            rest = rest[end...].dropFirst(next.count)
        }
        return rest.isEmpty ? values : nil
    }

    static func filled(_ text: String, _ values: [String]) -> String {
        guard !values.isEmpty else { return text }
        var filled = ""
        var rest = text[...]
        while let first = rest.first {
            if first == "%", let digit = rest.dropFirst().first?.wholeNumberValue, values.indices.contains(digit - 1) {
                filled += values[digit - 1]
                rest = rest.dropFirst(2)
            } else {
                filled.append(first)
                rest = rest.dropFirst()
            }
        }
        return filled
    }
}
