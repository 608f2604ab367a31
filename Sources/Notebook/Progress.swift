/// Shows a bar while `items` are worked through: `for epoch in progress("training", 0..<5) { … }`.
public func progress<Items: Collection>(
    _ label: String, _ items: Items, line: Int = #line, file: StaticString = #fileID
) -> ProgressSequence<Items> {
    Session.current.work(label, line: line, file: file)
    return ProgressSequence(items: items, label: label)
}

/// Shows a bar on work that reports for itself how far it has come.
///
/// ```swift
/// let bar = progress("training", total: 5)
/// for epoch in 1...5 { …; bar.advance("loss \(loss)") }
/// bar.finish()
/// ```
public func progress(
    _ label: String, total: Int, line: Int = #line, file: StaticString = #fileID
) -> ProgressBar {
    Session.current.work(label, line: line, file: file)
    return ProgressBar(label, total: total)
}

/// A collection that moves a progress bar as it is walked through.
public struct ProgressSequence<Items: Collection>: Sequence {
    let items: Items
    let label: String

    public func makeIterator() -> Iterator {
        Iterator(items: items.makeIterator(), bar: ProgressBar(label, total: items.count))
    }

    public struct Iterator: IteratorProtocol {
        var items: Items.Iterator
        let bar: ProgressBar
        var hasStarted = false

        public mutating func next() -> Items.Element? {
            if hasStarted { bar.advance() }
            hasStarted = true
            let item = items.next()
            if item == nil { bar.finish() }
            return item
        }
    }
}
