import Foundation
import Testing

@testable import Literate

/// Whatever a file holds, its chunks joined are the file, byte for byte, and their lines follow each other.
@Suite struct ReassemblyTests {
    private static let lessons = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Lessons")

    private static let files: [String] = {
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: lessons.path)) ?? []
        return paths.filter { $0.hasSuffix(".swift") }.sorted()
    }()

    private func expectReassembly(of text: String, _ what: @autoclosure () -> String) {
        let chunks = Chunk.chunks(of: text)
        #expect(Array(chunks.map(\.source).joined().utf8) == Array(text.utf8), "\(what())")
        var next = 1
        for chunk in chunks {
            #expect(chunk.lines.lowerBound == next, "\(what())")
            next = chunk.lines.upperBound + 1
        }
        #expect(next - 1 == SourceLine.split(text).count, "\(what())")
    }

    @Test(arguments: files) func `every file of every lesson`(file: String) throws {
        let text = try String(contentsOf: Self.lessons.appending(path: file), encoding: .utf8)
        expectReassembly(of: text, file)
    }

    @Test func `there are lessons to try it on, and they are lessons`() throws {
        let titled = try Self.files.filter { file in
            let text = try String(contentsOf: Self.lessons.appending(path: file), encoding: .utf8)
            guard text.contains("//: # ") else { return false }
            let chunks = try LessonSource(text).chunks
            return Array(chunks.map(\.source).joined().utf8) == Array(text.utf8)
        }
        #expect(titled.count >= 2)
    }

    /// Pieces that have a meaning to the parser, in any order: prose, brackets, strings and comments that do not
    /// close, line ends of three kinds, letters of several bytes.
    private static let pieces = [
        "//: # 04 · A title", "//: prose", "//:", "//:no space", "    //: > takeaway", "\t//: tab",
        "public func lesson() throws {", "}", "{", "(", "]", "let a = \"\"\"", "\"\"\"",
        "\"//: in a string\"",
        "/*", "*/", "/* //: */", "// comment", "print(\"\\(a)\")", "#\"raw\"#", "/regex//: /", "é∂∇🙂",
        "e\u{301}",
        "", " ", "\t", "\u{c}", "\u{2028}", "\u{feff}", "```swift", "//: ```", "<details>", "\u{0}",
    ]

    @Test func `two thousand texts made of anything`() {
        var generator = SplitMix(state: 17)
        for number in 0..<2000 {
            let count = Int.random(in: 0...40, using: &generator)
            let text = (0..<count).map { _ in
                let end = ["\n", "\n", "\n", "\r\n", "", "\r", " "].randomElement(using: &generator)!
                return Self.pieces.randomElement(using: &generator)! + end
            }.joined()
            expectReassembly(of: text, "text \(number): \(text.debugDescription)")
        }
    }
}

/// Steele, Lea, Flood, “Fast splittable pseudorandom number generators” (2014).
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
