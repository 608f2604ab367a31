import Testing
import Text

@Suite struct ParagraphTests {
    @Test func `lines are filled, and a word that is too wide has a line of its own`() {
        #expect(Paragraph.lines(of: "one two three", width: 7) == ["one two", "three"])
        #expect(Paragraph.lines(of: "one unbreakable two", width: 5) == ["one", "unbreakable", "two"])
        #expect(Paragraph.lines(of: "", width: 5) == [""])
    }

    @Test func `colours take no room, marks on a letter neither, and a word can end its line`() {
        let bold = "\u{1b}[1mone\u{1b}[0m"
        #expect(Paragraph.lines(of: [bold, "two"], width: 7) == [bold + " two"])
        #expect(Paragraph.lines(of: ["x\u{302}x\u{302}", "x"], width: 4) == ["x\u{302}x\u{302} x"])
        #expect(Paragraph.lines(of: ["a", "\n", "b"], width: 9) == ["a", "b"])
        #expect("\u{1b}[31m∂L\u{1b}[0m".visibleWidth == 2)
    }
}
