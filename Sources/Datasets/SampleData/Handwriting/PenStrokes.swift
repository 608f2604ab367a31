/// A position on the page: x to the right, y down; a digit fills about 0…1 in height.
struct PenPoint: Equatable {
    var x: Double
    var y: Double

    init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

/// One way to write a digit: how many of a hundred writers choose it, and the points each stroke passes through, x and y in
/// hundredths.
///
/// The pen runs in a smooth curve from point to point; a point given twice is a corner.
struct Allograph {
    let share: Double
    let strokes: [[PenPoint]]

    init(_ share: Double, _ strokes: String...) {
        self.share = share
        self.strokes = strokes.map { stroke in
            stroke.split(separator: ",").map { point in
                let place = point.split(separator: " ").map { Double($0)! / 100 }
                return PenPoint(place[0], place[1])
            }
        }
    }
}

/// The ways in which people write the ten digits; the index is the digit.
let allographs: [[Allograph]] = [
    // 0: an oval, round or narrow, closed with more or less overlap.
    [
        Allograph(30, "56 4, 20 12, 0 46, 14 88, 52 100, 92 80, 100 42, 80 6, 42 4"),
        Allograph(22, "34 14, 12 36, 6 68, 34 98, 74 84, 88 44, 70 8, 42 4, 22 24"),
        Allograph(8, "40 6, 12 34, 12 76, 46 100, 80 74, 80 32, 66 0"),
        Allograph(75, "52 2, 22 14, 6 50, 18 87, 46 100, 76 86, 90 50, 78 14, 48 2"),
        Allograph(25, "60 6, 40 2, 22 22, 16 52, 22 84, 42 100, 62 84, 70 50, 64 18, 46 2, 36 8"),
        Allograph(35, "70 10, 44 6, 16 30, 4 64, 22 94, 54 94, 84 68, 96 34, 80 6, 56 0, 50 10"),
    ],
    // 1: a bare line; with a flag; with a flag and a foot.
    [
        Allograph(78, "50 0, 50 50, 50 100"),
        Allograph(13, "30 20, 42 10, 50 0, 50 0, 50 50, 50 100"),
        Allograph(9, "26 22, 40 12, 50 0, 50 0, 50 50, 50 100", "18 100, 50 99, 82 98"),
    ],
    // 2: with a corner at the foot; with a loop at the foot; round with a short foot.
    [
        Allograph(22, "26 12, 46 0, 62 12, 58 40, 42 70, 20 96, 20 96, 52 93, 96 88"),
        Allograph(45, "10 24, 22 6, 48 0, 72 10, 74 32, 56 58, 32 80, 6 98, 6 98, 36 96, 66 96, 94 96"),
        Allograph(38, "10 20, 28 4, 52 0, 70 14, 68 38, 50 66, 28 90, 10 98, 4 86, 18 76, 40 84, 66 96, 98 92"),
        Allograph(25, "12 34, 16 12, 44 0, 74 12, 76 42, 60 72, 36 94, 10 94, 4 76, 22 66, 48 76, 68 96, 92 94"),
        Allograph(17, "16 14, 40 0, 68 4, 80 24, 66 50, 42 72, 16 90, 8 96, 30 92, 60 98, 88 100"),
    ],
    // 3: two bowls; two bowls with a small loop between; a flat top and one bowl.
    [
        Allograph(62, "14 10, 40 0, 68 8, 72 26, 56 42, 30 48, 30 48, 60 52, 80 68, 72 90, 44 100, 10 92"),
        Allograph(22, "12 16, 34 1, 64 4, 70 22, 54 42, 38 50, 34 44, 52 46, 76 60, 80 80, 56 98, 22 98, 4 84"),
        Allograph(20, "20 8, 44 0, 62 12, 54 30, 32 42, 32 42, 58 46, 70 66, 58 88, 32 100, 12 98, 14 90"),
        Allograph(16, "12 4, 42 2, 76 0, 76 0, 56 22, 38 42, 38 42, 66 48, 80 68, 68 92, 40 100, 10 94"),
    ],
    // 4: open, in two strokes; open with a round elbow; closed, in one stroke.
    [
        Allograph(48, "14 4, 12 28, 8 54, 8 54, 40 54, 84 50", "70 0, 68 40, 64 100"),
        Allograph(30, "18 8, 8 30, 12 50, 36 54, 58 44, 74 30", "78 2, 72 36, 64 68, 60 100"),
        Allograph(22, "66 2, 44 22, 20 44, 2 62, 2 62, 40 62, 94 60", "68 2, 66 40, 64 100"),
    ],
    // 5: stem and bowl, then the bar; all in one stroke; round, without a corner.
    [
        Allograph(45, "28 4, 24 22, 20 42, 20 42, 48 36, 74 50, 76 76, 54 96, 26 100, 4 90", "28 4, 56 3, 88 0"),
        Allograph(35, "90 2, 60 4, 32 6, 32 6, 26 26, 20 44, 20 44, 46 40, 68 54, 70 76, 50 94, 24 100, 2 94"),
        Allograph(25, "30 22, 24 34, 20 48, 20 48, 40 50, 52 66, 44 88, 22 100, 2 94", "30 22, 60 12, 96 0"),
        Allograph(20, "92 6, 66 2, 40 8, 26 26, 40 42, 62 58, 66 80, 44 98, 18 98, 2 86"),
    ],
    // 6: a sweep down into a loop; a straight stem; a wide low loop.
    [
        Allograph(45, "40 0, 20 30, 10 66, 22 95, 50 99, 76 82, 74 60, 52 52, 32 68, 32 92"),
        Allograph(55, "66 2, 40 18, 18 46, 12 76, 30 98, 60 96, 78 76, 66 56, 42 56, 18 76"),
        Allograph(25, "42 0, 28 28, 20 58, 24 86, 46 100, 70 88, 74 68, 54 58, 32 70, 26 84"),
        Allograph(12, "84 4, 52 12, 22 38, 6 70, 20 96, 54 98, 82 82, 84 60, 60 52, 32 64, 12 82"),
    ],
    // 7: bare; with a serif; with a bar through the stem; with a curved stem.
    [
        Allograph(22, "12 36, 16 10, 44 5, 76 4, 80 20, 68 56, 60 100"),
        Allograph(8, "12 26, 14 6, 14 6, 50 6, 84 2, 66 50, 54 100", "40 54, 66 53, 96 50"),
        Allograph(46, "6 8, 44 6, 86 4, 86 4, 68 38, 50 70, 36 100"),
        Allograph(16, "8 22, 10 4, 10 4, 46 6, 84 2, 84 2, 70 34, 56 66, 48 100"),
        Allograph(13, "8 8, 46 4, 88 2, 88 2, 68 40, 50 70, 38 100", "30 54, 56 52, 84 48"),
        Allograph(25, "6 16, 26 6, 54 6, 80 4, 84 14, 68 38, 56 66, 52 100"),
    ],
    // 8: one stroke from the top right; one stroke from the middle; two rings.
    [
        Allograph(55, "74 12, 48 0, 22 12, 26 34, 52 50, 72 72, 64 94, 38 100, 18 86, 30 62, 56 44, 76 22, 72 10"),
        Allograph(27, "80 6, 54 2, 30 12, 30 32, 52 46, 62 66, 52 92, 28 100, 14 86, 26 66, 54 46, 80 24, 86 8"),
        Allograph(35, "84 12, 52 0, 24 12, 34 36, 50 60, 52 86, 38 100, 22 88, 30 66, 54 40, 90 6"),
        Allograph(15, "70 6, 40 0, 18 14, 36 38, 62 58, 66 84, 42 100, 20 86, 34 58, 62 36, 96 16"),
        Allograph(
            18, "52 0, 28 8, 24 28, 48 44, 72 30, 74 10, 50 0", "48 44, 22 58, 16 82, 44 100, 74 86, 74 60, 48 44"),
    ],
    // 9: a ring and a straight stem; a ring and a curved stem; one sweep with a hooked foot.
    [
        Allograph(42, "76 14, 52 2, 24 12, 16 34, 36 48, 62 36, 76 12, 76 12, 72 44, 68 72, 64 100"),
        Allograph(33, "78 20, 60 4, 32 6, 18 26, 30 44, 58 38, 78 18, 78 34, 68 58, 54 80, 40 100"),
        Allograph(22, "78 10, 48 6, 14 30, 6 56, 30 60, 60 40, 78 10, 78 10, 74 44, 72 74, 72 100"),
        Allograph(18, "66 10, 42 2, 22 18, 26 38, 48 40, 66 22, 66 8, 62 40, 56 72, 50 100"),
        Allograph(25, "70 10, 44 0, 20 16, 22 38, 46 44, 68 30, 72 12, 76 44, 72 76, 54 96, 24 96"),
    ],
]
