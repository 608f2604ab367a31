import Text

/// Where a page leads within the course, and whether it is still what a run would make.
///
/// Its three pieces of HTML stand between marks, so that a page can be linked anew when a lesson beside it has been run.
/// No text of a lesson can look like a mark: on a page, its `<` is `&lt;`.
public struct PageNavigation: Equatable, Sendable {
    /// The marks around a piece.
    public typealias Marks = (start: String, end: String)

    /// Those above the title, those below it, and those below the text.
    public static let topMarks: Marks = ("<!--top-->", "<!--/top-->")
    public static let noticeMarks: Marks = ("<!--notice-->", "<!--/notice-->")
    public static let bottomMarks: Marks = ("<!--bottom-->", "<!--/bottom-->")

    public let previous: PageLink?
    public let next: PageLink?
    /// The page that lists all lessons.
    public let home: PageLink?
    /// Why the page is out of date, and what to type; empty as long as it is not.
    public var changes: [String] = []
    public var command = ""

    public init(previous: PageLink? = nil, next: PageLink? = nil, home: PageLink? = nil) {
        (self.previous, self.next, self.home) = (previous, next, home)
    }

    /// Says that the page is out of date, with its marks.
    public var notice: String {
        Self.noticeMarks.start + Self.notice(changes, command: command) + Self.noticeMarks.end
    }

    /// Says that a page is out of date; nothing if there are no changes.
    static func notice(_ changes: [String], command: String) -> String {
        guard !changes.isEmpty else { return "" }
        return "<p class=\"stale\" role=\"note\"><b>\(said("Out of date:"))</b> "
            + "\(changes.map(\.said).joined(separator: ", ").escapedForHTML). "
            + "\(said("Run it again:")) <code>\(command.escapedForHTML)</code></p>"
    }

    /// Leads to the list of all lessons, with its marks.
    public var top: String {
        let html = home.map { "<nav aria-label=\"\(said("Course"))\">\(Self.html($0))</nav>" } ?? ""
        return Self.topMarks.start + html + Self.topMarks.end
    }

    /// Leads to the lesson before, to all lessons, and to the lesson after, with its marks.
    public var bottom: String {
        let links = [
            previous.map { "<span class=\"previous\">← \(Self.html($0, relation: "prev"))</span>" },
            home.map { "<span class=\"home\">\(Self.html($0))</span>" },
            next.map { "<span class=\"next\">\(Self.html($0, relation: "next")) →</span>" },
        ].compactMap { $0 }
        let html = links.isEmpty ? "" : "<nav aria-label=\"\(said("Lessons"))\">\(links.joined(separator: "\n"))</nav>"
        return Self.bottomMarks.start + html + Self.bottomMarks.end
    }

    private static func html(_ link: PageLink, relation: String? = nil) -> String {
        let attribute = relation.map { " rel=\"\($0)\"" } ?? ""
        return "<a href=\"\(link.address.escapedForHTML)\"\(attribute)>\(link.title.escapedForHTML)</a>"
    }
}
