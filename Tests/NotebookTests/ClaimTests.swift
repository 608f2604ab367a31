import Notebook
import Testing

extension NotebookTests {
    @Suite struct ClaimTests {
        @Test func `equals holds at the tolerance and fails beyond it`() throws {
            let held = try onlyClaim { claim("half", 0.5, equals: 0.25, within: 0.25) }
            #expect(held.claim.held)
            #expect(held.reason == nil)
            #expect(held.claim.condition == "0.25 ± 0.25")
            let failed = try onlyClaim { claim("half", 0.5, equals: 0.25, within: 0.2) }
            #expect(!failed.claim.held)
            #expect(failed.reason == "0.5, expected 0.25 ± 0.2")
        }

        @Test func `small and large numbers are written with a power of ten`() throws {
            let small = try onlyClaim { claim("slope", 2, equals: 2, within: 1e-6) }
            #expect(small.claim.condition == "2 ± 10⁻⁶")
            let failed = try onlyClaim { claim("error", -1.5e-7, atLeast: 0) }
            #expect(failed.reason == "-1.5·10⁻⁷, expected at least 0")
            let large = try onlyClaim { claim("sum", 2.5e20, atMost: 1e20) }
            #expect(large.reason == "2.5·10²⁰, expected at most 10²⁰")
        }

        @Test func `equals without a tolerance is exact`() throws {
            #expect(try onlyClaim { claim("parameters", 13_002, equals: 13_002) }.claim.held)
            let failed = try onlyClaim { claim("parameters", 13_001, equals: 13_002) }
            #expect(failed.reason == "13001, expected exactly 13002")
        }

        @Test func `at least holds at its bound and fails below`() throws {
            #expect(try onlyClaim { claim("accuracy", 0.975, atLeast: 0.975) }.claim.held)
            let failed = try onlyClaim { claim("accuracy", 0.91, atLeast: 0.975) }
            #expect(failed.reason == "0.91, expected at least 0.975")
            #expect(failed.claim.condition == "at least 0.975")
        }

        @Test func `at most holds at its bound and fails above`() throws {
            #expect(try onlyClaim { claim("loss", Float(0.1), atMost: 0.1) }.claim.held)
            let failed = try onlyClaim { claim("loss", Float(0.25), atMost: 0.1) }
            #expect(failed.reason == "0.25, expected at most 0.1")
        }

        @Test func `in a range holds inside and fails outside`() throws {
            #expect(try onlyClaim { claim("share", 0.5, in: 0.4...0.5) }.claim.held)
            #expect(try onlyClaim { claim("steps", 3, in: 2..<4) }.claim.held)
            let failed = try onlyClaim { claim("steps", 4, in: 2..<4) }
            #expect(failed.reason == "4, expected a value in 2..<4")
        }

        @Test func `a truth value is recorded as 1 or 0`() throws {
            let held = try onlyClaim { claim("it converges", isTrue: true) }
            #expect(held.claim.held)
            #expect(held.claim.value == .number(1))
            let failed = try onlyClaim { claim("it converges", isTrue: false) }
            #expect(failed.claim.value == .number(0))
            #expect(failed.reason == "0, expected 1")
            #expect(try onlyClaim { claim("AND", [false, true], equals: [false, true]) }.claim.held)
        }

        @Test func `a list names the first element that fails`() throws {
            let table: [[Float]] = [[1, 2], [3, 4]]
            #expect(try onlyClaim { claim("table", table, equals: [[1, 2], [3, 4]]) }.claim.held)
            let unequal = try onlyClaim { claim("table", table, equals: [[1, 2], [5, 5]], within: 0.5) }
            #expect(unequal.reason == "3 at [1][0], expected 5 ± 0.5")
            let low = try onlyClaim { claim("row", [0.5, 0.25], atLeast: 0.3) }
            #expect(low.reason == "0.25 at [1], expected at least 0.3")
        }

        @Test func `lists of another shape never hold`() throws {
            let failed = try onlyClaim { claim("row", [1, 2, 3], equals: [1, 2]) }
            #expect(!failed.claim.held)
            #expect(failed.reason == "shape [3], expected shape [2]")
            #expect(!(try onlyClaim { claim("row", [[1], [2, 3]], equals: [[1, 2], [3]]) }.claim.held))
        }

        @Test func `NaN never holds, whatever is asked of it`() throws {
            let nan = Double.nan
            let claims = [
                try onlyClaim { claim("x", nan, equals: nan, within: 1) },
                try onlyClaim { claim("x", nan, equals: 1, within: .infinity) },
                try onlyClaim { claim("x", nan, atLeast: -.infinity) },
                try onlyClaim { claim("x", nan, atMost: .infinity) },
                try onlyClaim { claim("x", nan, in: 0...1) },
                try onlyClaim { claim("x", nan, in: ..<1) },
                try onlyClaim { claim("x", [1, nan], atLeast: 0) },
            ]
            for (claim, reason) in claims {
                #expect(!claim.held)
                #expect(try #require(reason).hasPrefix("NaN"))
            }
        }

        @Test func `an infinity never holds, so that every held value can be written as a number`() throws {
            let failed = try onlyClaim { claim("x", Double.infinity, atLeast: 1) }
            #expect(failed.reason == "∞, expected a finite number")
        }

        @Test func `numbers of every kind can be claimed`() throws {
            #expect(try onlyClaim { claim("x", UInt8(200), atLeast: 200) }.claim.value == .number(200))
            #expect(try onlyClaim { claim("x", Int32(-3), equals: -3) }.claim.held)
            #expect(try onlyClaim { claim("x", [1, 2, 3][1...], equals: [2, 3]) }.claim.held)
            #expect(
                try onlyClaim { claim("x", Float(0.1), equals: 0.1) }.claim.value
                    == .number(Double(Float(0.1))))
        }

        @Test func `a claim knows its line`() throws {
            let line = #line + 1
            #expect(try onlyClaim { claim("x", 1, equals: 1) }.claim.line == line)
        }
    }
}
