import Foundation
import Grading
import Testing

import enum Datasets.SHA256

/// The learner's commands, in a copy of the exercises: from the first hint to the solution.
@Suite struct LearnerLoopTests {
    private let update = "4.2-Update.swift"

    @Test func `a fresh course has nothing to complain about`() async throws {
        try await withCourse { folder in
            let run = try await LessonCommandProcess("check", "04", in: folder.path)
            #expect(run.status == 0, "\(run.complaint)")
            #expect(run.output.contains("4.2 update: not attempted (2 points to earn)"))
            #expect(run.output.contains("\n0 of 13 points\n"))
            #expect(run.complaint.isEmpty)
        }
    }

    @Test func `a wrong answer is named, and its family again in another exercise`() async throws {
        try await withCourse { folder in
            let predict = try solution("4.1-Predict.swift", in: folder)
            try write(
                predict.replacing("(scores .>= 0)", with: "(scores .> 0)"), to: "4.1-Predict.swift",
                in: folder)
            let text = try solution(update, in: folder)
            try write(
                text.replacing("guard y * score <= 0", with: "guard y * score < 0"), to: update, in: folder)
            let first = try await LessonCommandProcess("check", "4.1", "--seed", "5", in: folder.path)
            #expect(first.status == 1)
            #expect(first.output.contains("Points on the line get −1 here."))
            #expect(first.output.contains("swift run lesson check 4.1 --seed 5"))
            #expect(first.complaint == "not right yet: 4.1\n")
            let second = try await LessonCommandProcess("check", "4.2", in: folder.path)
            #expect(second.output.contains("You have met a similar mistake in 4.1:"))
            let progress = try await LessonCommandProcess("progress", in: folder.path)
            #expect(progress.status == 0)
            #expect(progress.output.contains("(2 times, in 4.1,"))
            #expect(progress.output.contains("▫▫·····"))
        }
    }

    @Test func `a file that does not compile costs its own exercise only`() async throws {
        try await withCourse { folder in
            try write(try solution("4.1-Predict.swift", in: folder), to: "4.1-Predict.swift", in: folder)
            let text = try solution(update, in: folder).replacing("dot(w, x)", with: "dto(w, x)")
            try write(text, to: update, in: folder)
            let run = try await LessonCommandProcess("check", "04", in: folder.path)
            #expect(run.status == 1)
            #expect(run.output.contains("4.1 predict: passed, 1 of 1 point"))
            #expect(run.output.contains("4.2 update: does not compile, 0 of 2 points"))
            #expect(run.output.contains("Exercises/04-perceptron/4.2-Update.swift:"))
            #expect(run.output.contains("cannot find 'dto' in scope"))
            #expect(run.output.contains("= dto(w, x) + b\n"))
            #expect(run.output.contains("→ Nothing of that name is known here."))
            #expect(try await LessonCommandProcess(in: folder.path).status == 0)
        }
    }

    @Test func `an answer may use a macro of Foundation`() async throws {
        try await withCourse { folder in
            let text = try solution("4.1-Predict.swift", in: folder)
            let macro = "\nimport Foundation\nlet isLarge = #Predicate<Int> { $0 > 1 }\n"
            try write(text + macro, to: "4.1-Predict.swift", in: folder)
            let run = try await LessonCommandProcess("check", "4.1", in: folder.path)
            #expect(run.output.contains("4.1 predict: passed, 1 of 1 point"))
        }
    }

    @Test func `the engine's own function is no answer where the task is to write it`() async throws {
        try await withCourse { folder in
            let stubs = folder.appending(path: "Exercises/06-mlp-mnist")
            try FileManager.default.copyItem(at: folder.appending(path: "Solutions/06-mlp-mnist"), to: stubs)
            let text = "import Nabla\n\nfunc softmax(of x: Tensor) throws -> Tensor {\n    softmax(x)\n}\n"
            try Data(text.utf8).write(to: stubs.appending(path: "6.1-Softmax.swift"))
            let run = try await LessonCommandProcess("check", "06", in: folder.path)
            #expect(run.status == 1)
            #expect(run.output.contains("6.1 softmax: wrong, 0 of 2 points"))
            #expect(run.output.contains("line 4: softmax"))
            #expect(run.output.contains("The numbers are right, but the engine made them."))
            #expect(run.complaint == "not right yet: 6.1\n")
        }
    }

    @Test func `the seed of the inputs is said, right or wrong`() async throws {
        try await withCourse { folder in
            try write(try solution(update, in: folder), to: update, in: folder)
            let run = try await LessonCommandProcess("check", "4.2", "--seed", "77", in: folder.path)
            #expect(run.output.contains("2 of 2 points, on inputs from seed 77"))
            #expect(run.output.contains("Next: 4.3 train in"))
        }
    }

    /// Whose answers were judged is said: one may stand in another's folder.
    @Test func `every report names the folder that was judged`() async throws {
        try await withCourse { folder in
            try write(try solution("4.1-Predict.swift", in: folder), to: "4.1-Predict.swift", in: folder)
            let answers = folder.resolvingSymlinksInPath().appending(path: "Exercises/04-perceptron").path
            let one = try await LessonCommandProcess("check", "4.1", in: folder.path)
            #expect(one.output.contains("\nfor the answers in \(answers)\n"), "\(one.output)")
            // A student's folder has Exercises only, and is judged by the kit whose program runs.
            let student = folder.appending(path: "alice")
            try FileManager.default.createDirectory(at: student, withIntermediateDirectories: true)
            try FileManager.default.copyItem(
                at: folder.appending(path: "Exercises"), to: student.appending(path: "Exercises"))
            let hers = try await LessonCommandProcess("check", "4.1", in: student.path)
            #expect(hers.output.contains("/alice/Exercises/04-perceptron\n"), "\(hers.output)")
        }
    }

    /// Answers that would not be looked at: the verdict would be that of somebody else's.
    @Test(arguments: [
        ("dan/04-perceptron/4.1-Predict.swift", "dan"), ("dan/04-perceptron/4.1-Predict.swift", "dan/04-perceptron"),
        ("bob/exercises/04-perceptron/4.1-Predict.swift", "bob"), ("eve/4.1-Predict.swift", "eve"),
    ])
    func `beside answers in no folder Exercises nothing is judged`(file: String, place: String) async throws {
        try await withCourse { folder in
            let answer = folder.appending(path: file)
            try FileManager.default.createDirectory(
                at: answer.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(try solution("4.1-Predict.swift", in: folder).utf8).write(to: answer)
            let run = try await LessonCommandProcess("check", "4.1", in: folder.appending(path: place).path)
            #expect(run.status != 0 && run.output.isEmpty, "\(run.output)")
            #expect(run.complaint.contains("lie in no folder Exercises"), "\(run.complaint)")
            #expect(run.complaint.contains("/\(place)"), "\(run.complaint)")
        }
    }

    @Test func `JSON names the folder, and of each verdict the file and its digest`() async throws {
        struct Report: Decodable {
            var folder: String, seed: UInt64, points: Int, possiblePoints: Int, verdicts: [Verdict]
        }
        try await withCourse { folder in
            let text = try solution("4.1-Predict.swift", in: folder)
            try write(text, to: "4.1-Predict.swift", in: folder)
            let wrong = try solution(update, in: folder).replacing("rate * y)", with: "rate - y)")
            try write(wrong, to: update, in: folder)
            let run = try await LessonCommandProcess("check", "04", "--json", "--seed", "3", in: folder.path)
            #expect(run.status == 1)
            #expect(run.complaint == "not right yet: 4.2\n")
            let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
            #expect(report.folder == folder.resolvingSymlinksInPath().appending(path: "Exercises/04-perceptron").path)
            #expect((report.seed, report.points, report.possiblePoints) == (3, 1, 13))
            #expect(report.verdicts.map(\.exercise) == (1...7).map { "4.\($0)" })
            #expect(report.verdicts[0].file == "Exercises/04-perceptron/4.1-Predict.swift")
            // The first digits of what `sha256sum` says of the file.
            #expect(report.verdicts[0].digest == String(SHA256.hexDigest(of: Array(text.utf8)).prefix(16)))
            #expect(report.verdicts[1].state == .wrong)
            #expect(report.verdicts[1].feedback?.likelyMistake.isEmpty == false)
            #expect(Set(report.verdicts.map(\.digest)).count == 7)
        }
    }

    /// Dates of files are left out of it: two edits may fall into the same tick of the clock.
    @Test func `a verdict is about the text as it is now`() async throws {
        try await withCourse { folder in
            let right = try solution(update, in: folder)
            let wrong = right.replacing("rate * y)", with: "rate - y)")
            for text in [right, wrong, right, wrong, right] {
                try write(text, to: update, in: folder)
                let run = try await LessonCommandProcess("check", "4.2", in: folder.path)
                #expect(run.status == (text == right ? 0 : 1))
            }
        }
    }

    @Test func `hints grow, the solution waits, and giving up is remembered`() async throws {
        try await withCourse { folder in
            for number in 1...3 {
                let hint = try await LessonCommandProcess("hint", "4.2", in: folder.path)
                #expect(hint.output.contains("4.2 update, hint \(number) of 3"))
                let rest = ["2 more remain", "One more remains", "There are no more."][number - 1]
                #expect(hint.output.contains(rest))
            }
            let waits = try await LessonCommandProcess("solution", "4.2", in: folder.path)
            #expect(waits.status == 1)
            #expect(waits.output.isEmpty)
            #expect(waits.complaint.contains("--reveal"))
            let revealed = try await LessonCommandProcess("solution", "4.2", "--reveal", in: folder.path)
            #expect(revealed.status == 0)
            #expect(revealed.output.contains("// Why:"))
            let progress = try await LessonCommandProcess("progress", in: folder.path)
            #expect(progress.output.contains("·◇·····"))
        }
    }

    @Test func `who passes unaided skips the hints and may read the solution`() async throws {
        try await withCourse { folder in
            try write(try solution(update, in: folder), to: update, in: folder)
            #expect(try await LessonCommandProcess("check", "4.2", in: folder.path).status == 0)
            let hint = try await LessonCommandProcess("hint", "4.2", in: folder.path)
            #expect(hint.output.hasPrefix("You have passed 4.2 update."))
            #expect(try await LessonCommandProcess("solution", "4.2", in: folder.path).status == 0)
            let progress = try await LessonCommandProcess("progress", in: folder.path)
            #expect(progress.output.contains("·■·····"))
            #expect(progress.output.contains("1 of 7"))
            #expect(progress.output.contains("2 of 13"))
        }
    }

    @Test func `reset puts the stub back and keeps the text`() async throws {
        try await withCourse { folder in
            let mine = try solution(update, in: folder) + "// mine\n"
            for _ in 1...2 {
                try write(mine, to: update, in: folder)
                let run = try await LessonCommandProcess("reset", "4.2", in: folder.path)
                #expect(run.status == 0)
                #expect(run.output.contains("Your text is kept in .nabla/kept/4.2-Update-"))
            }
            let kept = folder.appending(path: ".nabla/kept")
            let texts = try content(of: kept).map {
                try String(contentsOf: kept.appending(path: $0), encoding: .utf8)
            }
            #expect(texts == [mine, mine])
            let stub = try String(
                contentsOf: folder.appending(path: "Exercises/04-perceptron/" + update), encoding: .utf8)
            #expect(stub.contains("throw notAttempted()"))
            let again = try await LessonCommandProcess("reset", "4.2", in: folder.path)
            #expect(again.output.contains("is the stub already"))
        }
    }

    @Test(arguments: [
        (["check", "4.99"], "no exercise called '4.99'"), (["hint", "four"], "no exercise called 'four'"),
        (["check", "99"], "no lesson called '99'"), (["check", "4.2", "--seed", "x"], "--seed"),
        (["solution"], "<name>"),
    ])
    func `wrong arguments get status 64 and a hint`(arguments: [String], words: String) async throws {
        try await withCourse { folder in
            let run = try await LessonCommandProcess(arguments, in: folder.path)
            #expect(run.status == 64)
            #expect(run.output.isEmpty)
            #expect(run.complaint.contains(words))
            #expect(run.complaint.contains("\nhint: "))
        }
    }
}
