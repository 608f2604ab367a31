import Exercises
import Nabla

// 16.4  An ageing population
//
// Run evolution for a few rounds. All random choices are given.
//
//     population   the genes of each member, the oldest member first
//     score        the score of a network with these genes; larger is better
//     rounds       for each round: candidates, the places in the list of the members that are asked; gene and value, what is
//                  changed in the child
//     returns the population after the last round, oldest first
//
// In each round the candidate with the best score is the parent (of equals the first). Its child is a copy with `value` at
// `gene`. The child joins at the end of the list, and the oldest member leaves, however good it is. Places are counted in the
// list as it stands at the beginning of the round.
//
// Example: population [1, 1], [2, 5], [0, 3], the score is the sum of the genes, one round with candidates 0, 1, gene 0 and
// value 9. The parent is [2, 5], the child [9, 5], and the result [2, 5], [0, 3], [9, 5].

func evolve(
    population: [[Int]], score: ([Int]) -> Scalar, rounds: [(candidates: [Int], gene: Int, value: Int)]
) throws -> [[Int]] {
    var population = population
    for round in rounds {
        var parent = round.candidates[0]
        for candidate in round.candidates where score(population[candidate]) > score(population[parent]) {
            parent = candidate
        }
        var child = population[parent]
        child[round.gene] = round.value
        population.append(child)
        population.removeFirst()
    }
    return population
}

// Why: selection happens once, when the parent is chosen. Who leaves is decided by age, so a network that was lucky in its one
// training does not stay for ever: to live on it has to have children that do well themselves.
