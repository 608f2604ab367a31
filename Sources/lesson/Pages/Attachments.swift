import Foundation
import Literate
import Notebook

extension Event {
    /// The event, as `Literate` sets it. `picture` says where the page or the terminal finds a figure.
    func attachment(picture: (RunRecord.Figure, [UInt8]) -> String) -> Attachment? {
        let kind: Attachment.Kind? =
            switch self.kind {
            case .output(let text): .output(text)
            case .figure(let figure, _):
                .figure(FigureImage(figure, sources: pictures.map { picture($0.figure, $0.png) }))
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

extension FigureImage {
    /// A figure, with the places where its own picture and those of its frames are found.
    fileprivate init(_ figure: RunRecord.Figure, sources: [String]) {
        let images = zip(figure.stills, sources).map { still, source in
            FigureImage(
                source: source, caption: still.caption, alternative: still.alt, width: still.width,
                height: still.height)
        }
        let film = figure.film.map { film in
            Film(
                label: film.label,
                frames: zip(film.frames, images.dropFirst()).map { .init(value: $0.value, image: $1) },
                shownOnPaper: film.shownOnPaper)
        }
        self.init(
            source: images[0].source, caption: figure.caption, alternative: figure.alt, width: figure.width,
            height: figure.height, film: film)
    }
}
