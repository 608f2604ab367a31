/// Places the nodes of a graph without cycles in layers, left to right, with few or no wires that cross.
///
/// Layers by longest path, sources moved next to their first user; order within a layer by the mean place of the
/// neighbours and by exchanging neighbours (Sugiyama, Tagawa and Toda 1981); rows as near to the neighbours' as
/// the distance between two of a layer allows.
struct LayeredLayout {
    /// For each node the layer it lies in, from 0 at the left.
    private(set) var layers: [Int]
    /// For each node its row, from 0 at the top; not always a whole number.
    private(set) var rows: [Double] = []
    /// For each node and each of its parents the rows where the wire passes the layers between, parent first.
    private(set) var bends: [[[Double]]] = []
    /// How many pairs of wires cross.
    private(set) var crossings = 0
    private(set) var rowCount = 1.0
    var layerCount: Int { (layers.max() ?? 0) + 1 }

    /// What stands in a layer: a node, or a bend of a wire that passes through.
    private struct Item {
        var layer: Int
        var isBend: Bool
        var before: [Int] = []
        var after: [Int] = []
    }
    private var items: [Item] = []
    /// For each node and parent the items of the bends between, parent first.
    private var bendItems: [[[Int]]] = []

    /// - Parameter parents: for each node the nodes it is made from, all of them earlier in the list.
    init(parents: [[Int]]) {
        for (node, list) in parents.enumerated() {
            require(
                list.allSatisfy { (0..<node).contains($0) },
                "LayeredLayout: expected parents of node \(node) among the nodes before it, but got \(list);"
                    + " list each node after the nodes it is made from")
        }
        layers = Self.layers(parents)
        makeItems(parents)
        let order = bestOrder(parents)
        crossings = countCrossings(order)
        let places = rowsOfItems(order)
        let top = places.min() ?? 0
        rows = parents.indices.map { places[$0] - top }
        bends = bendItems.map { $0.map { $0.map { places[$0] - top } } }
        rowCount = (places.max() ?? 0) - top + 1
    }

    private static func layers(_ parents: [[Int]]) -> [Int] {
        var layers = [Int](repeating: 0, count: parents.count)
        for (node, list) in parents.enumerated() {
            layers[node] = list.map { layers[$0] + 1 }.max() ?? 0
        }
        var firstUse = [Int?](repeating: nil, count: parents.count)
        for (node, list) in parents.enumerated() {
            for parent in list { firstUse[parent] = min(firstUse[parent] ?? .max, layers[node]) }
        }
        for (node, list) in parents.enumerated() where list.isEmpty {
            if let use = firstUse[node] { layers[node] = use - 1 }
        }
        return layers
    }

    private mutating func makeItems(_ parents: [[Int]]) {
        items = layers.map { Item(layer: $0, isBend: false) }
        bendItems = parents.enumerated().map { node, list in
            list.map { parent in
                let between = (layers[parent] + 1..<max(layers[node], layers[parent] + 1)).map { layer in
                    items.append(Item(layer: layer, isBend: true))
                    return items.count - 1
                }
                let chain = [parent] + between + [node]
                for (a, b) in zip(chain, chain.dropFirst()) {
                    items[a].after.append(b)
                    items[b].before.append(a)
                }
                return between
            }
        }
    }

    // MARK: Order within the layers

    private func bestOrder(_ parents: [[Int]]) -> [[Int]] {
        var best = walked(reversed: false)
        var fewest = countCrossings(best)
        for start in [best, walked(reversed: true)] {
            var order = start
            for sweep in 0..<16 where fewest > 0 {
                sort(&order, by: sweep % 2 == 0 ? \.before : \.after)
                exchangeNeighbours(&order)
                let count = countCrossings(order)
                if count < fewest { (best, fewest) = (order, count) }
            }
        }
        return best
    }

    /// The order in which a walk from the last nodes back to their sources meets the items of each layer. For a
    /// tree nothing crosses then.
    private func walked(reversed: Bool) -> [[Int]] {
        var order = [[Int]](repeating: [], count: layerCount)
        var isSeen = [Bool](repeating: false, count: items.count)
        func visit(_ item: Int) {
            guard !isSeen[item] else { return }
            isSeen[item] = true
            order[items[item].layer].append(item)
            for parent in reversed ? items[item].before.reversed() : items[item].before { visit(parent) }
        }
        for item in items.indices where items[item].after.isEmpty { visit(item) }
        return order
    }

    /// Sorts each layer by the mean place of its neighbours on one side, starting from that side.
    private func sort(_ order: inout [[Int]], by side: KeyPath<Item, [Int]>) {
        for layer in side == \.before ? Array(order.indices) : order.indices.reversed() {
            var place = [Int: Double]()
            for neighbour in [layer - 1, layer + 1] where order.indices.contains(neighbour) {
                for (index, item) in order[neighbour].enumerated() { place[item] = Double(index) }
            }
            let wish = order[layer].enumerated().map { index, item in
                let neighbours = items[item][keyPath: side].compactMap { place[$0] }
                let mean = neighbours.reduce(0, +) / Double(max(1, neighbours.count))
                return (item: item, place: neighbours.isEmpty ? Double(index) : mean, index: index)
            }
            order[layer] = wish.sorted { ($0.place, $0.index) < ($1.place, $1.index) }.map(\.item)
        }
    }

    private func exchangeNeighbours(_ order: inout [[Int]]) {
        var isBetter = true
        while isBetter {
            isBetter = false
            for layer in order.indices {
                for index in order[layer].indices.dropLast() {
                    let before = countCrossings(order, around: layer)
                    order[layer].swapAt(index, index + 1)
                    if countCrossings(order, around: layer) < before {
                        isBetter = true
                    } else {
                        order[layer].swapAt(index, index + 1)
                    }
                }
            }
        }
    }

    private func countCrossings(_ order: [[Int]]) -> Int {
        order.indices.dropLast().reduce(0) { $0 + countCrossings(order[$1], order[$1 + 1]) }
    }

    private func countCrossings(_ order: [[Int]], around layer: Int) -> Int {
        (layer > 0 ? countCrossings(order[layer - 1], order[layer]) : 0)
            + (layer + 1 < order.count ? countCrossings(order[layer], order[layer + 1]) : 0)
    }

    private func countCrossings(_ left: [Int], _ right: [Int]) -> Int {
        let place = Dictionary(uniqueKeysWithValues: right.enumerated().map { ($1, $0) })
        let wires = left.enumerated().flatMap { index, item in
            items[item].after.map { (start: index, end: place[$0]!) }
        }
        var count = 0
        for (index, a) in wires.enumerated() {
            for b in wires[..<index] where (a.start - b.start) * (a.end - b.end) < 0 { count += 1 }
        }
        return count
    }

    // MARK: Rows

    /// How straight a wire wants to be: most of all where it passes a layer, least where it comes from a source, so
    /// that a long computation runs level and its sources stand beside it.
    private func weight(from start: Int) -> Double {
        items[start].isBend ? 8 : items[start].before.isEmpty ? 0.0005 : 4
    }

    /// Moves every layer again and again to where its neighbours stand, without changing its order.
    private func rowsOfItems(_ order: [[Int]]) -> [Double] {
        var rows = [Double](repeating: 0, count: items.count)
        for list in order {
            for (index, item) in list.enumerated() {
                rows[item] = Double(index) - Double(list.count - 1) / 2
            }
        }
        for sweep in 0..<40 {
            for list in sweep % 2 == 0 ? order : order.reversed() {
                let wishes = list.map { item in
                    let neighbours = items[item].before + items[item].after
                    let weights =
                        items[item].before.map { weight(from: $0) }
                        + items[item].after.map { _ in weight(from: item) }
                    let sum = zip(neighbours, weights).reduce(0) { $0 + rows[$1.0] * $1.1 }
                    let total = weights.reduce(0, +)
                    return total > 0 ? (place: sum / total, weight: total) : (place: rows[item], weight: 1)
                }
                let gaps = zip(list, list.dropFirst()).map { a, b in
                    items[a].isBend && items[b].isBend ? 0.4 : items[a].isBend || items[b].isBend ? 0.7 : 1.0
                }
                for (item, row) in zip(list, separated(wishes, gaps: gaps)) { rows[item] = row }
            }
        }
        return rows
    }
}

/// The rising numbers nearest to the wishes, by weighted squares, with at least the given gaps between them.
///
/// Neighbours that wish to be too close form a group, which stands at the weighted mean of its wishes.
func separated(_ wishes: [(place: Double, weight: Double)], gaps: [Double]) -> [Double] {
    var offsets = [0.0]
    for gap in gaps { offsets.append(offsets.last! + gap) }
    var groups: [(sum: Double, weight: Double, count: Int)] = []
    for (wish, offset) in zip(wishes, offsets) {
        groups.append((wish.weight * (wish.place - offset), wish.weight, 1))
        while groups.count > 1,
            case let (last, previous) = (groups[groups.count - 1], groups[groups.count - 2]),
            last.sum / last.weight < previous.sum / previous.weight
        {
            groups.removeLast(2)
            groups.append(
                (last.sum + previous.sum, last.weight + previous.weight, last.count + previous.count))
        }
    }
    let means = groups.flatMap { Array(repeating: $0.sum / $0.weight, count: $0.count) }
    return zip(means, offsets).map { $0 + $1 }
}
