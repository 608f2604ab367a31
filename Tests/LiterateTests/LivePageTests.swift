import Foundation
import Testing

@testable import Literate

@Suite struct LivePageTests {
    private let page = Data(documentPage(title: "A <page>", main: "<h1>One</h1> about &lt;/body&gt;").utf8)

    @Test func `a page that follows is an ordinary one again, to the byte`() {
        let live = LivePage.following(page, stamp: "7-1")
        #expect(live != page)
        #expect(LivePage.ordinary(live) == page)
        #expect(LivePage.ordinary(page) == page)
        let again = LivePage.following(live, stamp: "7-2")
        #expect(LivePage.ordinary(again) == page)
        #expect(String(decoding: again, as: UTF8.self).components(separatedBy: "<script").count == 2)
    }

    @Test func `its own script runs and no other`() throws {
        let html = String(decoding: LivePage.following(page, stamp: "7-1"), as: UTF8.self)
        let nonce = try #require(html.firstMatch(of: #/script-src 'nonce-([a-z0-9]+)'/#)).1
        #expect(html.contains("<script nonce=\"\(nonce)\" data-stamp=\"7-1\">"))
        #expect(html.contains("default-src 'none'"))
        #expect(!String(decoding: page, as: UTF8.self).contains("<script"))
        let other = String(decoding: LivePage.following(page, stamp: "7-1"), as: UTF8.self)
        #expect(!other.contains(nonce))
    }

    @Test func `news are a call, whatever they say`() {
        let news = LivePage.News(page: "7-1", .broken, "The lesson does not run.", text: "a \"b\"\n</script>'\u{2028}")
        let text = String(decoding: news.script, as: UTF8.self)
        #expect(text.hasPrefix("nablaLive({") && text.hasSuffix("});\n"))
        #expect(!text.dropLast().contains("\n"))
        #expect(LivePage.News.isScript(news.script))
        #expect(!LivePage.News.isScript(Data("alert(1)".utf8)))
    }
}
