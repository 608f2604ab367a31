/// Does work for each of the items, two at a time: more would only make each slower. The results keep their order.
func inPairs<Item: Sendable, Result: Sendable>(
    _ items: [Item], _ work: @escaping @Sendable (Item) async throws -> Result
) async throws -> [Result] {
    var results: [Result] = []
    for first in stride(from: 0, to: items.count, by: 2) {
        let pair = items[first..<min(first + 2, items.count)].enumerated()
        results += try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            for (index, item) in pair { group.addTask { (index, try await work(item)) } }
            return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
    return results
}
