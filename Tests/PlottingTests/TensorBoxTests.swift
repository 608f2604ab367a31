import Testing

@testable import Plotting

@Suite("Tensors as boxes of cells")
struct TensorBoxTests {
    private func box(_ shape: [Int], sheets: TensorBox.Sheets = .apart, repeated: Set<Int> = []) -> TensorBox {
        TensorBox(Array(0..<shape.reduce(1, *)), shape: shape, repeated: repeated, sheets: sheets)
    }

    @Test(arguments: [[], [4], [3, 4], [3, 2, 2], [1, 2, 2], [2, 3, 2, 2], [2, 1, 3, 4]])
    func everyCellIsInSightAndInsideTheBlock(_ shape: [Int]) {
        let box = box(shape)
        let grid = TensorBoxGrid(box)
        let corners = box.indices.map(grid.corner)
        #expect(corners.count == box.values.count)
        for (number, corner) in corners.enumerated() {
            #expect(corner.x >= -1e-9 && corner.x + 1 <= grid.width + 1e-9)
            #expect(corner.y >= -1e-9 && corner.y + 1 <= grid.height + 1e-9)
            for other in corners[..<number] {
                #expect(max(abs(corner.x - other.x), abs(corner.y - other.y)) > 1 - 1e-9, "\(shape)")
            }
        }
    }

    @Test func theLastAxisRunsRightAndTheOneBeforeDown() {
        let grid = TensorBoxGrid(box([2, 3, 2, 2]))
        let first = grid.corner([0, 0, 0, 0])
        #expect((grid.corner([0, 0, 0, 1]) - first) == Point(1, 0))
        #expect((grid.corner([0, 0, 1, 0]) - first) == Point(0, 1))
        #expect(grid.corner([0, 1, 0, 0]).x > first.x + 2 && grid.corner([1, 0, 0, 0]).y > first.y + 2)
    }

    @Test func indicesComeInRowMajorOrder() {
        #expect(box([2, 2]).indices == [[0, 0], [0, 1], [1, 0], [1, 1]])
        #expect(box([]).indices == [[]])
    }

    @Test func aRepeatedAxisIsRealInItsFirstPlaceOnly() {
        let stretched = box([3, 2], repeated: [0])
        #expect(!stretched.isRepetition([0, 1]))
        #expect(stretched.isRepetition([1, 0]) && stretched.isRepetition([2, 1]))
        #expect(stretched.axes.map(\.text) == ["axis 0, length 1 → 3", "axis 1, length 2"])
    }

    /// Pixels of exactly one colour in a figure with one panel.
    private func count(_ color: Color, _ panel: TensorBoxes) -> Int {
        Figure(panel).render().places(of: color).count
    }

    @Test func aCellTakesItsColourAndARepetitionIsPaler() {
        let blue = Theme.light.data
        func area(repeated: Set<Int>) -> Int {
            count(
                blue,
                TensorBoxes(largestCell: 100) {
                    TensorBox(
                        [1, 1], shape: [2, 1], axes: [.none, .none], repeated: repeated, texts: ["", ""],
                        isSolid: true
                    ) { _, _ in .data }
                })
        }
        #expect(abs(area(repeated: []) - 2 * 97 * 97) < 1500, "two cells of nearly 100 × 100")
        #expect(abs(area(repeated: [0]) - 97 * 97) < 3000, "one of them is only a repetition")
    }

    @Test func sheetsBehindAreCoveredByTheFirst() {
        func area(_ sheets: TensorBox.Sheets) -> Int {
            count(
                Theme.light.prediction,
                TensorBoxes(largestCell: 100) {
                    TensorBox(
                        [0, 1], shape: [2, 1, 1], axes: [.none, .none, .none], texts: ["", ""],
                        sheets: sheets,
                        isSolid: true
                    ) { index, _ in index[0] == 1 ? .prediction : .data }
                })
        }
        #expect(area(.stacked) > 5000 && area(.stacked) < area(.apart) - 1500)
    }

    @Test func cellsShrinkUntilAllFitsAndNothingTouchesTheEdge() {
        let picture = Figure(
            TensorBoxes(largestCell: 500) {
                TensorBox(0..<24, shape: [2, 3, 2, 2], title: "rank 4", caption: "x[0, 1, 1, 0]")
                "+"
                TensorBox(0..<12, shape: [12, 1], title: "a long column")
                "→"
                TensorBox([7], shape: [], title: "rank 0")
            }
        ).render()
        let line = 3 * picture.width
        for row in 0..<picture.height {
            let pixels = picture.pixels[row * line..<(row + 1) * line]
            let isEdge = row < 10 || row >= picture.height - 10
            let checked = isEdge ? [pixels] : [pixels.prefix(30), pixels.suffix(30)]
            #expect(checked.joined().allSatisfy { $0 == 255 }, "row \(row)")
        }
    }

    /// Numbers that would be smaller than the smallest letter of a figure are left out.
    @Test func numbersAreReadableOrLeftOut() {
        func ink(_ cell: Double) -> Int {
            count(
                Theme.light.foreground,
                TensorBoxes(largestCell: cell) { TensorBox([888_888], shape: [1], axes: [.none]) })
        }
        #expect(ink(200) > 300)
        #expect(ink(60) == 0)
    }
}
