import Literate
import Testing

@Suite struct CoursePageTests {
    private func page(_ change: (inout CourseEntry) -> Void) -> String {
        var entry = CourseEntry(number: "04", title: "A <title>", minutes: 50)
        change(&entry)
        return coursePage(
            title: "T", introduction: "All of *it*.", [entry], command: "swift run lesson")
    }

    @Test func `a lesson that has not been run is no link, and says how to run it`() {
        let html = page { _ in }
        #expect(html.contains("<h2>A &lt;title&gt;</h2>"))
        #expect(html.contains("Not run yet: <code>swift run lesson 04</code>"))
        #expect(!html.contains("<a "))
        #expect(html.contains("0 of 1 lessons run"))
        #expect(html.contains("All of <em>it</em>."))
    }

    @Test func `a lesson that has been run is a link, with what is known of the run`() {
        let html = page { entry in
            entry.address = "04-a/index.html"
            entry.facts = ["63 of 63 claims held", "1.9 s"]
            entry.exercises = (3, 7)
            entry.exerciseMinutes = 80
            entry.slides = "04-a/slides/index.html"
        }
        #expect(html.contains("<h2><a href=\"04-a/index.html\">A &lt;title&gt;</a></h2>"))
        #expect(html.contains("aria-label=\"All claims held\">✓</span>63 of 63 claims held · 1.9 s</p>"))
        #expect(html.contains("50 minutes to read · 80 for 7 exercises, 3 passed"))
        #expect(html.contains("<a href=\"04-a/slides/index.html\">Slides<"))
        #expect(html.contains("1 of 1 lessons run · 3 of 7 exercises passed"))
        #expect(!html.contains("Out of date"))
    }

    @Test func `a lesson names those that it builds on, and links the pages that are there`() {
        var entries = ["01", "02", "03"].map { CourseEntry(number: $0, title: "T<\($0)>", minutes: 1) }
        entries[0].address = "01-t/index.html"
        entries[2].needs = ["01", "02"]
        let html = coursePage(title: "T", introduction: "", entries, command: "c")
        #expect(
            html.contains(
                "Builds on <a href=\"01-t/index.html\">01<span class=\"hidden\"> T&lt;01&gt;</span></a>, "
                    + "02<span class=\"hidden\"> T&lt;02&gt;</span></p>"))
        #expect(html.ranges(of: "Builds on").count == 1)
    }

    @Test func `a page that no longer matches says why`() {
        let html = page { entry in
            entry.address = "04-a/index.html"
            entry.isSound = false
            entry.changes = ["the engine has changed"]
        }
        #expect(html.contains("aria-label=\"Not all claims held\">✗</span>"))
        #expect(html.contains("<b>Out of date:</b> the engine has changed."))
    }
}
