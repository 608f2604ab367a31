import Testing

@testable import Literate

@Suite struct IndexedTextTests {
    @Test(
        arguments: [
            ("q = x·W_q", "<i>q</i> = <i>x</i>·<i>W</i><sub><i>q</i></sub>"),
            ("∂p_c/∂s", "∂<i>p</i><sub><i>c</i></sub>/∂<i>s</i>"),
            ("sin(t / 10000^(2p/d))", "sin(<i>t</i> / 10000<sup>2p/<i>d</i></sup>)"),
            ("e^(f(x)) − 1", "<i>e</i><sup><i>f</i>(<i>x</i>)</sup> − 1"),
            ("is_right = x_max + W₁", "is_right = <i>x</i><sub>max</sub> + <i>W</i><sub>1</sub>"),
            ("a ^(b, _c and 2^(3", "<i>a</i> ^(<i>b</i>, _<i>c</i> and 2^(3"),
        ])
    func `a page sets indices and exponents of several letters`(formula: String, html: String) {
        #expect(Equation.mathematics(formula) == html)
    }

    @Test func `a slide shows an index below the line, and its text keeps what the author wrote`() throws {
        let row = try #require(Equation("q = x·W_q").slideRows.first)
        let spans = row.left + row.right
        #expect(spans.plainText == "q = x·W_q")
        let index = try #require(spans.last?.scripts.first)
        #expect(index.shown == "q" && index.script == .lowered && index.text == "_q")
        let power = try #require(Equation("2^(p/d)").slideRows.first?.right.last?.scripts.first)
        #expect(power.shown == "p/d" && power.script == .raised && power.text == "^(p/d)")
    }
}
