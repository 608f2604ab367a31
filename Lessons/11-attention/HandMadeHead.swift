import Nabla

/// A head that nobody trained: the key of a place is the one-hot of its position, the query that of the wanted one.
struct HandMadeHead {
    /// Reverses a word: the output of each place, and the map. Scores are 20 where the head is to look, 0 elsewhere.
    static func reversed(_ word: String) -> (output: String, map: Tensor) {
        let ids = letters(word)
        let places = ids.count
        var (queries, keys) = (Tensor(zeros: [places, places]), Tensor(zeros: [places, places]))
        var values = Tensor(zeros: [places, 26])
        for place in 0..<places {
            queries[place, places - 1 - place] = Tensor(20 * Scalar(places).squareRoot())
            keys[place, place] = 1
            values[place, ids[place]] = 1
        }
        let (output, map) = attention(
            queries: .constant(queries), keys: .constant(keys), values: .constant(values))
        return (spelled(output.value.argmax(alongAxis: 1)), map.value)
    }
}
