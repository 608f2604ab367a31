import Foundation
import Lessons
import Literate
import Notebook

/// The page of a run: its source and what it showed, woven into one file.
enum WovenPage {
    static func html(_ source: LessonSource, _ session: Session, _ project: ProjectFolder) throws -> String {
        let attachments = session.happenings.compactMap { happening in
            happening.attachment { _, png in "data:image/png;base64," + Data(png).base64EncodedString() }
        }
        let record = session.record
        let info = PageInfo(
            seed: record.seed, quick: record.quick, data: record.data == "none" ? "" : record.data,
            seconds: record.seconds, peakMemoryMB: record.peakMemoryMB)
        return try htmlPage(source, attachments, info, reading: project.text)
    }
}
