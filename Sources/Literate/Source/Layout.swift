/// What a page shows, in order: the lesson's prose, and its code with what the run attached to it.
enum PageBlock: Equatable {
    case prose(Chunk)
    case cell(Cell)
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
    static func blocks(of lesson: LessonSource, _ attachments: [Attachment]) -> [PageBlock] {
        var placement = Placement(lesson.chunks)
        var attached: [Int: [Attachment]] = [:]
        for attachment in attachments {
            guard let index = placement.place(ofLine: attachment.line) else { continue }
            attached[index] = merge(attachment, into: attached[index] ?? [])
        }
        var blocks: [PageBlock] = []
        for (index, chunk) in lesson.chunks.enumerated() {
            switch chunk.kind {
            case .frame: break
            case .prose: blocks.append(.prose(chunk))
            case .code: blocks += cells(of: chunk, at: index, placement.places, attached).map { .cell($0) }
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

extension Cell {
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
