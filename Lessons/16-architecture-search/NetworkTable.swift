import Foundation
import Nabla

/// What came out when every candidate was trained twice: the file `networks.csv` beside this one. It holds what hardly depends
/// on the machine: genes, sizes, and how many signals were right after how many steps. Seconds are not in it.
public struct NetworkTable: Sendable {
    /// The file's checksum: a table that was changed by accident is refused. Made anew, it has another one.
    static let checksum = "778f38ba937e69b98f2545008ebfc17a35130a6a17f8b0eebbe0118fc1b0295e"

    /// For each candidate, each of its two seeds and each milestone: the accuracy on the 1,000 validation signals.
    let validation: [[[Scalar]]]
    /// For each candidate and seed: the accuracy on the 4,000 test signals after 1,000 steps.
    let test: [[Scalar]]
    let parameters: [Int]
    let multiplyAdds: [Int]

    /// Reads the file. Throws: `DataError` if it is not the one whose checksum is known.
    init(file: String = #filePath) throws {
        let path = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("networks.csv").path
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        guard SHA256.hexDigest(of: bytes) == NetworkTable.checksum else {
            throw DataError(
                .damaged, "\(path): expected the table that came with the kit, but its checksum differs",
                hint: "git checkout it; if you made it anew, put its checksum into NetworkTable.swift")
        }
        try self.init(text: String(decoding: bytes, as: UTF8.self))
    }

    init(text: String) throws {
        let table = try CSVTable(text, name: "networks.csv")
        func numbers(_ column: String) throws -> [Scalar] { try table.tensor(column).scalars.map { $0 } }
        let milestones = try (1...2).map { seed in
            try CandidateRun.milestones.map { try numbers("\(seed):\($0)") }
        }
        let tests = try (1...2).map { try numbers("\($0):test") }
        let rows = 0..<table.rowCount
        validation = rows.map { row in milestones.map { seed in seed.map { $0[row] / 1000 } } }
        test = rows.map { row in tests.map { $0[row] / 4000 } }
        parameters = try numbers("parameters").map { Int($0) }
        multiplyAdds = try numbers("multiply-adds").map { Int($0) }
    }

    /// The mean of both seeds after so many steps, for each candidate.
    func accuracies(after steps: Int = 1000) -> [Scalar] {
        let place = CandidateRun.milestones.firstIndex(of: steps)!
        return validation.map { ($0[0][place] + $0[1][place]) / 2 }
    }

    /// One seed's accuracies after so many steps, for each candidate.
    func accuracies(after steps: Int = 1000, seed: Int) -> [Scalar] {
        let place = CandidateRun.milestones.firstIndex(of: steps)!
        return validation.map { $0[seed][place] }
    }

    /// What a candidate is worth: its test accuracy, the mean of its two seeds. No search may look at it.
    var quality: [Scalar] { test.map { ($0[0] + $0[1]) / 2 } }
}

// MARK: Making it

extension NetworkTable {
    /// Trains all candidates with two seeds each, 1,000 steps × 576, and returns the lines of the file. `progress` is told after
    /// each candidate.
    public static func make(progress: (_ done: Int, _ of: Int) -> Void) -> String {
        let data = SearchData()
        var lines = [columns.joined(separator: ",")]
        for (number, candidate) in Candidate.all.enumerated() {
            var fields = [
                candidate.kind.rawValue, "\(candidate.blocks)", "\(candidate.width)", candidate.hasNorm ? "yes" : "no",
                candidate.hasSkip ? "yes" : "no", "\(candidate.rate)", "\(candidate.parameterCount)",
                "\(candidate.multiplyAdds)",
            ]
            for seed in 1...2 {
                let run = candidate.train(data, seed: UInt64(1000 * seed + number))
                let right = candidate.right(run.model, data.test).count { $0 }
                fields += run.validation.map { "\($0)" } + ["\(right)"]
            }
            lines.append(fields.joined(separator: ","))
            progress(number + 1, Candidate.all.count)
        }
        return lines.joined(separator: "\n")
    }

    private static let columns =
        ["kind", "blocks", "width", "norm", "skip", "rate", "parameters", "multiply-adds"]
        + (1...2).flatMap { seed in CandidateRun.milestones.map { "\(seed):\($0)" } + ["\(seed):test"] }
}
