import Text

/// A slide of a deck: its picture, and what is said with it.
public struct DeckSlide: Equatable, Sendable {
    /// Beside the deck: "01.png".
    public var file: String
    public var heading: String
    /// For those who cannot see the picture.
    public var alternative: String
    /// What is said, in Markdown.
    public var notes: [String]
    /// Notes that only the presenter's window shows at once, in Markdown.
    public var answer: [String]
    /// Its text, line by line, where it stands on the picture.
    public var lines: [Line]

    /// A line of text: where it begins, in pixels of the picture, how wide it is and how large its letters are.
    public struct Line: Equatable, Sendable {
        public var text: String
        public var x: Double
        public var baseline: Double
        public var width: Double
        public var size: Double

        public init(_ text: String, x: Double, baseline: Double, width: Double, size: Double) {
            (self.text, self.x, self.baseline, self.width, self.size) = (text, x, baseline, width, size)
        }
    }

    public init(
        file: String, heading: String, alternative: String, notes: [String], answer: [String] = [], lines: [Line] = []
    ) {
        (self.file, self.heading, self.alternative) = (file, heading, alternative)
        (self.notes, self.answer, self.lines) = (notes, answer, lines)
    }
}

/// Writes the deck: a page that shows one picture at a time and needs no network and nothing but the pictures beside it.
///
/// Printed, each picture lies on its own text, which can be searched, selected and read aloud.
public func slideDeckHTML(_ lesson: LessonSource, _ slides: [DeckSlide]) -> String {
    // The presenter's window replaces it at once; a picture without an address would be an error.
    let first = (slides.first?.file ?? "01.png").escapedForHTML
    let name = "\(lesson.number) · \(lesson.title)".escapedForHTML
    let sections = slides.enumerated().map { index, slide in
        let number = index + 1
        // The first slides are fetched at once, the others when they come near.
        let loading = index < 2 ? "" : " loading=\"lazy\""
        return """
            <section class="slide" id="slide-\(number)" aria-roledescription="slide" \
            aria-label="\(said("%1 of %2", number, slides.count))" data-heading="\(slide.heading.escapedForHTML)">
            \(textHTML(slide.lines))
            <img src="\(slide.file.escapedForHTML)" width="1920" height="1080"\(loading) \
            alt="\(slide.alternative.escapedForHTML)">
            <aside class="notes" aria-label="\(said("Notes to slide %1", number))">
            \(notesHTML(slide.notes))\(answerHTML(slide.answer))</aside>
            </section>
            """
    }
    return """
        <!DOCTYPE html>
        <html lang="\(Words.current.language)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(name) · \(said("slides"))</title>
        <link rel="icon" href="data:,">
        <style>
        \(slideDeckStyle)
        </style>
        </head>
        <body>
        <main id="deck" aria-label="\(said("Slides of lesson %1", name))">
        \(sections.joined(separator: "\n"))
        </main>
        <div id="presenter" hidden>
        <div class="now"><p class="label">\(said("Now"))</p><img src="\(first)" alt=""></div>
        <div class="next"><p class="label">\(said("Next"))</p><img src="\(first)" alt=""></div>
        <div class="said"></div>
        <p class="clock"><span id="count"></span> <span id="elapsed">0:00</span> \
        <button type="button" id="restart">\(said("Restart the clock"))</button></p>
        </div>
        <p id="place" aria-live="polite"></p>
        <dialog id="help" aria-labelledby="keys">
        <h1 id="keys">\(said("Keys"))</h1>
        <dl>
        <dt>→ Space PageDown</dt><dd>\(said("next slide; or touch it"))</dd>
        <dt>← PageUp</dt><dd>\(said("the one before; or touch its left third"))</dd>
        <dt>Home End</dt><dd>\(said("first, last"))</dd>
        <dt>12 Enter</dt><dd>\(said("slide %1", 12))</dd>
        <dt>F</dt><dd>\(said("full screen"))</dd>
        <dt>P</dt><dd>\(said("a second window with notes, the next slide and a clock"))</dd>
        <dt>N</dt><dd>\(said("notes below the slide, answers folded"))</dd>
        <dt>B</dt><dd>\(said("black, and back"))</dd>
        <dt>?</dt><dd>\(said("this list"))</dd>
        </dl>
        <p><button type="button" id="close">\(said("Close"))</button></p>
        </dialog>
        <script>
        \(slideDeckScript)
        </script>
        </body>
        </html>

        """
}

/// Lines of text for paper, where they lie below the picture. On a screen they are not shown, and not read twice.
private func textHTML(_ lines: [DeckSlide.Line]) -> String {
    let texts = lines.map { line in
        "<text x=\"\(Int(line.x))\" y=\"\(Int(line.baseline))\" font-size=\"\(Int(line.size))\" "
            + "textLength=\"\(Int(line.width.rounded()))\" lengthAdjust=\"spacingAndGlyphs\">\(line.text.escapedForHTML)</text>"
    }
    return
        "<svg class=\"words\" viewBox=\"0 0 1920 1080\" aria-hidden=\"true\">\n\(texts.joined(separator: "\n"))\n</svg>"
}

/// Folded where notes are projected, open for the presenter and on paper.
private func answerHTML(_ answer: [String]) -> String {
    answer.isEmpty ? "" : "<details><summary>\(said("The answer"))</summary>\n\(notesHTML(answer))</details>\n"
}

/// Prose as notes.
private func notesHTML(_ notes: [String]) -> String {
    var prose = ProseHTML(anchors: [:], titleLine: nil, reading: noSources)
    let html = (try? prose.html(notes.joined(separator: "\n\n"), firstLine: 1)) ?? ""
    return html + prose.finish()
}
