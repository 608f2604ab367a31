// Prints a tensor as nested brackets, columns aligned, so that it reads like the literal that makes it.

extension Tensor: CustomStringConvertible {
    /// The elements in brackets, one row a line. Large tensors show the first and last three of each long axis.
    public var description: String {
        if rank == 0 { return Number.text(item, decimals: 4) }
        // Brackets around nothing are many where the other axes are long: as NumPy does, leave them out.
        if size == 0, !hasFewBrackets { return "[]" }
        let edge = size > 1000 ? 3 : Int.max
        let shown = shownElements(edge: edge)
        let texts = Number.aligned(shown)
        var next = texts.makeIterator()
        return bracketed(axis: 0, edge: edge, indent: " ", texts: &next)
    }

    /// Whether the axes that are not empty make at most a thousand brackets.
    private var hasFewBrackets: Bool {
        var brackets = 1
        for length in shape where length > 0 {
            guard length <= 1000 / brackets else { return false }
            brackets *= length
        }
        return true
    }

    /// The places shown along an axis; nil stands for "…".
    private func places(_ length: Int, _ edge: Int) -> [Int?] {
        if edge == Int.max || length <= 2 * edge { return Array(0..<length) }
        return Array(0..<edge) + [nil] + Array((length - edge)..<length)
    }

    private func shownElements(edge: Int) -> [Scalar] {
        var result: [Scalar] = []
        func visit(_ axis: Int, _ place: Int) {
            if axis == rank { return result.append(storage[place]) }
            for i in places(shape[axis], edge) {
                if let i { visit(axis + 1, place + i * strides[axis]) }
            }
        }
        visit(0, offset)
        return result
    }

    private func bracketed(
        axis: Int, edge: Int, indent: String, texts: inout IndexingIterator<[String]>
    ) -> String {
        let isLast = axis == rank - 1
        var parts: [String] = []
        for place in places(shape[axis], edge) {
            if place == nil {
                parts.append("…")
            } else if isLast {
                parts.append(texts.next() ?? "")
            } else {
                parts.append(bracketed(axis: axis + 1, edge: edge, indent: indent + " ", texts: &texts))
            }
        }
        let blankLines = String(repeating: "\n", count: Swift.max(rank - axis - 1, 1))
        return "[" + parts.joined(separator: isLast ? ", " : "," + blankLines + indent) + "]"
    }
}

/// How numbers are written: up to four decimals, as many as the row of numbers needs.
enum Number {
    /// Writes numbers with as many decimals as needed, padded to one width.
    static func aligned(_ numbers: [Scalar]) -> [String] {
        let finite = numbers.filter { $0.isFinite && $0 != 0 }.map { Double($0.magnitude) }
        let (largest, smallest) = (finite.max() ?? 1, finite.min() ?? 1)
        let texts: [String]
        if largest >= 1e8 || smallest < 1e-4 {
            texts = numbers.map { scientific($0) }
        } else {
            let decimals = numbers.map { decimalsNeeded($0) }.max() ?? 0
            texts = numbers.map { text($0, decimals: decimals, padded: true) }
        }
        let width = texts.map(\.count).max() ?? 0
        return texts.map { String(repeating: " ", count: width - $0.count) + $0 }
    }

    /// Writes a number with at most so many decimals, without zeros at the end unless padded.
    static func text(_ number: Scalar, decimals: Int, padded: Bool = false) -> String {
        guard number.isFinite else { return number.isNaN ? "NaN" : (number < 0 ? "-inf" : "inf") }
        let magnitude = Double(number.magnitude)
        if magnitude != 0, magnitude >= 1e15 || (!padded && magnitude < 1e-4) { return scientific(number) }
        // The whole part first: with its digits beside them, the decimals of a large number would be rounded away.
        let power = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
        var whole = magnitude.rounded(.down)
        var decimalPart = ((magnitude - whole) * power).rounded()
        if decimalPart == power { (whole, decimalPart) = (whole + 1, 0) }
        let sign = number < 0 && (whole != 0 || decimalPart != 0) ? "-" : ""
        if decimals == 0 { return sign + String(Int64(whole)) }
        var fraction = String(Int64(decimalPart))
        fraction = String(repeating: "0", count: Swift.max(0, decimals - fraction.count)) + fraction
        if !padded { while fraction.hasSuffix("0") { fraction.removeLast() } }
        return sign + String(Int64(whole)) + (fraction.isEmpty ? "" : "." + fraction)
    }

    private static func decimalsNeeded(_ number: Scalar) -> Int {
        let digits = text(number, decimals: 4)
        guard let point = digits.firstIndex(of: ".") else { return 0 }
        return digits.distance(from: point, to: digits.endIndex) - 1
    }

    /// Writes a number as 1.2345e-40, from the digits that the standard library finds. Dividing by ten until the number is
    /// near 1 would be arithmetic with denormal numbers, which does not end on a thread that counts them as zero.
    private static func scientific(_ number: Scalar) -> String {
        guard number.isFinite else { return text(number, decimals: 0) }
        let parts = "\(number.magnitude)".split(separator: "e")
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let all = Array((mantissa[0] + (mantissa.count > 1 ? mantissa[1] : "")).utf8.map { Int($0) - 48 })
        guard let first = all.firstIndex(where: { $0 != 0 }) else { return "0" }
        var exponent = (parts.count > 1 ? Int(parts[1])! : 0) + mantissa[0].utf8.count - 1 - first
        // Five digits, rounded by the sixth.
        var digits = Array((all[first...] + [0, 0, 0, 0, 0]).prefix(5))
        if all.count > first + 5, all[first + 5] >= 5 {
            var place = 4
            while place >= 0, digits[place] == 9 { (digits[place], place) = (0, place - 1) }
            if place >= 0 {
                digits[place] += 1
            } else {
                (digits[0], exponent) = (1, exponent + 1)
            }
        }
        while digits.count > 1, digits.last == 0 { digits.removeLast() }
        let texts = digits.map(String.init)
        let fraction = texts.count > 1 ? "." + texts.dropFirst().joined() : ""
        return (number < 0 ? "-" : "") + texts[0] + fraction + "e\(exponent)"
    }
}
