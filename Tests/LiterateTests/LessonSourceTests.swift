import Testing

@testable import Literate

@Suite("A lesson's source")
struct LessonSourceTests {
    @Test("is cut into frame, prose and code")
    func chunks() throws {
        let lesson = try LessonSource(
            """
            import Nabla

            public func f() throws {
                //: # 04 · The perceptron
                //: Prose.

                // An ordinary comment is code.
                let x = 1

                //:
                //: More prose.
                for y in 0..<2 {
                    print(y)
                }
            }

            """)
        #expect(lesson.number == "04")
        #expect(lesson.title == "The perceptron")
        #expect(lesson.chunks.map(\.kind) == [.frame, .prose, .code, .prose, .code, .frame])
        #expect(lesson.chunks[1].text == "# 04 · The perceptron\nProse.")
        #expect(lesson.chunks[2].text == "// An ordinary comment is code.\nlet x = 1")
        #expect(lesson.chunks[2].lines == 7...9)
        #expect(lesson.chunks[3].text == "\nMore prose.")
        #expect(lesson.chunks[4].text == "for y in 0..<2 {\n    print(y)\n}")
        #expect(lesson.chunks[4].firstTextLine == 12)
    }
}
