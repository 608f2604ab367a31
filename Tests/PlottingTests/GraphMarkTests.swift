import Testing

@testable import Plotting

@Suite("Graphs drawn as nodes and edges")
struct GraphMarkTests {
    private func board(_ mark: GraphMark) -> Picture {
        Figure(Diagram(width: 16, height: 9) { mark }).render()
    }

    private func count(_ color: Color, in picture: Picture) -> Int {
        picture.places(of: color).count
    }

    @Test("a node has its color all over; one that is not filled is tinted, with a rim of the color")
    func nodes() {
        let places = [(4.0, 4.5), (12.0, 4.5)]
        let full = board(GraphMark(at: places, edges: [], colors: [.series(0), .series(1)], radius: 60))
        let color = Theme.light.color(.series(1))
        // π·60² ≈ 11,300 pixels.
        #expect(count(color, in: full) > 11_000)
        let tinted = board(GraphMark(at: places, edges: [], colors: [.series(0), .series(1)], filled: [0], radius: 60))
        let rim = count(color, in: tinted)
        #expect(rim > 500 && rim < 3_000)
        #expect(count(Theme.light.color(.series(0)), in: tinted) > 11_000)
    }

    @Test("edges end below the nodes, get thicker with their weight, and one of weight 0 is not drawn")
    func edges() {
        func ink(_ widths: [Double]) -> Int {
            let picture = board(
                GraphMark(
                    at: [(2.0, 4.5), (14.0, 4.5)], edges: [(0, 1)], colors: [.series(1), .series(1)], edgeWidths: widths
                ))
            let middle = picture.width / 2
            return (0..<picture.height).filter { picture.pixel(row: $0, column: middle).red < 200 }.count
        }
        #expect(ink([0]) == 0)
        #expect(ink([0.2]) > 0 && ink([1]) > 2 * ink([0.2]))
    }

    @Test("names stand in the nodes, arrows and loops are drawn, places without a number leave a gap")
    func odds() {
        let places = [(2.0, 2.0), (8.0, 7.0), (Double.nan, 3.0)]
        let plain = board(GraphMark(at: places, edges: [(0, 1)]))
        for other in [
            GraphMark(at: places, edges: [(0, 1)], names: ["0", "1", "2"]),
            GraphMark(at: places, edges: [(0, 1)], isDirected: true),
            GraphMark(at: places, edges: [(0, 1), (1, 1)]),
        ] { #expect(board(other) != plain) }
        #expect(board(GraphMark(at: places, edges: [(0, 1), (1, 2)])) == plain)
        #expect(board(GraphMark(at: [(Double, Double)](), edges: [])).width == 1920)
    }

    @Test("an edge to a node that is not there is refused")
    func message() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = GraphMark(at: [(1.0, 1.0)], edges: [(0, 1)])
        }
        let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(text.contains("GraphMark: expected edges between nodes 0..<1, but got (0, 1)"))
    }
}

@Suite("Boxes drawn on images")
struct TileBoxTests {
    private func grid(_ boxes: [Tile.Box]) -> Picture {
        Figure(ImageGrid(columns: 1) { Tile([Double](repeating: 0, count: 64), width: 8, boxes: boxes) }).render()
    }

    /// The rows and columns that hold the color of `.error`.
    private func extent(_ picture: Picture) -> (rows: ClosedRange<Int>, columns: ClosedRange<Int>)? {
        let places = picture.places(of: Theme.light.error)
        let columns = places.map(\.column)
        guard let top = places.first?.row, let bottom = places.last?.row, let left = columns.min(),
            let right = columns.max()
        else { return nil }
        return (top...bottom, left...right)
    }

    @Test("a box lies where its pixels are: half of the image from the upper left corner is half as wide and high")
    func place() throws {
        let whole = try #require(extent(grid([.init(x: 0, y: 0, width: 8, height: 8, color: .error)])))
        let half = try #require(extent(grid([.init(x: 0, y: 0, width: 4, height: 4, color: .error)])))
        let corner = try #require(extent(grid([.init(x: 4, y: 6, width: 4, height: 2, color: .error)])))
        let side = Double(whole.rows.count)
        #expect(abs(Double(half.rows.count) / side - 0.5) < 0.02 && abs(Double(half.columns.count) / side - 0.5) < 0.02)
        #expect(half.rows.lowerBound == whole.rows.lowerBound && half.columns.lowerBound == whole.columns.lowerBound)
        #expect(abs(Double(corner.rows.count) / side - 0.25) < 0.02)
        #expect(
            corner.rows.upperBound == whole.rows.upperBound && corner.columns.upperBound == whole.columns.upperBound)
    }

    @Test("what lies outside is cut off, and boxes without a number or a size are left out")
    func outside() throws {
        let whole = try #require(extent(grid([.init(x: 0, y: 0, width: 8, height: 8, color: .error)])))
        let beyond = try #require(extent(grid([.init(x: 4, y: 4, width: 40, height: 40, color: .error)])))
        #expect(
            beyond.rows.upperBound <= whole.rows.upperBound && beyond.columns.upperBound <= whole.columns.upperBound)
        let blank = grid([])
        for box: Tile.Box in [
            .init(x: Double.nan, y: 0, width: 4, height: 4, name: "7"),
            .init(x: 0, y: 0, width: 0, height: 4, name: "7"),
            .init(x: 0, y: 0, width: -1, height: 4), .init(x: 0, y: 0, width: Double.infinity, height: 4),
        ] { #expect(grid([box]) == blank) }
    }

    @Test("a name stands above its box, and inside of it where there is no room")
    func names() throws {
        func box(_ y: Double, _ name: String) -> [Tile.Box] {
            [.init(x: 2, y: y, width: 4, height: 3, name: name, color: .error)]
        }
        let (plain, named) = (try #require(extent(grid(box(4, "")))), try #require(extent(grid(box(4, "7")))))
        #expect(named.rows.lowerBound < plain.rows.lowerBound - 20 && named.rows.upperBound == plain.rows.upperBound)
        let (top, topNamed) = (try #require(extent(grid(box(0, "")))), try #require(extent(grid(box(0, "7")))))
        #expect(topNamed.rows == top.rows)
        #expect(grid(box(0, "7")) != grid(box(0, "")))
    }

    @Test(
        "a name touches its box where the places above, inside and below are taken",
        arguments: [
            [Rectangle(x: 100, y: 0, width: 80, height: 30), Rectangle(x: 100, y: 75, width: 80, height: 30)],
            [
                Rectangle(x: 100, y: 0, width: 95, height: 30), Rectangle(x: 20, y: 0, width: 80, height: 60),
                Rectangle(x: 95, y: 89, width: 80, height: 30),
            ],
        ])
    func nameAtItsBox(taken: [Rectangle]) {
        let image = Rectangle(x: 0, y: 0, width: 400, height: 400)
        let box = Rectangle(x: 100, y: 0, width: 80, height: 90)
        let plate = ImageGrid.plate(width: 70, height: 30, at: box, in: image, avoiding: taken)
        let (across, down) = (plate.minX...plate.maxX, plate.minY...plate.maxY)
        #expect(across.overlaps(box.minX...box.maxX) && down.overlaps(box.minY...box.maxY), "\(plate)")
        #expect(taken.allSatisfy { $0.overlap(with: plate) == 0 }, "\(plate)")
    }

    @Test("two names never lie on each other while there is room")
    func namesApart() {
        let image = Rectangle(x: 0, y: 0, width: 400, height: 400)
        let boxes = [
            Rectangle(x: 60, y: 100, width: 120, height: 150), Rectangle(x: 70, y: 90, width: 100, height: 140),
            Rectangle(x: 70, y: 100, width: 160, height: 100), Rectangle(x: 0, y: 0, width: 90, height: 90),
            Rectangle(x: 5, y: 2, width: 90, height: 380), Rectangle(x: -20, y: -30, width: 200, height: 500),
        ]
        var taken: [Rectangle] = []
        for box in boxes {
            let plate = ImageGrid.plate(width: 70, height: 30, at: box, in: image, avoiding: taken)
            #expect(image.contains(plate) && taken.allSatisfy { $0.overlap(with: plate) == 0 }, "\(box): \(plate)")
            taken.append(plate)
        }
    }
}
