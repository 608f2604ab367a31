import Foundation
import Testing

@testable import Grading

#if os(Linux)
    /// Ctrl-C in the middle of a check leaves neither a process nor a file.
    @Suite struct InterruptionTests {
        @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
        func `what was begun is undone`(signal: Int32) async throws {
            try await withCourse { folder in
                let text = try solution("4.2-Update.swift", in: folder)
                    .replacing("    let score", with: "    while true {}\n    let score")
                try write(text, to: "4.2-Update.swift", in: folder)
                let child = try ChildProcess(
                    LessonCommandProcess.program.path, ["check", "4.2"],
                    environment: ProcessInfo.processInfo.environment.merging(["TMPDIR": folder.path]) { $1 },
                    in: folder.path)
                let isRunning = try await waits {
                    try scratchFolders(in: folder).count == 1 && answers() > 0
                }
                kill(child.identifier, signal)
                #expect(isRunning)
                #expect(await onOwnThread { child.wait() } == .signal(signal))
                #expect(try scratchFolders(in: folder) == [])
                #expect(try await waits { try answers() == 0 })

                /// Processes that run an answer with this course's temporary folder.
                func answers() throws -> Int {
                    try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }
                        .compactMap { FileManager.default.contents(atPath: "/proc/\($0)/environ") }
                        .count {
                            String(decoding: $0, as: UTF8.self).contains("TMPDIR=\(folder.path)/nabla-check-")
                        }
                }
            }
        }

        private func scratchFolders(in folder: URL) throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
                $0.hasPrefix("nabla-check-")
            }
        }

        /// Whether it comes true within the time that a busy machine may need.
        private func waits(for condition: () throws -> Bool) async throws -> Bool {
            for _ in 0..<600 {
                if try condition() { return true }
                try await Task.sleep(for: .milliseconds(50))
            }
            return false
        }
    }
#endif
