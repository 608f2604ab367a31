// 15.4 calibrationError
// points: 2
// minutes: 15
// difficulty: medium
// essential: yes
// hint: Three numbers grow for each bin: how many answers, how many right ones, and the sum of their confidences.
// hint: `min(Int(c * Scalar(bins)), bins - 1)` is the bin of a confidence c; why the minimum?
// hint: In each bin that is not empty take the size of (right / count − sum / count), and multiply it by count / N.

import Grading
import Nabla

struct Graded: Sendable {
    var confidence: Tensor, right: [Bool], bins: Int

    var count: Scalar { Scalar(right.count) }

    struct Bin { var count: Scalar, accuracy: Scalar, confidence: Scalar, middle: Scalar }

    /// The bins that hold something. Where 1 has no bin, its answers are in none.
    func filled(bins: Int? = nil, holdsOne: Bool = true) -> [Bin] {
        let bins = bins ?? self.bins
        let values = confidence.scalars
        return (0..<bins).compactMap { bin in
            let members = values.indices.filter { place in
                let number = Int(values[place] * Scalar(bins))
                return (holdsOne ? min(number, bins - 1) : number) == bin
            }
            guard !members.isEmpty else { return nil }
            let n = Scalar(members.count)
            return Bin(
                count: n, accuracy: Scalar(members.count { right[$0] }) / n,
                confidence: members.map { values[$0] }.reduce(0, +) / n,
                middle: (Scalar(bin) + 0.5) / Scalar(bins))
        }
    }
    func weighted(_ gap: (Bin) -> Scalar, bins: [Bin]? = nil, count: Scalar? = nil) -> Scalar {
        (bins ?? filled()).map { $0.count / (count ?? self.count) * gap($0) }.reduce(0, +)
    }
    static func gap(_ bin: Bin) -> Scalar { abs(bin.accuracy - bin.confidence) }
    var error: Scalar { weighted(Self.gap) }
    var gaps: [Scalar] { filled().map(Self.gap) }
}

let calibrationError = Check<Graded, Scalar>(result: "error") { c in
    c.inputs { generator in
        [
            graded(5, sizes: [3, 5, 4], &generator), graded(4, sizes: [6, 3, 4], &generator),
            graded(6, sizes: [4, 1, 5], &generator),
        ]
    }
    c.right { $0.error }
    c.wrong(.meanOfRatios, "The bins are not weighted. Should a bin of two count as much as a bin of five?") {
        $0.gaps.reduce(0, +) / Scalar($0.gaps.count)
    }
    c.wrong(
        .average, "Gaps of both signs cancel, as in one single bin. Right on average may be wrong everywhere.",
        { abs($0.weighted { $0.accuracy - $0.confidence }) }, { $0.weighted { $0.accuracy - $0.confidence } },
        { $0.weighted { $0.confidence - $0.accuracy } })
    c.wrong("Bins with a single answer were left out. Only empty ones have nothing to say.") { input in
        input.weighted(Graded.gap, bins: input.filled().filter { $0.count > 1 })
    }
    c.wrong("This is the largest gap: another, stricter score.") { $0.gaps.max()! }
    c.wrong(
        .offByOne, "A confidence of exactly 1 fell out of the last bin. Which end of that bin is closed?",
        { $0.weighted(Graded.gap, bins: $0.filled(holdsOne: false)) },
        { input in
            let bins = input.filled(holdsOne: false)
            return input.weighted(Graded.gap, bins: bins, count: bins.map(\.count).reduce(0, +))
        })
    c.wrong(.average, "Empty bins were counted in a mean without weights. An empty bin says nothing.") {
        $0.gaps.reduce(0, +) / Scalar($0.bins)
    }
    c.wrong(
        "The middle of the bin stands for the mean confidence. What did they say on average, not what could they have said?"
    ) {
        $0.weighted { abs($0.accuracy - $0.middle) }
    }
    c.wrong("The share of wrong answers was taken for the accuracy. At confidence 0.9 nine of ten should be right.") {
        $0.weighted { abs(1 - $0.accuracy - $0.confidence) }
    }
    c.wrong(
        "The gaps were squared. Their size was asked.",
        { $0.weighted { ($0.accuracy - $0.confidence) * ($0.accuracy - $0.confidence) } },
        { $0.weighted { ($0.accuracy - $0.confidence) * ($0.accuracy - $0.confidence) }.squareRoot() })
    c.wrong(.average, "The gaps were added up. The weights of the bins should sum to 1.") { $0.gaps.reduce(0, +) }
    c.wrong(.average, "Each gap was multiplied by its count and not divided by N.") {
        $0.weighted(Graded.gap, count: 1)
    }
    c.wrong(
        "This compares each answer by itself: the mean of |right − confidence|. A promise of 0.8 is kept by many answers together."
    ) {
        input in
        zip(input.confidence.scalars, input.right).map { abs(($1 ? 1 : 0) - $0) }.reduce(0, +) / input.count
    }
    c.constant("The number of bins", [10, 3] as [Int]) { $0.weighted(Graded.gap, bins: $0.filled(bins: $1)) }
    c.wrong(
        "Only the accuracies were averaged, or only the confidences. The error is what lies between them.",
        { $0.weighted(\.accuracy) }
    ) {
        $0.weighted(\.confidence)
    }
    c.accepts("|right ones − sum of confidences| / N, bin by bin") { input in
        input.filled().map { abs($0.accuracy * $0.count - $0.confidence * $0.count) }.reduce(0, +) / input.count
    }
}

/// Three bins hold answers: a low one that is too modest, a middle one, and the last, too certain, with a wrong answer of
/// confidence 1. The others are empty, and no other confidence lies on an edge.
private func graded(_ bins: Int, sizes: [Int], _ generator: inout SeededGenerator) -> Graded {
    let places = [0, bins / 2, bins - 1]
    var answers: [(confidence: Scalar, right: Bool)] = []
    for (number, bin) in places.enumerated() {
        for member in 0..<sizes[number] {
            let share = Scalar(Int.random(in: 1...9, using: &generator)) / 10
            let right = number == 0 ? member > 0 : number == 1 ? member % 2 == 0 : member < sizes[number] / 2
            let isOne = number == 2 && member == sizes[number] - 1
            answers.append((isOne ? 1 : (Scalar(bin) + share) / Scalar(bins), right))
        }
    }
    answers.shuffle(using: &generator)
    return Graded(confidence: Tensor(answers.map(\.confidence)), right: answers.map(\.right), bins: bins)
}
