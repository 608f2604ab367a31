import Exercises
import Nabla

// 16.8  The luck of the winner ★
//
// R searches, each over K networks that are all equally good: their scores differ by luck only. Each search takes the network
// with the best validation score. What does it promise, and what does the test say? Predict before you compute.
//
//     validation, test   [R, K], a row for each search; larger is better, no two scores of a row are equal
//     returns best       the best validation score of a search, the mean over the searches
//             itsTest    the test score of the network that was taken, the mean over the searches
//
// Example: validation [[0.5, 0.7], [0.8, 0.6]] and test [[0.9, 0.6], [0.7, 0.9]] give best 0.75 and itsTest 0.65.
//
// `x.argmax(alongAxis: 1)` gives for each row where its largest entry is; `x[r, k].item` is one entry as a Scalar.

func luck(validation: Tensor, test: Tensor) throws -> (best: Scalar, itsTest: Scalar) {
    let winners = validation.argmax(alongAxis: 1)
    let tests = winners.enumerated().map { search, winner in test[search, winner].item }
    return (validation.max(alongAxes: 1).mean(), Tensor(tests).mean())
}

// Why: the winner was chosen because its validation score is high, and part of that is luck, which it does not take along to
// the test. Its test score was chosen by nobody, so it is an honest one: here, among equals, the mean of all. The larger the
// gap, the more of the winner's score was luck.
