import Nabla

/// Random words of 26 letters, and the same words from back to front.
struct ReversedWords {
    /// The longest word in training, and whether the short ones come first: then the longest grows from 6 over the
    /// first half of the training.
    var longest: Int
    var shortFirst = true

    func words(_ count: Int, length: Int, using generator: inout SeededGenerator) -> Translation {
        let words = (0..<count).map { _ in (0..<length).map { _ in Int.random(in: 0..<26, using: &generator) } }
        return Translation(sources: words, targets: words.map { $0.reversed() })
    }

    /// 64 words of one length.
    func batch(_ update: Int, of updates: Int, using generator: inout SeededGenerator) -> Translation {
        let grown = 6 + (longest - 6) * min(2 * update, updates) / max(1, updates)
        return words(
            64, length: Int.random(in: 4...(shortFirst ? grown : longest), using: &generator), using: &generator)
    }

    /// Trains a pair, and measures what fraction of the words of each length it writes without a mistake.
    func trained(
        attention: Bool, updates: Int, rate: Scalar, seed: UInt64, progress: () -> Void
    ) -> RecurrentPair {
        var generator = SeededGenerator(seed: seed)
        let pair = RecurrentPair(reads: 26, writes: 26, attention: attention, using: &generator)
        pair.learn(updates: updates, rate: rate) {
            batch($0, of: updates, using: &generator)
        } observe: { _ in
            progress()
        }
        return pair
    }

    func accuracies(of pair: RecurrentPair, lengths: [Int], tests: Int) -> [Scalar] {
        var generator = SeededGenerator(seed: 1_000)
        return lengths.map { words(tests, length: $0, using: &generator).accuracy(of: pair).exact }
    }
}

/// The letters of a word as numbers, and back.
func letters(_ word: String) -> [Int] { word.utf8.map { Int($0) - 97 } }
func spelled(_ letters: [Int]) -> String { String(letters.map { Character(UnicodeScalar(UInt8(97 + $0))) }) }
