/// Many rectangles on a page, kept by the squares of the page that they touch, so that asking what lies at a place costs
/// the same however many there are elsewhere.
struct RectangleIndex {
    private static let side = 80.0
    private var rectangles: [Rectangle] = []
    private var squares: [Square: [Int]] = [:]

    private struct Square: Hashable {
        var row: Int
        var column: Int
    }

    init(_ rectangles: some Sequence<Rectangle> = [Rectangle]()) {
        for rectangle in rectangles { insert(rectangle) }
    }

    mutating func insert(_ rectangle: Rectangle) {
        for square in Self.squares(of: rectangle) { squares[square, default: []].append(rectangles.count) }
        rectangles.append(rectangle)
    }

    /// The area that a rectangle has in common with those in the index, each counted by itself.
    func overlap(with rectangle: Rectangle) -> Double {
        var sum = 0.0
        for square in Self.squares(of: rectangle) {
            for index in squares[square] ?? [] {
                let overlap = rectangles[index].overlap(with: rectangle)
                // Two that meet in several squares are counted in the one of their common upper left corner.
                if overlap > 0, square == Self.corner(rectangles[index], rectangle) { sum += overlap }
            }
        }
        return sum
    }

    private static func corner(_ a: Rectangle, _ b: Rectangle) -> Square {
        Square(row: place(max(a.minY, b.minY)), column: place(max(a.minX, b.minX)))
    }

    private static func squares(of rectangle: Rectangle) -> [Square] {
        // What is not a number has no place.
        guard rectangle.minX <= rectangle.maxX, rectangle.minY <= rectangle.maxY else { return [] }
        return (place(rectangle.minY)...place(rectangle.maxY)).flatMap { row in
            (place(rectangle.minX)...place(rectangle.maxX)).map { Square(row: row, column: $0) }
        }
    }

    /// The square that a coordinate lies in; all that is off the page lies in the last one.
    private static func place(_ coordinate: Double) -> Int {
        Int((min(max(coordinate, -side), 2000) / side).rounded(.down))
    }
}
