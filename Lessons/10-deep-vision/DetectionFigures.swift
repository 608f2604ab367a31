import Foundation
import Nabla
import Notebook

extension DigitScenes {
    /// A scene with boxes drawn on it.
    func tile(_ scene: Int, caption: String = "", boxes: [Tile.Box] = [], frame: Ink? = nil) -> Tile {
        Tile(images[scene].scalars, width: Self.side, caption: caption, frame: frame, boxes: boxes)
    }

    /// The true boxes of a scene.
    func trueBoxes(_ scene: Int, named: Bool = true, isDashed: Bool = false) -> [Tile.Box] {
        zip(boxes[scene], labels[scene]).map { box, label in
            Tile.Box(box, name: named ? "\(label)" : "", color: .data, isDashed: isDashed)
        }
    }
}

extension Tile.Box {
    init(_ box: BoundingBox, name: String, color: Ink, isDashed: Bool = false) {
        self.init(
            x: box.left, y: box.top, width: box.width, height: box.height, name: name, color: color, isDashed: isDashed)
    }

    /// What a detector says; with its score in hundredths.
    init(_ detection: Detection, color: Ink = .prediction, showsScore: Bool = true) {
        let name = "\(detection.label)" + (showsScore ? " · \(Int((100 * detection.score).rounded()))" : "")
        self.init(detection.box, name: name, color: color)
    }
}

/// Scenes, with their boxes or without.
func scenesFigure(_ scenes: DigitScenes, _ numbers: [Int], columns: Int, showsBoxes: Bool) -> Figure {
    Figure(
        ImageGrid(columns: columns, range: 0...1) {
            for number in numbers { scenes.tile(number, boxes: showsBoxes ? scenes.trueBoxes(number) : []) }
        })
}

/// The overlap of a box with itself, shifted: contours over the shift, and some shifts as pairs of boxes with what they share.
func overlapFigure() -> Figure {
    let box = BoundingBox(left: 0, top: 0, right: 10, bottom: 10)
    let shifts: [(x: Double, y: Double, text: String)] = [
        (1, 1, "81 of 119: 0.68"), (2, 2, "64 of 136: 0.47"), (10.0 / 3, 0, "67 of 133: 0.50"),
        (5, 5, "25 of 175: 0.14"),
    ]
    func overlap(right: Double, up: Double) -> Scalar {
        box.overlap(box.shifted(right: Scalar(right), down: Scalar(-up)))
    }
    func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> [(Double, Double)] {
        [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    }
    return Figure(columns: 2, columnWidths: [1.25, 1]) {
        Axes(
            xLabel: "pixels too far right", yLabel: "pixels too far up", xRange: -7...7, yRange: -7...7,
            isEquallyScaled: true
        ) {
            Contour.filled(levels: [0.1, 0.25, 0.5, 0.75, 0.9], weight: .normal) { Double(overlap(right: $0, up: $1)) }
            Contour(levels: [0.5], color: .error, weight: .thick, label: nil) { Double(overlap(right: $0, up: $1)) }
            Points(
                shifts.map(\.x), shifts.map { -$0.y },
                labels: shifts.map { decimals(2, overlap(right: $0.x, up: -$0.y)) }, color: .foreground, size: 18)
        }
        Diagram(title: "shared, of covered", width: 14, height: 14) {
            for (place, shift) in shifts.enumerated() {
                let (scale, side) = (0.36, 3.6)
                let (dx, dy) = (shift.x * scale, shift.y * scale)
                let (x, top) = (0.9 + 6.9 * Double(place % 2), 13.0 - 6.9 * Double(place / 2))
                Polygon(rectangle(x, top - side, side, side), color: .data, opacity: 0.22, outline: .normal)
                Polygon(
                    rectangle(x + dx, top - side - dy, side, side), color: .prediction, opacity: 0.22, outline: .normal)
                Polygon(rectangle(x + dx, top - side, side - dx, side - dy), color: .gradient, opacity: 0.4)
                Note(shift.text, at: (x + (side + dx) / 2, top - side - dy - 0.6), size: 30)
            }
        }
    }
}

/// A scene under the windows of each size; what was said, and what is left of it.
func windowsFigure(_ scenes: DigitScenes, _ scene: Int, all: [Detection], kept: [Detection]) -> Figure {
    let size = SlidingWindow.sizes[2]
    let stride = Double(SlidingWindow.step * size) / Double(SlidingWindow.window)
    let windows = (0..<3).map { number in
        Tile.Box(
            x: 8 + stride * Double(number), y: 12 + stride * Double(number % 2), width: size, height: size,
            color: .series(number))
    }
    return Figure(
        ImageGrid(columns: 3, range: 0...1) {
            scenes.tile(scene, caption: "three of its windows", boxes: windows)
            scenes.tile(
                scene, caption: "\(all.count) windows say a digit",
                boxes: all.map { Tile.Box($0.box, name: "", color: .error) })
            scenes.tile(
                scene, caption: "after suppression: \(kept.count), dashed the truth",
                boxes: scenes.trueBoxes(scene, named: false, isDashed: true) + kept.map { Tile.Box($0) })
        })
}

/// Precision against recall after some of the detections; after all of them the envelope, too, with the area below it.
func staircaseFigure(_ ranking: Ranking, after count: Int) -> Figure {
    let points = ranking.points
    let envelope = ranking.envelope
    // The envelope as a staircase over all detections.
    var (stairs, previous): ([(Double, Double)], Double) = ([], 0)
    for place in points.indices where ranking.hits[place] {
        let (recall, height) = (Double(points[place].recall), Double(envelope[place]))
        stairs += [(previous, height), (recall, height)]
        previous = recall
    }
    let shown = Array(points.prefix(count))
    let marks = ranking.hits.prefix(count).map { $0 ? "found" : "missed" }
    return Figure(columns: 2, columnWidths: [0.55, 1]) {
        Diagram(title: "most certain first", width: 10, height: 12) {
            for (place, hit) in ranking.hits.enumerated() {
                let y = 11 - 1.6 * Double(place)
                Disc(
                    hit ? "✓" : "✗", at: (1.6, y), radius: 0.62,
                    color: place < count ? (hit ? .data : .error) : .neutral, isFilled: place < count, size: 34)
                Note(
                    place < count
                        ? "\(Int((points[place].precision * Scalar(place + 1)).rounded())) of \(place + 1) right" : "…",
                    at: (2.8, y), anchor: .left, color: place < count ? .foreground : .neutral, size: 34)
            }
        }
        Axes(
            xLabel: "recall: found, of \(ranking.objects) objects", yLabel: "precision: right, of what was said",
            xRange: 0...1, yRange: 0...1.08
        ) {
            if count == ranking.hits.count {
                Polygon([(0, 0)] + stairs + [(previous, 0)], color: .data, opacity: 0.2)
                Line(
                    stairs.map(\.0), stairs.map(\.1), label: "envelope", color: .data, style: .dashed)
            }
            Line(shown.map(\.recall), shown.map(\.precision), color: .neutral)
            Points(
                shown.map(\.recall), shown.map(\.precision), color: .foreground, size: 26)
            Points(
                zip(shown, marks).filter { $0.1 == "missed" }.map(\.0.recall),
                zip(shown, marks).filter { $0.1 == "missed" }.map(\.0.precision), color: .error, marker: .cross,
                size: 30)
        }
    }
}

/// The grid over a scene, and what one of its cells has to answer.
func gridFigure(_ scenes: DigitScenes, _ scene: Int) -> Figure {
    let targets = CellTargets(scenes.part(scene..<scene + 1), grid: Detector.grid)
    let held = Set(targets.cells[0])
    let cells = (0..<49).map { cell in
        Tile.Box(
            x: 8 * (cell % 7), y: 8 * (cell / 7), width: 8, height: 8,
            color: held.contains(cell) ? .prediction : .custom(Color(red: 0.75, green: 0.78, blue: 0.82)))
    }
    let ordered = cells.enumerated().sorted { !held.contains($0.offset) && held.contains($1.offset) }.map(\.element)
    // The digit whose centre lies deepest in its cell: its numbers are easiest to see.
    let digit = targets.boxes[0].indices.max { one, other in
        func depth(_ place: Int) -> Scalar {
            targets.boxes[0][place].prefix(2).map { min($0, 1 - $0) }.min()!
        }
        return depth(one) < depth(other)
    }!
    let (box, answer, label) = (scenes.boxes[scene][digit], targets.boxes[0][digit], scenes.labels[scene][digit])
    let cell = targets.cells[0][digit]
    let lines = [
        "x in the cell: \(decimals(2, answer[0]))", "y in the cell: \(decimals(2, answer[1]))",
        "width / 56: \(decimals(2, box.width / 56))", "height / 56: \(decimals(2, box.height / 56))", "certainty: 1",
        "class: \(label)",
    ]
    return Figure(columns: 2) {
        ImageGrid(title: "the centre chooses the cell", columns: 1, range: 0...1) {
            scenes.tile(scene, boxes: ordered + scenes.trueBoxes(scene))
        }
        Diagram(title: "what row \(cell / 7), column \(cell % 7) is to answer", width: 10, height: 10) {
            for (number, line) in lines.enumerated() {
                Note(line, at: (1, 8.6 - 1.25 * Double(number)), anchor: .left, size: 40)
            }
            Note(
                "box: \(Int(box.left)), \(Int(box.top)) to \(Int(box.right)), \(Int(box.bottom))", at: (1, 0.7),
                anchor: .left, color: .neutral, size: 34)
        }
    }
}

/// One frame of the film: what the detector says about some scenes after so many steps, and its loss so far.
func learningFigure(_ film: DetectorFilm, _ scenes: DigitScenes, step: Int) -> Figure {
    let moment = film.moments.first { $0.step == step }!
    let scale = film.smoothed.map(\.largest).max() ?? 1
    let past = film.smoothed.filter { $0.step <= moment.step }
    return Figure(columns: 2, columnWidths: [1.62, 1]) {
        ImageGrid(columns: 3, range: 0...1) {
            for (scene, boxes) in zip(film.scenes, moment.boxes) {
                scenes.tile(scene, boxes: scenes.trueBoxes(scene, named: false, isDashed: true) + boxes)
            }
        }
        Axes(
            xLabel: "step", yLabel: "training loss", xRange: 0...Double(film.steps), yRange: 0...Double(scale) * 1.05
        ) {
            Line(past.map(\.step), past.map(\.label), label: "class", color: .prediction)
            Line(past.map(\.step), past.map(\.certainty), label: "certainty", color: .gradient)
            Line(past.map(\.step), past.map(\.box), label: "box", color: .data)
        }
    }
}

/// What the cells of a scene say: certainties as a map, all boxes, and what suppression leaves.
func cellsFigure(_ scenes: DigitScenes, _ scene: Int, _ detector: Detector, atLeast lowest: Scalar) -> Figure {
    let image = scenes.images[scene..<scene + 1]
    let answers = detector.answers(image)[0]
    let (all, kept) = (
        detector.detections(image, atLeast: lowest, suppression: nil)[0],
        detector.detections(image, atLeast: lowest)[0]
    )
    return Figure(
        columns: 3, columnWidths: [1.12, 1, 1]
    ) {
        Axes(title: "certainty of the 49 cells") {
            HeatMap(
                (0..<7).map { row in Array(answers.certainties[7 * row..<7 * row + 7]) }, range: 0...1,
                showsValues: false, colorBar: nil)
        }
        ImageGrid(title: "above \(decimals(2, lowest)): \(all.count)", columns: 1, range: 0...1) {
            scenes.tile(scene, boxes: all.map { Tile.Box($0.box, name: "", color: .error) })
        }
        ImageGrid(title: "after suppression: \(kept.count)", columns: 1, range: 0...1) {
            scenes.tile(scene, boxes: kept.map { Tile.Box($0) })
        }
    }
}

/// Scenes with what the detector says, right or wrong.
func resultsFigure(_ scenes: DigitScenes, _ numbers: [Int], _ found: [[Detection]]) -> Figure {
    Figure(
        ImageGrid(columns: 4, range: 0...1) {
            for number in numbers {
                scenes.tile(
                    number,
                    boxes: scenes.trueBoxes(number, named: false, isDashed: true)
                        + found[number].filter { $0.score > 0.3 }.map { detection in
                            let isRight = zip(scenes.boxes[number], scenes.labels[number]).contains {
                                $0.1 == detection.label && $0.0.overlap(detection.box) >= 0.5
                            }
                            return Tile.Box(detection, color: isRight ? .prediction : .error)
                        })
            }
        })
}

/// The score against the overlap that is asked for, and the ten classes' staircases.
func scoresFigure(_ curves: [(name: String, ink: Ink, scores: [Scalar])], thresholds: [Scalar], _ rankings: [Ranking])
    -> Figure
{
    let byArea = rankings.indices.sorted { rankings[$0].averagePrecision < rankings[$1].averagePrecision }
    let (hardest, easiest) = (byArea[0], byArea[byArea.count - 1])
    return Figure(columns: 2) {
        Axes(
            title: "the same boxes, judged more strictly", xLabel: "overlap asked for",
            yLabel: "mean average precision", xRange: 0.28...0.92, yRange: 0...1.03
        ) {
            for curve in curves {
                Line(thresholds, curve.scores, label: curve.name, color: curve.ink, weight: .thick, marker: .circle)
            }
        }
        Axes(
            title: "ten classes at overlap 0.5", xLabel: "recall", yLabel: "precision", xRange: 0...1,
            yRange: 0...1.03
        ) {
            for (label, ranking) in rankings.enumerated() {
                let isEnd = label == hardest || label == easiest
                Line(
                    [0] + ranking.points.map(\.recall), [ranking.envelope.first ?? 0] + ranking.envelope,
                    label: isEnd ? "\(label)" : nil,
                    color: label == hardest ? .error : label == easiest ? .data : .neutral, opacity: isEnd ? 1 : 0.5)
            }
        }
    }
}
