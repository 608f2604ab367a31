// 9.4 stop
// points: 2
// minutes: 15
// difficulty: medium
// hint: Go through the list as the days go by: on each you know the losses up to it, and no other.
// hint: Remember one thing, the epoch of the record. When does a new loss break it?
// hint: The epochs without a new best, in a row, are those since the record. Stop at the first one at which they are `patience`.

import Grading
import Nabla

typealias Stopping = (last: Int, best: Int)

struct Losses {
    var losses: [Scalar], patience: Int

    var end: Int { losses.count - 1 }

    /// The rule with one thing changed.
    func stopped(
        patience: Int? = nil, isProgress: (_ loss: Scalar, _ record: Scalar) -> Bool = { $0 < $1 }
    ) -> Stopping {
        var best = 0
        for epoch in losses.indices {
            if isProgress(losses[epoch], losses[best]) { best = epoch }
            if epoch - best >= patience ?? self.patience { return (epoch, best) }
        }
        return (end, best)
    }

    /// Counts disappointments with a counter that something resets, and keeps the record.
    func counting(resets: (_ epoch: Int, _ isRecord: Bool) -> Bool) -> Stopping {
        var (best, count) = (0, 0)
        for epoch in losses.indices.dropFirst() {
            let isRecord = losses[epoch] < losses[best]
            if isRecord { best = epoch }
            if resets(epoch, isRecord) { count = 0 }
            if !isRecord { count += 1 }
            if count >= patience { return (epoch, best) }
        }
        return (end, best)
    }

    func isLower(_ epoch: Int) -> Bool { losses[epoch] < losses[epoch - 1] }

    /// Counts epochs that are no better than the one before.
    var comparedWithBefore: Stopping {
        var (best, count) = (0, 0)
        for epoch in losses.indices.dropFirst() {
            if losses[epoch] < losses[best] { best = epoch }
            count = isLower(epoch) ? 0 : count + 1
            if count >= patience { return (epoch, best) }
        }
        return (end, best)
    }

    /// The first of the smallest losses in a part of the list.
    func smallest(upTo epoch: Int) -> Int { (0...epoch).min { (losses[$0], $0) < (losses[$1], $1) }! }
}

let stop = Check<Losses, Stopping> { c in
    c.inputs { generator in
        let unit = Scalar(Int.random(in: 1...4, using: &generator)) / 8
        let shift = Scalar(Int.random(in: 0...8, using: &generator))
        func list(_ steps: [Scalar], _ patience: Int) -> Losses {
            Losses(losses: steps.map { $0 * unit + shift }, patience: patience)
        }
        // A better loss after the stop; a recovery that is no record; one disappointment before a record; a tie; no stop; a
        // tie at the start.
        return [
            list([20, 16, 12, 13, 12.5, 11, 12, 13, 12, 12.5, 10], 2),
            list([8, 7.5, 7.8, 6.5, 6.9, 6, 6.2, 6.1, 5], 2),
            list([12, 9, 9, 10, 9.5, 8, 10], 3), list([9, 6, 3, 2], 2), list([10, 8, 8.5, 8, 9, 8.2, 7, 9, 9], 4),
            list([7, 7, 8, 9, 5], 3),
        ].shuffled(using: &generator)
    }
    c.right { $0.stopped() }
    c.wrong(.memory, "best is the last epoch. You waited in order to look back.") {
        ($0.stopped().last, $0.stopped().last)
    }
    c.wrong(.offByOne, "It waits one epoch too long. Count the epochs since the best, the last one included.") {
        $0.stopped(patience: $0.patience + 1)
    }
    c.wrong("Each loss is compared with the one before. The record stands until it is broken.") {
        $0.comparedWithBefore
    }
    c.wrong(.sign, "It looks for the largest. Is this a loss or an accuracy?") { $0.stopped(isProgress: { $0 > $1 }) }
    c.wrong(
        .memory,
        "The epochs without a new best were counted over the whole training. After a new best, patience starts again."
    ) {
        $0.counting(resets: { _, _ in false })
    }
    c.wrong("It stops at the first epoch without a new best. Noise is not a trend: what is patience for?") {
        $0.stopped(patience: 1)
    }
    c.wrong(
        .trainOrTest,
        "best is an epoch that was never trained. On the day you stop you do not know what comes later."
    ) { ($0.stopped().last, $0.smallest(upTo: $0.end)) }
    c.wrong(.tie, "An equal loss counts as progress. Only a smaller one is a new best.") {
        $0.stopped(isProgress: { $0 <= $1 })
    }
    c.wrong(
        .offByOne,
        "It stops one epoch too early. The epochs without a new best are to be counted, without the best itself."
    ) { input in
        input.patience == 1 ? input.stopped() : input.stopped(patience: input.patience - 1)
    }
    c.wrong("It never stops. What happens after `patience` epochs without a new best?") {
        ($0.end, $0.smallest(upTo: $0.end))
    }
    c.wrong(.offByOne, "Epochs are counted from 1 here. The first one has number 0.") {
        ($0.stopped().last + 1, $0.stopped().best + 1)
    }
    c.wrong("last and best are exchanged.") { ($0.stopped().best, $0.stopped().last) }
    c.wrong("last is the best epoch. Training goes on for `patience` epochs before anyone knows that it was the best.")
    {
        ($0.stopped().best, $0.stopped().best)
    }
    c.constant("Patience", [2, 3]) { $0.stopped(patience: $1) }
    c.accepts("a counter that a new best sets back") { $0.counting(resets: { _, isRecord in isRecord }) }
}
