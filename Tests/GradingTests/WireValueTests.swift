import Nabla
import Testing

@testable import Exercises
@testable import Grading

/// What goes over the pipes between judge and host arrives as it left, and rubbish is no value.
@Suite struct WireValueTests {
    static let values: [WireValue] = [
        .none, .truth(true), .integer(-7), .integer(.max), .number(0.1), .number(-.infinity), .text("−½ \u{0}"),
        .tensor(shape: [2, 0, 3], numbers: []), .tensor(shape: [], numbers: [1]),
        .tensor(shape: [2, 2], numbers: [1, 2, 3, .pi]), .list([]), .list([.integer(1), .list([.text("")])]),
        .record([.init("w", .tensor(shape: [1], numbers: [1])), .init("", .none)]),
    ]

    @Test(arguments: values) func aValueArrivesAsItLeft(_ value: WireValue) {
        #expect(WireValue(bytes: value.bytes) == value)
        #expect(WireValue(bytes: value.bytes + [0]) == nil)
        for count in 0..<value.bytes.count { #expect(WireValue(bytes: Array(value.bytes.prefix(count))) != value) }
    }

    /// Ten thousand mutations of values that are: none traps, and none asks for more memory than its bytes say.
    @Test func rubbishIsNoTrap() {
        var generator = SeededGenerator(seed: 1)
        let seeds = Self.values.map(\.bytes)
        for _ in 0..<10_000 {
            var bytes = seeds.randomElement(using: &generator)! + seeds.randomElement(using: &generator)!
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            if let value = WireValue(bytes: bytes) {
                // What is no text in Unicode is read with signs in its place, so the bytes may differ.
                _ = (value.tensor, value.number, value.list, Part.parts(of: value, named: "x").map(\.brief))
            }
            _ = Reply(bytes: bytes)
            _ = Call(bytes: bytes)
        }
    }

    @Test func tuplesAndStructsAreRecordsWithTheirLabels() {
        struct Sample { var w: Tensor, b: Scalar }
        #expect(
            WireValue(reflecting: (w: Tensor([1, 2]), b: Scalar(3)))
                == .record([.init("w", .tensor(shape: [2], numbers: [1, 2])), .init("b", .number(3))]))
        #expect(
            WireValue(reflecting: Sample(w: [1, 2], b: 3)) == WireValue(reflecting: (w: Tensor([1, 2]), b: Scalar(3))))
        #expect(WireValue(reflecting: (1, true)) == .record([.init("", .integer(1)), .init("", .truth(true))]))
        #expect(WireValue(reflecting: [[1, 2], [3]]) == .list([[1, 2], [3]].map { WireValue(reflecting: $0) }))
        #expect(WireValue(reflecting: Optional<Int>.none as Any) == .none)
    }

    @Test func argumentsAreTurnedBack() {
        #expect(Tensor(WireValue(reflecting: Tensor([[1, 2]])))?.shape == [1, 2])
        #expect([Int](WireValue(reflecting: [1, 2])) == [1, 2])
        #expect([Scalar](WireValue(reflecting: [Scalar(0.5)])) == [0.5])
        #expect(Int(WireValue.number(1)) == nil)
        #expect([Int]?(WireValue.none) == .some(.none))
    }

    @Test(arguments: [
        ("func update(w: Tensor, b: Scalar) throws -> Tensor", "update", "update(w:b:)"),
        ("func predict(_ x: Tensor, with w: Tensor) throws -> Tensor", "predict", "predict(_:with:)"),
        ("func andGate() throws -> (w: Tensor, b: Scalar)", "andGate", "andGate"),
        (
            "func numericGradient(of f: (Tensor, _ y: [Int: Int]) throws -> Scalar, at x: Tensor) throws -> Tensor",
            "numericGradient", "numericGradient(of:at:)"
        ),
        ("func agrees(_ a: (dx: Tensor, dw: Tensor), _ b: [String: Int]) throws -> Bool", "agrees", "agrees(_:_:)"),
    ])
    func functionsAreNamedAsSwiftNamesThem(signature: String, base: String, full: String) throws {
        let function = try #require(FunctionText(at: [signature + " {", "}"][...]))
        #expect(function.baseName == base)
        #expect(function.fullName == full)
    }
}
