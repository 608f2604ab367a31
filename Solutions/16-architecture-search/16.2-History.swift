import Exercises
import Nabla

// 16.2  Best so far ★
//
// A search trains one network after another. Report after each training what an honest searcher would: the best validation
// score so far, and the test score of the network that has it.
//
//     validation, test   a score for each training, in the order of the search; larger is better
//     returns best       after each training the largest validation score so far
//             itsTest    after each training the test score of the network that holds this record; of networks with
//                        equal validation scores the first one holds it
//
// Example: validation 0.7, 0.9, 0.8 and test 0.6, 0.7, 0.9 give best 0.7, 0.9, 0.9 and itsTest 0.6, 0.7, 0.7.

func history(validation: [Scalar], test: [Scalar]) throws -> (best: [Scalar], itsTest: [Scalar]) {
    var (best, itsTest) = ([Scalar](), [Scalar]())
    var holder = 0
    for network in validation.indices {
        if validation[network] > validation[holder] { holder = network }
        best.append(validation[holder])
        itsTest.append(test[holder])
    }
    return (best, itsTest)
}

// Why: the one thing to remember is who holds the record. Both results are read off that network, so they cannot part. Its test
// score may fall when the record is broken: the validation score decides, and the test score is only read.
