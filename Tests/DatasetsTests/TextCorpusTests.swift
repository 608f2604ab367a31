import Datasets
import Foundation
import Tensors
import Testing

@Suite("Text as numbers")
struct TextCorpusTests {
    @Test("characters are numbered in the order of the alphabet, and come back")
    func numbers() {
        let corpus = TextCorpus("banana.\n")
        #expect(corpus.symbols == ["\n", ".", "a", "b", "n"])
        #expect(corpus.ids == [3, 2, 4, 2, 4, 2, 1, 0])
        #expect(corpus.decode(corpus.encode("nab")) == "nab")
        #expect(corpus.isOwnText)
    }

    @Test(
        "any text comes back byte for byte, and any row of numbers from its text",
        arguments: [
            "a\rb\nc", "a\r\nb\rc\n\n\r", "e\u{301} é", "\u{1F1E9}\u{1F1EA}\u{1F1EB}", "👩‍👩‍👧 👍🏽",
            "한\u{1112}\u{1161}\u{11AB}",
            "\u{FEFF}a\0b", "क्षि", "\u{301}", "a\u{2028}b\u{85}c",
        ])
    func roundTrip(text: String) {
        let corpus = TextCorpus(text)
        #expect(corpus.decode(corpus.ids).utf8.elementsEqual(text.utf8))
        #expect(corpus.encode(text) == corpus.ids)
        #expect(corpus.ids.count == text.unicodeScalars.count)
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<200 {
            let ids = (0..<8).map { _ in Int.random(in: 0..<corpus.symbols.count, using: &generator) }
            #expect(corpus.encode(corpus.decode(ids)) == ids)
        }
    }

    @Test("a character that the corpus lacks is named by its number")
    func unknown() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = TextCorpus("abc").encode("a\u{301}")
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(message.contains("(U+301); it has 3 kinds"))
    }

    @Test("targets are the inputs one character later, also across the end of the piece")
    func pieces() {
        let corpus = TextCorpus("abcdefghijk")
        var generator = SeededGenerator(seed: 1)
        var starts: Set<Int> = []
        for _ in 0..<50 {
            let (inputs, targets) = corpus.pieces(2, length: 3, within: 2..<9, using: &generator)
            #expect(inputs.shape == [2, 3])
            let ids = inputs.scalars.map { Int($0) }
            #expect(targets == ids.map { $0 + 1 })
            #expect(ids.allSatisfy { (2..<8).contains($0) } && targets.allSatisfy { $0 < 9 })
            starts.formUnion([ids[0], ids[3]])
        }
        #expect(starts == [2, 3, 4, 5])
    }

    @Test("without data and network the own text is used, and the reason is told")
    func otherwise() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        let location = DataLocation(
            offline: true, environment: ["XDG_CACHE_HOME": folder], workingFolder: folder, observer: { _ in })
        let corpus = try TextCorpus.tinyShakespeare(from: location) { "own words" }
        #expect(corpus.text == "own words")
        #expect(corpus.note?.contains("tinyshakespeare is not in") == true)
    }

    @Test("a file that is not the published one is refused")
    func damaged() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let set = folder.appendingPathComponent("tinyshakespeare")
        try FileManager.default.createDirectory(at: set, withIntermediateDirectories: true)
        try Data("To be".utf8).write(to: set.appendingPathComponent("input.txt"))
        let location = DataLocation(
            explicit: folder.path, offline: true, environment: [:], observer: { _ in })
        #expect(throws: DataError.self) { try TextCorpus.tinyShakespeare(from: location) { "own words" } }
    }
}
