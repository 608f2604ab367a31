import Text
import Testing

@Suite struct ControlCharactersTests {
    @Test(arguments: [
        ("plain ∂L/∂w·₁\n\ttab", "plain ∂L/∂w·₁\n\ttab"), ("\u{1B}[2J✓ passed", "␛[2J✓ passed"),
        ("\u{0}\u{7}\u{8}\u{7F}", "␀␇␈␡"), ("\u{9B}2J\u{85}", "�2J�"), ("a\r\nb\rc", "a\nb␍c"),
        ("\r\r\n", "␍\n"),
        ("abc\u{202E}def\u{2066}", "abc�def�"), ("👩‍👩‍👧 e\u{301}", "👩‍👩‍👧 e\u{301}"),
        ("\u{1B}]8;;file:///etc\u{1B}\\x", "␛]8;;file:///etc␛\\x"),
    ])
    func `control characters are shown, everything else stays`(text: String, shown: String) {
        #expect(text.controlsShown == shown)
        #expect(shown.controlsShown == shown)
    }

    @Test(arguments: [
        ("\u{1B}[1mbold\u{1B}[0m", "\u{1B}[1mbold\u{1B}[0m"), ("\u{1B}[38;5;12mx", "\u{1B}[38;5;12mx"),
        ("\u{1B}[2Jx", "␛[2Jx"), ("\u{1B}[3", "␛[3"), ("\u{1B}", "␛"), ("\u{1B}[1\u{1B}[1m", "␛[1\u{1B}[1m"),
        ("\u{1B}]0;t\u{7}\u{1B}[m", "␛]0;t␇\u{1B}[m"), ("\u{1B}[?25l\u{1B}[>m", "␛[?25l␛[>m"),
    ])
    func `of control sequences only colours pass`(text: String, shown: String) {
        #expect(text.controlsShownButColours == shown)
    }
}
