import Testing

@testable import Text

@Suite struct NumbersTests {
    @Test func `a fixed number of decimals, a true minus sign, commas`() {
        #expect(formatted(-1234.5, decimals: 1) == "−1,234.5")
        #expect(formatted(-0.0001, decimals: 2) == "0.00")
        #expect(formatted(.nan, decimals: 2) == "NaN")
        #expect(formatted(-.infinity, decimals: 2) == "−∞")
        #expect(superscript(-10) == "⁻¹⁰")
        #expect(decimalsNeeded(for: [0.5, 0.25]) == 2)
        #expect(decimalsNeeded(for: [98.04, 11]) == 1)
        #expect(decimalsNeeded(for: [3, 100]) == 0)
    }

    @Test func `one number is written so that something of it shows`() {
        #expect(written(0.25) == "0.25")
        #expect(written(1.0 / 3) == "0.333")
        #expect(written(0.00001234) == "1.23·10⁻⁵")
        #expect(written(-2e20) == "−2·10²⁰")
        #expect(written(0) == "0" && written(-0.0) == "0")
        #expect(written(9.996e-7, limit: 3) == "1.00·10⁻⁶")
        #expect(formatted(1.5e300, decimals: 2) == "1.5·10³⁰⁰")
        #expect(formatted(999_999_999_999_999, decimals: 0) == "999,999,999,999,999")
    }

    @Test func `numbers side by side are told apart`() {
        #expect(written([0.0004, 0.0008]) == ["0.0004", "0.0008"])
        #expect(written([0.98123, 0.98127]) == ["0.98123", "0.98127"])
        #expect(written([1e-9, 2e-9]) == ["1·10⁻⁹", "2·10⁻⁹"])
        #expect(written([1.5e17, 2e17]) == ["1.5·10¹⁷", "2.0·10¹⁷"])
        #expect(written([0, 1e-200, -3e-200]) == ["0", "1·10⁻²⁰⁰", "−3·10⁻²⁰⁰"])
        #expect(written([1, 1.0005, 2]) == ["1.0000", "1.0005", "2.0000"])
        #expect(written([98.25, -40, 3]) == ["98.2", "−40.0", "3.0"])
        #expect(written([1000, 2000]) == ["1,000", "2,000"])
        // What is not 0 does not read as 0, unless rounding may have left it.
        #expect(written([0.0004, 12]) == ["0.0004", "12.000"])
        #expect(written([1e-12, 12.5]) == ["0.0", "12.5"])
        #expect(written([0.1 + 0.2, 0.3]) == ["0.3", "0.3"])
        #expect(written([.nan, .infinity, 1]) == ["NaN", "∞", "1"])
        #expect(written([.greatestFiniteMagnitude, 1e308]) == ["1.80·10³⁰⁸", "1.00·10³⁰⁸"])
        #expect(written([.leastNonzeroMagnitude]) == ["0"])
        #expect(written([Double]()) == [])
    }

    @Test(arguments: [
        (0.25, "0.25"), (-0.0, "0"), (3, "3"), (-7, "-7"), (1_000_000, "1000000"), (1234.5678, "1234.57"),
        (1.5e-6, "1.5·10⁻⁶"), (1e-6, "10⁻⁶"), (-1e-6, "-10⁻⁶"), (2.5e20, "2.5·10²⁰"), (-1e15, "-10¹⁵"),
        (.nan, "NaN"), (.infinity, "∞"), (-.infinity, "-∞"),
    ])
    func `a number in a sentence has up to six significant digits`(number: Double, text: String) {
        #expect(numberText(number) == text)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `what is not finite reads the same everywhere`(number: Double) {
        let minus = numberText(number).replacing("-", with: "−")
        #expect(
            formatted(number, decimals: 2) == minus && written(number) == minus && written([number, 1])[0] == minus)
    }
}
