import Nabla

/// Shows a fresh struct some numbers; what it holds then.
func add(numbers: [Scalar]) throws -> (count: Int, sum: Scalar) {
    var running = RunningMean()
    for number in numbers { try running.add(number) }
    return (running.count, running.sum)
}

func meansSoFar(numbers: [Scalar]) throws -> [Scalar] { try meansSoFar(numbers) }
