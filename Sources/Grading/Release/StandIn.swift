import Foundation

/// The text that stands in for an answer that does not pass, where a run calls its function.
///
/// Most call the engine. Where the engine has no such function the text is an answer itself, and begins with the line
/// `// By hand: …`. A kit for students then has the exercise's stub in its place, and the text sealed as its checks are:
///
///     Release/StandIns/06-mlp-mnist/6.6-Batches.sealed
public enum StandIn {
    /// Whether a text is an answer, and not to be read by those who look for one.
    public static func isAnswer(_ text: String) -> Bool { text.hasPrefix("// By hand: ") }

    /// Where the sealed text lies, from the kit's folder.
    public static func sealedPath(_ file: String, of lesson: String) -> String {
        let name = file.hasSuffix(".swift") ? String(file.dropLast(6)) : file
        return "\(Release.folder)/StandIns/\(lesson)/\(name).sealed"
    }

    public static func sealed(_ text: String, _ file: String, of lesson: String, in release: Release) -> Data {
        Data(seal(file, of: lesson, in: release).sealed(Array(text.utf8)))
    }

    private static func seal(_ file: String, of lesson: String, in release: Release) -> SealedLibrary {
        SealedLibrary(digest: release.digest, platform: file, lesson: lesson)
    }

    /// The text of a file in the folder of a lesson's stand-ins; nil where there is none.
    static func text(_ file: URL, in course: Course) throws -> [UInt8]? {
        guard let text = FileManager.default.contents(atPath: file.path) else { return nil }
        let (name, lesson) = (file.lastPathComponent, file.deletingLastPathComponent().lastPathComponent)
        let place = course.kit.appending(path: sealedPath(name, of: lesson))
        guard let release = try course.release, let bytes = FileManager.default.contents(atPath: place.path) else {
            return Array(text)
        }
        guard let opened = seal(name, of: lesson, in: release).opened(Array(bytes)) else {
            throw GradingError("\(place.path) is damaged, or belongs to another kit", hint: Course.again)
        }
        return opened
    }
}
