import Testing
import Text

@Suite struct ControlCharactersTests {
    @Test(arguments: [
        ("plain ∂ text\twith a tab\n", "plain ∂ text\twith a tab\n"),
        ("\u{1b}[2J✓ 4.2: passed", "␛[2J✓ 4.2: passed"),
        ("50 %\r100 %\r\nnext", "50 %␍100 %\nnext"),
        ("bell\u{7} rub\u{7f} csi\u{9b}2J", "bell␇ rub␡ csi⟨U+9B⟩2J"),
        ("right\u{202e}tfel", "right⟨U+202E⟩tfel"),
        ("", ""),
    ])
    func `what a terminal would obey is shown`(text: String, shown: String) {
        #expect(Array(text.withVisibleControls.utf8) == Array(shown.utf8))
    }

    @Test func `nothing of the first 256 is left that a terminal obeys`() {
        for value in UInt32(0)..<256 {
            let shown = "a\(Unicode.Scalar(value)!)b".withVisibleControls
            let isKept = [0x09, 0x0a].contains(value) || (0x20..<0x7f).contains(value) || value > 0x9f
            #expect(shown.unicodeScalars.contains(Unicode.Scalar(value)!) == isKept, "\(value)")
        }
    }
}
