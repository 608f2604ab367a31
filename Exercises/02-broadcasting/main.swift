import Grading

// Hands your functions to the checks. There is nothing to change here.
await Lesson02(
    broadcastShape: broadcastShape, add: add, standardise: standardise, reduce: reduce, pairwise: pairwise,
    meanSquaredError: meanSquaredError, favourite: favourite
).main()
