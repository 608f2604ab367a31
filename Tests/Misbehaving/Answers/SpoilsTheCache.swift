// Writes over the kit's libraries and beside them. On a system with a fence around the host nothing there can be written.
// verdict: passed
// fence: needed

import Exercises
import Foundation
import Nabla

struct Written: Error {}

func double(_ x: Tensor) throws -> Tensor {
    let library = URL(fileURLWithPath: CommandLine.arguments[2])
    let cache = library.deletingLastPathComponent().deletingLastPathComponent()
    for place in [library, cache.appending(path: "settings.json"), URL(fileURLWithPath: "/tmp/misbehaving")] {
        if FileManager.default.createFile(atPath: place.path, contents: Data("mine".utf8)) { throw Written() }
    }
    return 2 * x
}
