import Tensors
import Testing

@Suite("Printing")
struct PrintingTests {
    @Test("columns are aligned and only the decimals needed are shown")
    func texts() {
        #expect("\(Tensor([1, 2, 3]))" == "[1, 2, 3]")
        #expect("\(Tensor([0.5, -2, 10]))" == "[ 0.5, -2.0, 10.0]")
        #expect("\(Tensor([[1, 2], [30, 4]]))" == "[[ 1,  2],\n [30,  4]]")
        #expect("\(Tensor(2.5))" == "2.5")
        #expect("\(Tensor([1.0 / 3, 2]))" == "[0.3333, 2.0000]")
        #expect("\(Tensor([Scalar.nan, Scalar.infinity, 1]))" == "[NaN, inf,   1]")
        #expect("\(Tensor([1e-6, 1]))" == "[1e-6,  1e0]")
        #expect("\(Tensor(zeros: [0]))" == "[]")
        #expect("\(Tensor(zeros: [2, 1, 2]))" == "[[[0, 0]],\n\n [[0, 0]]]")
        #expect("\(Tensor(arange: 0..<2000))" == "[   0,    1,    2, …, 1997, 1998, 1999]")
    }

    @Test("very large and very small numbers are written with their power of ten")
    func scientific() {
        #expect("\(Tensor([1e-40]))" == "[1e-40]" || Scalar.self == Double.self)
        #expect("\(Tensor(Scalar(1e-5)))" == "1e-5")
        #expect("\(Tensor(Scalar(-1.23456e20)))" == "-1.2346e20")
        #expect("\(Tensor(Scalar(9.99996e-7)))" == "1e-6")
        #expect("\(Tensor(Scalar(1e16)))" == "1e16")
        #expect("\(Tensor(Scalar(123_456_784)))" == "123456784")
        #expect("\(Tensor(Scalar(0.99996)))" == "1")
        #expect("\(Tensor(Scalar(-0.00004)))" == "-4e-5")
        #expect("\(Tensor([100, -0.00012]))" == "[100.0000,  -0.0001]")
        #expect(
            "\(Tensor(Scalar.leastNonzeroMagnitude))" == (Scalar.self == Double.self ? "5e-324" : "1e-45"))
    }

    /// Every bit pattern is some number. What is written reads back as that number, to the digits that are shown.
    @Test("any bit pattern can be printed, alone and beside others, and reads back")
    func anyBitPattern() throws {
        var generator = SeededGenerator(seed: 12)
        for _ in 0..<20_000 {
            let bits = generator.next()
            let x =
                Scalar.self == Double.self
                ? Scalar(Double(bitPattern: bits))
                : Scalar(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
            let text = "\(Tensor(x))"
            if x.isNaN {
                #expect(text == "NaN")
                continue
            }
            if x.isInfinite {
                #expect(text == (x > 0 ? "inf" : "-inf"))
                continue
            }
            let read = try #require(Double(text), "\(text)")
            // Four decimals, or five digits where a power of ten follows.
            let size = abs(Double(x))
            let bound = (text.contains("e") ? 5.001e-5 * size : 5.001e-5) + size.ulp
            #expect(abs(read - Double(x)) <= bound || read == Double(x), "\(text)")
            #expect(text.contains("e") == (size != 0 && (size < 1e-4 || size >= 1e15)), "\(text)")
            #expect("\(Tensor([x, 1, -2]))".hasPrefix("["))
        }
    }
}
