import Exercises
import Nabla

// 9.4  Early stopping
//
// When should one stop training, and which weights should one keep? Watch the validation loss. Keep the weights of its
// lowest value. Stop when it has not been beaten for `patience` epochs in a row.
//
//     losses     the validation loss after each epoch, if training were to go on; epochs count from 0
//     patience   at least 1
//     returns last   the epoch after which training stops: the first one at which `patience` epochs in a row, itself
//                    included, brought no new best; without that the last epoch of the list
//             best   the epoch of the smallest loss up to then; of equal ones the earliest
//
// Example: 3, 2, 2.5, 2.2, 1 with patience 2 gives (last 3, best 1). The 1 is never seen.

func stop(losses: [Scalar], patience: Int) throws -> (last: Int, best: Int) {
    throw notAttempted()
}
