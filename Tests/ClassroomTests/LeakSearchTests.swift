import Foundation
import Nabla
import Testing

@testable import Classroom
@testable import Grading

@Suite struct LeakSearchTests {
    private static let remark = "CANARY-7f3a the gradient of a mean is divided by its count"
    /// Of a check, and taught somewhere else too.
    private static let line = "var push: Scalar { y * score <= 0 ? y : 0 }"
    private let search = LeakSearch(
        for: Secrets([
            .init(text: Array(remark.utf8), place: "Solutions/04-perceptron/4.2-Update.swift:31"),
            .init(text: Array("let push = label * score <= 0 ? label : 0".utf8), place: "Sources/Checks/x.swift:2"),
        ]))

    @Test func `a secret is found by file and line, and says where it came from`() {
        let text = "one\ntwo\nthree \(Self.remark) four\n"
        let leaks = search.leaks(in: Array(text.utf8), name: "Lessons/04.swift")
        #expect(leaks.map(\.place) == ["Lessons/04.swift:3"])
        #expect(leaks[0].origin == "Solutions/04-perceptron/4.2-Update.swift:31")
        #expect("\(leaks[0])".contains("the gradient of a mean"))
    }

    @Test func `it is found among bytes that are no text, at their very beginning and end`() {
        let noise = (0..<500).map { UInt8(truncatingIfNeeded: $0 &* 167) }
        for bytes in [
            noise + Array(Self.remark.utf8) + noise, Array(Self.remark.utf8), noise + Array(Self.remark.utf8),
        ] {
            #expect(search.leaks(in: bytes, name: "library.so").count == 1)
        }
        #expect(search.leaks(in: noise, name: "library.so").isEmpty)
        // The first thirty bytes alone are no secret.
        #expect(search.leaks(in: noise + Array(Self.remark.utf8.dropLast()), name: "library.so").isEmpty)
    }

    @Test func `archives are opened, and archives in archives`() {
        var inner = ZipWriter()
        inner.add("deep/solution.txt", Data(String(repeating: "\(Self.remark)\n", count: 20).utf8))
        var outer = ZipWriter()
        outer.add("data/inner.zip", inner.data)
        let leaks = search.leaks(in: Array(outer.data), name: "kit.zip")
        #expect(leaks.first?.place == "kit.zip!data/inner.zip!deep/solution.txt:1")
    }

    @Test func `what C builds in is in a kit for students, or is not missed there`() throws {
        let course = Course(URL(fileURLWithPath: #filePath).appending(path: "../../..").standardizedFileURL)
        let copied = try ReleaseKit(of: course, name: "A", version: "1").copied
        let file = course.kit.appending(path: "Sources/CPageFiles/page_files.c")
        let text = try String(contentsOf: file, encoding: .utf8)
        let embedded = text.matches(of: /#embed "\.\.\/([^"]+)"/).map { String($0.1) }
        #expect(embedded.count > 3)
        for file in embedded where !copied.contains("Sources/\(file)") {
            #expect(text.contains("__has_embed(\"../\(file)\")"), "\(file)")
        }
    }

    @Test func `nothing in a kit for students asks for what instructors have`() throws {
        let course = Course(URL(fileURLWithPath: #filePath).appending(path: "../../..").standardizedFileURL)
        for path in try ReleaseKit(of: course, name: "A", version: "1").copied where path.hasSuffix(".swift") {
            let text = try String(contentsOf: course.kit.appending(path: path), encoding: .utf8)
            #expect(!text.contains("\nimport Classroom\n") && !text.hasPrefix("import Classroom\n"), "\(path)")
        }
    }

    @Test func `what solutions and checks say is a secret, what stubs and headers say is none`() throws {
        let course = Course(URL(fileURLWithPath: #filePath).appending(path: "../../..").standardizedFileURL)
        let secrets = try Secrets(of: course, taught: ["let x = 1", "    // \(Self.line) // taught"])
        let texts = Set(secrets.pieces.map { String(decoding: $0.text, as: UTF8.self) })
        #expect(texts.contains("The bias never moves. It is a weight too, with an input that is always 1."))
        #expect(texts.contains { $0.hasPrefix("a change of a weight moves each residual") })
        #expect(!texts.contains(Self.line))
        #expect(!texts.contains { $0.contains("First decide whether this sample is a mistake") })
        #expect(
            !texts.contains(
                "The perceptron learns only from its mistakes. In training a sample is a mistake unless its"))
        let place = secrets.pieces.first {
            String(decoding: $0.text, as: UTF8.self).hasPrefix("The bias never moves.")
        }?.place
        #expect(place?.hasPrefix("Sources/Checks/04-perceptron/4.2-Update.swift:") == true)
    }

    @Test func `a stub is its own stub`() throws {
        let course = Course(URL(fileURLWithPath: #filePath).appending(path: "../../..").standardizedFileURL)
        for exercise in course.exercises {
            let stub = try course.stub(of: exercise)
            #expect(Stub(solution: stub).text == stub, "\(exercise)")
        }
    }
}
