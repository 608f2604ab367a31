import Foundation
import Testing

@testable import Grading

/// Where a command runs and what it may write there costs words, never a verdict.
@Suite struct SurroundingsTests {
    @Test(arguments: [
        "", "04", "check 4.1", "progress", "hint 4.1", "gallery", "reset 4.1", "lint", "data", "watch",
    ])
    func `in a folder that was deleted, every command says so in a line`(arguments: String) async throws {
        try await withTemporaryFolder { folder in
            let gone = folder.appending(path: "gone")
            try FileManager.default.createDirectory(at: gone, withIntermediateDirectories: true)
            let program = LessonCommandProcess.program.path
            let result = try await ChildProcess.run(
                "sh", ["-c", "rmdir '\(gone.path)'; exec timeout 20 '\(program)' \(arguments)"], in: gone.path)
            #expect(result.end == .exited(69))
            #expect(result.output == "")
            #expect(
                result.complaint
                    == "the folder you are in can no longer be reached: No such file or directory\n"
                    + "hint: go to the folder of the course: cd …\n")
        }
    }

    @Test func `a temporary folder that is not there is replaced, and said`() async throws {
        try await withCourse { folder in
            try write(try solution("4.1-Predict.swift", in: folder), to: "4.1-Predict.swift", in: folder)
            let run = try await LessonCommandProcess(
                ["check", "4.1"], in: folder.path, environment: ["TMPDIR": "/nonexistent"])
            #expect(run.status == 0, "\(run.complaint)")
            #expect(run.output.contains("4.1 predict: passed"))
            #expect(
                run.complaint
                    == "note: TMPDIR names /nonexistent, which is not a folder that can be written to; "
                    + "/tmp is used instead\n")
        }
    }

    /// The verdict comes first, then a note in words, and what stands there stays.
    @Test(arguments: ["newer", "link", "folder", "file"])
    func `progress that cannot be kept costs no verdict`(obstacle: String) async throws {
        try await withCourse { folder in
            try write(try solution("4.1-Predict.swift", in: folder), to: "4.1-Predict.swift", in: folder)
            let (files, own) = (FileManager.default, folder.appending(path: ".nabla"))
            try? files.removeItem(at: own)
            let place = own.appending(path: "progress.json")
            if obstacle == "file" {
                try Data("mine".utf8).write(to: own)
            } else {
                try files.createDirectory(at: own, withIntermediateDirectories: true)
            }
            let newer = "{\"version\": 2, \"exercises\": []}"
            switch obstacle {
            case "newer": try Data(newer.utf8).write(to: place)
            case "link": try files.createSymbolicLink(atPath: place.path, withDestinationPath: "../away.json")
            case "folder": try files.createDirectory(at: place, withIntermediateDirectories: true)
            default: break
            }
            let check = try await LessonCommandProcess("check", "4.1", in: folder.path)
            #expect(check.status == 0, "\(check.complaint)")
            #expect(check.output.contains("4.1 predict: passed, 1 of 1 point"))
            #expect(check.complaint.contains("kept") && check.complaint.contains("\nhint: "))
            #expect(!check.complaint.contains("Domain"))
            for command in [["progress"], ["hint", "4.2"], ["solution", "4.2", "--reveal"], []] {
                let run = try await LessonCommandProcess(command, in: folder.path)
                #expect(run.status == 0, "\(command): \(run.complaint)")
                #expect(run.output.count > 50)
            }
            if obstacle == "newer" { #expect(try Data(contentsOf: place) == Data(newer.utf8)) }
            #expect(!files.fileExists(atPath: folder.appending(path: "away.json").path))
        }
    }

    @Test func `numbers of a progress file from elsewhere are counted with, whatever they are`() async throws {
        try await withCourse { folder in
            let place = folder.appending(path: ".nabla/progress.json")
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            for hints in [99, -5, Int.max, Int.min] {
                let entry =
                    "\"attempts\": \(hints), \"hints\": \(hints), \"revealed\": false, \"mistakes\": "
                    + "[{\"letter\": \"a\", \"family\": \"tie\", \"times\": \(Int.max)}]"
                let text = """
                    {"version": 1, "exercises": [{"exercise": "4.2", "name": "update", \(entry)},
                    {"exercise": "4.1", "name": "predict", \(entry)}]}
                    """
                for command in [
                    ["progress"], ["hint", "4.2"], ["hint", "4.2", "--all"], [], ["check", "4.2"],
                ] {
                    try Data(text.utf8).write(to: place)
                    let run = try await LessonCommandProcess(command, in: folder.path)
                    #expect(run.status == 0, "\(hints), \(command): \(run.complaint)")
                }
            }
        }
    }

    @Test func `control characters of a file's name are shown`() async throws {
        try await withTemporaryFolder { folder in
            let name = folder.appending(path: "\u{1B}[2J\u{9B}31m✓ passed")
            try FileManager.default.createDirectory(at: name, withIntermediateDirectories: true)
            try Data().write(to: name.appending(path: "mine"))
            let run = try await LessonCommandProcess("gallery", "--output", name.path)
            #expect(run.status == 64)
            #expect(run.complaint.contains("␛[2J�31m✓ passed holds other things"))
            let typed = try await LessonCommandProcess("check", "\u{1B}[2J4.99")
            #expect(!typed.complaint.contains("\u{1B}"))
        }
    }
}
