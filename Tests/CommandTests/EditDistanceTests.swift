import Testing
import Text

@Suite struct EditDistanceTests {
    @Test(arguments: [
        ("four", "four", 0), ("four", "fourr", 1), ("four", "for", 1), ("four", "fuor", 1),
        ("four", "sour", 1),
        ("kitten", "sitting", 3), ("", "abc", 3), ("abc", "", 3),
    ])
    func `letters inserted, removed, replaced and swapped are counted`(
        first: String, second: String, distance: Int
    ) {
        #expect(EditDistance.between(first, second) == distance)
    }

    @Test func `the nearest word is found, and none if all are far`() {
        #expect(EditDistance.nearest(to: "perceptrn", in: ["four", "perceptron"]) == "perceptron")
        #expect(EditDistance.nearest(to: "quantum", in: ["four", "perceptron"]) == nil)
        #expect(EditDistance.nearest(to: "x", in: []) == nil)
    }
}
