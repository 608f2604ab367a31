import Foundation
import Subprocess
import Testing

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

#if os(Linux)
    /// Ctrl-C in the middle of a check leaves neither a process nor a file.
    @Suite struct InterruptionTests {
        @Test(arguments: [Signal.interrupt, .terminate, .terminalClosed])
        func `what was begun is undone`(signal: Signal) async throws {
            try await withCourse { folder in
                let text = try solution("4.2-Update.swift", in: folder)
                    .replacing("    let score", with: "    while true {}\n    let score")
                try write(text, to: "4.2-Update.swift", in: folder)
                let result = try await Subprocess.run(
                    .path(FilePath(LessonCommandProcess.program.path)), arguments: ["check", "4.2"],
                    environment: .inherit.updating(["TMPDIR": folder.path]),
                    workingDirectory: FilePath(folder.path), input: .none, output: .discarded,
                    error: .discarded
                ) { execution in
                    let isRunning = try await waits {
                        try scratchFolders(in: folder).count == 1 && answers() > 0
                    }
                    try execution.send(signal: signal)
                    return isRunning
                }
                #expect(result.closureResult)
                #expect(result.terminationStatus == .signaled(signal.rawValue))
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
