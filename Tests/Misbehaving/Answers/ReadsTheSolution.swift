// Looks for the kit's folder from the path of its own library, and there for the solution. On a system with a fence
// around the host nothing but the library's own folder is to be seen.
// verdict: passed
// fence: needed

import Exercises
import Foundation
import Nabla

struct Seen: Error {}

func double(_ x: Tensor) throws -> Tensor {
    var folder = URL(fileURLWithPath: CommandLine.arguments[2]).deletingLastPathComponent()
    while folder.path != "/" {
        folder = folder.deletingLastPathComponent()
        for name in ["Solutions", "Package.swift", "Sources/Checks"] {
            if FileManager.default.contents(atPath: folder.appending(path: name).path) != nil { throw Seen() }
            if (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: name).path)) != nil {
                throw Seen()
            }
        }
    }
    return 2 * x
}
