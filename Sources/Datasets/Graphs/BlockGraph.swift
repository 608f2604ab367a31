import Tensors

extension GraphData {
    /// Draws a block graph whose nodes say words: groups of equal size, edges by chance, mostly within a group, and a few words
    /// that each group likes. Neither the edges nor the words of one node tell its group; together they do.
    ///
    /// Each word belongs to one group, in turn. A node says a word of its own group with one probability, any other word with
    /// another. Of every group the first `labelled` nodes are to be learned from, all others are to be judged.
    ///
    /// `inside` is the probability of an edge within a group, `between` of one between two groups; `own` that of a word of
    /// one's own group, `other` of any other word.
    public static func blocks(
        groups: Int = 4, members: Int = 100, inside: Double = 0.05, between: Double = 0.005, words: Int = 30,
        own: Double = 0.37, other: Double = 0.1, labelled: Int = 5, using generator: inout SeededGenerator
    ) -> GraphData {
        require(
            groups > 0 && words > 0 && labelled >= 0 && labelled <= members && (0...1).contains(own)
                && (0...1).contains(other),
            "blocks: expected at least one group and one word, labelled members within 0...\(members) and probabilities, "
                + "but got \(groups) groups, \(words) words, \(labelled) labelled, \(own) and \(other)")
        _ = Tensor.sizeToAllocate([groups, members, words], operation: "blocks")
        let graph = Graph(
            blocks: [Int](repeating: members, count: groups), inside: inside, between: between, using: &generator)
        let labels = (0..<graph.nodeCount).map { $0 / members }
        var elements: [(row: Int, column: Int, value: Scalar)] = []
        for node in labels.indices {
            for word in 0..<words {
                let probability = word % groups == labels[node] ? own : other
                if generator.nextUniform() < probability { elements.append((node, word, 1)) }
            }
        }
        return GraphData(
            graph: graph, features: SparseMatrix(shape: [graph.nodeCount, words], elements: elements),
            labels: labels, training: labels.indices.filter { $0 % members < labelled },
            test: labels.indices.filter { $0 % members >= labelled })
    }
}
