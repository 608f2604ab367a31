import Exercises
import Nabla

// 1.6  Where is the largest?
//
// Every row holds the scores of one sample, one for each class. Say for every sample which class has the highest
// score. If two are equal, the first one wins.
//
//     x [N, C]   N rows of C scores
//     returns    N places, each between 0 and C − 1
//
// Example: [[0.5, 2, 1], [-1, -3, -2]] gives [1, 0].
//
// `x[i, j].item` reads a number; `x.shape` holds N and C. Nabla has an `argmax` of its own; this one is yours to build.

func argmax(_ x: Tensor) throws -> [Int] {
    var places: [Int] = []
    for row in 0..<x.shape[0] {
        var best = 0
        for column in 1..<x.shape[1] where x[row, column].item > x[row, best].item {
            best = column
        }
        places.append(best)
    }
    return places
}

// Why: the first place is a candidate, so it can be the best so far; a number such as 0 cannot, since all scores may
// be negative. With `>` a later equal score does not win, which is what the task says about ties.
