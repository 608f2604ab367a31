import Foundation
import Nabla
import Testing

@testable import Exercises
@testable import Grading

/// What is drawn of a wrong answer, and what is not.
@Suite struct WrongPartTests {
    private func part(_ expected: Tensor, _ received: Tensor) -> WrongPart? {
        WrongPart(expected: [Part("w", expected)], received: [Part("w", received)], tolerance: Tolerance())
    }

    private func count(_ shape: [Int]) -> Tensor {
        Tensor(scalars: (0..<shape.reduce(1, *)).map(Scalar.init), shape: shape)
    }

    @Test(arguments: [
        ([6], WrongPart.Kind.matrix), ([12], .curve), ([1, 12], .curve), ([3, 4], .matrix), ([2, 3, 4], .sheets),
        ([2, 2, 3, 4], .sheets), ([1, 1, 5, 5], .matrix),
    ])
    func `numbers are drawn as what they are`(shape: [Int], kind: WrongPart.Kind) throws {
        let right = count(shape)
        let drawn = try #require(part(right, right + 1))
        #expect(drawn.kind == kind)
        #expect(drawn.place == shape.map { _ in 0 })
        #expect(drawn.isWrong.allSatisfy { $0 })
    }

    @Test func `the first wrong place is that of the difference`() throws {
        var came = count([3, 4])
        came[1, 2] = 9
        came[2, 0] = 1
        let drawn = try #require(part(count([3, 4]), came))
        #expect(drawn.place == [1, 2])
        #expect(drawn.firstWrong == 6)
        #expect(drawn.isWrong.filter { $0 }.count == 2)
    }

    @Test func `what needs no drawing has none`() {
        #expect(part(Tensor(1), Tensor(2)) == nil)
        #expect(part([1, 2, 3, 4, 5], [1, 2, 3, 4, 6]) == nil)
        #expect(part(count([6]), count([6])) == nil)
        #expect(part([1, 2], Tensor(1)) == nil)
        #expect(part(count([1, 1, 1, 2, 3]), count([1, 1, 1, 2, 3]) + 1) == nil)
        #expect(part(count([2, 3]), count([3, 2]))?.kind == .shapes)
        #expect(part([1, 2, 3], Tensor(zeros: [0]))?.kind == .shapes)
    }

    @Test func `the first result that is wrong is drawn`() throws {
        let parts = [Part("dw", count([6])), Part("dx", count([2, 4]))]
        let came = [Part("dw", count([6])), Part("dx", count([2, 4]) * 2)]
        #expect(WrongPart(expected: parts, received: came, tolerance: Tolerance())?.name == "dx")
    }

    @Test func `of a large tensor the surroundings of the first difference are kept`() throws {
        var came = count([40, 30, 50])
        came[31, 20, 47] = -1
        let drawn = try #require(part(count([40, 30, 50]), came))
        #expect(drawn.expected.numbers.count <= NumberBlock.most)
        #expect(drawn.expected.shape == [40, 30, 50])
        let first = try #require(drawn.firstWrong)
        let inner = multiIndex(first, in: drawn.expected.extents)
        #expect(zip(inner, drawn.expected.origin).map(+) == [31, 20, 47])
        #expect(drawn.expected.numbers[first] == Scalar((31 * 30 + 20) * 50 + 47))
        #expect(drawn.received.numbers[first] == -1)
    }

    @Test func `NaN and infinity are kept, written and drawn`() throws {
        for shape in [[6], [20], [3, 4], [2, 3, 4], [40, 40]] {
            let broken: [Scalar] = [0, .nan, .infinity, -.infinity]
            let size = shape.reduce(1, *)
            let came = count(shape) + Tensor(scalars: (0..<size).map { broken[$0 % 4] }, shape: shape)
            let drawn = try #require(part(count(shape), came))
            let back = try JSONDecoder().decode(WrongPart.self, from: JSONEncoder().encode(drawn))
            #expect(back == drawn)
            let picture = drawn.figure(title: "w").render(width: 480, height: 270)
            #expect(picture.width == 480)
        }
        let all = try #require(part(count([3, 4]), count([3, 4]) * Scalar.nan))
        #expect(all.range == 0...11)
        #expect(all.figure(title: "").render(width: 480, height: 270).height == 270)
        let none = try #require(part(Tensor(zeros: [0, 3]), count([2, 3])))
        #expect(none.figure(title: "").render(width: 480, height: 270).height == 270)
    }

    @Test func `of a long table the surroundings of the first wrong place are drawn`() throws {
        func picture(_ rows: Int, wrong: Int) throws -> Picture {
            var came = Tensor(ones: [rows, 2])
            came[wrong, 1] = 0
            return try #require(part(Tensor(ones: [rows, 2]), came)).figure(title: "w").render(width: 480, height: 270)
        }
        // Far from the ends all of them look alike but for the numbers of the rows.
        #expect(try picture(27, wrong: 1) != picture(27, wrong: 20))
        #expect(try picture(12, wrong: 1) != picture(27, wrong: 1))
    }

    @Test func `a cell shows as many digits as tell it from the right one`() throws {
        var came = Tensor(ones: [6])
        came[3] = 1.002
        let texts = try #require(part(Tensor(ones: [6]), came)).texts
        #expect(texts.expected[3] != texts.received[3])
    }

    @Test func `colours leave the right numbers room`() throws {
        #expect(try #require(part(count([6]), count([6]) * 2)).range == 0...10)
        #expect(try #require(part(count([6]), count([6]) * 1000)).range == 0...5)
    }

    @Test(arguments: [
        #"{"shape":[2,3],"numbers":"1 2 3"}"#, #"{"shape":[-1,-3],"numbers":"1 2 3"}"#,
        #"{"shape":[3],"numbers":"1 2 x"}"#, #"{"shape":[9],"origin":[8],"extents":[3],"numbers":"1 2 3"}"#,
        #"{"shape":[9],"origin":[],"extents":[3],"numbers":"1 2 3"}"#,
        #"{"shape":[4000000000,4000000000,4000000000],"numbers":""}"#,
    ])
    func `a damaged block is refused`(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(NumberBlock.self, from: Data(json.utf8)) }
    }

    // MARK: Through a check

    private func feedback(_ describe: (inout Check<Tensor, Tensor>) -> Void) throws -> Feedback {
        let check = Check<Tensor, Tensor> { c in
            c.inputs { generator in [generator.nonZeroHalves([2, 4]), generator.nonZeroHalves([3, 5])] }
            c.right { square($0) }
            describe(&c)
        }
        let host = Host { _ in .error("") }
        let finding = check.finding(of: { x, _ in WireValue(reflecting: x) }, by: host, seed: 3) { _ in }
        return try #require(finding.feedback)
    }

    @Test func `a wrong answer carries what is drawn`() throws {
        let part = try #require(feedback { _ in }.wrongPart)
        #expect(part.name == "result")
        #expect(part.expected.shape == [2, 4])
    }

    @Test func `what a check keeps to itself is not drawn`() throws {
        #expect(try feedback { $0.showsExpected = false }.wrongPart == nil)
        #expect(try feedback { $0.judges { _, _ in "not right" } }.wrongPart == nil)
    }
}
