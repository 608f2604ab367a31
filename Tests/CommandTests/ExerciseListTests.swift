import Foundation
import Grading
import Testing

@testable import lesson

@Suite struct ExerciseListTests {
    private let exercises = [
        Exercise(id: "4.1", name: "a", points: 1, minutes: 8, difficulty: .easy, hints: []),
        Exercise(id: "4.2", name: "b", points: 1, minutes: 20, difficulty: .hard, isEssential: true, hints: []),
        Exercise(id: "4.3", name: "c", points: 1, hints: []),
    ]

    @Test(arguments: [
        ("    //: - **4.1 Decide.** Many points.", "    //: - **4.1 Decide.** Many points. (8 minutes, easy)"),
        (
            "    //: - **4.2** One\n    //:   sample.",
            "    //: - **4.2** One\n    //:   sample. (20 minutes, hard, essential)"
        ),
        ("    //: - 4.2 One.", "    //: - 4.2 One. (20 minutes, hard, essential)"),
        ("    //: **Time** 50 minutes.", "    //: **Time** 50 minutes to read."),
        (
            "    //: **Time** about 50 minutes. Rest.\n    //: - **4.1 A.**\n    //: - **4.2 B.**",
            "    //: **Time** about 50 minutes to read, and 28 for the exercises. Rest.\n"
                + "    //: - **4.1 A.** (8 minutes, easy)\n    //: - **4.2 B.** (20 minutes, hard, essential)"
        ),
        ("    //: - **4.3 None.**", "    //: - **4.3 None.**"), ("    //: - **Open.** 4.1", "    //: - **Open.** 4.1"),
        ("    // - 4.1", "    // - 4.1"),
        ("    //: - 4.1 a\n    //:\n    //:   b", "    //: - 4.1 a (8 minutes, easy)\n    //:\n    //:   b"),
    ])
    func `minutes and difficulty stand behind an exercise`(text: String, shown: String) {
        #expect(ExerciseList.withEffort(text, of: exercises) == shown)
    }

    /// Written by hand, it would stand there twice, and one day differ.
    @Test func `every exercise is in its lesson's list, and its effort in its check only`() throws {
        let project = try ProjectFolder()
        for lesson in catalogue {
            let text = try project.text(ProjectFolder.sourcePath(lesson.file))
            #expect(!text.contains(/minutes, (easy|medium|hard)/), "\(lesson.name)")
            #expect(text.contains(/\*\*Time\*\* (about )?\d+ minutes\./), "\(lesson.name)")
            let shown = ExerciseList.withEffort(text, of: Exercise.all)
            for exercise in Exercise.all where exercise.lesson == lesson.number && exercise.difficulty != nil {
                let id = exercise.id.replacing(".", with: "\\.")
                let item = try Regex("//: - (\\*\\*)?\(id)\\D[^\\n]*(\\n *//:   [^\\n]*)*")
                let found = try #require(try item.firstMatch(in: shown), "\(exercise) is not in its list")
                let words = shown[found.range].split { $0.isWhitespace || $0 == "/" || $0 == ":" }.joined(
                    separator: " ")
                #expect(words.hasSuffix("(\(exercise.effort))"), "\(exercise): \(words)")
            }
        }
    }
}
