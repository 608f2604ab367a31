import Foundation
import Literate
import Notebook
import Text

/// The links from page to page. They lead only to pages that are there: as lessons are run, pages are linked anew.
struct CourseLinks {
    /// The folder that holds a folder for each lesson.
    let output: URL

    /// What the pages of lessons call the page that lists them all.
    static var home: PageLink { PageLink(title: said("All lessons"), address: "../index.html") }

    func page(of lesson: Lesson) -> URL {
        output.appending(path: lesson.folder).appending(path: "index.html")
    }

    func hasPage(_ lesson: Lesson) -> Bool { FileManager.default.fileExists(atPath: page(of: lesson).path) }

    /// The nearest lessons before and after this one that have pages.
    func navigation(of lesson: Lesson) -> PageNavigation {
        let place = catalogue.firstIndex { $0.number == lesson.number }
        let before = place.flatMap { catalogue[..<$0].last(where: hasPage) }
        let after = place.flatMap { catalogue[($0 + 1)...].first(where: hasPage) }
        return PageNavigation(
            previous: before.map(Self.link), next: after.map(Self.link), home: place.map { _ in Self.home })
    }

    private static func link(_ lesson: Lesson) -> PageLink {
        PageLink(title: lesson.name, address: "../\(lesson.folder)/index.html")
    }

    /// Links the pages of all lessons with those that are there now, and has those that are out of date say so.
    ///
    /// - Parameter changes: why the page of a lesson is out of date; nothing if it is not.
    func renew(changes: (Lesson) -> [String]) throws {
        for lesson in catalogue where OutputFolder.isOfRun(output.appending(path: lesson.folder)) {
            let file = page(of: lesson)
            let before = try PlainFile.read(file)
            var navigation = navigation(of: lesson)
            navigation.changes = changes(lesson)
            navigation.command = "swift run lesson \(lesson.number)"
            let after = linked(before, navigation)
            if after != before { try PlainFile.write(after, to: file) }
        }
    }

    /// The page with another navigation, and with links in its text that lead to pages that are there.
    func linked(_ page: Data, _ navigation: PageNavigation) -> Data {
        var page = page
        Self.replace(PageNavigation.topMarks, with: navigation.top, in: &page)
        Self.replace(PageNavigation.noticeMarks, with: navigation.notice, in: &page)
        Self.replace(PageNavigation.bottomMarks, with: navigation.bottom, in: &page)
        return Self.relinked(page) { address in
            let path = address.prefix { $0 != "#" }.dropFirst("../".count)
            return FileManager.default.fileExists(atPath: output.appending(path: String(path)).path)
        }
    }

    private static func replace(_ marks: PageNavigation.Marks, with html: String, in page: inout Data) {
        guard let start = page.range(of: Data(marks.start.utf8)),
            let end = page.range(of: Data(marks.end.utf8), in: start.upperBound..<page.endIndex)
        else { return }
        page.replaceSubrange(start.lowerBound..<end.upperBound, with: Data(html.utf8))
    }

    /// A link to a page that is not there is kept as one without an address, until the page is.
    static func relinked(_ page: Data, exists: (_ address: String) -> Bool) -> Data {
        let (alive, dead) = (Data("<a href=\"../".utf8), Data("<a data-page=\"../".utf8))
        var result = Data()
        var rest = page[...]
        while let mark = [rest.range(of: alive), rest.range(of: dead)].compactMap({ $0 })
            .min(by: { $0.lowerBound < $1.lowerBound })
        {
            let start = mark.upperBound - "../".utf8.count
            let end = rest[start...].firstIndex(of: UInt8(ascii: "\"")) ?? rest.endIndex
            let works = exists(String(decoding: rest[start..<end], as: UTF8.self))
            result += rest[..<mark.lowerBound] + (works ? alive : dead) + rest[mark.upperBound..<end]
            rest = rest[end...]
        }
        return result + rest
    }
}
