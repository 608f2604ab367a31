import Foundation
import Literate
import Text

/// Whether a lesson says the same in another language: the same code, so the same claims and figures, and in each section the
/// same numbers.
struct TranslationLint {
    /// "Lessons/04-perceptron/Perceptron.swift", and the text.
    typealias File = (path: String, text: String)

    /// What differs in the translations of a lesson's folder, with file and line.
    static func complaints(inFolder folder: String, of project: ProjectFolder) throws -> [String] {
        let place = project.url.appending(path: folder).path
        let names = try FileManager.default.contentsOfDirectory(atPath: place).sorted()
        return try names.filter { $0.hasSuffix(".swift") }.flatMap { name -> [String] in
            guard let language = Words.language(ofFile: name) else { return [] }
            let original = name.dropLast(".\(language).swift".count) + ".swift"
            guard names.contains(String(original)) else {
                return ["\(folder)/\(name): expected \(original) beside it, which it translates, and there is none"]
            }
            return try complaints(
                (folder + "/" + original, project.text("\(folder)/\(original)")),
                (folder + "/" + name, project.text("\(folder)/\(name)")))
        }
    }

    static func complaints(_ original: File, _ translation: File) throws -> [String] {
        codeDifference(original, translation) + (try sectionDifferences(original, translation))
    }

    // MARK: Code

    /// The first place at which the code is not the same. Sentences and remarks may be, and must be, others.
    private static func codeDifference(_ original: File, _ translation: File) -> [String] {
        let (expected, came) = (code(original.text), code(translation.text))
        for index in 0..<max(expected.count, came.count) {
            let e = index < expected.count ? expected[index] : nil
            let c = index < came.count ? came[index] : nil
            guard e?.text != c?.text else { continue }
            let line = (c ?? came.last)?.line ?? 0
            return [
                "\(translation.path):\(line + 1): expected \(e.map { "`\($0.text)`" } ?? "no more code"), as in "
                    + "\(original.path):\((e ?? expected.last).map { $0.line + 1 } ?? 1), "
                    + "but got \(c.map { "`\($0.text)`" } ?? "the end"): a translation has the same code"
            ]
        }
        return []
    }

    private static func code(_ text: String) -> [SwiftToken] {
        SwiftLexer.tokens(of: text).filter { ![.whitespace, .comment, .string].contains($0.kind) }
    }

    // MARK: Sections

    private static func sectionDifferences(_ original: File, _ translation: File) throws -> [String] {
        let (expected, came) = (try LessonSource(original.text), try LessonSource(translation.text))
        let (theirs, own) = (expected.headings, came.headings)
        guard theirs.map(\.level) == own.map(\.level) else {
            let place = zip(theirs, own).first { $0.level != $1.level }?.1.line ?? own.last?.line ?? 1
            return [
                "\(translation.path):\(place): expected \(theirs.count) headings of the same levels as in \(original.path), "
                    + "but got \(own.count)"
            ]
        }
        let ends = { (headings: [Heading]) in headings.map(\.line) + [Int.max] }
        var complaints: [String] = []
        for (index, (first, second)) in zip([1] + ends(theirs), [1] + ends(own)).enumerated() where first < .max {
            let (a, b) = (first..<([1] + ends(theirs))[index + 1], second..<([1] + ends(own))[index + 1])
            let quoted = expected.takeaways.count { a.contains($0.line) }
            let others = came.takeaways.count { b.contains($0.line) }
            if quoted != others {
                complaints.append(
                    "\(translation.path):\(second): expected \(quoted) takeaways in this section, but got \(others)")
            }
            if let difference = difference(numbers(original.text, a), numbers(translation.text, b)) {
                complaints.append(
                    "\(translation.path):\(second): the numbers of this section are not those of \(original.path):\(first): "
                        + difference)
            }
        }
        return complaints
    }

    private static func difference(_ expected: [String], _ came: [String]) -> String? {
        var (missing, more) = (expected, [String]())
        for number in came {
            if let place = missing.firstIndex(of: number) { missing.remove(at: place) } else { more.append(number) }
        }
        let parts = [
            missing.isEmpty ? nil : "\(missing.prefix(5).joined(separator: ", ")) is missing",
            more.isEmpty ? nil : "\(more.prefix(5).joined(separator: ", ")) is new",
        ].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// The numbers in these lines, from 1. A comma or a narrow space between groups of three is no part of one, and a comma
    /// elsewhere is a decimal point: "1,882", "1 882" and "1882" are one number, as "0,5" and "0.5".
    private static func numbers(_ text: String, _ lines: Range<Int>) -> [String] {
        let all = text.split(separator: "\n", omittingEmptySubsequences: false)
        let part = all[max(0, lines.lowerBound - 1)..<min(all.count, lines.upperBound - 1)].joined(separator: "\n")
        return part.matches(of: /\d+(?:[.,\u{202F}\u{A0}]\d+)*/).map { match in
            String(match.0).replacing(/[,\u{202F}\u{A0}](?=\d{3}(?!\d))/, with: "").replacing(",", with: ".")
        }
    }
}
