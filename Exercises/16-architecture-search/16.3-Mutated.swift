import Exercises
import Nabla

// 16.3  Change one thing
//
// Evolution makes a new network from one that did well: copy it, change one gene. Which gene, and to what, is random; here
// the random numbers are given, so that the answer is exact.
//
//     parent    a value for each gene
//     options   for each gene the list of its possible values; the parent's value is one of them
//     u         in 0 ..< 1, chooses the gene: u times the number of genes, rounded down
//     v         in 0 ..< 1, chooses the new value among that gene's other options, the parent's own value left out and the
//               rest in their order: v times their number, rounded down
//     returns the child; the parent stays as it is
//
// Example: parent 5, 20 with options [4, 5, 6] and [10, 20]. u = 0.3 chooses the first gene; its other options are 4 and 6, and
// v = 0.9 takes the 6. The child is 6, 20.
//
// `Int(x)` rounds a Scalar that is not negative down. `Scalar(n)` makes a Scalar of an Int.

func mutated(parent: [Int], options: [[Int]], u: Scalar, v: Scalar) throws -> [Int] {
    throw notAttempted()
}
