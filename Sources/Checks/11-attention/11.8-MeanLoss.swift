// 11.8 meanLoss
// points: 1
// minutes: 5
// difficulty: easy
// hint: How many places count in the example, in both rows together?
// hint: What is padding must be missing in the sum and in the number it is divided by.
// hint: The sum of losses times mask, divided by the sum of the mask.

import Grading
import Nabla

struct Padded {
    var losses: Tensor, mask: Tensor

    var counted: Tensor { losses * mask }
    /// How many places each sequence has.
    var lengths: Tensor { mask.sum(alongAxes: 1) }
}

let meanLoss = Check<Padded, Scalar> { c in
    c.inputs { generator in
        // Lengths are not sorted, and padding has losses that are not 0; in the last case it comes first.
        [([3, 5, 2], 6, false), ([1, 4, 2, 4], 4, false), ([6, 2], 6, false), ([5, 2, 3], 7, true)].map {
            lengths, places, comesFirst in
            let losses = Tensor(
                scalars: (0..<lengths.count * places).map { _ in Scalar(Int.random(in: 1...40, using: &generator)) / 4
                },
                shape: [lengths.count, places])
            let mask = lengths.flatMap { length in
                (0..<places).map { (comesFirst ? places - 1 - $0 : $0) < length ? 1 as Scalar : 0 }
            }
            return Padded(losses: losses, mask: Tensor(scalars: mask, shape: losses.shape))
        }
    }
    c.right { $0.counted.sum() / $0.mask.sum() }
    c.wrong(.average, "Padding is counted. How many real places are there?") { $0.losses.mean() }
    c.wrong(
        .average,
        "The losses of padding are 0, but its places are counted. A loss of 0 is a perfect answer: the mean is too good."
    ) { $0.counted.mean() }
    c.wrong(.average, "Padding is in the sum, but not in the count. The mean is too bad.") {
        $0.losses.sum() / $0.mask.sum()
    }
    c.wrong(
        .meanOfRatios,
        "The mean of the sequences' means: a letter of a short sequence weighs more than one of a long sequence."
    ) { ($0.counted.sum(alongAxes: 1) / $0.lengths).mean() }
    c.wrong(.average, "This is the sum. The mean was asked.") { $0.counted.sum() }
    c.wrong(.average, "This is the sum per sequence. The mean over all letters was asked.") {
        $0.counted.sum() / Scalar($0.losses.shape[0])
    }
    c.wrong(.average, "The sum was divided by the longest length. How many letters are there in all?") {
        $0.counted.sum() / $0.lengths.max()
    }
    c.wrong(.average, "The sum was divided by the number of columns. How many letters are there in all?") {
        $0.counted.sum() / Scalar($0.losses.shape[1])
    }
    c.wrong(
        .meanOfRatios,
        "The mean of the means per place: late places are rare, and here they weigh as much as early ones."
    ) { input in
        let counts = input.mask.sum(alongAxes: 0)
        let places = (0..<counts.size).filter { counts[$0].item > 0 }
        let sums = input.counted.sum(alongAxes: 0)
        return Tensor(places.map { (sums[$0] / counts[$0]).item }).mean()
    }
    c.wrong("The mean over the padding: the mask says which places count, and here it was read the other way round.") {
        let rest = 1 - $0.mask
        return ($0.losses * rest).sum() / rest.sum()
    }
    c.wrong("Only the first sequence is counted. All of them together were asked.") {
        $0.counted[0].sum() / $0.lengths[0].item
    }
    c.wrong(
        "The first places of each sequence were counted, as many as the mask has ones. Which places count is what the mask says."
    ) { input in
        let sums = (0..<input.losses.shape[0]).map { input.losses[$0, 0..<Int(input.lengths[$0].item)].sum() }
        return Tensor(sums).sum() / input.mask.sum()
    }
    c.wrong("Only the last real place of each sequence is counted. All places count.") { input in
        let last = (0..<input.losses.shape[0]).map { row in
            input.losses[row, Int(input.lengths[row].item) - 1].item
        }
        return Tensor(last).mean()
    }
    c.wrong("This is the largest loss. The mean was asked.") { $0.counted.max() }
    c.constant("the number of places that count", [5]) { $0.counted.sum() / $1 }
    c.accepts("the losses of the real places in a list") { input in
        let (losses, mask) = (input.losses.scalars, input.mask.scalars)
        let real = zip(losses, mask).filter { $0.1 == 1 }.map(\.0)
        return Tensor(real).mean()
    }
}
