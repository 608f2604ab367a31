import Foundation
import Nabla
import Testing

@testable import Classroom
@testable import Grading

/// What a student's page draws of a wrong answer.
@Suite struct WrongPartHTMLTests {
    private func count(_ shape: [Int]) -> Tensor {
        Tensor(scalars: (0..<shape.reduce(1, *)).map(Scalar.init), shape: shape)
    }

    private func feedback(_ expected: Tensor, _ received: Tensor, name: String = "w") -> Feedback {
        var feedback = MadeUpClass.feedback("It is wrong.")
        let parts = ([Part(name, expected)], [Part(name, received)])
        (feedback.expected, feedback.actual) = (parts.0.brief, parts.1.brief)
        feedback.wrongPart = WrongPart(expected: parts.0, received: parts.1, tolerance: Tolerance())
        return feedback
    }

    private func drawings(_ expected: Tensor, _ received: Tensor, room: Int = 100_000) -> [String] {
        var room = room
        return ValuePair.drawings(of: feedback(expected, received), most: 4, room: &room)
    }

    @Test func `a table has all its numbers, once`() {
        let html = drawings(count([7, 8]), count([7, 8]) * 2)
        #expect(html.count == 1)
        #expect(html[0].contains("<td class=\"high off first\""))
        #expect(html[0].components(separatedBy: "<td").count == 2 * 56 + 1)
        #expect(!html[0].contains("…"))
    }

    @Test func `curves, images and shapes are drawn, NaN or not`() {
        for broken: Scalar in [1, .nan, .infinity] {
            let curve = drawings(count([40]), count([40]) * -broken)[0]
            #expect(curve.contains("class=\"came\"") && curve.contains("class=\"ring\""))
            let image = drawings(count([28, 28]), count([28, 28]) * -broken)[0]
            #expect(image.components(separatedBy: "<svg").count == 3)
            #expect(image.contains("<rect class=\"ring\""))
            #expect(!(curve + image).contains("nan") && !(curve + image).contains("inf"))
            #expect(drawings(count([2, 3, 5, 5]), count([2, 3, 5, 5]) * -broken)[0].contains("w[1, 0], received"))
        }
        let shapes = drawings(count([3, 2]), count([2, 3]))[0]
        #expect(shapes.contains("expected: shape [3, 2]") && shapes.contains("received: shape [2, 3]"))
        #expect(drawings(count([3, 2]), Tensor(zeros: [0]))[0].contains("no numbers"))
    }

    @Test func `drawings keep to their room`() {
        var room = 100_000
        for _ in 0..<200 {
            let all = ValuePair.drawings(of: feedback(count([32, 32]), count([32, 32]) * -1.7), most: 4, room: &room)
            #expect(all.allSatisfy { $0.utf8.count < 30_000 })
        }
        #expect((0..<100_000).contains(room))
        #expect(drawings(count([32, 32]), count([32, 32]) * -1, room: 100).isEmpty)
    }

    @Test func `what is hidden is not drawn`() {
        let wrong = MadeUpClass.verdict("4.2", .wrong, feedback(count([3, 2]), count([2, 3]), name: "secret"))
        let record = MadeUpClass.record("ann", [wrong])
        func html(until moment: String) -> String {
            let file = MadeUpClass.file(["4.2": LocalTime(moment)!])
            let now = Date(timeIntervalSince1970: 1_796_000_000)
            return FeedbackPage(record, in: MadeUpClass.book([record], file), now: now).html
        }
        #expect(!html(until: "2030-01-01T00:00").contains("secret"))
        #expect(!html(until: "2030-01-01T00:00").contains("<svg"))
        #expect(html(until: "2020-01-01T00:00").contains("<svg"))
    }

    @Test func `a record keeps what is drawn`() throws {
        let wrong = MadeUpClass.verdict("4.2", .wrong, feedback(count([6]), count([6]) * Scalar.nan))
        let record = MadeUpClass.record("ann", [wrong])
        let json = try ClassJSON.data(record)
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        #expect(try decoder.decode(GradeRecord.self, from: json).verdicts == record.verdicts)
    }
}
