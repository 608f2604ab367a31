import Nabla
import Notebook

/// The karate club, and what the lesson does with it.
struct KarateClub {
    let data = GraphData.karateClub
    var graph: Graph { data.graph }
    var labels: [Int] { data.labels }
    /// The two who fell out: member 0, the instructor, and member 33, the officer.
    let leaders = [0, 33]

    /// Where the members stand in every drawing: friends near each other, the instructor's side on the left.
    let places: [(Double, Double)] = [
        (-0.27, 0.07), (-0.16, 0.20), (0.16, -0.01), (-0.06, -0.17), (-0.65, 0.20), (-0.62, -0.15), (-0.73, -0.02),
        (-0.25, -0.09), (0.20, 0.17), (0.37, 0.28), (-0.54, 0.07), (-0.32, -0.37), (-0.43, -0.23), (0.00, 0.10),
        (0.47, 0.46), (0.81, 0.07), (-1.00, -0.14), (-0.32, 0.40), (0.96, 0.18), (0.04, 0.27), (0.68, 0.42),
        (-0.46, 0.29), (0.83, 0.31), (0.66, -0.21), (0.21, -0.46), (0.45, -0.44), (1.00, -0.02), (0.38, -0.26),
        (0.45, -0.11), (0.80, -0.09), (0.20, 0.38), (0.20, -0.17), (0.55, 0.20), (0.49, 0.04),
    ]

    /// The average of oneself and one's neighbours, as a matrix.
    var averaging: SparseMatrix { graph.adjacency(selfLoops: true, normalization: .rows) }

    /// Â: with self-loops, divided by the roots of both degrees.
    var normalized: SparseMatrix { graph.adjacency(selfLoops: true, normalization: .symmetric) }

    /// Of each member, how many rounds a value needs to every other.
    var distances: [[Int]] {
        graph.neighbors.indices.map { start in
            var distance = [Int](repeating: .max, count: graph.nodeCount)
            var (edge, rounds) = ([start], 0)
            distance[start] = 0
            while !edge.isEmpty {
                rounds += 1
                edge = edge.flatMap { graph.neighbors[$0] }.filter { distance[$0] == .max }
                for node in edge { distance[node] = rounds }
            }
            return distance
        }
    }
}

// MARK: Averaging

/// Applies a matrix several times.
func applied(_ matrix: SparseMatrix, to x: Tensor, rounds: Int) -> Tensor {
    (0..<rounds).reduce(x) { values, _ in matmul(matrix, values) }
}

/// The standard deviation of the values that members have.
func deviation(_ values: Tensor) -> Scalar { square(values - values.mean()).mean().squareRoot() }

extension KarateClub {
    /// How much of the variance between members is left after some rounds, if every member starts with a random number of
    /// its own. The mean over all such starts, without drawing any: tr(C·Pᵏ·Pᵏᵀ·C)/tr(C), where C takes the mean away.
    func varianceLeft(rounds: Int) -> Scalar {
        let power = applied(averaging, to: Tensor(identity: graph.nodeCount), rounds: rounds)
        let centered = power - power.mean(alongAxes: 0, keepingAxes: true)
        return square(centered).sum() / Scalar(graph.nodeCount - 1)
    }
}

// MARK: Two labels

/// One labelled member on each side, and what label propagation made of it.
struct LabelledPair {
    let first: Int
    let second: Int
    /// The share of the other 32 that is right after each round.
    let right: [Scalar]
    /// The one whose label most members have in the end, and how many of the 34 have it.
    let winner: Int
    let followers: Int
}

extension KarateClub {
    /// Label propagation from one member of each side: in every round each member takes the mean of its neighbours. Returns
    /// the values after each of the rounds.
    func propagation(from first: Int, and second: Int, rounds: Int, isHeld: Bool = true) -> [Tensor] {
        let means = graph.adjacency(normalization: .rows)
        var values = Tensor(zeros: [graph.nodeCount])
        func hold() { (values[first], values[second]) = (Tensor(-1), Tensor(1)) }
        hold()
        return (0..<rounds).map { _ in
            values = matmul(means, values)
            if isHeld { hold() }
            return values
        }
    }

    /// How many of the other 32 a list of values puts on the right side: below 0 the instructor's, above 0 the officer's.
    func rightOnes(_ values: Tensor, except first: Int, _ second: Int) -> Int {
        let values = values.scalars
        return labels.indices.count { $0 != first && $0 != second && isRight($0, values[$0]) }
    }

    /// Whether a value puts a member on the right side.
    func isRight(_ member: Int, _ value: Scalar) -> Bool { labels[member] == 0 ? value < 0 : value > 0 }

    /// Label propagation for every choice of one labelled member on each side.
    func allPairs(rounds: Int) -> [LabelledPair] {
        let sides = [0, 1].map { side in labels.indices.filter { labels[$0] == side } }
        return sides[0].flatMap { first in
            sides[1].map { second in
                let values = propagation(from: first, and: second, rounds: rounds)
                let right = values.map { Scalar(rightOnes($0, except: first, second)) / 32 }
                let officers = values.last!.scalars.count { $0 > 0 }
                return LabelledPair(
                    first: first, second: second, right: right, winner: officers > 17 ? second : first,
                    followers: max(officers, 34 - officers))
            }
        }
    }

    /// A network with a graph convolution to 16 units and one to 2, trained on the two leaders only. Returns how many of the
    /// other 32 it puts on the right side.
    func trainedOnTwo(seed: UInt64) -> Int {
        let task = NodeTask(data, training: leaders, test: labels.indices.filter { !leaders.contains($0) })
        var recipe = NodeRecipe()
        (recipe.dropout, recipe.learningRate, recipe.decay, recipe.epochs) = (0, 0.05, 0, 100)
        return Int((32 * recipe.run(task, seed: seed).testAccuracy).rounded())
    }

    /// What an untrained network makes of each member: two numbers, through layers of 4, 4 and 2 tanh units.
    func untrained(seed: UInt64, hasEdges: Bool = true) -> Tensor {
        var generator = SeededGenerator(seed: seed)
        let adjacency = hasEdges ? normalized : .identity(34)
        var x = Variable.constant(Tensor(identity: 34))
        for (inputs, outputs) in [(34, 4), (4, 4), (4, 2)] {
            x = tanh(GraphConvolution(adjacency, inputs, outputs, using: &generator)(x, mode: .inference))
        }
        return x.value
    }

    /// The same points, turned and scaled so that they fill a square: what a straight line separates, one still separates.
    static func spreadOut(_ points: Tensor) -> Tensor {
        let centered = points - points.mean(alongAxes: 0)
        let (x, y) = (centered[.all, 0], centered[.all, 1])
        let rest = y - x * (dot(x, y) / dot(x, x))
        return Tensor(stacking: [x / deviation(x), rest / deviation(rest)])
    }

    /// The share of members that the best straight line puts on the right side, of lines in 90 directions.
    func bestLine(_ points: Tensor) -> Scalar {
        let angles = Tensor(arange: 0..<90) * (Scalar.pi / 90)
        let heights = matmul(Tensor(stacking: [cos(angles), sin(angles)]).transposed(), points.transposed())
        let (sides, all) = (labels.map { $0 == 0 ? 1 : -1 }, heights.scalars)
        var most = 17
        for direction in 0..<90 {
            let row = Array(all[34 * direction..<34 * direction + 34])
            // One by one the members fall below the line.
            let order = row.indices.sorted { row[$0] < row[$1] }
            var right = 17
            for (place, node) in order.enumerated() {
                right += sides[node]
                if place == 33 || row[order[place + 1]] > row[node] { most = max(most, max(right, 34 - right)) }
            }
        }
        return Scalar(most) / 34
    }
}
