import Text

/// Notices where an answer lets the engine do what the task asks to be written by hand.
///
/// An exercise lists what would do its work: a function or a type (`softmax`), a member (`.argmax`), the name of an
/// argument (`oneHot:`), a few words (`a + b`), or that there must be a loop. Calls are looked for in the exercise's own
/// file, and in what that calls of the other files of the folder. What has such a name and is the learner's own, a
/// variable or a function, is none. The numbers are checked first, so what is said here is the only thing that is wrong.
enum ForbiddenCalls {
    /// In the list of an exercise: one of the words that repeat something has to be there.
    static let loop = "a loop"

    /// A file by name and text.
    typealias File = (name: String, text: String)

    /// What is said about a right answer that was not written by hand; nil if it was.
    ///
    /// - Parameter others: the other files that are compiled with it.
    static func feedback(on file: File, _ exercise: Exercise, others: [File] = []) -> Feedback? {
        guard !exercise.byHand.isEmpty else { return nil }
        let files = ([file] + others).map { AnswerCode(name: $0.name, text: $0.text) }
        for call in exercise.byHand {
            guard let place = place(of: call, in: files) else { continue }
            if call == loop {
                return feedback(
                    on: file.name, expected: "loops of your own", actual: "no loop",
                    difference: "nowhere in the file is anything repeated")
            }
            return feedback(
                on: place.code.name, expected: "your own work",
                actual: String(place.code.lines[place.line].trimmingPrefix { $0 == " " }),
                difference: "line \(place.line + 1): \(call.drop { $0 == "." })")
        }
        return nil
    }

    /// The line, from 0, of a call in the first of these files or in what that uses of the others; for a missing loop the
    /// first line. Nil where all is as it should be.
    static func place(of call: String, in files: [AnswerCode]) -> (code: AnswerCode, line: Int)? {
        let parts = parts(of: files)
        if call == loop {
            let isRepeated = parts.contains { part in part.range.contains { repeats(part.code, $0) } }
            return isRepeated ? nil : (files[0], 0)
        }
        for (code, range) in parts {
            let own = files.flatMap { file in file.declarations.filter { file.name == code.name || !$0.isPrivate } }
            if let index = range.first(where: { isCall(of: call, code, $0, own) }) {
                return (code, code.tokens[index].line)
            }
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

    // MARK: What an answer uses

    /// The names of the other files that an answer uses something of, itself or by what it uses.
    static func files(usedBy file: File, of others: [File]) -> Set<String> {
        let files = ([file] + others).map { AnswerCode(name: $0.name, text: $0.text) }
        return Set(parts(of: files).map(\.code.name)).subtracting([file.name])
    }

    /// A part of a file.
    private typealias Part = (code: AnswerCode, range: Range<Int>)

    /// The first file, and of the others the declarations that it uses, or that what it uses does.
    private static func parts(of files: [AnswerCode]) -> [Part] {
        var parts: [Part] = [(files[0], files[0].tokens.indices)]
        var next = 0
        while next < parts.count {
            let (user, range) = parts[next]
            next += 1
            for other in files {
                for declaration in other.declarations where declaration.depth == 0 {
                    let isKnown = parts.contains { $0.code.name == other.name && $0.range.contains(declaration.range) }
                    let isVisible = user.name == other.name || !declaration.isPrivate
                    if !isKnown, isVisible, uses(user, range, declaration, of: other) {
                        parts.append((other, declaration.range))
                    }
                }
            }
        }
        return parts
    }

    private static func uses(
        _ user: AnswerCode, _ range: Range<Int>, _ declaration: AnswerCode.Declaration, of other: AnswerCode
    ) -> Bool {
        // An extension is used by what stands in it.
        let inside = other.declarations.filter { $0.depth > 0 && declaration.range.contains($0.range.lowerBound) }
        let wanted = declaration.isExtension ? inside : [declaration]
        return range.contains { index in
            guard user.isName(index), !user.isDeclared(index), !user.isVariable(index) else { return false }
            let name = user.word(index)
            return wanted.contains { wanted in
                guard wanted.name == name else { return false }
                // What the user's own file declares comes first.
                let isHidden =
                    user.name != other.name && user.declarations.contains { $0.name == name && fits(user, index, $0) }
                return !isHidden && fits(user, index, wanted)
            }
        }
    }

    /// Whether the use of a function's name at this place can mean it: the names of the arguments are part of a call.
    private static func fits(_ user: AnswerCode, _ index: Int, _ declaration: AnswerCode.Declaration) -> Bool {
        guard let labels = declaration.labels, user.word(index + 1) == "(" else { return true }
        // Arguments with a value of their own may be left out.
        var rest = labels[...]
        for label in user.labels(at: index + 1) {
            guard let place = rest.firstIndex(of: label) else { return false }
            rest = rest[(place + 1)...]
        }
        return true
    }

    // MARK: Calls

    private static let modules: Set = [
        "Nabla", "Tensors", "Autodiff", "NeuralNetworks", "SampleData", "Datasets", "WeightFiles",
    ]

    private static func isCall(
        of call: String, _ code: AnswerCode, _ index: Int, _ own: [AnswerCode.Declaration]
    ) -> Bool {
        if let member = call.wholeMatch(of: /\.(\w+)/)?.1 {
            guard code.isName(index), code.word(index) == String(member), !code.isDeclared(index) else { return false }
            let isCalled = code.word(index + 1) == "("
            let isOfSelf = code.word(index - 1) != "."
            let owns = own.contains { $0.name == member && (isOfSelf || $0.depth > 0) && fits(code, index, $0) }
            return !owns && (isOfSelf ? isCalled && !code.isVariable(index) : true)
        }
        if let label = call.wholeMatch(of: /(\w+):/)?.1 {
            guard code.word(index) == String(label), code.word(index + 1) == ":" else { return false }
            guard ["(", ","].contains(code.word(index - 1)) else { return false }
            return !own.contains { $0.labels?.contains(String(label)) == true }
        }
        if call.wholeMatch(of: /\w+/) != nil { return isCall(named: call, code, index, own) }
        let words = AnswerCode(name: "", text: call)
        return words.tokens.indices.allSatisfy { code.word(index + $0) == words.word($0) }
    }

    /// A function or a type of the engine: called, or given away by its name.
    private static func isCall(
        named name: String, _ code: AnswerCode, _ index: Int, _ own: [AnswerCode.Declaration]
    ) -> Bool {
        guard code.word(index) == name, code.isName(index), !code.isDeclared(index) else { return false }
        if code.word(index - 1) == "." { return modules.contains(code.word(index - 2)) }
        guard !code.isVariable(index) else { return false }
        let isCalled = code.word(index + 1) == "("
        return !own.contains { declaration in
            guard declaration.name == name else { return false }
            guard let labels = declaration.labels else { return true }
            return isCalled ? labels == code.labels(at: index + 1) : labels.allSatisfy { $0 == "_" }
        }
    }

    private static func repeats(_ code: AnswerCode, _ index: Int) -> Bool {
        let word = code.word(index)
        if code.tokens[index].kind == .keyword { return ["for", "while", "repeat"].contains(word) }
        let calls: Set = ["map", "flatMap", "compactMap", "forEach", "reduce", "stride"]
        return calls.contains(word) && ["(", "{"].contains(code.word(index + 1)) && !code.isDeclared(index)
    }
}

extension Range<Int> {
    fileprivate func contains(_ other: Range<Int>) -> Bool {
        lowerBound <= other.lowerBound && other.upperBound <= upperBound
    }
}
