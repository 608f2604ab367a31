import Foundation
import Nabla
import Testing

@testable import Classroom
@testable import Grading

/// A kit of one exercise, with a canary wherever its solution and its check know something.
@Suite(.serialized) struct ReleaseKitTests {
    /// What may be found nowhere in a release, not even in the library before it is sealed.
    private static let deepest = ["CanaryRemark", "canaryHelper", "canaryLocal", "canaryFunction", "CanaryUnused"]
    /// What the library has to say, and what only the seal keeps from being read.
    private static let sealed = ["CanarySentence of a known wrong answer, long enough to be searched for"]

    private static let files = [
        "Package.swift": "// swift-tools-version: 6.2\n", "README.md": "# Mini\n\nA kit.\n",
        "Exercises/README.md": "# Exercises\n",
        "Tests/ExerciseTests/ExerciseTests.swift": """
        @Suite struct ExerciseTests {
            @Test func `98.1 double`() async throws { try await check("98.1") }
            @Test func `98.2 half`() async throws { try await check("98.2") }
            @Test func `99.1 other`() async throws { try await check("99.1") }
        }

        """,
        "Solutions/98-mini/98.1-Double.swift": """
        import Exercises
        import Nabla

        // 98.1  Twice as much
        //
        // Example: x = [1, 3] gives [2, 6].

        func double(_ x: Tensor) throws -> Tensor {
            // CanaryRemark inside of the body, long enough to be searched for
            let canaryLocal = "CanaryUnused literal of the solution, long enough"
            return canaryLocal.isEmpty ? x : canaryHelper(x)
        }

        /// CanaryRemark above a private helper, long enough to be searched for
        private func canaryHelper(_ x: Tensor) -> Tensor { 2 * x }

        // Why: CanaryRemark of the why-note, long enough to be searched for.

        """,
        "Solutions/98-mini/98.2-Half.swift": """
        import Exercises
        import Nabla

        func half(_ x: Tensor) throws -> Tensor {
            x / 2
        }

        """,
        "Sources/Checks/98-mini/98.1-Double.swift": """
        // 98.1 double
        // points: 1
        // hint: What is twice a number?

        import Grading
        import Nabla

        // CanaryRemark above the check, long enough to be searched for
        let double = Check<Tensor, Tensor>(result: "doubled") { c in
            c.inputs { generator in [generator.nonZeroHalves([3]), generator.nonZeroHalves([5])] }
            c.right { canaryFunction($0) }
            c.wrong("\(sealed[0])") { $0 / 2 }
            c.wrong("This is three times each number.") { 3 * $0 }
            c.wrong("This is each number.") { $0 }
            c.wrong("This is two more than each number.") { $0 + 2 }
            c.opposite()
        }

        private func canaryFunction(_ x: Tensor) -> Tensor {
            let canaryLocal = 2 as Scalar
            return canaryLocal * x  // CanaryRemark at the end of a line, long enough to be searched for
        }

        """,
        "Sources/Checks/98-mini/98.2-Half.swift": """
        // 98.2 half
        // points: 1

        import Grading
        import Nabla

        let half = Check<Tensor, Tensor> { c in c.right { $0 / 2 } }

        """,
        "Lessons/98-mini/Mini.swift": "//: # Mini\nfunc lesson() {}\n",
    ]

    private func usingKit(_ changes: [String: String] = [:], _ work: (Course, URL) async throws -> Void) async throws {
        try await TemporaryFolder.using { folder in
            let kit = folder.appending(path: "kit")
            for (path, text) in Self.files.merging(changes, uniquingKeysWith: { $1 }) {
                let file = kit.appending(path: path)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: file)
            }
            try await work(Course(kit), folder.appending(path: "release"))
        }
    }

    private func release(of course: Course) throws -> ReleaseKit {
        try ReleaseKit(
            of: course, name: "Mini", version: "0", lessons: ["98"], hidden: ["98.2": "2026-12-07T00:00"],
            date: Date(timeIntervalSince1970: 1_796_000_000))
    }

    @Test func `no canary is found in any byte of a release, and the checks in it judge`() async throws {
        try await usingKit { course, folder in
            try await release(of: course).write(to: folder)
            let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            var library: [UInt8] = []
            for name in names {
                guard let data = FileManager.default.contents(atPath: folder.appending(path: name).path) else {
                    continue
                }
                for canary in Self.deepest + Self.sealed {
                    #expect(data.firstRange(of: Data(canary.utf8)) == nil, "\(canary) in \(name)")
                }
                if name.hasSuffix(".checks") { library = Array(data) }
            }
            let released = try #require(try Course(folder).release)
            let platform = try Toolchain().platform
            let seal = SealedLibrary(digest: released.digest, platform: platform, lesson: "98-mini")
            let opened = try #require(seal.opened(library))
            for canary in Self.deepest + [folder.path, course.url.path] {
                #expect(opened.firstRange(of: Array(canary.utf8)) == nil, "\(canary) in the library")
            }
            // The search can find: what a check says has to be in it.
            #expect(opened.firstRange(of: Array(Self.sealed[0].utf8)) != nil)
            let checks = try await CheckLibrary.shared.checks(of: "98", in: Course(folder))
            #expect(checks.keys.sorted() == ["98.1"])
        }
    }

    @Test func `what a kit needs is there: stubs twice, headers, the tests of what can be checked`() async throws {
        try await usingKit { course, folder in
            try await release(of: course).write(to: folder)
            func text(_ path: String) -> String {
                (try? String(contentsOf: folder.appending(path: path), encoding: .utf8)) ?? ""
            }
            let stub = text("Exercises/98-mini/98.1-Double.swift")
            #expect(stub.contains("// 98.1  Twice as much") && stub.contains("throw notAttempted()"))
            #expect(text("Release/Stubs/98-mini/98.1-Double.swift") == stub)
            #expect(
                text("Release/Checks/98-mini/98.1-Double.txt")
                    == "// 98.1 double\n// points: 1\n// hint: What is twice a number?\n")
            #expect(text("Tests/ExerciseTests/ExerciseTests.swift").components(separatedBy: "@Test").count == 2)
            #expect(text("README.md").hasPrefix("# Mini\n\n> **A kit for students.** Mini, Nabla 0, 2026-11-"))
            for absent in ["Solutions", "Sources/Checks"] {
                #expect(!FileManager.default.fileExists(atPath: folder.appending(path: absent).path))
            }
            let kit = Course(folder)
            #expect(kit.exercises.map(\.id) == ["98.1", "98.2"])
            #expect(kit.exercises[0].hints == ["What is twice a number?"])
            #expect(try kit.stub(of: kit.exercises[0]) == stub)
        }
    }

    @Test func `where a stand-in is an answer the stub lies in its place, and a run still has the answer`() async throws
    {
        let path = "Sources/Milestones/98-mini/98.1-Double.swift"
        let answer = "// By hand: CanaryRemark\n\nimport Nabla\n\nfunc double(_ x: Tensor) throws -> Tensor { x + x }\n"
        try await usingKit([path: answer]) { course, folder in
            try await release(of: course).write(to: folder)
            let released = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
            #expect(released == (try course.stub(of: course.exercises[0])))
            for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
                let data = FileManager.default.contents(atPath: folder.appending(path: name).path)
                #expect(data?.firstRange(of: Data("CanaryRemark".utf8)) == nil, "\(name)")
            }
            #expect(try StandIn.text(folder.appending(path: path), in: Course(folder)) == Array(answer.utf8))
        }
    }

    @Test(arguments: [
        ("Lessons/98-mini/Mini.swift", "//: This is three times each number.\n"),
        ("README.md", "# Mini\n\nCanaryRemark of the why-note, long enough to be searched for.\n"),
    ]) func `a leak is refused by file and line, and says where it is from`(path: String, text: String) async throws {
        try await usingKit([path: text]) { course, folder in
            do {
                try await release(of: course).write(to: folder)
                Issue.record("\(path) was let through")
            } catch let error as ClassError {
                #expect(error.message.contains("\(path):"))
                #expect(
                    error.message.contains("from Solutions/98-mini") || error.message.contains("from Sources/Checks"))
            }
        }
    }

    @Test func `another compiler, another engine and another release are told apart in words`() async throws {
        try await usingKit { course, folder in
            let kit = try release(of: course)
            try await kit.write(to: folder)
            let libraries = folder.appending(path: "Release/Libraries")
            let platform = try Toolchain().platform
            let checks = CompiledChecks(of: kit.release, in: folder, by: try Toolchain())
            #expect(try checks.complaint == nil)

            let added = folder.appending(path: "Sources/Tensors/Mine.swift")
            try FileManager.default.createDirectory(
                at: added.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("struct Mine {}".utf8).write(to: added)
            #expect(try checks.complaint?.message.contains("Sources/Tensors/Mine.swift") == true)
            try FileManager.default.removeItem(at: added)

            try FileManager.default.moveItem(
                at: libraries.appending(path: platform), to: libraries.appending(path: "arm64-apple-macosx-swift-6.2"))
            let complaint = try #require(try checks.complaint)
            #expect(complaint.message.contains("arm64-apple-macosx-swift-6.2") && complaint.message.contains(platform))
            #expect(complaint.hint?.contains("class release --add") == true)

            // A machine that has the same texts makes it whole again; one that has others does not.
            try await ReleaseKit(addingTo: folder, of: course, version: "0").add(to: folder)
            #expect(try checks.complaint == nil)
            try FileManager.default.removeItem(
                at: course.url.appending(path: "Sources/Checks/98-mini/98.1-Double.swift"))
            #expect(throws: ClassError.self) { try ReleaseKit(addingTo: folder, of: course, version: "0") }
        }
    }
}
