import Foundation
import Literate
import Notebook
import Testing

@testable import lesson

@Suite struct CourseLinksTests {
    /// A page as a run writes it, with a link in its text.
    private func writePage(_ lesson: Lesson, in output: URL) throws {
        let source = try LessonSource(
            "//: # 04 · T\n//: See [lesson 06](../06-mlp-mnist/index.html#words).\n")
        let links = CourseLinks(output: output)
        var info = PageInfo(seed: 1)
        info.home = links.navigation(of: lesson).home
        let html = try htmlPage(source, [], info)
        let file = links.page(of: lesson)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try links.linked(Data(html.utf8), links.navigation(of: lesson)).write(to: file)
        let record = try Session(Session.Options(lesson)) { _ in }.record.json()
        try record.write(to: file.deletingLastPathComponent().appending(path: "record.json"))
    }

    @Test func `pages lead to those that are there, and are linked anew when another comes`() async throws {
        try await withTemporaryFolder { output in
            let (four, six) = (try LessonLookup.lesson("04"), try LessonLookup.lesson("06"))
            let links = CourseLinks(output: output)
            func page(_ lesson: Lesson) throws -> String {
                try String(contentsOf: links.page(of: lesson), encoding: .utf8)
            }
            try Data().write(to: output.appending(path: "index.html"))
            try writePage(four, in: output)
            try links.renew { _ in [] }
            #expect(
                try page(four).contains("See <a data-page=\"../06-mlp-mnist/index.html#words\">lesson 06</a>")
            )
            #expect(try page(four).contains("<a href=\"../index.html\">All lessons</a>"))
            #expect(try !page(four).contains("rel=\"next\"") && !page(four).contains("rel=\"prev\""))

            try writePage(six, in: output)
            try links.renew { _ in [] }
            #expect(try page(four).contains("See <a href=\"../06-mlp-mnist/index.html#words\">lesson 06</a>"))
            let next =
                "<a href=\"../06-mlp-mnist/index.html\" rel=\"next\">06 · A multilayer perceptron on MNIST</a>"
            #expect(try page(four).contains(next))
            #expect(try page(six).contains("<a href=\"../04-perceptron/index.html\" rel=\"prev\">04 · "))
            let before = try page(four)
            try links.renew { _ in [] }
            #expect(try page(four) == before)

            try links.renew { $0.number == "04" ? ["the engine has changed"] : [] }
            #expect(try page(four).contains("<b>Out of date:</b> the engine has changed. Run it again: "))
            #expect(try !page(six).contains("Out of date"))
            try links.renew { _ in [] }
            #expect(try page(four) == before)

            try FileManager.default.removeItem(at: links.page(of: six))
            try links.renew { _ in [] }
            #expect(try !page(four).contains("href=\"../06"))
        }
    }

    @Test func `a page that no run wrote is not linked anew`() async throws {
        try await withTemporaryFolder { output in
            let mine = output.appending(path: "04-perceptron/index.html")
            try FileManager.default.createDirectory(
                at: mine.deletingLastPathComponent(), withIntermediateDirectories: true)
            let text = "<a href=\"../06-mlp-mnist/index.html\">mine</a>"
            try Data(text.utf8).write(to: mine)
            try CourseLinks(output: output).renew { _ in ["the engine has changed"] }
            #expect(try String(contentsOf: mine, encoding: .utf8) == text)
        }
    }

    /// Links of the prose are written as the pages need them: "../01-tensors/index.html".
    @Test func `links from lesson to lesson name folders of lessons`() throws {
        let lessons = try ProjectFolder().url.appending(path: "Lessons")
        let folders = try FileManager.default.contentsOfDirectory(atPath: lessons.path)
        for file in try FileManager.default.subpathsOfDirectory(atPath: lessons.path)
        where file.hasSuffix(".swift") {
            let text = try String(contentsOf: lessons.appending(path: file), encoding: .utf8)
            for link in text.matches(of: /\]\(\.\.\/(\d\d)([^\/)]*)\/index\.html\)/) {
                let target = folders.filter { $0.hasPrefix(link.1) }
                #expect(target.isEmpty || target == [String(link.1 + link.2)], "\(file) links to \(link.0)")
            }
        }
    }
}
