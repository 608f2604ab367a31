import Exercises
import Nabla

// 11.8  Mean over the real letters
//
// A batch of sequences was filled with padding to one length. Every place has a loss, the places of padding too. Take
// the mean over the places that count, in all sequences together.
//
//     losses [N, T]   a loss for each place
//     mask [N, T]     1 where the place counts, 0 where it is padding; at least one place counts
//     returns one number
//
// Example: losses [[1, 2, 3], [4, 5, 9]], mask [[1, 1, 1], [1, 1, 0]]. Five places count, and their losses sum to 15:
//     the mean is 3.

func meanLoss(losses: Tensor, mask: Tensor) throws -> Scalar {
    (losses * mask).sum() / mask.sum()
}

// Why: a place that does not count must be missing above and below the line. Left in below, it counts as a perfect
// answer, and the loss looks better the more padding there is. A mean of the sequences' means would give the letters
// of a short sequence more weight.
