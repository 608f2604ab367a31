import Testing

@testable import Grading

/// A learner starts from the solution, less what makes it one.
@Suite struct StubTests {
    private let solution = """
        import Grading
        import Nabla

        // 9.1  Halves
        //
        // Example: 4 gives 2.

        /// Given, and kept as it is.
        func half(_ x: Scalar) -> Scalar { x / 2 }

        func halves(
            of x: Tensor, count: Int
        ) throws -> Tensor {
            func local() throws -> Int { 1 }
            return x / 2
        }

        // Why: a half is less than a whole. This note
        // has two lines.

        // The second task.

        struct Counter {
            var count = 0

            mutating func next() throws -> Int {
                count += helper()
                return count
            }
        }

        // Why: it counts.

        /// Helps the solution only.
        private func helper() -> Int {
            1
        }

        """

    @Test func `bodies, notes and private helpers are left out, and nothing else`() {
        #expect(
            Stub(solution: solution).text == """
                import Grading
                import Nabla

                // 9.1  Halves
                //
                // Example: 4 gives 2.

                /// Given, and kept as it is.
                func half(_ x: Scalar) -> Scalar { x / 2 }

                func halves(
                    of x: Tensor, count: Int
                ) throws -> Tensor {
                    throw notAttempted()
                }

                // The second task.

                struct Counter {
                    var count = 0

                    mutating func next() throws -> Int {
                        throw notAttempted()
                    }
                }

                """)
    }

    @Test func `a stub is its own stub`() {
        let stub = Stub(solution: solution).text
        #expect(Stub(solution: stub).text == stub)
    }

    @Test func `a body on the line of its declaration is left out too`() {
        let stub = Stub(solution: "func one() throws -> Int { 1 }\n").text
        #expect(stub == "func one() throws -> Int {\n    throw notAttempted()\n}\n")
    }

    @Test func `declarations are compared on one line`() {
        let signatures = FunctionText.throwing(in: solution).map(\.signature)
        #expect(
            signatures == [
                "func halves(of x: Tensor, count: Int) throws -> Tensor",
                "mutating func next() throws -> Int",
            ])
    }

    @Test(arguments: Exercise.all)
    func `every solution makes a stub that throws`(_ exercise: Exercise) throws {
        let course = try Course.current()
        let stub = try course.stub(of: exercise)
        #expect(stub.contains("throw notAttempted()"))
        #expect(stub.contains("// \(exercise.id)  "))
        #expect(!stub.contains("Why:"))
    }
}
