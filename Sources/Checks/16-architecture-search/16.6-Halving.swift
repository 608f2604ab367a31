// 16.6 halving
// points: 3
// minutes: 20
// difficulty: hard
// hint: Keep one list, the numbers of the networks still alive. What happens to it on a rung, and what does the rung cost?
// hint: Sort the numbers by the losses of *this* rung, keep the first 1/f of them, and sort what is left by number.
// hint: A network that has had fᵏ⁻¹ units and is brought to fᵏ pays the difference. On rung 0 it pays 1.

import Exercises
import Grading
import Nabla

typealias Halved = (survivors: [[Int]], cost: Int)

struct Rungs: Sendable {
    var losses: Tensor, factor: Int

    var networks: Int { losses.shape[1] }
    var rungs: Int { losses.shape[0] }
    var budgets: [Int] { (0..<rungs).map { (0..<$0).reduce(1) { product, _ in product * factor } } }
    func loss(_ rung: Int, _ network: Int) -> Scalar { losses[rung, network].item }

    /// The survivors of each rung, if a loss is looked up and a number kept in this way.
    func survivors(
        kept: (_ alive: Int) -> Int, loss: (_ rung: Int, _ network: Int) -> Scalar
    ) -> [[Int]] {
        var alive = Array(0..<networks)
        return (0..<rungs).map { rung in
            alive = alive.sorted { loss(rung, $0) < loss(rung, $1) }.prefix(kept(alive.count)).sorted()
            return alive
        }
    }
    func fewer(_ alive: Int) -> Int { max(1, alive / factor) }
    func survivors(_ loss: (_ rung: Int, _ network: Int) -> Scalar) -> [[Int]] {
        survivors(kept: fewer, loss: loss)
    }
    var right: [[Int]] { survivors(loss) }

    /// How many are trained on each rung.
    func trained(_ survivors: [[Int]]) -> [Int] { [networks] + survivors.dropLast().map(\.count) }
    func cost(_ survivors: [[Int]], continued: Bool = true) -> Int {
        let steps = zip(budgets, [0] + budgets).map { continued ? $0 - $1 : $0 }
        return zip(trained(survivors), steps).map { $0 * $1 }.reduce(0, +)
    }
    func halved(_ survivors: [[Int]]) -> Halved { (survivors, cost(survivors)) }
}

let halving = Check<Rungs, Halved> { c in
    c.inputs { generator in [rungs(9, 3, 2, &generator), rungs(20, 3, 3, &generator), rungs(11, 2, 2, &generator)] }
    c.right { $0.halved($0.right) }
    c.compares { _, result in
        // In whatever order: the survivors of a rung are a set.
        (result.survivors.list ?? []).enumerated().map { rung, survivors in
            Part("survivors of rung \(rung)", (survivors.list ?? []).compactMap(\.number).map { Int($0) }.sorted())
        } + Part.parts(of: result.cost, named: "cost")
    }
    c.wrong(.sign, "The worse part survives. Is this a loss or an accuracy?") { input in
        input.halved(input.survivors { -input.loss($0, $1) })
    }
    c.wrong(.memory, "The losses of the first rung decide on every rung. They have been trained further: look again.") {
        input in input.halved(input.survivors { input.loss(0, $1) })
    }
    c.wrong(.trainOrTest, "The losses of the last rung decide from the start. Nobody has trained that long yet.") {
        input in
        input.halved(input.survivors { input.loss(input.rungs - 1, $1) })
    }
    c.wrong(.pairing, "A place in the shortened list was taken for a network's number. Whose number is it after a cut?")
    {
        input in
        var alive = Array(0..<input.networks)
        let survivors = (0..<input.rungs).map { rung in
            let places = alive.indices.sorted { input.loss(rung, alive[$0]) < input.loss(rung, alive[$1]) }
            alive = places.prefix(input.fewer(alive.count)).sorted()
            return alive
        }
        return input.halved(survivors)
    } _: { input in
        var alive = Array(0..<input.networks)
        let survivors = (0..<input.rungs).map { rung in
            let places = alive.indices.sorted { input.loss(rung, alive[$0]) < input.loss(rung, alive[$1]) }
            let kept = places.prefix(input.fewer(alive.count)).sorted()
            alive = kept.map { alive[$0] }
            return kept
        }
        return input.halved(survivors)
    }
    c.wrong(.offByOne, "Rounded up. Half of nine: four or five? The task says down.") { input in
        input.halved(input.survivors(kept: { ($0 + input.factor - 1) / input.factor }, loss: input.loss))
    }
    c.wrong("The cost is that of starting again on every rung. They go on from where they stood.") {
        ($0.right, $0.cost($0.right, continued: false))
    }
    c.wrong("The cost is that of training all to the end. That is what halving saves.") {
        ($0.right, $0.networks * $0.budgets.last!)
    }
    c.wrong("The cost counts one unit for each network on each rung. The budget grows from rung to rung.") {
        ($0.right, $0.trained($0.right).reduce(0, +))
    }
    c.wrong("The cost counts those who survive a rung, not those who are trained on it. Who has to be paid for?") {
        input in
        let steps = zip(input.budgets, [0] + input.budgets).map { $0 - $1 }
        return (input.right, zip(input.right, steps).map { $0.count * $1 }.reduce(0, +))
    } _: { input in
        (input.right, zip(input.right, input.budgets).map { $0.count * $1 }.reduce(0, +))
    }
    c.wrong("The mean loss over the rungs so far decides. A slow start is no fault: the newest loss counts.") { input in
        input.halved(input.survivors { rung, network in (0...rung).map { input.loss($0, network) }.reduce(0, +) })
    }
    c.wrong("One network is dropped on each rung. Which part survives?") { input in
        input.halved(input.survivors(kept: { max(1, $0 - 1) }, loss: input.loss))
    }
    c.wrong("Everybody competes again on every rung. Who was cut is not trained any further.") { input in
        var count = input.networks
        let survivors = (0..<input.rungs).map { rung in
            count = input.fewer(count)
            return (0..<input.networks).sorted { input.loss(rung, $0) < input.loss(rung, $1) }.prefix(count).sorted()
        }
        return input.halved(survivors)
    }
    c.accepts("survivors in the order of their losses") { input in
        let sorted = input.right.enumerated().map { rung, alive in
            alive.sorted { input.loss(rung, $0) < input.loss(rung, $1) }
        }
        return (sorted, input.cost(input.right))
    }
    c.constant("the factor", [2, 3, 4]) { input, factor in
        let other = Rungs(losses: input.losses, factor: factor)
        return other.halved(other.right)
    }
}

/// Losses that fall from rung to rung and change places: the first row, the last and the mean choose otherwise than the
/// rungs do.
private func rungs(_ networks: Int, _ count: Int, _ factor: Int, _ generator: inout SeededGenerator) -> Rungs {
    let rows = (0..<count).map { rung in
        (0..<networks).shuffled(using: &generator).map { rank in
            (Scalar(rank) + Scalar(networks)) / Scalar(4 << rung) + Scalar(rung == 0 ? 1 : 0)
        }
    }
    return Rungs(losses: Tensor(scalars: rows.flatMap { $0 }, shape: [count, networks]), factor: factor)
}
