import Literate
import Testing

@Suite struct ClosureBodyTests {
    private let source = """
        let all = [
            Entry("A") { one() },
            Entry("B { not this }") {
                // A comment with a } in it.
                for x in 0..<3 {
                    draw(x)
                }
            },
        ]
        """

    @Test func `the closure of a call is found by the call's line, without its indentation`() {
        #expect(closureBody(inStatementAtLine: 2, of: source) == "one()")
        #expect(
            closureBody(inStatementAtLine: 3, of: source)
                == "// A comment with a } in it.\nfor x in 0..<3 {\n    draw(x)\n}")
        #expect(closureBody(inStatementAtLine: 9, of: source) == nil)
    }

    @Test func `braces in texts and comments do not count`() {
        let plain = """
            f("{") {
                // }
                if a { b() }
                c("}")
            }
            """
        #expect(closureBody(inStatementAtLine: 1, of: plain) == "// }\nif a { b() }\nc(\"}\")")
    }
}
