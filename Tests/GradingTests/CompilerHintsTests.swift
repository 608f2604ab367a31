import Foundation
import Testing

@testable import Grading

/// Mistakes of beginners, compiled: each with a piece of what the compiler says, and of what is said to it. Another
/// compiler that uses other words is noticed here.
@Suite struct CompilerHintsTests {
    /// Swift as it is typed, a piece of the compiler's sentence, a piece of ours.
    typealias Slip = (code: String, message: String, hint: String)

    // MARK: The tables

    private static let comparisons: [Slip] = [
        (
            "func f(x: Tensor) -> Tensor { return x >= 0 ? 1 : -1 }", "'BinaryInteger'",
            "x .>= y compares entry by entry"
        ),
        ("func f(x: Tensor) -> Int { if x[0] > 0 { return 1 }; return 0 }", "'BinaryInteger'", ".item is the number"),
        ("func f(x: Tensor) -> Int { if x[0] < x[1] { return 1 }; return 0 }", "'Comparable'", "with a dot"),
        ("func f(x: Tensor) -> Int { if x[0] > x[1] { return 1 }\nreturn 0 }", "operator", "with a dot"),
        (
            "func f(u: Tensor, p: Scalar) -> Int { if u >= p { return 1 }; return 0 }", "'Tensor' to expected",
            "with a dot"
        ),
        ("func f(x: Tensor, v: Scalar) -> Tensor { return x + (x == 0) * v }", "'Bool' and 'Scalar'", "with a dot"),
        ("func f(x: Tensor, y: Tensor) -> Tensor { return x >= y }", "two 'Tensor' operands", "with a dot"),
        (
            "func f(x: Tensor, y: Tensor) -> Tensor { return x == y }", "'Bool' to return type",
            "without a dot gives one Bool"
        ),
        ("func f(x: Tensor) -> Tensor { if x .== 0 { return x }; return -x }", "condition type 'Bool'", "one Bool"),
        (
            "func f(x: Tensor) -> Tensor { return x .> 0 ? x : 0 }", "condition type 'Bool'",
            "multiply by the tensor of 1"
        ),
        ("func f(n: Int) -> Int { if n { return 1 }; return 0 }", "used as a boolean", "n != 0"),
        ("func f(n: Int) -> Int { var m = n; if m = 0 { m = 1 }; return m }", "boolean context", "`==` compares"),
    ]

    private static let numbers: [Slip] = [
        (
            "func f(x: Tensor) -> Scalar { return x.sum() / x.size }", "'Int' to expected argument type",
            "write Scalar(n)"
        ),
        ("func f(x: Tensor) -> Scalar { return 1 / x.size }", "'Int' to return type", "the quotient is whole"),
        (
            "func f(x: Tensor) -> Tensor { let n = x.size; return n * x }", "'Int' to expected argument type",
            "Scalar(n)"
        ),
        ("func f(x: Tensor) -> Tensor { return x * x.size }", "'Tensor' and 'Int'", "write Scalar(n)"),
        ("func f(x: Tensor, y: Tensor) -> (Tensor, Scalar) { return (2 * x / y.size, 1) }", "'Int'", "Scalar(n)"),
        ("func f(n: Int) -> Scalar { let he = (2 / n).squareRoot(); return he }", "and 'Int'", "write Scalar(n)"),
        ("func f(n: Int) -> Scalar { let s: Scalar = n; return s }", "specified type", "write Scalar(n)"),
        ("func f(n: Int) -> Scalar { return n * 0.5 }", "'Int' to expected", "write Scalar(n)"),
        (
            "func f(x: Tensor) -> Scalar { var s = 0; for v in x.scalars { s += v }; return Scalar(s) }",
            "to expected argument type 'Int'", "`var s: Scalar = 0` does not"
        ),
        (
            "func f(x: Tensor) -> Int { var s = 0; for i in 0..<3 { s += x[i].item * x[i].item }; return s }",
            "'Float' to expected argument type 'Int'", "`var s: Scalar = 0` does not"
        ),
        (
            "func f(x: Tensor) -> Scalar { var s = 0.0; for v in x.scalars { s += v }; return 1 }",
            "expected argument type 'Double'", "`var s = 0.0` is a Double"
        ),
        ("func f(a: Scalar) -> Scalar { return a^2 }", "'Int'", "not a power"),
        ("func f(a: Scalar) -> Scalar { return a**2 }", "no operator '**'", "x * x"),
        ("func f(x: Tensor) -> Tensor { return 2(x .>= 0) - 1 }", "non-function type 'Int'", "2 * (…)"),
        ("func f(x: Tensor) -> Scalar { return x.item() }", "non-function type", "leave the parentheses out"),
        ("func f(x: Tensor) -> Scalar { return x.mean }", "no 'mean' candidates", ".mean()"),
        ("func f(n: Int) -> Int { var s = 0; for i in n { s += i }; return s }", "'Int' to conform", "for i in 0..<n"),
    ]

    private static let tensors: [Slip] = [
        ("func f(x: Tensor) -> Scalar { return x * x / 2 }", "return expression of type 'Tensor'", ".sum(), .mean()"),
        ("func f(x: Tensor) -> Scalar { return x[0] }", "return expression of type 'Tensor'", "`.item` is the number"),
        (
            "func f(x: Tensor) -> Scalar { var b: Scalar = 0; for i in 0..<3 { b += x[i] }; return b }",
            "'Tensor' to expected argument type 'Float'", "`.item` is the number"
        ),
        ("func f(x: Tensor) -> [Int] { var l: [Int] = []; l.append(x[0]); return l }", "type 'Int'", "Int(x)"),
        ("func f(x: Tensor) -> Int { for row in x { print(row) }; return 0 }", "'Sequence'", "not a list"),
        ("func f(x: Tensor) -> Int { return zip(x, x).map { 1 }.count }", "'Sequence'", "not a list"),
        (
            "func f(x: Tensor) -> Int { for (i, v) in x.enumerated() { print(i, v) }; return 0 }", "no member",
            "not a list"
        ),
        ("func f(x: Tensor) -> Tensor { return x.map { $0 * 2 } }", "no member 'map'", "not a list"),
        ("func f(l: [Int]) -> Tensor { return Tensor(l) }", "no exact matches in call to initializer", "Scalar($0)"),
        ("func f(l: [Int]) -> Tensor { return Tensor(scalars: l, shape: [2]) }", "'[Scalar]'", "Scalar($0)"),
        ("func f(l: [Scalar]) -> Tensor { return l }", "return type 'Tensor'", "Tensor(list)"),
        ("func f(x: Tensor, l: [Int]) -> Tensor { return x - l }", "'[Int]'", "Scalar($0)"),
        ("func f(x: Tensor) -> [Scalar] { return x }", "return type '[Scalar]'", "x.scalars"),
        ("func f(n: Int) -> Tensor { return Tensor(zeros: n) }", "'[Int]'", "brackets"),
        ("func f(x: Tensor) -> Tensor { let i = x.max(); return x[i] }", "call to subscript", "whole numbers (Int)"),
        ("func f(x: Tensor) -> Tensor { return x.T }", "no member 'T'", "x.transposed()"),
        ("func f(x: Tensor) -> Tensor { return x.reshape([2]) }", "no member 'reshape'", "reshaped(to:"),
        ("func f(l: [Scalar]) -> Scalar { return l.sum() }", "no member 'sum'", "Tensor(list)"),
        ("func f(l: [Scalar]) -> Int { return l.length }", "no member 'length'", "list.count"),
        ("func f(x: Tensor) -> Tensor { return max(x, 0) }", "'Comparable'", "maximum(x, y)"),
        ("func f(x: Tensor) -> Tensor { return x.sum(axis: 0) }", "takes no arguments", "alongAxes: 0"),
        ("func f(x: Tensor) -> Tensor { return x.mean(alongAxis: 0) }", "argument label", "names of the arguments"),
        ("func f(x: Variable) -> Tensor { return x * 2 }", "'Variable' to return type", ".value"),
        (
            "func f(x: Tensor) -> (dw: Tensor, db: Scalar) { return (x.mean(), x.mean()) }", "return type '(dw:",
            "`dw` is to be of type Tensor, and is of type Scalar"
        ),
        (
            "func f(a: Int, b: Int) -> (accuracy: Scalar, n: Int) { return (a / b, b) }", "return type '(accuracy",
            "Write Scalar(n), before any division"
        ),
        (
            "func f(x: Tensor) -> (w: Tensor, b: Scalar, n: Int) { return (x, 1) }", "return type",
            "3 values, and 2 come"
        ),
    ]

    private static let lists: [Slip] = [
        ("func f() -> [Scalar] { var r = []; r.append(1); return r }", "empty collection", "[Scalar] = []"),
        ("func f(x: Tensor) -> Tensor { return Tensor(zeros: [x.shape]) }", "'[Int]' to expected", "x.shape[0]"),
        ("func f(x: Tensor) -> Int { for i in 0..<x.shape { print(i) }; return 0 }", "'[Int]'", "x.shape[0]"),
        ("func f(x: Tensor) -> Int { for i in 0..<x { print(i) }; return 0 }", "'Strideable'", "whole number"),
        ("func f(x: Tensor) -> Tensor { var s = x; s[s .< 0] = -1; return s }", "TensorIndex", "no tensors"),
        (
            "func f(x: Tensor, b: Scalar) -> [Scalar] { let y: [Scalar] = x.scalars + b; return y }", "'Array",
            "list is wanted"
        ),
        ("func f(x: Tensor) -> Tensor { let y = x.scalars * 2; return Tensor(y) }", "'[Scalar]'", "Tensor(list)"),
        ("func f(x: Tensor) -> Tensor { let a = x[0].item + x[1]; return Tensor(a) }", "'arrayLiteral:'", "already"),
        ("func f(x: Tensor) -> Scalar { let a = Scalar(x.shape); return a }", "initializer", "takes one number"),
        ("func f(x: Tensor) -> Tensor { return x * x.shape[0] / 2 }", "'Tensor'", "Scalar(n)"),
    ]

    private static let functionsOfNumbers: [Slip] = [
        ("func f(a: Scalar) -> Scalar { return 1 / (1 + exp(-a)) }", "'exp'", "`import Foundation`"),
        ("func f(p: Scalar) -> Scalar { return -log(p) }", "'log'", "`import Foundation`"),
        ("func f(a: Scalar) -> Scalar { return sqrt(a) }", "'sqrt'", "s.squareRoot()"),
        ("func f(a: Scalar) -> Scalar { return pow(a, 3) }", "'pow'", "`import Foundation`"),
        (
            "func f(x: Tensor, w: Tensor) -> Scalar { return (x * w).min() / sqrt(dot(w, w)) }", "'Variable'",
            "s.squareRoot()"
        ),
        (
            "func f(x: [Tensor], s: Scalar) -> [Tensor] { return x.map { $0 * (s / sqrt(s)) } }",
            "'Scalar' (aka 'Float')", "s.squareRoot()"
        ),
    ]

    private static let wrongTypes: [Slip] = [
        ("func f(x: Tensor) -> Tensor { let a = 3.0; return x * a }", "'Double' to expected", "`let a: Scalar = 3`"),
        ("func f(x: Tensor, a: Double) -> Tensor { return x - a }", "'Double' to expected", "Scalar(a)"),
        ("func f(a: Scalar) -> Int { let y = (a > 0) * 1; return y }", "'Bool' to expected", "`b ? 1 : 0`"),
        ("func f(a: Scalar) -> Int { return Int(a > 0) }", "no exact matches in call to initializer", "`b ? 1 : 0`"),
        ("func f(x: Tensor) -> Int { return Int(x[0]) }", "'Tensor' conform to 'BinaryInteger'", "Int(x.item)"),
        ("func f(x: Tensor) -> String { return String(x) }", "no exact matches in call to initializer", "\\(…)"),
        ("func f(x: Tensor) -> Tensor { return Tensor(stacking: x) }", "type '[Tensor]'", "[a, b]"),
        ("func f(x: Tensor) -> Tensor { let (n, d) = x.shape; return x }", "'(_, _)'", "(x.shape[0], x.shape[1])"),
        ("func f(x: Tensor) -> Tensor { return (x, x) }", "'(Tensor, Tensor)'", "one Tensor, and 2 values come"),
        ("func f(x: Tensor) -> Tensor { return nil }", "'nil' is incompatible", "in every case"),
        ("func f(a: Scalar) -> Int { if a { return 1 }; return 0 }", "expected condition type 'Bool'", "n != 0"),
        (
            "func f(x: Tensor) -> Scalar { let s = 0; for i in 0..<3 { s += x[i].item }; return 0 }",
            "'Int' to expected",
            "`var s: Scalar = 0`"
        ),
        ("func f(x: Tensor) -> Tensor { let d = [\"a\": 1]; return x * d[\"a\"] }", "'Int?'", "`x ?? 0`"),
        ("func f() -> [Scalar] { var l: [Scalar] = []; l += 1; return l }", "'Array<Scalar>'", "list.append(x)"),
        ("func f(b: Scalar) -> Int { for n in 0..<b { print(n) }; return 0 }", "on 'Range' requires", "whole number"),
        ("func f() { let a: int = 3 }", "cannot find type 'int'", "is Int"),
        ("func f() { let a: float = 3 }", "cannot find type 'float'", "is Scalar"),
        ("func f(v) {}", "cannot find type 'v'", "name: Type"),
        ("func f(x: Tensor) { return x }", "unexpected non-void return value", "-> Tensor"),
    ]

    private static let forms: [Slip] = [
        ("func f() -> Int { for (i = 0; i < 3; i += 1) { print(i) }; return 0 }", "C-style for", "for i in 0..<n"),
        ("func f() -> Int { for i = 0 to 3 { print(i) }; return 0 }", "expected 'in'", "for i in 0..<n"),
        (
            "func f() -> Int { for i in 0..<3: print(i)\n return 0 }", "expected '{' to start the body",
            "not after a colon"
        ),
        ("func f(x: Tensor) -> Tensor { return exp((x + 1)\n}", "expected ')' in expression list", "never closed"),
        ("func f(a: Scalar) -> Bool { return a ≥ 0 }", "cannot find operator '≥'", ">= of numbers"),
        ("func f(x: Tensor) -> Tensor { return x .≤ 0 }", "cannot find operator '.≤'", ".<="),
        ("func f(x: Tensor) -> Scalar { return x.norm }", "did you mean to call it", "x.norm()"),
        ("func f(x: Tensor) -> Tensor { return x.transposed }", "did you mean to call it", "called with parentheses"),
        ("func f(x: Tensor) -> Tensor { let y: Tensor = x.norm; return y }", "'@Sendable () -> Scalar'", "x.norm()"),
        ("func f() -> Int {\nfor (i = 0; i < 3; i += 1) {\nprint(i) }\nreturn 0 }", "for", "for i in 0..<n"),
        ("func f(x: Tensor) -> Tensor { let z = x.sum; return z }", "ambiguous use of 'sum'", ".sum()"),
        ("func f(x: Tensor) -> Tensor { return x[..., 0] }", "UnboundedRange_", "x[.all, 0]"),
        ("func f(x: Tensor) -> Tensor { return 2x }", "valid digit in integer literal", "2 * x"),
        ("func f(x: Tensor) -> Tensor { return x + 10^-7 }", "missing whitespace between '^'", "1e-7"),
        ("func f(x: Scalar) -> Scalar { return x * .5 }", "valid floating point literal", "0.5"),
        ("func f(b: Scalar) -> Bool { return 0 < b < 1 }", "non-associative", "&&"),
        (
            "func f(b: Scalar) -> Int { if b > 0 { return 1 } else b < 0 { return 2 }; return 0 }", "'{' or 'if'",
            "else if"
        ),
        ("func f(b: Scalar) -> Scalar { let y = b > 0 ? b; return y }", "ternary expression", "condition ? a : b"),
        ("func f(b: Scalar) -> Int { switch b { case 0: return 1 } }", "must be exhaustive", "default"),
        ("func f(b: Scalar) -> Int { guard b > 0; return 1 }", "expected 'else' after 'guard'", "guard condition else"),
        ("func f() { print \"hello\" }", "consecutive statements", "print("),
        ("func f() { Scalar a = 3 }", "consecutive statements", "`let n = 3`"),
        ("func f() { let a, b = 3 }", "type annotation missing", "needs a value"),
        ("func f() { let class = 1 }", "cannot be used as an identifier", "another name"),
        ("func f() { var n = 0; n =+ 1; print(n) }", "cannot find operator '=+'", "n += 1"),
        ("func f() { var n = 0; do { n += 1 } while n < 3 }", "'do-while' statement", "repeat"),
    ]

    private static let values: [Slip] = [
        ("func f(x: Tensor) -> Tensor { x = x + 1; return x }", "'x' is a 'let' constant", "`var x = x`"),
        ("func f(w: Tensor, b: Scalar) -> Scalar { b += 1; return b }", "'b' is a 'let' constant", "`var b = b`"),
        ("func f() -> Tensor { let t = Tensor(zeros: [2]); t[0] = 1; return t }", "'t' is a 'let'", "write `var`"),
        ("func f() -> Int { let s = 0; for i in 0..<3 { s += i }; return s }", "'s' is a 'let'", "write `var`"),
        ("func f(x: Tensor) -> Tensor { var y = x; var y = x + 1; return y }", "redeclaration", "leave out `let`"),
        ("func f(x: Tensor) -> Scalar { let b = x.scalars.max(); return b + 1 }", "must be unwrapped", "`x ?? 0`"),
        ("func f(labels: [Int]) -> Int { return lables[0] }", "cannot find 'lables'", "Compare the spelling"),
        ("func f(x: Tensor) -> Tensor { return matmul(a: x, b: x) }", "argument labels", "names of the arguments"),
        (
            "func g(at a: Int, by b: Int) {}\nfunc f() { g(by: 1, at: 2) }", "must precede argument",
            "names of the arguments"
        ),
        ("func f(x: Tensor) -> Tensor { return matmul(x) }", "missing argument", "lacks an argument"),
        ("func f(x: Tensor) -> Tensor { return print(x) }", "type '()'", "gives no value"),
        ("func f() -> Int { var n = 0; n++; return n }", "operator '++'", "n += 1"),
    ]

    private static let python: [Slip] = [
        ("func f(x: Tensor) -> Tensor { return x @ x }", "consecutive statements", "matmul(a, b)"),
        ("func f(x: Tensor) -> Tensor { return relu(x + x @ x) }", "separator", "matmul(a, b)"),
        ("func f(x: Tensor) -> Tensor { return np.exp(x) }", "cannot find 'np'", "not Python"),
        ("func f(x: Tensor) -> Int { return len(x) }", "cannot find 'len'", "x.shape[0]"),
        ("func f() -> Int { for i in range(3) { print(i) }; return 0 }", "cannot find 'range'", "0..<n"),
        ("func f(x: Tensor) -> Scalar { return sum(x) }", "cannot find 'sum'", "x.sum()"),
        ("func f() -> Bool { return True }", "cannot find 'True'", "true and false"),
        ("func f(a: Bool, b: Bool) -> Int { if a and b { return 1 }; return 0 }", "expected '{'", "&&"),
        ("func f(a: Bool) -> Int { if not a { return 1 }; return 0 }", "expected '{'", "!isRight"),
        ("func f(a: Int) -> Int {\n if a > 0:\n return 1\n return 0\n}", "expected '{'", "not after a colon"),
        ("func f(x: Int) -> Int { return x if x > 0 else 1 }", "consecutive statements", "condition ? a : b"),
        ("func f(x: Tensor) -> Tensor { return x[:, 0] }", "before colon", "x[.all, 0]"),
        (
            "func f(n: Int) -> Int {\n if n > 0 { return 1 }\n elif n < 0 { return 2 }\n return 0 }", "consecutive",
            "else if"
        ),
        ("func f(x: Int) -> Int { int n = 3; return n }", "consecutive statements", "`let n = 3`"),
        ("func f(x: Int) -> Int { if (x > 0) return 1\n return 0 }", "expected '{'", "braces even"),
        ("func f(x: Int) -> Int { print(\"a\" + x); return 0 }", "'String' and 'Int'", "into a text"),
        ("func f(b: Scalar) -> Scalar { return round(b) }", "cannot find 'round'", "`import Foundation`"),
        ("func f() -> Int { print('a'); return 0 }", "single-quoted", "double quotation marks"),
    ]

    private static let spelling: [Slip] = [
        ("func f(s: Tensor) -> Tensor { return 2 * (s .>=0) - 1 }", "not a prefix unary", "on both of its sides"),
        ("func f(x: Tensor) -> Tensor { return x -1 }", "consecutive statements", "on both of its sides"),
        ("func f(x: Tensor) -> Tensor { return x* 2 }", "postfix", "on both of its sides"),
        ("func f(n: Int) -> Int { let m =n; return m }", "consistent whitespace", "on both of its sides"),
        ("func f(x: Tensor) -> Tensor { return exp((x + 1) }", "expected expression in list", "never closed"),
        ("func f(x: Tensor) -> Tensor { return x x }", "consecutive statements", "operator or a comma"),
    ]

    /// What the compiler only looks at where all types are right.
    private static let ways: [Slip] = [
        ("func f(x: Tensor) -> Tensor { if x.size > 0 { return x } }", "missing return", "Every way needs"),
        ("func f(n: Int) -> Int { var m: Int; m += n; return m }", "before being initialized", "before it has a value"),
    ]

    /// A long sum of products of whole numbers and others.
    private static let endless: [Slip] = [
        (
            """
            func f(w: Tensor, b: Scalar) -> Int {
                let c = [[0, 0], [0, 1], [1, 0], [1, 1]]
                return w[0].item * c[0][0] + w[1].item * c[0][1] + w[0].item * c[1][0] + w[1].item * c[1][1] + b > 0 ? 1 : 0
            }
            """, "in reasonable time", "Scalar(n)"
        )
    ]

    // MARK: Compiling

    /// Compiles each as a file of its own, in a type of its own, all in one call of the compiler.
    private func problems(of slips: [Slip]) async throws -> [[CompileProblem]] {
        func name(_ index: Int) -> String { "Slip\(index).swift" }
        let files = slips.enumerated().map { index, slip in
            (name: name(index), text: Array("import Nabla\nenum Slip\(index) {\n\(slip.code)\n}\n".utf8))
        }
        let module = SourceModule(name: "slips", module: "answers", files: files, imports: AnswerSource.imports)
        guard case .problems(let all) = try await SourceLibrary.make(of: module, Toolchain(), limit: 60) else {
            return []
        }
        return slips.indices.map { index in all.filter { $0.file == name(index) } }
    }

    @Test(arguments: [
        comparisons + numbers + tensors + lists + functionsOfNumbers + wrongTypes + values + python + spelling + forms,
        ways, endless,
    ])
    func `a mistake is told what it means`(slips: [Slip]) async throws {
        let found = try await problems(of: slips)
        try #require(found.count == slips.count)
        for (slip, problems) in zip(slips, found) {
            let comment =
                "\(slip.code)\n" + problems.map { "\($0.message)\n→ \($0.hint ?? "")" }.joined(separator: "\n")
            #expect(problems.contains { $0.message.contains(slip.message) }, "other words: \(comment)")
            #expect(
                problems.contains { $0.message.contains(slip.message) && $0.hint?.contains(slip.hint) == true },
                "\(comment)")
        }
    }

    // MARK: Lesson 00

    /// The compiler's sentences that lesson 00 quotes, each with the code that stands before it: in a block of its own, or in
    /// a row of the table of messages.
    private static func quotations() throws -> [Slip] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
        let text = try String(contentsOf: root.appending(path: "Lessons/00-swift/Swift.swift"), encoding: .utf8)
        let prose = text.components(separatedBy: "\n").map(\.trimmed).filter { $0.hasPrefix("//:") }.map { line in
            String(line.dropFirst(3)).trimmed
        }
        // Indentation of the code is lost, which Swift does not mind.
        let block = /```swift\n((?:(?!```).*\n)+)```\n```text\n(.+)\n```/
        var pairs = prose.joined(separator: "\n").matches(of: block).map { (String($0.1), String($0.2)) }
        let start = prose.firstIndex { $0.hasPrefix("| you wrote") } ?? prose.endIndex
        for row in prose[start...].dropFirst(2).prefix(while: { $0.hasPrefix("|") }) {
            let cells = row.components(separatedBy: " | ")
            pairs.append((cells[0].trimmingCharacters(in: CharacterSet(charactersIn: "|` ")), cells[1]))
        }
        return pairs.map { code, message in
            let head = "func slip(scores: Tensor, list: [Scalar], labels: [Int], n: Int) {"
            return (code: "\(head)\n\(code)\n}", message: message, hint: "")
        }
    }

    @Test func `what lesson 00 quotes is what the compiler says, and there is advice for it`() async throws {
        let quotations = try Self.quotations()
        #expect(quotations.count >= 18)
        let found = try await problems(of: quotations)
        try #require(found.count == quotations.count)
        for (quotation, problems) in zip(quotations, found) {
            let said = problems.first { $0.message.contains(quotation.message) }
            #expect(said?.hint != nil, "\(quotation.code)\n\(problems.map(\.message))\n\(quotation.message)")
        }
    }

    // MARK: Saying nothing

    /// Sentences in which a word of a rule stands, and the rule would say what is not so.
    @Test(arguments: [
        ("cannot assign value of type 'Scalar' (aka 'Float') to subscript of type 'Tensor'", "r[i, j] = s", "let"),
        ("cannot convert value of type 'Color' to expected argument type 'Scalar' (aka 'Float')", "f(c)", "Scalar(n)"),
        ("binary operator '+' cannot be applied to two 'Color' operands", "if a + b { }", "dot"),
        ("cannot find operator '@@' in scope", "a @@ b", "matmul"),
        ("no exact matches in call to initializer", "Color([1, 2])", "Tensor"),
        ("cannot call value of non-function type 'Int'", "x(1)", "Times"),
        ("cannot convert value of type 'Int' to expected argument type '(Int, Int)'", "f(3)", "promises"),
        ("expected ',' separator", "f(a b)", "range"),
    ])
    func `no rule fires on a word alone`(message: String, line: String, words: String) {
        let problem = CompileProblem(file: "a.swift", line: 1, column: 1, message: message, source: line)
        #expect(problem.hint?.contains(words) != true, "\(problem.hint ?? "")")
    }
}
