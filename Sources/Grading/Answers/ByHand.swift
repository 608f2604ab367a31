/// Notices where an answer lets the engine do what the task asks to be written by hand.
///
/// An exercise lists what would do its work, as it stands in code: a name (`softmax`), a member (`.argmax`), a few words
/// (`Tensor(oneHot`), or that there must be a loop. The exercise's own file is looked at, without its comments and
/// strings, and every file of the learner's own with a function that it calls. The numbers are checked first, so what is
/// said here is the only thing that is wrong.
enum ByHand {
    /// In the list of an exercise: one of the words that repeat something has to be there.
    static let loop = "a loop"

    /// A file by name and text.
    typealias File = (name: String, text: String)

    /// What is said about a right answer that was not written by hand; nil if it was.
    ///
    /// - Parameter helpers: the learner's own files beside those of the exercises.
    static func feedback(on file: File, _ exercise: Exercise, helpers: [File] = []) -> Feedback? {
        let files = [file] + used(helpers, by: file)
        for call in exercise.byHand {
            let places = files.map { place(of: call, in: words(of: $0.text)) }
            if call == loop {
                guard places.allSatisfy({ $0 != nil }) else { continue }
                return feedback(
                    on: file.name, expected: "loops of your own", actual: "no loop",
                    difference: "nowhere in the file is anything repeated")
            }
            guard let index = places.firstIndex(where: { $0 != nil }), let line = places[index] else {
                continue
            }
            let lines = files[index].text.split(separator: "\n", omittingEmptySubsequences: false)
            return feedback(
                on: files[index].name, expected: "your own work",
                actual: lines[line - 1].trimmingPrefix { $0 == " " }.description,
                difference: "line \(line): \(call.drop { $0 == "." })")
        }
        return nil
    }

    private static func feedback(
        on file: String, expected: String, actual: String, difference: String
    ) -> Feedback {
        Feedback(
            input: file, expected: expected, actual: actual, firstDifference: difference,
            likelyMistake: "The numbers are right, but the engine made them. Here the task is to write by "
                + "hand what it does; everywhere else, by all means, call it.")
    }

    /// The files that declare a function whose name stands in the answer, or in a file that it uses so.
    private static func used(_ helpers: [File], by file: File) -> [File] {
        var (rest, used, names) = (helpers, [File](), Set(words(of: file.text).map(\.text)))
        while let index = rest.firstIndex(where: { !names.isDisjoint(with: functions(in: $0.text)) }) {
            let helper = rest.remove(at: index)
            names.formUnion(words(of: helper.text).map(\.text))
            used.append(helper)
        }
        return used
    }

    private static func functions(in text: String) -> [String] {
        let words = words(of: text).map(\.text)
        return zip(words, words.dropFirst()).filter { $0.0 == "func" }.map(\.1)
    }

    /// The line of a call; for a missing loop the first line. Nil where all is as it should be.
    static func place(of call: String, in words: [Word]) -> Int? {
        if call == loop {
            let loops: Set = ["for", "while", "repeat", "map", "flatMap", "forEach", "reduce", "stride"]
            return words.contains { loops.contains($0.text) } ? nil : 1
        }
        let wanted = self.words(of: call).map(\.text)
        let found = words.indices.first { start in
            guard words[start...].prefix(wanted.count).map(\.text) == wanted else { return false }
            // A declaration of that name is no call.
            return start == 0 || words[start - 1].text != "func"
        }
        return found.map { words[$0].line }
    }

    /// A name, a number or one character of anything else, and its line.
    struct Word: Equatable {
        let text: String
        let line: Int
    }

    /// The words of a Swift text without comments and without what stands in quotation marks.
    static func words(of text: String) -> [Word] {
        var words: [Word] = []
        var line = 1
        var rest = Substring(text)
        func skip(past end: String) {
            let range = rest.firstRange(of: end)
            line += rest[..<(range?.upperBound ?? rest.endIndex)].count { $0.isNewline }
            rest = range.map { rest[$0.upperBound...] } ?? ""
        }
        while let first = rest.first {
            if rest.hasPrefix("//") {
                rest = rest.drop { !$0.isNewline }
            } else if rest.hasPrefix("/*") {
                skip(past: "*/")
            } else if rest.hasPrefix("\"\"\"") {
                rest = rest.dropFirst(3)
                skip(past: "\"\"\"")
            } else if first == "\"" {
                rest = rest.dropFirst()
                while let next = rest.popFirst(), next != "\"", !next.isNewline {
                    if next == "\\" { rest = rest.dropFirst() }
                }
            } else if first.isLetter || first.isNumber || first == "_" {
                let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                words.append(Word(text: String(word), line: line))
                rest = rest[word.endIndex...]
            } else {
                if first.isNewline { line += 1 }
                if !first.isWhitespace, first != "`" { words.append(Word(text: String(first), line: line)) }
                rest = rest.dropFirst()
            }
        }
        return words
    }
}
