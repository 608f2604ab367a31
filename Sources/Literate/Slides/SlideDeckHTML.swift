/// A slide of a deck: its picture, and what is said with it.
public struct DeckSlide: Equatable, Sendable {
    /// Beside the deck: "01.png".
    public var file: String
    public var heading: String
    /// For those who cannot see the picture.
    public var alternative: String
    /// The presenter's notes, in Markdown.
    public var notes: [String]

    public init(file: String, heading: String, alternative: String, notes: [String]) {
        (self.file, self.heading, self.alternative, self.notes) = (file, heading, alternative, notes)
    }
}

/// Writes the deck: a page that shows one picture at a time and needs no network and nothing but the pictures beside it.
///
/// - Parameter page: the address of the lesson's page, for the link at the end of the notes.
public func slideDeckHTML(_ lesson: LessonSource, _ slides: [DeckSlide], page: String) -> String {
    // The presenter's window replaces it at once; a picture without an address would be an error.
    let first = slides.first?.file ?? "01.png"
    let name = "\(lesson.number) · \(lesson.title)".escapedForHTML
    let sections = slides.enumerated().map { index, slide in
        let number = index + 1
        // The first slides are fetched at once, the others when they come near.
        let loading = index < 2 ? "" : " loading=\"lazy\""
        return """
            <section class="slide" id="slide-\(number)" aria-roledescription="slide" \
            aria-label="\(number) of \(slides.count)" data-heading="\(slide.heading.escapedForHTML)">
            <img src="\(slide.file)" width="1920" height="1080"\(loading) alt="\(slide.alternative.escapedForHTML)">
            <aside class="notes" aria-label="Notes to slide \(number)">
            \(notesHTML(slide.notes))</aside>
            </section>
            """
    }
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(name) · slides</title>
        <link rel="icon" href="data:,">
        <style>
        \(slideDeckStyle)
        </style>
        </head>
        <body>
        <main id="deck" aria-label="Slides of lesson \(name)">
        \(sections.joined(separator: "\n"))
        </main>
        <div id="presenter" hidden>
        <div class="now"><p class="label">Now</p><img src="\(first)" alt=""></div>
        <div class="next"><p class="label">Next</p><img src="\(first)" alt=""></div>
        <div class="said"></div>
        <p class="clock"><span id="count"></span> <span id="elapsed">0:00</span> \
        <button type="button" id="restart">Restart the clock</button></p>
        </div>
        <p id="place" aria-live="polite"></p>
        <dialog id="help" aria-labelledby="keys">
        <h1 id="keys">Keys</h1>
        <dl>
        <dt>→ Space PageDown</dt><dd>next slide; or touch it</dd>
        <dt>← PageUp</dt><dd>the one before; or touch its left third</dd>
        <dt>Home End</dt><dd>first, last</dd>
        <dt>12 Enter</dt><dd>slide 12</dd>
        <dt>F</dt><dd>full screen</dd>
        <dt>P</dt><dd>a second window with notes, the next slide and a clock</dd>
        <dt>N</dt><dd>notes below the slide</dd>
        <dt>B</dt><dd>black, and back</dd>
        <dt>?</dt><dd>this list</dd>
        </dl>
        <p><a href="\(page.escapedForHTML)">The page of this lesson</a></p>
        <p><button type="button" id="close">Close</button></p>
        </dialog>
        <script>
        \(slideDeckScript)
        </script>
        </body>
        </html>

        """
}

/// Prose as notes: without links to other pages, which would leave the deck in the middle of a lecture.
private func notesHTML(_ notes: [String]) -> String {
    var prose = ProseHTML(anchors: [:], titleLine: nil, reading: noSources)
    if notes.isEmpty { return "<p>No notes.</p>\n" }
    let html = (try? prose.html(notes.joined(separator: "\n\n"), firstLine: 1)) ?? ""
    return html + prose.finish()
}
