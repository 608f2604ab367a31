import Foundation
import Plotting

/// Draws a figure, shows it under the line that made it, and keeps it as a PNG of the run.
///
/// `caption` says what to see in it, and its first words name the file. `alt` tells a reader who cannot see the
/// picture what is there. Title, description, lesson and resolution go into the PNG.
public func figure(
    _ caption: String, alt: String, width: Int = 1920, height: Int = 1080,
    line: Int = #line, file: StaticString = #fileID, _ draw: () throws -> Figure
) rethrows {
    let session = Session.current
    let drawn = try draw()
    let name = String(format: "figures/%02d-%@.png", session.figureCount + 1, slug(of: caption))
    let figure = RunRecord.Figure(
        file: name, caption: caption, alt: alt, width: width, height: height, line: line)
    var metadata = ["Description": alt.isEmpty ? caption : "\(caption) \(alt)"]
    metadata["Title"] = drawn.title.isEmpty ? caption : drawn.title
    metadata["Lesson"] = session.options.lesson.isEmpty ? nil : session.options.lesson
    do {
        let png = try drawn.png(metadata: metadata, width: width, height: height)
        session.figure(figure, png: png, line: line, file: file)
    } catch {
        // Nothing that a lesson draws makes this fail; only a size that no memory holds.
        fatalError("figure: expected a picture of \(width) × \(height), but got: \(error)")
    }
}

/// Makes a file name of a caption: "Left of 0.003 nothing moves." becomes "left-of-0-003-nothing-moves".
func slug(of caption: String) -> String {
    let latin = caption.applyingTransform(.toLatin, reverse: false) ?? caption
    let plain = latin.folding(options: .diacriticInsensitive, locale: nil).lowercased()
    var slug = ""
    for word in plain.split(whereSeparator: { !$0.isASCII || !($0.isLetter || $0.isNumber) }) {
        if slug.count + word.count > 40, !slug.isEmpty { break }
        slug += (slug.isEmpty ? "" : "-") + word.prefix(40)
    }
    return slug.isEmpty ? "figure" : slug
}
