/// What is shown, in order: the lesson's prose, and its code with what the run attached to it.
struct PageBlock: Equatable {
    enum Content: Equatable {
        /// At most one section's: prose is cut where a section begins.
        case prose(Chunk)
        /// A question ends its cell.
        case cell(Cell)
    }

    var content: Content
    /// How many questions were asked before it in its section. It waits behind their answers, which it would give away.
    var questions = 0
}

/// Consecutive statements, and what happened at the last of them.
struct Cell: Equatable {
    /// What is said by the attachment already is not said by its code again.
    enum Role { case code, figure, claim, prediction }

    var role: Role
    var code: String
    /// Line of the file on which `code` starts.
    var firstLine: Int
    /// In order of happening; outputs that follow each other are one.
    var attachments: [Attachment] = []
    /// True if the cell goes on where the cell before it stopped, without prose in between.
    var continues: Bool

    /// A question gives its answer away, and a claim's line on the page says what its code says.
    var showsCode: Bool {
        switch role {
        case .prediction: false
        case .claim: attachments.isEmpty
        case .code, .figure: true
        }
    }

    /// Drawing code of more than three lines would stand between the reader and the picture, and a call that spells
    /// out its caption would say it twice.
    var foldsCode: Bool { role == .figure && !attachments.isEmpty && code.sourceLines.count > 3 }
}

enum Layout {
    /// Arranges a lesson and what its run attached, which must be in the order in which it happened.
    ///
    /// This is the one rule for what a question covers: all that follows it in its section. One inside a fold of the
    /// author's covers nothing: the fold does.
    static func blocks(of lesson: LessonSource, _ attachments: [Attachment]) -> [PageBlock] {
        var placement = Placement(lesson.chunks)
        var attached: [Int: [Attachment]] = [:]
        for attachment in attachments {
            guard let index = placement.place(ofLine: attachment.line) else { continue }
            attached[index] = merge(attachment, into: attached[index] ?? [])
        }
        var blocks: [PageBlock] = []
        var (questions, folds) = (0, 0)
        for (index, chunk) in lesson.chunks.enumerated() {
            switch chunk.kind {
            case .frame: break
            case .prose:
                for piece in chunk.cut(before: lesson.sectionLines) {
                    if lesson.sectionLines.contains(piece.firstTextLine) { questions = 0 }
                    blocks.append(PageBlock(content: .prose(piece), questions: questions))
                    folds = piece.openFolds(after: folds)
                }
            case .code:
                for cell in cells(of: chunk, at: index, placement.places, attached).flatMap(\.cutAfterQuestions) {
                    blocks.append(PageBlock(content: .cell(cell), questions: questions))
                    if cell.asks, folds == 0 { questions += 1 }
                }
            }
        }
        return blocks
    }

    private static func merge(_ new: Attachment, into old: [Attachment]) -> [Attachment] {
        if let last = old.last, case .output(let before) = last.kind, case .output(let after) = new.kind {
            return old.dropLast() + [Attachment(line: last.line, kind: .output(before + after))]
        }
        return old + [new]
    }

    private static func cells(
        of chunk: Chunk, at chunkIndex: Int, _ places: [Placement.Place], _ attached: [Int: [Attachment]]
    ) -> [Cell] {
        let lines = chunk.text.sourceLines
        var cells: [Cell] = []
        var isOpen = false
        for (index, place) in places.enumerated() where place.chunk == chunkIndex {
            let role = Cell.Role(place.statement)
            let code = lines[place.statement.lines].joined(separator: "\n")
            if isOpen, let last = cells.last, last.role == role {
                cells[cells.count - 1].code += "\n" + code
            } else {
                cells.append(
                    Cell(role: role, code: code, firstLine: place.lines.lowerBound, continues: !cells.isEmpty)
                )
            }
            cells[cells.count - 1].attachments += attached[index] ?? []
            // Claims in a row are one list; any other statement ends its cell with what it made.
            isOpen = attached[index] == nil || role == .claim
        }
        return cells.map { $0.withoutBlankLinesAround }
    }
}

extension Cell.Role {
    init(_ statement: Statement) {
        self =
            switch statement.head {
            case "predict": .prediction
            case "claim": .claim
            case "figure": .figure
            default: .code
            }
    }
}

extension LessonSource {
    /// Lines on which a section begins.
    fileprivate var sectionLines: Set<Int> { Set(headings.filter { $0.level <= 2 }.map(\.line)) }
}

extension Chunk {
    /// The text in pieces, each but the first beginning on one of these lines of the file.
    fileprivate func cut(before cuts: Set<Int>) -> [Chunk] {
        let lines = text.sourceLines
        let starts = [0] + lines.indices.dropFirst().filter { cuts.contains(firstTextLine + $0) }
        return zip(starts, starts.dropFirst() + [lines.count]).map { start, end in
            Chunk(
                kind: kind, source: "", text: lines[start..<end].joined(separator: "\n"), lines: self.lines,
                firstTextLine: firstTextLine + start)
        }
    }

    /// How many folds of the author's are open after this prose.
    fileprivate func openFolds(after open: Int) -> Int {
        guard text.lowercased().contains("details>") else { return open }
        return MarkdownNode.parse(text).children.reduce(open) { open, node in
            node.kind == .foldStart ? open + 1 : node.kind == .foldEnd ? max(0, open - 1) : open
        }
    }
}

extension Cell {
    /// Whether it ends with a question.
    var asks: Bool { if case .prediction = attachments.last?.kind { true } else { false } }

    /// What a loop makes after it has asked waits too: the same cell in pieces, of which the first has the code.
    fileprivate var cutAfterQuestions: [Cell] {
        var pieces: [Cell] = []
        for attachment in attachments {
            if pieces.isEmpty || pieces[pieces.count - 1].asks {
                pieces.append(self)
                pieces[pieces.count - 1].attachments = []
                if pieces.count > 1 { pieces[pieces.count - 1].code = "" }
            }
            pieces[pieces.count - 1].attachments.append(attachment)
        }
        return pieces.isEmpty ? [self] : pieces
    }

    fileprivate var withoutBlankLinesAround: Cell {
        var cell = self
        let lines = code.sourceLines
        let isBlank = { (line: String) in line.trimmed.isEmpty }
        let skipped = lines.prefix(while: isBlank).count
        let end = (lines.lastIndex { !isBlank($0) } ?? -1) + 1
        cell.code = lines[skipped..<max(skipped, end)].joined(separator: "\n")
        cell.firstLine += skipped
        return cell
    }
}
