import Foundation
import Testing

@testable import lesson

@Suite struct NeighbourTests {
    @Test func `a page leads to the lesson before and to the one after`() throws {
        let four = try LessonLookup.lesson("04")
        let next = try #require(WovenPage.neighbour(of: four, 1))
        let six = try LessonLookup.lesson("06")
        let previous = try #require(WovenPage.neighbour(of: six, -1))
        #expect(next.title > "04" && next.title <= "06 · A multilayer perceptron on MNIST")
        #expect(previous.title >= "04 · The perceptron" && previous.title < "06")
        for link in [next, previous] {
            let number = link.title.prefix(2)
            #expect(link.address.hasPrefix("../\(number)-") && link.address.hasSuffix("/index.html"))
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
