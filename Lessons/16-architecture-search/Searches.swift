import Foundation
import Nabla

/// What a search did: which networks it trained, in what order, and what it paid.
struct Search {
    struct Step {
        /// The candidate's row in the table.
        let number: Int
        /// The validation accuracy that the search was told.
        let score: Scalar
        /// What that same network gets right of the test set: for the report, not for the search.
        let test: Scalar
        /// What it has paid so far, in trainings of 1,000 steps.
        let cost: Scalar
        /// Which of the steps before was the parent; nil where there was none.
        var parent: Int?
    }
    var steps: [Step] = []

    /// Pays for a whole training of a candidate, one of its two seeds.
    mutating func train(
        _ number: Int, in table: NetworkTable, parent: Int? = nil, using generator: inout SeededGenerator
    ) {
        let seed = Int.random(in: 0...1, using: &generator)
        steps.append(
            Step(
                number: number, score: table.validation[number][seed][4], test: table.test[number][seed],
                cost: Scalar(steps.count + 1), parent: parent))
    }

    /// The step with the best score among those paid for by then; of equal ones the first.
    func best(within cost: Scalar = .infinity) -> Int? {
        steps.indices.filter { steps[$0].cost <= cost + 0.001 }.max {
            (steps[$0].score, $1) < (steps[$1].score, $0)
        }
    }
}

/// The ways to search, each with a budget of so many whole trainings.
enum Method: String, CaseIterable {
    case random = "random"
    case evolution = "evolution"
    case halving = "halving"
    case surrogate = "surrogate"

    func run(_ table: NetworkTable, budget: Int, using generator: inout SeededGenerator) -> Search {
        switch self {
        case .random: randomSearch(table, budget: budget, using: &generator)
        case .evolution: ageingEvolution(table, budget: budget, using: &generator)
        case .halving: successiveHalving(table, budget: budget, using: &generator)
        case .surrogate: surrogateSearch(table, budget: budget, using: &generator)
        }
    }
}

/// Random search: every candidate is as likely as any other.
func randomSearch(_ table: NetworkTable, budget: Int, using generator: inout SeededGenerator) -> Search {
    var search = Search()
    for number in (0..<288).shuffled(using: &generator).prefix(budget) {
        search.train(number, in: table, using: &generator)
    }
    return search
}

/// Ageing evolution: eight random members; then the best of three is copied, one gene is changed, the oldest leaves.
func ageingEvolution(
    _ table: NetworkTable, budget: Int, members: Int = 8, using generator: inout SeededGenerator
) -> Search {
    var search = Search()
    while search.steps.count < budget {
        guard search.steps.count >= members else {
            search.train(Int.random(in: 0..<288, using: &generator), in: table, using: &generator)
            continue
        }
        // The population is the last eight trainings.
        let alive = Array(search.steps.indices.suffix(members))
        let parent = alive.shuffled(using: &generator).prefix(3).max {
            search.steps[$0].score < search.steps[$1].score
        }!
        var genes = Candidate.all[search.steps[parent].number].genes
        let gene = Int.random(in: 0..<genes.count, using: &generator)
        let others = (0..<Candidate.optionCounts[gene]).filter { $0 != genes[gene] }
        genes[gene] = others.randomElement(using: &generator)!
        search.train(Candidate(genes).number, in: table, parent: parent, using: &generator)
    }
    return search
}

/// Successive halving: many start; after 50, 100, 200 and 500 steps the better half goes on.
func successiveHalving(_ table: NetworkTable, budget: Int, using generator: inout SeededGenerator) -> Search {
    var search = Search()
    // 50 steps for all, 50 more for half, 100 for a quarter, 300 for an eighth, 500 for a sixteenth of them.
    let costOfStart: Scalar = 0.169
    let starts = min(288, Int(Scalar(budget) / costOfStart))
    var alive = (0..<288).shuffled(using: &generator).prefix(starts).map { number in
        (number: number, seed: Int.random(in: 0...1, using: &generator))
    }
    var (cost, trained): (Scalar, Int) = (0, 0)
    for (rung, steps) in CandidateRun.milestones.enumerated() {
        for runner in alive {
            cost += Scalar(steps - trained) / 1000
            // Only a finished network can be chosen.
            let score = rung == 4 ? table.validation[runner.number][runner.seed][rung] : -1
            search.steps.append(
                Search.Step(
                    number: runner.number, score: score, test: table.test[runner.number][runner.seed], cost: cost))
        }
        trained = steps
        let ranked = alive.sorted {
            table.validation[$0.number][$0.seed][rung] > table.validation[$1.number][$1.seed][rung]
        }
        alive = Array(ranked.prefix(max(1, alive.count / 2)))
    }
    return search
}

/// Bayesian optimization: after four random trainings the candidate with the largest expected improvement is next.
func surrogateSearch(_ table: NetworkTable, budget: Int, using generator: inout SeededGenerator) -> Search {
    var (search, surrogate) = (Search(), Surrogate())
    while search.steps.count < budget {
        let next: Int
        if search.steps.count < 4 {
            next = Int.random(in: 0..<288, using: &generator)
        } else {
            let tried = Set(search.steps.map(\.number))
            let gains = surrogate.improvements(over: search.steps.map(\.score).max()!)
            next = (0..<288).filter { !tried.contains($0) }.max { gains[$0] < gains[$1] }!
        }
        search.train(next, in: table, using: &generator)
        surrogate.learn(next, search.steps.last!.score)
    }
    return search
}
