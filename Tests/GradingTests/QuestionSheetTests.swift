import Foundation
import Testing

@testable import Grading

/// Questions in writing: one text for both trees, and what a student has put under each.
@Suite struct QuestionSheetTests {
    static let text = """
        # Questions: Mini

        Answer here.

        ## 98.a · Why twice? (3 points)

        Say why.

            1   2

        - In two lines.

        ### A full answer

        Because it is.

        ### Points

        - 2: says why, over more
          than one line
        - 1: says it well

        ### A common wrong answer

        “No.” Say: Look again.

        ## 98.b · And half? (1 point)

        Say how.

        ### A full answer

        By two.

        ### Points

        - 1: by two

        ### A common wrong answer

        “By one.” Say: Try 3.

        """
    private let sheet = QuestionSheet(text)

    @Test func `a question is read with its answer, its criteria and the reply to a wrong one`() {
        #expect(sheet.questions.map(\.id) == ["98.a", "98.b"])
        #expect(sheet.questions.map(\.points) == [3, 1])
        let first = sheet.questions[0]
        #expect(first.title == "Why twice?")
        #expect(first.text == "Say why.\n\n    1   2\n\n- In two lines.")
        #expect(first.answer == "Because it is.")
        #expect(first.criteria.map(\.points) == [2, 1])
        #expect(first.criteria[0].text == "says why, over more than one line")
        #expect(first.wrongAnswer == "“No.” Say: Look again.")
        #expect(sheet.complaints(of: "98").isEmpty)
    }

    @Test func `students get the questions and a place to answer, and nothing of the rest`() {
        #expect(
            sheet.stub == """
                # Questions: Mini

                Answer here.

                ## 98.a · Why twice? (3 points)

                Say why.

                    1   2

                - In two lines.

                **Your answer**


                ## 98.b · And half? (1 point)

                Say how.

                **Your answer**

                """)
    }

    /// What a student's sheet may look like, made from the stub, and what it answers.
    @Test(arguments: [
        ("", "", "nothing"),
        ("\n\nBecause.\n\nTwice.\n", "Because.\n\nTwice.", "after the line"),
        ("\n- In two lines.\n", "- In two lines.", "a line of the question once more"),
        ("\r\nOne.\r\nTwo.\r\n", "One.\nTwo.", "another system's line ends"),
        ("\n## Why\nSo.", "## Why\nSo.", "a heading of its own"),
    ])
    func `an answer is what the stub has not`(written: String, expected: String, what: String) {
        let place = sheet.stub.firstRange(of: "**Your answer**")!.upperBound
        let text = String(sheet.stub[..<place]) + written + String(sheet.stub[place...])
        #expect(sheet.answers(in: text) == ["98.a": expected, "98.b": ""], "\(what)")
    }

    @Test func `an answer may stand before its place, and in a sheet whose headings were changed`() {
        let before = sheet.stub.replacing("Say how.", with: "Say how.\nIn halves.")
        #expect(sheet.answers(in: before)["98.b"] == "In halves.")
        let changed = "\u{FEFF}#98.A Why twice\nBecause.\n   ### **98.b** half\nBy two.\n"
        #expect(sheet.answers(in: changed) == ["98.a": "Because.", "98.b": "By two."])
    }

    @Test func `the question's own words in other lines are no answer`() {
        let broken = sheet.stub.replacing(
            "Say why.\n\n    1   2\n\n- In two lines.", with: "Say why. 1 2\n- In two\nlines.")
        #expect(sheet.answers(in: broken) == ["98.a": "", "98.b": ""])
    }

    @Test func `what stands under no heading is shown, never lost`() {
        let text = sheet.stub.replacing("## 98.b · And half? (1 point)", with: "By two.")
        let answers = sheet.answers(in: text)
        #expect(answers["98.a"]?.contains("By two.") == true)
        #expect(answers["98.b"]?.hasPrefix("(The heading of 98.b is not in the file.") == true)
        #expect(answers["98.b"]?.contains("By two.") == true)
        #expect(sheet.answers(in: "\n") == ["98.a": "", "98.b": ""])
    }

    @Test(arguments: [
        ("## 98.a · Why twice? (3 points)", "## 98.a · Why twice? (4 points)", "its criteria add up to 3"),
        ("## 98.a · Why twice?", "## 98.a Why twice?", "expected a heading such as ## 98.a · Title (4 points)"),
        ("## 98.b · ", "## 98.c · ", "expected 98.a, 98.b, but got 98.a, 98.c"),
        ("Because it is.\n", "", "98.a lacks ### A full answer"),
        ("“By one.” Say: Try 3.\n", "", "98.b lacks ### A common wrong answer"),
    ])
    func `lint says what a sheet lacks`(old: String, new: String, complaint: String) {
        let found = QuestionSheet(Self.text.replacing(old, with: new)).complaints(of: "98")
        #expect(found.contains { $0.contains(complaint) }, "\(found)")
    }

    /// The course's own: three for each of lessons 01 to 08, and the same in both trees.
    @Test(arguments: (1...8).map { "0\($0)" })
    func `the course's sheets are in order`(lesson: String) throws {
        let course = try Course.current()
        #expect(course.questions(of: lesson)?.questions.count == 3)
        #expect(Lint.questions(of: lesson, in: course) == [])
    }
}
