import Grading

// Hands your functions to the checks. There is nothing to change here.
Lesson05(
    slopes: slopes(of:), linearBackward: linearBackward, reluBackward: reluBackward, gradients: gradients,
    product: product, exponential: exponential, backward: backward(from:), relativeError: relativeError,
    testCase: testCase, agrees: agrees, rowReduceBackward: rowReduceBackward
).main()
