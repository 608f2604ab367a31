import Tensors

extension GraphData {
    /// Zachary's karate club: 34 members and 78 friendships, before the club split in two. Class 0 went with the instructor,
    /// member 0, class 1 with the officer, member 33: 17 each. Every member has a feature of its own.
    ///
    /// Source: W. W. Zachary, "An information flow model for conflict and fission in small groups", 1977, figures 1 and 3.
    /// (The printed matrix has one entry without its mirror image; it counts as a friendship.)
    public static let karateClub: GraphData = {
        // Of each member those friends that have a higher number.
        let friends: [Int: [Int]] = [
            0: [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31], 1: [2, 3, 7, 13, 17, 19, 21, 30],
            2: [3, 7, 8, 9, 13, 27, 28, 32], 3: [7, 12, 13], 4: [6, 10], 5: [6, 10, 16], 6: [16],
            8: [30, 32, 33], 9: [33], 13: [33], 14: [32, 33], 15: [32, 33], 18: [32, 33], 19: [33],
            20: [32, 33], 22: [32, 33], 23: [25, 27, 29, 32, 33], 24: [25, 27, 31], 25: [31], 26: [29, 33],
            27: [33], 28: [31, 33], 29: [32, 33], 30: [32, 33], 31: [32, 33], 32: [33],
        ]
        let officers = [9, 14, 15, 18, 20] + Array(22...33)
        return GraphData(
            graph: Graph(nodes: 34, edges: friends.flatMap { one, others in others.map { (one, $0) } }),
            features: SparseMatrix(shape: [34, 34], elements: (0..<34).map { ($0, $0, 1) }),
            labels: (0..<34).map { officers.contains($0) ? 1 : 0 })
    }()
}
