import Foundation
import Testing

@testable import Plotting

@Suite("Unrolled networks")
struct UnrolledDiagramTests {
    private func inked(_ color: Color, in picture: Picture) -> (count: Int, first: Int, last: Int) {
        let columns = picture.places(of: color).map(\.column)
        return (columns.count, columns.min() ?? 0, columns.max() ?? 0)
    }

    private func diagram(steps: Int, outputs: Bool = false, slopes: Bool = false) -> Picture {
        let names = (1...steps).map { "\($0)" }
        return Figure(
            UnrolledDiagram(
                title: "t", inputs: names, states: names, outputs: outputs ? names : [],
                slopes: slopes ? names : [])
        ).render(width: 960, height: 540)
    }

    @Test("each weight is one bar that reaches from the first step to the last")
    func bars() {
        let ink = inked(Theme.light.weightPositive, in: diagram(steps: 3))
        #expect(ink.first < 300 && ink.last > 850)
    }

    @Test("slopes are drawn in the colour of gradients, and only when given")
    func slopes() {
        #expect(inked(Theme.light.gradient, in: diagram(steps: 3)).count == 0)
        #expect(inked(Theme.light.gradient, in: diagram(steps: 3, slopes: true)).count > 500)
    }

    @Test("one step or eight, with and without outputs: everything stays on the page")
    func border() {
        for picture in [diagram(steps: 1), diagram(steps: 8, outputs: true, slopes: true)] {
            let line = 3 * picture.width
            let isFree = (0..<picture.height).allSatisfy { row in
                let pixels = picture.pixels[row * line..<(row + 1) * line]
                let isEdge = row < 5 || row >= picture.height - 5
                let checked = isEdge ? [pixels] : [pixels.prefix(15), pixels.suffix(15)]
                return checked.joined().allSatisfy { $0 == 255 }
            }
            #expect(isFree)
        }
    }

    @Test("a state is missing: the message says what belongs together")
    func message() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = UnrolledDiagram(inputs: ["a", "b"], states: ["c"])
        }
        let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(
            text.contains("UnrolledDiagram: expected one state for each input, but got 2 inputs and 1 states")
        )
    }
}
