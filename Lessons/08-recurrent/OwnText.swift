import Foundation

/// The prose of all lessons, in plain letters: a text to learn from where Shakespeare cannot be had.
func courseProse(file: String = #filePath) throws -> String {
    let lessons = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
    let manager = FileManager.default
    var prose: [String] = []
    for folder in try manager.contentsOfDirectory(atPath: lessons.path).sorted() {
        let path = lessons.appendingPathComponent(folder)
        let files = (try? manager.contentsOfDirectory(atPath: path.path)) ?? []
        for name in files.sorted() where name.hasSuffix(".swift") {
            let source = try String(contentsOf: path.appendingPathComponent(name), encoding: .utf8)
            for line in source.split(separator: "\n") {
                let line = line.drop { $0 == " " }
                guard line.hasPrefix("//:") else { continue }
                prose.append(plain(line.dropFirst(3).drop { $0 == " " }))
            }
        }
    }
    return prose.joined(separator: "\n")
}

/// Letters, digits and common punctuation; a dash becomes a hyphen, everything else a space.
private func plain(_ line: Substring) -> String {
    let kept = line.utf8.map { byte -> UInt8 in
        let isPlain =
            (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
            || " .,;:?!()'-".utf8.contains(byte)
        return isPlain ? byte : 32
    }
    return String(decoding: kept, as: UTF8.self).split(separator: " ").joined(separator: " ")
}
