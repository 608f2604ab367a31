import Literate
import Testing

@Suite("A declaration shown on a page")
struct SourceExcerptTests {
    static let file = """
        import Tensors

        // MARK: - Activations

        /// Replaces negative numbers by 0.
        ///
        /// Gradients: 0 at the corner.
        @inlinable
        public func relu(_ x: Tensor) -> Tensor { maximum(x, 0) }

        /// A layer.
        public final class Dense: Layer {
            /// One row per input.
            public private(set) var weight: Parameter

            // Plain comments directly above belong to it, too.
            public init(
                _ inputs: Int, _ outputs: Int
            ) {
                let relu = "}"  // not this one }
                weight = Parameter(/* { */ inputs)
            }

            static func + (a: Dense, b: Dense) -> Dense { a }
            subscript(i: Int) -> Int { i }
            var description: String {
                "Dense"
            }
            case input, `default`
        }

        extension Flatten {
            var description: String { "Flatten" }
            func callAsFunction(_ x: Variable)
                -> Variable
            where X: Y {
                x
            }
        }
        let last = 1
        """

    private func excerpt(_ name: String) throws -> SourceExcerpt {
        try SourceExcerpt(of: name, in: Self.file, path: "A.swift")
    }

    @Test("comes with its comment and its attributes")
    func comment() throws {
        let relu = try excerpt("relu")
        #expect(relu.text.hasPrefix("/// Replaces negative numbers by 0.\n///\n/// Gradients"))
        #expect(relu.text.hasSuffix("@inlinable\npublic func relu(_ x: Tensor) -> Tensor { maximum(x, 0) }"))
        #expect(relu.firstLine == 5)
    }

    @Test("ends at the brace that matches, and loses the indentation it had")
    func braces() throws {
        let expected = """
            // Plain comments directly above belong to it, too.
            public init(
                _ inputs: Int, _ outputs: Int
            ) {
                let relu = "}"  // not this one }
                weight = Parameter(/* { */ inputs)
            }
            """
        #expect(try excerpt("Dense.init").text == expected)
        #expect(try excerpt("init").text == expected)
        #expect(try excerpt("Dense").text.hasSuffix("case input, `default`\n}"))
        #expect(try excerpt("Dense").firstLine == 11)
    }

    @Test(
        "is found by its name",
        arguments: [
            ("weight", "/// One row per input.\npublic private(set) var weight: Parameter"),
            ("+", "static func + (a: Dense, b: Dense) -> Dense { a }"),
            ("subscript", "subscript(i: Int) -> Int { i }"),
            ("description", "var description: String {\n    \"Dense\"\n}"), ("last", "let last = 1"),
            ("Flatten.description", "var description: String { \"Flatten\" }"),
            ("callAsFunction", "func callAsFunction(_ x: Variable)\n    -> Variable\nwhere X: Y {\n    x\n}"),
        ])
    func names(name: String, text: String) throws {
        #expect(try excerpt(name).text == text)
    }

    @Test(
        "that is not there is an error that names file and name",
        arguments: ["sigmoid", "Flatten.init", "Tensors", "maximum"])
    func absent(name: String) {
        let error = #expect(throws: LessonError.self) { try excerpt(name) }
        #expect(error?.problem == "A.swift declares no “\(name)”")
    }

    @Test("is asked for with a path and a name")
    func links() throws {
        let found = try SourceExcerpt(link: "Sources/A.swift#last") { path in
            path == "Sources/A.swift" ? Self.file : ""
        }
        #expect(found.text == "let last = 1")
        #expect(found.path == "Sources/A.swift")
        #expect(
            throws: LessonError(
                "“A.swift” names no declaration",
                hint: "Write the path, a # and a name: `Sources/A.swift#name`.")
        ) {
            try SourceExcerpt(link: "A.swift") { _ in Self.file }
        }
    }
}
