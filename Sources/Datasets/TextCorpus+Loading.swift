extension TextCorpus {
    /// Loads a million characters of Shakespeare, wherever they are; without data and network, the text that `own` makes.
    ///
    /// - Parameters:
    ///   - location: the places that are looked through.
    ///   - characters: how many to keep, counted from the first; all when nil.
    ///   - own: makes the text that stands in.
    /// Throws: `DataError` when data are there and are not what they should be.
    public static func tinyShakespeare(
        from location: DataLocation = .current, characters: Int? = nil, otherwise own: () throws -> String
    ) throws -> TextCorpus {
        switch try location.locate(.tinyShakespeare) {
        case .found(let stored):
            let bytes = try stored.bytes(of: DataSet.tinyShakespeare.files[0].name)
            let text = String(decoding: bytes, as: UTF8.self)
            return TextCorpus(first(characters, of: text), source: stored.source)
        case .nowhere(let reason):
            let note = "No Shakespeare here: \(reason). Using the course's own text."
            location.observer(.notice(note))
            return TextCorpus(first(characters, of: try own()), note: note)
        }
    }

    private static func first(_ count: Int?, of text: String) -> String {
        String(text.unicodeScalars.prefix(max(0, count ?? .max)))
    }
}
