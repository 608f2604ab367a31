import Testing
import Text

@Suite struct WordsTests {
    private let words = Words(
        "de",
        [
            "right": "richtig", "%1 more lines": "%1 weitere Zeilen", "%1 of %2 points": "von %2 Punkten %1",
            "Stopped: %1": "Angehalten: %1", "Stopped: more than %1 MB were used.": "Angehalten: mehr als %1 MB.",
            "What grows? Look for a list.": "Was wächst? Suche eine Liste.", "It is wrong.": "Es ist falsch.",
            "%1 of %2": "%1 von %2",
        ])

    private func german<Value>(_ body: () throws -> Value) rethrows -> Value {
        try Words.$current.withValue(words, operation: body)
    }

    @Test func `a phrase is filled in, in the order of the other language`() {
        #expect(said("%1 of %2 points", 3, 4.5) == "3 of 4.5 points")
        #expect(german { said("%1 of %2 points", 3, 4.5) } == "von 4.5 Punkten 3")
        #expect(german { said("%1 more lines", "%2 %1") } == "%2 %1 weitere Zeilen")
    }

    @Test func `what the table does not have stays English`() {
        #expect(german { said("left") } == "left")
        #expect(german { "No such sentence. Nor this.".said } == "No such sentence. Nor this.")
        #expect("right".said == "right")
    }

    @Test(arguments: [
        ("right", "richtig"), ("", ""), ("right\n\nright", "richtig\n\nrichtig"),
        ("12 more lines", "12 weitere Zeilen"), ("1 of 2 points", "von 2 Punkten 1"),
        ("Stopped: right", "Angehalten: richtig"),
        ("Stopped: more than 8 MB were used.", "Angehalten: mehr als 8 MB."),
        // Two sentences, the second of them two as well, and one that is not known between them.
        ("It is wrong. What grows? Look for a list.", "Es ist falsch. Was wächst? Suche eine Liste."),
        ("It is wrong. Who knows? It is wrong.", "Es ist falsch. Who knows? Es ist falsch."),
        ("  It is wrong.", "  It is wrong."), ("more lines", "more lines"), ("of 2 points", "of 2 points"),
        ("%1 more lines", "%1 weitere Zeilen"), ("the end of a line", "the end of a line"),
    ])
    func `a text that is ready is said line by line and sentence by sentence`(text: String, german: String) {
        #expect(self.german { text.said } == german)
    }

    @Test(arguments: [
        ("Perceptron.de.swift", "de"), ("Words.fr.json", "fr"), ("Perceptron.swift", nil), ("a.abc.swift", nil),
        ("4.2-Update.swift", nil), (".de.swift", nil),
    ])
    func `a file's name tells its language`(name: String, language: String?) {
        #expect(Words.language(ofFile: name) == language)
    }
}
