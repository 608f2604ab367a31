/// How far apart two words are: the number of letters to insert, remove, replace or swap with a neighbour.
///
/// Source: F. Damerau, "A technique for computer detection and correction of spelling errors", 1964.
public enum EditDistance {
    public static func between(_ first: String, _ second: String) -> Int {
        let (a, b) = (Array(first), Array(second))
        // distance[i][j] is that of the first i letters of a and the first j of b.
        var distance = (0...a.count).map { i in (0...b.count).map { j in i == 0 ? j : (j == 0 ? i : 0) } }
        for i in a.indices {
            for j in b.indices {
                let replaced = distance[i][j] + (a[i] == b[j] ? 0 : 1)
                distance[i + 1][j + 1] = min(replaced, distance[i][j + 1] + 1, distance[i + 1][j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    distance[i + 1][j + 1] = min(distance[i + 1][j + 1], distance[i - 1][j - 1] + 1)
                }
            }
        }
        return distance[a.count][b.count]
    }

    /// Returns the word nearest to `word`, if at most a third of its letters are wrong.
    public static func nearest(to word: String, in words: [String]) -> String? {
        let distances = words.map { ($0, between(word, $0)) }
        guard let (near, distance) = distances.min(by: { $0.1 < $1.1 }) else { return nil }
        return distance <= max(1, word.count / 3) ? near : nil
    }
}
