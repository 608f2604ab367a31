/// How much of everything a run does: a quick run takes a sixth of the time and says what is different.
struct RunSize {
    let quick: Bool
    /// Words: updates, the longest word that is trained on, and the lengths that are tried.
    let wordUpdates: Int
    let longestWord: Int
    let wordLengths: [Int]
    let wordTests: Int
    /// Dates.
    let dateUpdates: Int
    let dateTests: Int
    /// The Transformer that reverses, without √d, and the one that sorts.
    let reverserUpdates: Int
    let wideUpdates: Int
    let guessingUpdates: Int
    let sorterUpdates: Int

    init(quick: Bool) {
        self.quick = quick
        wordUpdates = quick ? 260 : 2_000
        longestWord = quick ? 8 : 20
        wordLengths = quick ? [4, 5, 6, 7, 8, 10] : [4, 5, 6, 8, 10, 12, 14, 16, 18, 20, 21, 22, 25]
        wordTests = quick ? 200 : 500
        dateUpdates = quick ? 150 : 500
        dateTests = quick ? 200 : 1_000
        reverserUpdates = quick ? 150 : 250
        wideUpdates = quick ? 0 : 60
        guessingUpdates = quick ? 60 : 200
        sorterUpdates = quick ? 120 : 400
    }

    /// Picks a bound for the run at hand.
    func bound<Value>(_ full: Value, quick small: Value) -> Value { quick ? small : full }

    /// What is not as the text says it.
    var differences: [String] {
        guard quick else { return [] }
        return [
            "This is a quick run: words have up to \(longestWord) letters in place of 20, every training is shorter, and "
                + "the network of width 512 is only looked at before training. **The text speaks of the full run.**"
        ]
    }
}
