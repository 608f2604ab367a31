import Foundation
import Literate
import Testing

@testable import Grading
@testable import Text
@testable import lesson

@Suite struct TranslationTests {
    private static let original = """
        public func a() throws {
            //: # 01 · A
            //: There are 1,000 points, and 0.5 of them are red.
            let x = points(3)  // a remark
            claim("all 3", x.count, equals: 3)
            //: ## Next
            //: > Remember 7.
            print("x is \\(x)")
        }

        """
    private static let translation = """
        public func a() throws {
            //: # 01 · A, deutsch
            //: Es gibt 1\u{202F}000 Punkte; 0,5 davon
            //: sind rot.
            let x = points(3)
            claim(
                "alle 3", x.count, equals: 3)
            //: ## Weiter
            //: > Merke dir 7.
            print("\\(x) ist x")
        }

        """

    private func complaints(_ text: String) throws -> [String] {
        try TranslationLint.complaints(("A.swift", Self.original), ("A.de.swift", text))
    }

    @Test func `other sentences, the same code and the same numbers`() throws {
        #expect(try complaints(Self.translation) == [])
    }

    @Test(arguments: [
        ("equals: 3", "equals: 4", "A.de.swift:7: expected `3`"),
        ("points(3)", "points(30)", "A.de.swift:5: expected `3`"),
        ("\\(x) ist x", "ist x", "A.de.swift:10: expected `\\("), ("alle 3", "alle vier", "3 is missing"),
        ("1\u{202F}000", "1\u{202F}001", "1000 is missing, 1001 is new"), ("0,5", "0,6", "0.5 is missing, 0.6 is new"),
        ("> Merke", "Merke", "A.de.swift:8: expected 1 takeaways"), ("## Weiter", "### Weiter", "expected 1 headings"),
        ("## Weiter", "Weiter", "but got 0"),
    ])
    func `what differs is named`(part: String, other: String, complaint: String) throws {
        let text = Self.translation.replacing(part, with: other)
        #expect(text != Self.translation)
        let found = try complaints(text)
        #expect(found.contains { $0.contains(complaint) }, "\(found)")
    }

    @Test func `every translation of the course has the code, the numbers and the sections of its original`() throws {
        let project = try ProjectFolder()
        for lesson in catalogue {
            #expect(try TranslationLint.complaints(inFolder: "Lessons/\(lesson.folder)", of: project) == [])
        }
    }

    @Test func `the text in the language of the run takes the place of the English one`() throws {
        let folder = try ProjectFolder().url.appending(path: "Lessons/04-perceptron")
        let (english, german) = (
            Catalogue.sources(in: folder, language: "en"), Catalogue.sources(in: folder, language: "de")
        )
        #expect(english.contains("Perceptron.swift") && german.contains("Perceptron.de.swift"))
        #expect(!english.contains("Perceptron.de.swift") && !german.contains("Perceptron.swift"))
        #expect(english.count == german.count)
    }

    @Test func `a lesson's page speaks German, and every claim holds`() async throws {
        try await withTemporaryFolder { folder in
            let run = try await LessonCommandProcess(
                ["04", "--quick", "--offline", "--language", "de", "--output", folder.path])
            #expect(run.status == 0, "\(run.complaint)")
            #expect(run.output.contains("Behauptungen treffen zu"))
            let page = try String(contentsOf: folder.appending(path: "04-perceptron/index.html"), encoding: .utf8)
            for words in [
                "<html lang=\"de\">", "Das Perzeptron", ">Schreib es auf<", "<b>Bild 1.</b>", ">Zur Lektion springen<",
                "Minuten zum Lesen und",
            ] {
                #expect(page.contains(words), "\(words)")
            }
            #expect(!page.contains("Write it down") && !page.contains("<b>Figure"))
        }
    }

    @Test func `a language that the kit does not speak is refused`() async throws {
        let run = try await LessonCommandProcess(["hint", "4.2", "--language", "xx"])
        #expect(run.status == 64)
        #expect(run.complaint.contains("it speaks en, de"))
    }

    @Test func `a verdict is told in German, whatever came`() throws {
        let words = try Course.here().words(in: "de")
        var verdict = Verdict(exercise: "4.2", name: "update", state: .wrong, points: 0, possiblePoints: 2, seed: 7)
        verdict.feedback = Feedback(
            input: "w = [1, 2]", expected: "b = 2.25", actual: "b = 2.5", firstDifference: "b: expected 2.25, got 2.5",
            likelyMistake: "The bias never moves. It is a weight too, with an input that is always 1.\n"
                + "Right: w. Not right: b.")
        let report = Words.$current.withValue(words) { verdict.report }
        #expect(report.contains("4.2 update: falsch, 0 von 2 Punkten"))
        #expect(report.contains("b: erwartet 2.25, erhalten 2.5"))
        #expect(report.contains("Der Bias bewegt sich nie.") && report.contains("Richtig: w. Nicht richtig: b."))
    }

    @Test func `of a lesson with a German page every hint and every section is German`() throws {
        let course = try Course.here()
        try Words.$current.withValue(course.words(in: "de")) {
            for exercise in course.exercises where exercise.lesson == "04" {
                for text in exercise.hints + [exercise.section].compactMap(\.self) {
                    #expect(text.said != text, "\(exercise.id)")
                }
            }
        }
    }

    /// A sentence that was reworded in English would be English again in every other language, and nobody would see it.
    @Test func `what a table translates is what the kit says`() throws {
        let project = try ProjectFolder()
        for path in ["Sources/Text", "Sources/Checks/04-perceptron", "Lessons/04-perceptron"] {
            let table = try JSONDecoder().decode(
                [String: String].self, from: Data(project.text("\(path)/Words.de.json").utf8))
            let sources =
                path == "Sources/Text" ? ["Sources"] : ["Lessons/04-perceptron", "Sources/Checks/04-perceptron"]
            // For a C function: to look for each sentence of the kit in all of its source would take Swift's ten seconds.
            let text = Array(try sources.map { try swift(in: project.url.appending(path: $0)) }.joined().utf8CString)
            for key in table.keys {
                let pieces = key.split(separator: /%\d/).map {
                    $0.trimmingCharacters(in: CharacterSet(charactersIn: " ,.:;%"))
                }
                for piece in pieces where piece.count > 3 {
                    #expect(strstr(text, piece) != nil, "\(path): \(key)")
                }
            }
        }
    }

    /// The Swift of a folder, with sentences that are broken over lines in one piece.
    private func swift(in folder: URL) throws -> String {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
        return try paths.map { path in
            try String(contentsOf: folder.appending(path: path), encoding: .utf8)
                .replacing(/"\s*\n\s*\+ "/, with: "").replacing(/\\\n\s*/, with: "").replacing("\n//   ", with: " ")
        }.joined(separator: "\n")
    }
}
