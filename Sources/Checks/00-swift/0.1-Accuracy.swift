// 0.1 accuracy
// points: 1
// minutes: 4
// difficulty: easy
// essential: yes
// hint: First count the places at which the two lists agree, with a `var hits = 0` before the loop.
// hint: `hits` and `labels.count` are both Int. What is 3 / 4 of two Ints?
// hint: Make a Scalar of each of the two counts, and divide those: `Scalar(hits)`.

import Grading
import Nabla

struct Guesses: Sendable {
    var guesses: [Int], labels: [Int]

    var places: [Int] { labels.indices.filter { guesses[$0] == labels[$0] } }
    /// The share of some places.
    func share(_ places: [Int]) -> Scalar { Scalar(places.count) / Scalar(labels.count) }
}

let accuracy = Check<Guesses, Scalar>(result: "accuracy") { c in
    c.inputs { generator in
        [(7, 4, 0), (9, 3, 8), (5, 5, 0)].map { guesses($0, right: $1, with: $2, &generator) }
    }
    c.right { $0.share($0.places) }
    c.wrong(
        """
        Only 0 and 1 come out, 1 where every guess is right. Were two Ints divided? That cuts off what is behind the \
        point. Or were the lists compared as a whole? `==` of two lists is one answer.
        """, { Scalar($0.places.count / $0.labels.count) }, { $0.guesses == $0.labels ? 1 : 0 })
    c.wrong(.average, "This is how many guesses are right. The share is that divided by how many there are.") {
        Scalar($0.places.count)
    }
    c.wrong("These are percent. A share is a number from 0 to 1.") { 100 * $0.share($0.places) }
    c.wrong(.sign, "This is the share of the wrong guesses. Which places does the loop count?") {
        1 - $0.share($0.places)
    }
    c.wrong(.offByOne, "The first picture is never counted. At which number does the range begin?") {
        $0.share($0.places.filter { $0 > 0 })
    }
    c.wrong(.offByOne, "The last picture is never counted. Is the end of the range in it?") { input in
        input.share(input.places.filter { $0 < input.labels.count - 1 })
    }
    c.wrong(.offByOne, "Divided by one less than there are pictures.") {
        Scalar($0.places.count) / Scalar($0.labels.count - 1)
    }
    c.wrong(
        .pairing, "A guess counts here if it is among the labels anywhere. Compare it with the label in its own place."
    ) { input in
        input.share(input.labels.indices.filter { input.labels.contains(input.guesses[$0]) })
    }
    c.wrong("This is the place of the first hit, or how many guesses come before it. Count all of them.") {
        Scalar($0.places[0])
    }
    c.constant("the number of pictures", [4, 7]) { Scalar($0.places.count) / Scalar($1) }
    c.onlyFirst("pictures", [4, 3]) { input, count in input.share(input.places.filter { $0 < count }) }
    c.stops("A list was read beyond its end. Which index is the last of n numbers, and which does your loop come to?") {
        _ in
        ["Index out of range"]
    }
}

/// So many guesses, so many of them right: the first of some, the last of others. A wrong guess may be a label elsewhere.
private func guesses(_ count: Int, right: Int, with place: Int, _ generator: inout SeededGenerator) -> Guesses {
    let labels = (0..<count).map { _ in Int.random(in: 0...9, using: &generator) }
    let others = right == count ? Array(0..<count) : Array(1..<count - 1).shuffled(using: &generator)
    let hits = Set([place] + others.prefix(right == count ? count : right - 1))
    return Guesses(
        guesses: labels.indices.map { place in
            if hits.contains(place) { return labels[place] }
            return (labels[place] + Int.random(in: 1...9, using: &generator)) % 10
        }, labels: labels)
}
