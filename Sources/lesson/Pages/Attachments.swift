import Foundation
import Literate
import Notebook

extension Event {
    /// The event, as `Literate` sets it. `picture` says where the page or the terminal finds a figure.
    func attachment(picture: (RunRecord.Figure, [UInt8]) -> String) -> Attachment? {
        let kind: Attachment.Kind? =
            switch self.kind {
            case .output(let text): .output(text)
            case .figure(let figure, let png):
                .figure(
                    FigureImage(
                        source: picture(figure, png), caption: figure.caption, alternative: figure.alt,
                        width: figure.width, height: figure.height))
            case .claim(let claim, _):
                .claim(
                    name: claim.name, value: claim.value.description, condition: claim.condition,
                    held: claim.held)
            case .prediction(let prediction):
                .prediction(
                    question: prediction.question, answer: prediction.answer, tempting: prediction.tempting,
                    why: prediction.why)
            case .note(let text): .note(text)
            case .work: nil
            }
        return kind.map { Attachment(line: line, kind: $0) }
    }
}
