import Notebook
import Testing

@testable import lesson

@Suite struct LessonNeedsTests {
    @Test func `a lesson builds on those that "You need" links to, and on no others`() throws {
        let source = """
            public func trial() throws {
                //: # 04 · Trial
                //: As in [00](../00-a/index.html).
                //:
                //: **You need** from [03](../03-c/index.html): this; from
                //: [01](../01-a/index.html), and [03](../03-c/index.html) again, that.
                //:
                //: **Time** 7 minutes. As in [02](../02-b/index.html).
            }
            """
        let lesson = try #require(Lesson("04-trial/Trial.swift", source: source))
        #expect(lesson.needs == ["01", "03"])
        #expect(lesson.minutes == 7)
    }

    @Test func `every lesson builds on earlier ones, and the table of the README says so`() throws {
        let readme = try ProjectFolder().text("README.md")
        for lesson in catalogue {
            #expect(lesson.needs.allSatisfy { $0 < lesson.number }, "\(lesson.name): \(lesson.needs)")
            #expect(lesson.number < "02" || !lesson.needs.isEmpty, "\(lesson.name)")
            let row = try #require(
                readme.split(separator: "\n").first { $0.hasPrefix("| \(lesson.number) ") }, "\(lesson.name)")
            #expect(row.split(separator: "|").last == " \(lesson.needs.joined(separator: ", ")) ".collapsed, "\(row)")
        }
    }
}

extension String {
    /// An empty cell has one space.
    fileprivate var collapsed: Substring { self == "  " ? " " : self[...] }
}
