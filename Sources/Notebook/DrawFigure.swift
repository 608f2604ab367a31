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
    let figure = RunRecord.Figure(
        file: fileName(caption, session), caption: caption, alt: alt, width: width, height: height, line: line)
    if let take = session.options.takesFigure {
        take(drawn, figure)
        return session.figure(figure, png: [], line: line, file: file)
    }
    let png = encoded(drawn.render(width: width, height: height), figure, drawn.title, session)
    session.figure(figure, png: png, line: line, file: file)
}

/// Draws a figure that moves: a frame for each of some values, every one of them in the run.
///
///     figure("A step that is too large jumps over the valley.", alt: "…", over: [0.01, 0.1, 1], label: "learning rate") {
///         rate in Figure { … }
///     }
///
/// On the page it is moved like a slider, on slides with the arrow keys. On paper, in Markdown and in a notebook four of its
/// frames stand side by side. Each frame says its value behind its title. All frames should have the same ranges: what moves is then what changes.
public func figure<Value>(
    _ caption: String, alt: String, over values: [Value], label: String, width: Int = 1920,
    height: Int = 1080, line: Int = #line, file: StaticString = #fileID, _ draw: (Value) throws -> Figure
) rethrows {
    guard (2...100).contains(values.count) else {
        fatalError("figure: expected 2 to 100 values to move over, but got \(values.count)")
    }
    let session = Session.current
    let texts = values.map { value in
        let text = (value as? any ClaimValue)?.claimed.description ?? "\(value)"
        return text.hasPrefix("-") ? "−" + text.dropFirst() : text  // a minus sign, as on the axes
    }
    let frames = try zip(values, texts).map { value, text in
        var frame = try draw(value)
        frame.title += (frame.title.isEmpty ? "" : " · ") + "\(label): \(text)"
        return frame
    }
    var figure = RunRecord.Figure(
        file: fileName(caption, session), caption: caption, alt: alt, width: width, height: height, line: line)
    let stem = String(figure.file.dropLast(4))
    var film = RunRecord.Film(
        label: label, width: width, height: height,
        frames: texts.enumerated().map { number, text in
            RunRecord.Film.Frame(file: String(format: "%@-%02d.png", stem, number + 1), value: text)
        })
    if let take = session.options.takesFigure {
        figure.film = film
        for (frame, still) in zip(frames, figure.stills.dropFirst()) { take(frame, still) }
        return session.figure(figure, png: [], line: line, file: file)
    }
    for (number, frame) in frames.enumerated() {
        film.frames[number].png = encoded(frame.render(width: width, height: height), figure, frame.title, session)
    }
    let sheet = Picture.sheet(film.shownOnPaper.map { frames[$0] }, width: width, height: height)
    figure.film = film
    (figure.width, figure.height) = (sheet.width, sheet.height)
    session.figure(figure, png: encoded(sheet, figure, caption, session), line: line, file: file)
}

private func fileName(_ caption: String, _ session: Session) -> String {
    String(format: "figures/%02d-%@.png", session.figureCount + 1, slug(of: caption))
}

/// The picture as PNG, with what it is in its metadata.
private func encoded(
    _ picture: Picture, _ figure: RunRecord.Figure, _ title: String, _ session: Session
) -> [UInt8] {
    var metadata = ["Software": "Nabla"]
    metadata["Description"] = figure.alt.isEmpty ? figure.caption : "\(figure.caption) \(figure.alt)"
    metadata["Title"] = title.isEmpty ? figure.caption : title
    metadata["Lesson"] = session.options.lesson.isEmpty ? nil : session.options.lesson
    do {
        return try picture.png(metadata: metadata, isExact: false)
    } catch {
        // Nothing that a lesson draws makes this fail; only a size that no memory holds.
        fatalError("figure: expected a picture of \(figure.width) × \(figure.height), but got: \(error)")
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
