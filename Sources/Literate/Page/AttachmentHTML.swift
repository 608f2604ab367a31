import Text

/// What a run made, as HTML.
enum AttachmentHTML {
    /// Lines of output that are shown unfolded, and how many of a longer one stay in sight.
    private static let longestOutput = 24
    private static let head = 14
    private static let tail = 4

    /// - Parameters:
    ///   - isNamed: whether a link can lead to it. Of several failed claims, or notes, at a line, the first is named.
    ///   - opensQuestions: whether answers are in sight from the start.
    ///
    /// The `<details>` of a question stays open: what it covers belongs behind the answer.
    static func html(
        _ attachment: Attachment, figureNumber: Int, isNamed: Bool = true, opensQuestions: Bool = false
    ) -> String {
        switch attachment.kind {
        case .output(let text): output(PrintedText.lines(text))
        case .figure(let image): figure(image, number: figureNumber)
        case .claim(let name, let value, let condition, let held):
            claim(name, value, condition, held, id: isNamed ? attachment.anchor : nil)
        case .prediction(let question, let answer, let tempting, let why):
            prediction(question, answer, tempting, why, isOpen: opensQuestions)
        case .note(let text):
            note(text.said, id: isNamed ? attachment.anchor : nil)
        case .failure(let text): failure(text, line: attachment.line, id: isNamed ? attachment.anchor : nil)
        }
    }

    private static func output(_ lines: [String]) -> String {
        guard !lines.isEmpty else { return "" }
        func samp(_ lines: ArraySlice<String>) -> String {
            let text = lines.joined(separator: "\n")
            return "<pre\(text.focus)><samp>\(text.escapedForHTML)</samp></pre>\n"
        }
        var html = "<div class=\"output\" role=\"group\" aria-label=\"\(said("Output"))\">\n"
        if lines.count <= longestOutput {
            html += samp(lines[...])
        } else {
            let hidden = lines.count - head - tail
            html += samp(lines.prefix(head))
            html += "<details><summary>\(said("%1 more lines", hidden))</summary>\n"
            html += samp(lines[head..<(head + hidden)]) + "</details>\n" + samp(lines.suffix(tail))
        }
        return html + "</div>\n"
    }

    private static func figure(_ image: FigureImage, number: Int) -> String {
        let caption =
            "<figcaption><b>\(said("Figure %1.", number))</b> \(inline(image.caption))</figcaption>\n</figure>\n"
        if let film = image.film {
            return "<figure class=\"picture film\" id=\"figure-\(number)\">\n"
                + frames(film, number: number) + caption
        }
        return
            "<figure class=\"picture\" id=\"figure-\(number)\">\n"
            + "<label class=\"frame\"><input type=\"checkbox\" aria-label=\"\(said("Enlarge figure %1", number))\">"
            + "\(picture(image))</label>\n" + caption
    }

    private static func picture(_ image: FigureImage) -> String {
        // Pictures are drawn for a beamer: half their pixels is their size on paper and on a dense screen.
        let (width, height) = (max(1, image.width / 2), max(1, image.height / 2))
        return "<img src=\"\(image.source.escapedForHTML)\" alt=\"\(image.alternative.escapedForHTML)\""
            + " width=\"\(width)\" height=\"\(height)\">"
    }

    /// A radio button for each frame, in a row that works as a slider does: the arrow keys move it. The style sheet shows the
    /// frame whose button is on, and prints those for paper. A checkbox enlarges them all, so that they move enlarged too.
    private static func frames(_ film: FigureImage.Film, number: Int) -> String {
        let label = film.label.escapedForHTML
        var html = "<fieldset style=\"--of:\(film.frames.count)\">\n<legend>\(label)</legend>\n"
        html +=
            "<input type=\"checkbox\" id=\"enlarge-\(number)\" aria-label=\"\(said("Enlarge figure %1", number))\">\n"
        for (place, frame) in film.frames.enumerated() {
            let value = frame.value.escapedForHTML
            html +=
                "<input type=\"radio\" name=\"film-\(number)\" style=\"--at:\(place)\" aria-label=\"\(label): \(value)\""
                + "\(place == 0 ? " checked" : "")>"
                + "<label class=\"still\(film.shownOnPaper.contains(place) ? " paper" : "")\" for=\"enlarge-\(number)\">"
                + "\(picture(frame.image))<span class=\"value\" aria-hidden=\"true\">\(label): <b>\(value)</b></span></label>\n"
        }
        return html + "</fieldset>\n"
    }

    private static func claim(_ name: String, _ value: String, _ condition: String, _ held: Bool, id: String?)
        -> String
    {
        let verdict = said(held ? "Claim held" : "Claim did not hold")
        let mark = held ? "✓" : "✗"
        let start =
            "<p class=\"claim \(held ? "held" : "failed")\"\(attribute(id))>"
            + "<span class=\"mark\" role=\"img\" aria-label=\"\(verdict)\">\(mark)</span>"
        if Attachment.isPlainTruth(condition, held) {
            return start + "<span class=\"name\">\(inline(name))</span></p>\n"
        }
        // The sign and its number stay on one line.
        let bound = Attachment.expectation(value, condition, held).replacing("± ", with: "±\u{a0}")
        return start + "<span class=\"name\">\(inline(name)):</span> "
            + "<span class=\"value\">\(value.abbreviated.escapedForHTML)</span> "
            + "<span class=\"condition\">(\(bound.escapedForHTML))</span></p>\n"
    }

    private static func prediction(
        _ question: String, _ answer: String, _ tempting: String?, _ why: String?, isOpen: Bool
    ) -> String {
        var html = "<details class=\"prediction\"\(isOpen ? " open" : "")>\n"
        html += "<summary><span class=\"label\">\(said("Write it down"))</span>"
        html += "<span class=\"question\">\(inline(question))</span></summary>\n"
        return html + "<div class=\"answer\">\n\(self.answer(answer, tempting, why))</div>\n"
    }

    /// The answer once more, for paper: there it stands after all that the question covers.
    static func paperAnswer(_ attachment: Attachment) -> String {
        guard case .prediction(let question, let answer, let tempting, let why) = attachment.kind else { return "" }
        return "<div class=\"answer paper\">\n<p><span class=\"label\">\(said("The answer"))</span>"
            + "<span class=\"question\">\(inline(question))</span></p>\n\(self.answer(answer, tempting, why))</div>\n"
    }

    private static func answer(_ answer: String, _ tempting: String?, _ why: String?) -> String {
        var html = "<p>\(inline(answer))</p>\n"
        if let tempting {
            html += "<p class=\"tempting\"><b>\(said("Tempting:"))</b> \(inline(tempting))</p>\n"
        }
        if let why { html += "<p>\(inline(why))</p>\n" }
        return html
    }

    /// The first line of a note; further lines are details, and folded.
    private static func note(_ text: String, id: String?) -> String {
        let lines = text.split(separator: "\n", maxSplits: 1)
        let note = "<p class=\"note\" role=\"note\"\(attribute(id))>\(inline(String(lines.first ?? "")))</p>\n"
        guard lines.count > 1 else { return note }
        return note + "<details class=\"note\"><summary>\(said("Why"))</summary>\n"
            + "<p>\(inline(String(lines[1])))</p>\n</details>\n"
    }

    private static func failure(_ text: String, line: Int, id: String?) -> String {
        let message = PrintedText.lines(text).joined(separator: "\n").escapedForHTML
        return "<div class=\"failure\" role=\"note\" aria-label=\"\(said("Error"))\"\(attribute(id))>\n"
            + "<p><b>\(said("The lesson stopped here, at line %1.", line))</b></p>\n"
            + "<pre><samp>\(message)</samp></pre>\n</div>\n"
    }

    private static func attribute(_ id: String?) -> String { id.map { " id=\"\($0)\"" } ?? "" }

    /// One paragraph of Markdown.
    private static func inline(_ markdown: String) -> String {
        MarkdownNode.parse(markdown.asParagraph).children.map { ProseHTML.inline($0.children) }.joined(
            separator: " ")
    }
}

extension String {
    /// With a full stop at its end, unless something else ends it: another sentence follows.
    var withStop: String { last.map { ".?!:…”\"".contains($0) } == true ? self : self + "." }

    /// The beginning of a value that is a long list: all of it stands in the record of the run.
    fileprivate var abbreviated: String { count <= 120 ? self : prefix(100) + " …" }
}

extension Attachment {
    /// What the warning at the top of a page leads to, a failed claim and where the lesson stopped, and what the reminder at its
    /// foot does.
    var anchor: String? {
        isFailure ? "failure" : isFailedClaim ? "claim-\(line)" : tellsDifference ? "note-\(line)" : nil
    }

    /// Whether a claim is a sentence that came true: no number then says more than its tick.
    static func isPlainTruth(_ condition: String, _ held: Bool) -> Bool { held && condition == "true" }

    /// What a claim expected. What came as it should is not written twice.
    static func expectation(_ value: String, _ condition: String, _ held: Bool) -> String {
        guard held else { return said("expected %1", condition.said) }
        if condition == "exactly \(value)" { return said("exactly") }
        return condition.hasPrefix(value + " ± ") ? String(condition.dropFirst(value.count + 1)) : condition.said
    }
}

extension String {
    /// Code and output that may be wider than a phone can be reached and moved with the keyboard.
    var focus: String { sourceLines.contains { $0.count > 40 } ? " tabindex=\"0\"" : "" }
}
