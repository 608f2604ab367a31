import Foundation
import Literate
import Notebook

/// Makes everything of a lesson and a run that the command line makes: page, exports, slides, the terminal's text.
enum Weaving {
    static func weave(_ source: LessonSource, _ attachments: [Attachment], _ info: PageInfo) throws {
        // A file that is not there is the reader's mistake, and said by an error.
        func read(_ path: String) throws -> String { "/// Adds.\nfunc y() { 1 + 1 }\n" }
        _ = try htmlPage(source, attachments, info, reading: read)
        _ = try markdownPage(source, attachments, info, reading: read)
        _ = try jupyterNotebook(source, attachments, info, reading: read)
        _ = slidesMarkdown(source, SlideOutline(source, attachments).slides)
        for (width, colour) in [(72, true), (20, false)] {
            var playback = try Playback(source, width: width, colour: colour, reading: read)
            for attachment in attachments {
                _ = playback.parts(throughLine: attachment.line)
                _ = terminalText(attachment, width: width, colour: colour)
            }
            _ = playback.remainingParts()
        }
    }

    /// Weaves a record with the lesson that it is of.
    static func weave(_ record: RunRecord, _ source: LessonSource) throws {
        let attachments = record.events.compactMap { attachment($0.shownAsText) }
        try weave(
            source, attachments,
            PageInfo(
                seed: record.seed, quick: record.quick, data: record.data, seconds: record.seconds,
                peakMemoryMB: record.peakMemoryMB))
        _ = try RunRecord(json: record.json())
    }

    private static func attachment(_ event: Event) -> Attachment? {
        let kind: Attachment.Kind? =
            switch event.kind {
            case .output(let text): .output(text)
            case .figure(let figure, _):
                .figure(
                    FigureImage(
                        source: figure.file, caption: figure.caption, alternative: figure.alt,
                        width: figure.width, height: figure.height))
            case .claim(let claim, _):
                .claim(
                    name: claim.name, value: claim.value.description, condition: claim.condition,
                    held: claim.held)
            case .prediction(let asked):
                .prediction(
                    question: asked.question, answer: asked.answer, tempting: asked.tempting, why: asked.why)
            case .note(let text): .note(text)
            case .work: nil
            }
        return kind.map { Attachment(line: event.line, kind: $0) }
    }
}
