import Nabla

/// How much of everything a run does: a quick run takes a tenth of the time and says what is different.
struct RunSize {
    let quick: Bool
    let isOwnText: Bool
    private let characters: Int
    /// Lengths of the adding problem.
    let lengths: [Int]
    /// The character model.
    let units: Int
    let batch: Int
    let updates: Int
    let seasonUpdates: Int

    init(quick: Bool, text: TextCorpus) {
        self.quick = quick
        isOwnText = text.isOwnText
        characters = text.ids.count
        lengths = quick ? [10, 50] : [10, 50, 100]
        batch = quick ? 16 : 32
        units = quick ? 64 : 128
        updates = quick ? 120 : 1_000
        seasonUpdates = quick ? 120 : 500
    }

    /// Picks a bound for the run at hand.
    func bound<Value>(_ full: Value, quick small: Value, ownText own: Value, quickOwnText both: Value)
        -> Value
    {
        isOwnText ? (quick ? both : own) : (quick ? small : full)
    }

    /// What is not as the text says it.
    var differences: [String] {
        var list: [String] = []
        if isOwnText {
            list.append(
                "Shakespeare is not here, so the course's own prose is the text. It has other letters and is shorter: "
                    + "**where the page gives numbers for Shakespeare, the run prints others.**")
        }
        if quick {
            list.append(
                "This is a quick run: the tables count the first \(characters) characters, the adding problem stops at "
                    + "\(lengths.last!) numbers and starts once, and the character model is smaller and makes \(updates) updates where the "
                    + "full run makes 1,000. **The text speaks of the full run**: here losses are higher, and what is written is more random."
            )
        }
        return list
    }
}
