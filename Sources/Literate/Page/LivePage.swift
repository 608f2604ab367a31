import Foundation

/// A page that follows the editor: with a script that asks the file `live.js` beside it for news, and reloads the page when
/// there is a newer one. Nothing is served: it works for a page that was opened from a file.
///
/// An ordinary page runs no script at all. This one runs its own and `live.js`: both carry a word that the page's policy
/// names, and that is another each time.
public enum LivePage {
    /// What a page asks for news.
    public static let file = "live.js"

    private static let marks = (start: "<!--live-->", end: "<!--/live-->")
    private static let policy = "http-equiv=\"Content-Security-Policy\" content=\""

    /// The page with the script in it.
    ///
    /// - Parameter stamp: what news call this page: another for each.
    public static func following(_ page: Data, stamp: String) -> Data {
        var page = ordinary(page)
        let nonce = String(UInt64.random(in: 0 ... .max), radix: 36) + String(UInt64.random(in: 0 ... .max), radix: 36)
        let piece = """
            \(marks.start)<style>\(liveStyle)</style>
            <script nonce="\(nonce)" data-stamp="\(stamp.escapedForHTML)">\(liveScript)</script>\(marks.end)
            """
        guard let end = page.range(of: Data("</body>".utf8), options: .backwards),
            let policy = page.range(of: Data(Self.policy.utf8))
        else { return page }
        page.insert(contentsOf: Data(piece.utf8), at: end.lowerBound)
        page.insert(contentsOf: Data(scriptPolicy(nonce).utf8), at: policy.upperBound)
        return page
    }

    /// The page without the script, byte for byte as it was.
    public static func ordinary(_ page: Data) -> Data {
        var page = page
        if let start = page.range(of: Data(marks.start.utf8), options: .backwards),
            let end = page.range(of: Data(marks.end.utf8), in: start.upperBound..<page.endIndex)
        {
            page.removeSubrange(start.lowerBound..<end.upperBound)
        }
        guard let policy = page.range(of: Data((Self.policy + "script-src 'nonce-").utf8)),
            let end = page.range(of: Data("; ".utf8), in: policy.upperBound..<page.endIndex)
        else { return page }
        page.removeSubrange(policy.upperBound - "script-src 'nonce-".utf8.count..<end.upperBound)
        return page
    }

    private static func scriptPolicy(_ nonce: String) -> String { "script-src 'nonce-\(nonce)'; " }

    /// What a page is told.
    public struct News: Codable, Equatable, Sendable {
        public enum State: String, Codable, Sendable {
            /// What is on the disk is shown; the lesson runs; it stopped, or does not compile; a claim does not hold.
            case shown, running, broken, finding
        }

        /// The stamp of the newest page.
        public var page: String
        public var state: State
        public var title: String
        public var text: String

        public init(page: String, _ state: State, _ title: String = "", text: String = "") {
            (self.page, self.state, self.title, self.text) = (page, state, title, text)
        }

        /// The content of `live.js`.
        public var script: Data {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            // Texts and nothing else: it cannot fail.
            let json = (try? encoder.encode(self)) ?? Data("{}".utf8)
            return Data(News.beginning.utf8) + json + Data(");\n".utf8)
        }

        private static let beginning = "nablaLive("

        /// Whether a file of that name is one of ours.
        public static func isScript(_ content: Data) -> Bool { content.starts(with: Data(beginning.utf8)) }
    }

    /// What stands in the place of a page as long as there is none.
    public static func placeholder(title: String) -> String {
        documentPage(
            title: title,
            main: """
                <header><h1>\(title.escapedForHTML)</h1></header>
                <p>The page of this lesson appears here as soon as the lesson runs.</p>
                """)
    }
}
