import Foundation
import Tensors
import Testing

/// The reference values in the folder Reference, made by the scripts beside them.
enum Reference {
    struct Values: Codable, Sendable {
        var shape: [Int]
        var values: [Double]
        var tensor: Tensor { Tensor(scalars: values.map { Scalar($0) }, shape: shape) }
    }

    struct File<Case: Codable>: Codable {
        var cases: [Case]
    }

    static func path(_ name: String) -> String {
        Bundle.module.resourceURL!.appendingPathComponent("Reference/\(name)").path
    }

    static func cases<Case: Codable>(_ name: String) -> [Case] {
        let data = FileManager.default.contents(atPath: path(name))!
        return try! JSONDecoder().decode(File<Case>.self, from: data).cases
    }
}

/// Expects two tensors to agree, each element within `relative` of the expected one, or within `absolute` where it is small.
/// Reports the worst element, its place and both values.
func expectClose(
    _ actual: Tensor, _ expected: Tensor, relative: Double = 2e-5, absolute: Double = 1e-6, _ what: String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(actual.shape == expected.shape, "\(what): shapes differ", sourceLocation: sourceLocation)
    guard actual.shape == expected.shape else { return }
    var worst = (excess: 0.0, place: 0)
    let (a, e) = (actual.scalars.map { Double($0) }, expected.scalars.map { Double($0) })
    for place in a.indices where a[place] != e[place] {
        let excess = (a[place] - e[place]).magnitude / (relative * e[place].magnitude + absolute)
        if !worst.excess.isNaN && !(excess <= worst.excess) { worst = (excess, place) }
    }
    #expect(
        worst.excess <= 1,
        "\(what): element \(worst.place) is \(a[worst.place]), expected \(e[worst.place])",
        sourceLocation: sourceLocation)
}
