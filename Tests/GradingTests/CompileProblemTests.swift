import Testing

@testable import Grading

/// An error of the compiler, as a learner is shown it.
@Suite struct CompileProblemTests {
    private let output = """
        /somewhere/4.2-Update.swift:21:17: error: cannot find 'lable' in scope
            let score = lable * 2
                        ^~~~~
        4.2-Update.swift:22:1: note: did you mean something else?
        main.swift:4:1: warning: a warning
        4.2-Update.swift:30:5: error: missing return in global function expected to return 'Tensor'
        }
        ^
        4.2-Update.swift:30:5: error: missing return in global function expected to return 'Tensor'
        }
        ^
        """

    @Test func `errors are found once each, with their lines; notes and warnings are left out`() {
        let problems = CompileProblem.all(in: output)
        #expect(problems.map(\.line) == [21, 30])
        #expect(problems.map(\.file) == ["4.2-Update.swift", "4.2-Update.swift"])
        #expect(problems[0].message == "cannot find 'lable' in scope")
    }

    @Test func `a learner sees the place, the line with a mark, and what it means`() {
        #expect(
            CompileProblem.all(in: output)[0].text(in: "Exercises/04-perceptron") == """
                Exercises/04-perceptron/4.2-Update.swift:21:17: cannot find 'lable' in scope
                    21 |     let score = lable * 2
                       |                 ^
                → Nothing of that name is known here. Compare the spelling, capitals too, with the task, and \
                define it before you use it.
                """)
    }

    @Test func `of many errors the first three are shown`() {
        let problems = (1...5).map { CompileProblem(file: "a.swift", line: $0, column: 1, message: "no") }
        #expect(
            problems.text(in: "E").hasSuffix("E/a.swift:3:1: no\nand 2 more, which may vanish with these"))
    }

    @Test func `errors are shown from the top, in whatever order they came`() {
        let problems = [7, 30, 4].map { CompileProblem(file: "a.swift", line: $0, column: 1, message: "no") }
        #expect(problems.text(in: "E") == "E/a.swift:4:1: no\nE/a.swift:7:1: no\nE/a.swift:30:1: no")
    }
}
