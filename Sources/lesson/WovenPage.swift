import Foundation
import Lessons
import Literate
import Notebook

/// The page of a run: its source and what it showed, woven into one file.
enum WovenPage {
    static func html(
        _ lesson: Lesson, _ source: LessonSource, _ session: Session, _ project: ProjectFolder
    ) throws -> String {
        let attachments = session.happenings.compactMap { happening in
            happening.attachment { _, png in "data:image/png;base64," + Data(png).base64EncodedString() }
        }
        let record = session.record
        let info = PageInfo(
            seed: record.seed, quick: record.quick, data: record.data == "none" ? "" : record.data,
            seconds: record.seconds, peakMemoryMB: record.peakMemoryMB,
            previous: neighbour(of: lesson, -1), next: neighbour(of: lesson, 1))
        return try htmlPage(source, attachments, info, reading: project.text)
    }

    /// The lesson so many places further on in the course. Its page lies beside this one, once it has been run.
    static func neighbour(of lesson: Lesson, _ steps: Int) -> PageLink? {
        guard let place = catalogue.firstIndex(where: { $0.number == lesson.number }),
            catalogue.indices.contains(place + steps)
        else { return nil }
        let other = catalogue[place + steps]
        return PageLink(title: other.name, address: "../\(other.folder)/index.html")
    }
}
