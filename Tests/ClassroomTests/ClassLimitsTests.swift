import Foundation
import Grading
import Testing

@testable import Classroom

@Suite struct ClassLimitsTests {
    private let exercises = ["4.1", "4.2", "5.1"].map { Exercise(id: $0, name: "e", points: 2, hints: []) }

    private func file(_ lessons: String) throws -> ClassFile {
        let text = #"{"name": "A", "seed": 7, "lessons": [\#(lessons)]}"#
        return try ClassFile(Data(text.utf8), name: "class.json", exercises: exercises)
    }

    @Test func `an exercise may have more time and memory than the others`() throws {
        let file = try file(#"{"lesson": "04", "limits": {"4.2": {"seconds": 30, "memoryMegabytes": 2048}}}"#)
        let limits = try #require(file.lessons[0].limits["4.2"]).changing(Limits())
        #expect((limits.seconds, limits.memoryMegabytes, limits.processes) == (30, 2048, Limits().processes))
        #expect(ClassLimits(seconds: 2).changing(Limits()).memoryMegabytes == Limits().memoryMegabytes)
    }

    @Test(arguments: [
        (#"{"4.9": {"seconds": 30}}"#, "lesson 04 has 4.1, 4.2, but no \"4.9\""),
        (#"{"4.2": {"second": 30}}"#, "did you mean \"seconds\"?"),
        (#"{"4.2": {"seconds": 0}}"#, "lessons[0].limits.4.2.seconds: expected 0.5 to 600, but got 0"),
        (#"{"4.2": {"memoryMegabytes": 1}}"#, "expected 64 to 65536, but got 1"),
    ])
    func `what cannot be meant is named`(limits: String, words: String) throws {
        let error = try #require(throws: ClassError.self) { try file(#"{"lesson": "04", "limits": \#(limits)}"#) }
        #expect(error.message.contains(words), "\(error)")
    }

    @Test func `lessons and exercises come in the class's own order`() throws {
        let file = try file(#"{"lesson": "05"}, {"lesson": "04", "exercises": ["4.2", "4.1"]}"#)
        #expect(exercises.counting(in: file).map(\.id) == ["5.1", "4.2", "4.1"])
    }
}
