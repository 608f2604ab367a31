// 16.3 mutated
// points: 2
// minutes: 15
// difficulty: medium
// hint: Two numbers, two choices: u says where, v says what. How does a number in 0 ..< 1 become one of n places?
// hint: The parent's own value must not come out. Take it from the list before you choose.
// hint: `options[gene].filter { … }` keeps the others; v times how many they are, rounded down, is the place among them.

import Grading
import Nabla

struct Parent: Sendable {
    var parent: [Int], options: [[Int]], u: Scalar, v: Scalar

    var gene: Int { Int(u * Scalar(parent.count)) }
    func others(of gene: Int) -> [Int] { options[gene].filter { $0 != parent[gene] } }
    /// A number in 0 ..< 1 as a place in a list.
    func place(_ x: Scalar, in count: Int) -> Int { Int(x * Scalar(count)) }

    func child(gene: Int? = nil, _ value: ((_ gene: Int) -> Int)? = nil) -> [Int] {
        var child = parent
        let gene = gene ?? self.gene
        child[gene] = value?(gene) ?? others(of: gene)[place(v, in: options[gene].count - 1)]
        return child
    }
    var exchanged: Parent { Parent(parent: parent, options: options, u: v, v: u) }
}

let mutated = Check<Parent, [Int]>(result: "child") { c in
    c.inputs { generator in children(&generator) }
    c.right { $0.child() }
    c.wrong("The new value may be the old one. A child that is its parent costs a training and teaches nothing.") {
        input in input.child { input.options[$0][input.place(input.v, in: input.options[$0].count)] }
    }
    c.wrong("Every gene was changed. Then the child is no longer near its parent: that is random search.") { input in
        input.parent.indices.map { input.others(of: $0)[input.place(input.v, in: input.options[$0].count - 1)] }
    }
    c.wrong("Always the first gene is changed. Where should u lead?") { $0.child(gene: 0) }
    c.wrong(
        .offByOne, "The gene was rounded to the nearest, not down. The last gene ends where u = 1.",
        { input in
            input.child(gene: min(Int((input.u * Scalar(input.parent.count)).rounded()), input.parent.count - 1))
        },
        { input in input.child(gene: Int((input.u * Scalar(input.parent.count)).rounded()) % input.parent.count) })
    c.wrong("The new value is the next option, whatever v is. All other options should have the same chance.") {
        input in
        input.child { gene in
            let options = input.options[gene]
            return options[(options.firstIndex(of: input.parent[gene])! + 1) % options.count]
        }
    }
    c.wrong("A step was added to the value. Is the sum one of the gene's options?") { input in
        input.child { input.parent[$0] + 1 + input.place(input.v, in: input.options[$0].count - 1) }
    }
    c.wrong(.pairing, "The value comes from the options of the first gene. Each gene has its own.") { input in
        input.child { _ in
            let others = input.options[0].filter { $0 != input.parent[input.gene] }
            return others[input.place(input.v, in: others.count)]
        }
    } _: { input in
        input.child { _ in input.others(of: 0)[input.place(input.v, in: input.options[0].count - 1)] }
    }
    c.wrong("This is where the option stands in its list. Which value stands there?") { input in
        input.child { input.place(input.v, in: input.options[$0].count - 1) }
    }
    c.wrong(.pairing, "u and v are exchanged. Which of the two chooses the gene?") { $0.exchanged.child() }
    c.wrong("The child is its parent. One gene should differ.") { $0.parent }
    c.wrong("Always the first of the other options is taken. What is v for?") { input in
        input.child { input.others(of: $0)[0] }
    }
    c.wrong("This is the new value alone. The child has all genes of its parent, one of them changed.") { input in
        [input.child()[input.gene]]
    }
}

/// Seven calls that reach each of four genes, whose numbers of options differ; v falls on both sides of the parent's option.
private func children(_ generator: inout SeededGenerator) -> [Parent] {
    let options = [[1, 2, 3, 4], [8, 16, 32, 64, 128], [13, 15, 17], [20, 21, 22, 23, 24, 25]]
    let counts = options.map(\.count)
    return [2, 0, 3, 1, 2, 1, 3].map { gene in
        // The parent's value is never the first or the last option, so that v can fall on either side.
        let parent = options.map { $0[Int.random(in: 1..<$0.count - 1, using: &generator)] }
        let place = Int.random(in: 0..<counts[gene] - 1, using: &generator)
        func within(_ place: Int, of count: Int) -> Scalar {
            (Scalar(place) + Scalar(Int.random(in: 1...4, using: &generator)) / 5) / Scalar(count)
        }
        return Parent(
            parent: parent, options: options, u: within(gene, of: 4), v: within(place, of: counts[gene] - 1))
    }
}
