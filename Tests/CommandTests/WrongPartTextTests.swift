import Foundation
import Tensors
import Testing

@testable import Grading
@testable import lesson

/// A wrong answer with the characters of a terminal.
@Suite struct WrongPartTextTests {
    private func text(_ expected: Tensor, _ received: Tensor, width: Int = 100) throws -> String {
        let part = WrongPart(
            expected: [Part("w", expected)], received: [Part("w", received)], tolerance: Tolerance())
        return WrongPartText(try #require(part), width: width) { text, _ in text }.text
    }

    private func count(_ shape: [Int]) -> Tensor {
        Tensor(scalars: (0..<shape.reduce(1, *)).map(Scalar.init), shape: shape)
    }

    @Test func `a table is shaded, its first wrong place ringed`() throws {
        var came: Tensor = [[0, 1, 2], [4, -4, 4]]
        came[0, 2] = Tensor(Scalar.nan)
        #expect(
            try text([[0, 1, 2], [4, -4, 3]], came) == """
                  expected        received        wrong
                   ··  ░░ [▒▒]     ··  ░░ [NN]     ·   ·  [× ]
                   ██  -█  ▓▓      ██  -█  ██      ·   ·   ×
                  w: ██ is 4, ·· is 0, - before it a negative number
                """)
    }

    @Test func `a list too wide to stand beside itself lies below`() throws {
        #expect(
            try text([3, 3, 3, 3, 3, 3, 3], [3, 3, 3, 3, 3, 3, 2], width: 78) == """
                  expected
                   ██  ██  ██  ██  ██  ██ [██]

                  received
                   ██  ██  ██  ██  ██  ██ [▓▓]

                  wrong
                   ·   ·   ·   ·   ·   ·  [× ]
                  w: ██ is 3, ·· is 0
                """)
    }

    @Test func `lists are curves over each other`() throws {
        var came = count([20])
        came[7] = 19
        let lines = try text(count([20]), came).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 11)
        #expect(lines[0].contains("x"))
        #expect(lines[9].hasSuffix("^ index 7"))
        #expect(lines[10].hasSuffix("w: o expected, x received, • both"))
        // The mark stands below the wrong number.
        let mark = lines[9].firstIndex(of: "^")!
        let received = lines[0].firstIndex(of: "x")!
        #expect(
            lines[9].distance(from: lines[9].startIndex, to: mark)
                == lines[0].distance(from: lines[0].startIndex, to: received))
    }

    @Test func `shapes are boxes`() throws {
        #expect(
            try text(count([3, 2]), count([2, 3])) == """
                  expected [3, 2]    received [2, 3]
                  □ □                □ □ □
                  □ □                □ □ □
                  □ □
                  w: another shape
                """)
        #expect(try text(count([2, 3]), Tensor(zeros: [0])).contains("(no numbers)"))
        #expect(try text(count([30, 3]), count([4, 30, 30])).contains("4 of these"))
    }

    @Test(arguments: [20, 40, 80, 100])
    func `no line is wider than the terminal`(width: Int) throws {
        for shape in [[7], [11], [300], [3, 9], [50, 40], [5, 28, 28], [2, 3, 4, 4]] {
            for came in [count(shape) * 2, count(shape) * Scalar.nan] {
                let lines = try text(count(shape), came, width: width).split(separator: "\n")
                #expect(lines.count <= 60)
                // Notes are sentences, and break where the terminal breaks them.
                for line in lines where !line.contains("w") && !line.contains("cut") {
                    #expect(line.count <= max(width, 26), "\(shape): \(line)")
                }
            }
        }
    }
}
