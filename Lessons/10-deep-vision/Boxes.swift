import Nabla

extension BoundingBox {
    var area: Scalar { width * height }

    /// The area that two boxes have in common; 0 where they do not touch.
    func intersection(_ other: BoundingBox) -> Scalar {
        let across = min(right, other.right) - max(left, other.left)
        let down = min(bottom, other.bottom) - max(top, other.top)
        return max(0, across) * max(0, down)
    }

    /// Intersection over union (IoU).
    func overlap(_ other: BoundingBox) -> Scalar {
        let common = intersection(other)
        return common / (area + other.area - common)
    }

    func shifted(right x: Scalar, down y: Scalar) -> BoundingBox {
        BoundingBox(left: left + x, top: top + y, right: right + x, bottom: bottom + y)
    }
}

/// What a detector says: something of this class is in this box.
struct Detection {
    let box: BoundingBox
    let label: Int
    let score: Scalar
}

/// Non-maximum suppression, class by class: the most certain box stays and removes every box that overlaps it by more
/// than the threshold.
func suppressed(_ detections: [Detection], threshold: Scalar) -> [Detection] {
    var kept: [Detection] = []
    for candidate in detections.sorted(by: { $0.score > $1.score }) {
        let isDouble = kept.contains {
            $0.label == candidate.label && $0.box.overlap(candidate.box) > threshold
        }
        if !isDouble { kept.append(candidate) }
    }
    return kept
}

/// All detections of one class over all scenes, the most certain first.
struct Ranking {
    /// Whether each found an object that was not found before.
    let hits: [Bool]
    let scores: [Scalar]
    let objects: Int

    init(hits: [Bool], scores: [Scalar], objects: Int) {
        (self.hits, self.scores, self.objects) = (hits, scores, objects)
    }

    /// Matches the detections of each scene with its objects. A detection belongs to the object it overlaps most; it is a
    /// hit when the overlap reaches the threshold and nobody more certain has found that object.
    init(_ found: [[Detection]], in scenes: DigitScenes, label: Int, threshold: Scalar) {
        var (list, objects): ([(hit: Bool, score: Scalar)], Int) = ([], 0)
        for (scene, detections) in found.enumerated() {
            let real = zip(scenes.boxes[scene], scenes.labels[scene]).filter { $0.1 == label }.map(\.0)
            var isFound = [Bool](repeating: false, count: real.count)
            objects += real.count
            for detection in detections.filter({ $0.label == label }).sorted(by: { $0.score > $1.score }) {
                let overlaps = real.map { $0.overlap(detection.box) }
                let best = overlaps.indices.max { overlaps[$0] < overlaps[$1] }
                var isHit = false
                if let best, overlaps[best] >= threshold, !isFound[best] {
                    (isHit, isFound[best]) = (true, true)
                }
                list.append((isHit, detection.score))
            }
        }
        list.sort { $0.score > $1.score }
        self.init(hits: list.map(\.hit), scores: list.map(\.score), objects: objects)
    }

    /// Precision and recall after each detection.
    var points: [(recall: Scalar, precision: Scalar)] {
        var found = 0
        return hits.enumerated().map { place, hit in
            found += hit ? 1 : 0
            return (Scalar(found) / Scalar(objects), Scalar(found) / Scalar(place + 1))
        }
    }

    /// The best precision at this recall or a later one.
    var envelope: [Scalar] {
        var best: Scalar = 0
        return points.reversed().map { point in
            best = max(best, point.precision)
            return best
        }.reversed()
    }

    /// Area under the envelope.
    var averagePrecision: Scalar {
        let best = envelope
        return hits.indices.filter { hits[$0] }.map { best[$0] }.reduce(0, +) / Scalar(max(objects, 1))
    }

    /// The older rule: the mean of the envelope at recall 0, 0.1 … 1.
    var elevenPoints: Scalar {
        let (curve, best) = (points, envelope)
        let heights: [Scalar] = (0...10).map { step in
            let place = curve.firstIndex { $0.recall >= Scalar(step) / 10 - 1e-6 }
            return place.map { best[$0] } ?? 0
        }
        return heights.reduce(0, +) / 11
    }

    /// Without the envelope: the mean of the precision at hits.
    var meanAtHits: Scalar {
        let curve = points
        return hits.indices.filter { hits[$0] }.map { curve[$0].precision }.reduce(0, +) / Scalar(max(objects, 1))
    }
}

/// Mean average precision (mAP): the mean over the classes.
func meanAveragePrecision(_ found: [[Detection]], in scenes: DigitScenes, threshold: Scalar = 0.5) -> Scalar {
    let rankings = (0..<10).map { Ranking(found, in: scenes, label: $0, threshold: threshold) }
    let present = rankings.filter { $0.objects > 0 }
    return present.map(\.averagePrecision).reduce(0, +) / Scalar(present.count)
}
