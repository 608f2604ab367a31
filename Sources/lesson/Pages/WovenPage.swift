import Foundation
import Literate
import Notebook
import Text

/// The page of a run: its source and what it showed, woven into one file.
enum WovenPage {
    static func html(
        _ source: LessonSource, _ record: RunRecord, _ project: ProjectFolder,
        _ navigation: PageNavigation = PageNavigation(), stamp: String = ""
    ) throws -> String {
        let attachments = record.events.compactMap { event in
            event.attachment { _, png in "data:image/png;base64," + Data(png).base64EncodedString() }
        }
        var info = PageInfo(record)
        (info.previous, info.next, info.home) = (navigation.previous, navigation.next, navigation.home)
        info.stamp = stamp
        return try htmlPage(source, attachments, info, reading: project.text)
    }
}

extension PageInfo {
    /// What a page says about a run.
    init(_ record: RunRecord) {
        self.init(
            seed: record.seed, quick: record.quick, data: record.data == "none" ? "" : record.data,
            seconds: record.seconds, peakMemoryMB: record.peakMemoryMB)
        date = record.date.map(RunDate.text) ?? ""
    }
}

/// The day of a run, as readers of English write it: “21 November 2026”.
enum RunDate {
    static func text(_ date: Date) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: said("en_GB"))
        formatter.dateFormat = said("d MMMM yyyy")
        return formatter.string(from: date)
    }
}
