import Nabla

/// The score as a function, and each round in one piece, as the exercise's function takes them.
func evolve(
    population: [[Int]], weights: [Scalar], candidates: [[Int]], genes: [Int], values: [Int]
) throws -> [[Int]] {
    try evolve(
        population: population, score: { zip($0, weights).map { Scalar($0) * $1 }.reduce(0, +) },
        rounds: candidates.indices.map { (candidates[$0], genes[$0], values[$0]) })
}
