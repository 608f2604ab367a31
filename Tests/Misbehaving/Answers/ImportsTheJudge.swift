// The judge's module is not there to be imported.
// verdict: does not compile
// says: no such module 'Grading'

import Exercises
import Grading
import Nabla

func double(_ x: Tensor) throws -> Tensor {
    Lesson04.update.right(x)
}
