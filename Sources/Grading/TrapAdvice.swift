/// What a teacher would say to the sentence with which a program stopped.
enum TrapAdvice {
    static let growth = "What grows without end? Look for a list that is added to inside a loop."

    private static let known: [(says: String, words: String)] = [
        (
            "out of range",
            "An index ran past an end. Places count from 0, so the last is the length minus 1. Are the lengths "
                + "asked of the shapes, for these inputs?"
        ),
        (
            "out of bounds",
            "An index ran past an end. Places count from 0, so the last is the length minus 1."
        ),
        (
            "lowerBound <= upperBound",
            "A range ran backwards. Its end depends on the input: can it be smaller than its start?"
        ),
        ("found nil", "A missing value was taken for one that is there; the exclamation mark does that."),
        ("Division by zero", "Two whole numbers were divided, and the second was 0."),
        (
            "cannot be converted to Int",
            "What is infinite or no number (NaN) cannot become a whole number. Where does it come from?"
        ),
        ("overflow", "A whole number grew too large for its type, or fell below 0 where it may not."),
    ]

    /// The engine's own messages say what was expected and what was received; they lead with the operation.
    static func words(for message: String) -> String {
        known.first { message.contains($0.says) }?.words
            ?? "The sentence above says what was asked and what was received. Write the shape of every value beside its line "
            + "and follow them to this one."
    }
}
