import Foundation
import Literate
import Notebook
import Synchronization
import Text

/// Shows a lesson on the terminal while it runs: prose, code and what the code shows, in the order of the page.
final class TerminalPage: Sendable {
    private struct State {
        var playback: Playback
        /// What stands last on the terminal.
        var last = Standing.nothing
    }

    private enum Standing {
        case nothing
        case part
        case output
        /// A line of output that waits for more.
        case openOutput
        case verdict
    }

    private let state: Mutex<State>
    private let waits: Bool
    /// Where the figures will lie when the run is over.
    private let folder: URL

    /// Throws where the prose asks for a part of a file that is not there.
    init(_ source: LessonSource, _ project: ProjectFolder, folder: URL, step: Bool) throws {
        let playback = try Playback(
            source, width: Terminal.width, colour: Terminal.hasColour, reading: project.text)
        state = Mutex(State(playback: playback))
        waits = step
        self.folder = folder
    }

    /// Shows what leads up to an event, and the event.
    func show(_ event: Event) {
        let event = event.shownAsText
        state.withLock { state in
            show(state.playback.parts(throughLine: event.line), &state)
            guard let attachment = event.attachment(picture: { figure, _ in figure.file }) else { return }
            let text = terminalText(attachment, width: Terminal.width, colour: Terminal.hasColour)
            switch event.kind {
            case .output:
                begin(.output, &state)
                Terminal.show(text)
                state.last = text.hasSuffix("\n") ? .output : .openOutput
            case .claim:
                begin(.verdict, &state)
                Terminal.showLine(text)
            case .prediction(let prediction):
                begin(.part, &state)
                Terminal.showLine(text)
                show(prediction)
            case .figure(let figure, let png):
                begin(.part, &state)
                show(text, figure, png)
            default:
                begin(.part, &state)
                Terminal.showLine(text)
            }
        }
    }

    /// Shows what is left when the lesson has run to its end.
    func finish() {
        state.withLock { state in show(state.playback.remainingParts(), &state) }
    }

    private func show(_ parts: [Playback.Part], _ state: inout State) {
        for part in parts {
            let isFirst = if case .nothing = state.last { true } else { false }
            if part.startsWithHeading, !isFirst, waits {
                Terminal.waitForEnter(said("— Enter goes on, q and Enter stops —"))
            }
            begin(.part, &state)
            Terminal.showLine(part.text)
        }
    }

    /// The caption, then the picture where the terminal takes one, else its path, to click on where it can be.
    private func show(_ text: String, _ figure: RunRecord.Figure, _ png: [UInt8]) {
        if let pictures = Terminal.pictures {
            Terminal.showLine(text)
            Terminal.send(pictures.sequence(png: png, columns: Terminal.width) + "\n")
        } else if Terminal.hasLinks {
            let link = TerminalLink.linked(
                figure.file, to: folder.appending(path: figure.file), host: Terminal.host)
            Terminal.send(
                text.controlsShownButColours.replacingOccurrences(of: figure.file, with: link) + "\n")
        } else {
            Terminal.showLine(text)
        }
    }

    /// The answer of a question, after a rest. What the question covers comes later: nothing of it has happened yet.
    private func show(_ prediction: Prediction) {
        if waits { Terminal.waitForEnter(said("  — think, then Enter; q and Enter stops —")) }
        var sentences = [prediction.answer]
        if let tempting = prediction.tempting {
            let words = tempting.hasSuffix(".") ? String(tempting.dropLast()) : tempting
            sentences.append("*\(said("If you said “%1”:", words))* \(prediction.why ?? "")")
        } else if let why = prediction.why {
            sentences.append(why)
        }
        for sentence in sentences {
            let note = Attachment(line: 1, kind: .note(sentence))
            Terminal.showLine(terminalText(note, width: Terminal.width, colour: Terminal.hasColour))
        }
    }

    /// Leaves an empty line between things of different kinds, and none between lines of output or claims in a row.
    private func begin(_ next: Standing, _ state: inout State) {
        switch (state.last, next) {
        case (.nothing, _), (.output, .output), (.openOutput, .output), (.verdict, .verdict): break
        case (.openOutput, _): Terminal.show("\n\n")
        default: Terminal.show("\n")
        }
        state.last = next
    }
}
