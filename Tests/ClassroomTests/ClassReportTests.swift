import Foundation
import Grading
import Testing

@testable import Classroom

@Suite struct ClassReportTests {
    private func id(_ number: Int) -> String { "s\(100 + number)" }

    /// Thirty students: twelve right in both, nine with a known mistake in 4.2, six with an unknown one, three stubs.
    private var thirty: [GradeRecord] {
        (0..<30).map { number in
            let last: Verdict =
                switch number {
                case 0..<12: MadeUpClass.verdict("4.2", .passed)
                case 12..<21:
                    MadeUpClass.verdict("4.2", .wrong, MadeUpClass.feedback("The bias never moves. It is a weight."))
                case 21..<27:
                    MadeUpClass.verdict(
                        "4.2", .wrong,
                        MadeUpClass.feedback(
                            "Not one of the known ones.", known: false, actual: number < 25 ? "a" : "b"))
                default: MadeUpClass.verdict("4.2", .notAttempted)
                }
            return MadeUpClass.record(
                id(number), [MadeUpClass.verdict("4.1", number < 24 ? .passed : .notCompiled), last])
        }
    }

    @Test func `an item is what its students made of it`() throws {
        let item = try #require(ClassReport(MadeUpClass.book(thirty)).items.last)
        #expect((item.students, item.attempted, item.passed, item.wrong, item.unrecognised) == (30, 27, 12, 15, 6))
        #expect(item.facility == 12.0 / 27)
        #expect(item.mistakes.map(\.students.count) == [9])
        #expect(item.mistakes[0].cost == 18)
        #expect(item.clusters.map(\.students.count) == [4, 2])
        #expect(item.flags.contains { $0.hasPrefix("unrecognised") })
        #expect(item.attemptsUntilPassed == 1)
    }

    @Test func `discrimination is the correlation with everything else`() {
        // By hand: x = 1, 1, 0, 0 and y = 3, 1, 1, 1: covariance 1, variances 1 and 3.
        let r = ItemStatistics.correlation([(1, 3), (1, 1), (0, 1), (0, 1)])!
        #expect(abs(r - 1 / 3.0.squareRoot()) < 1e-12)
        #expect(ItemStatistics.correlation([(1, 3), (1, 1), (1, 2)]) == nil)
        let items = ClassReport(MadeUpClass.book(thirty)).items
        #expect(items[0].discrimination! > 0.2)
    }

    /// There is no result to be alike in: what they have in common is why they were stopped.
    @Test func `answers that were stopped are told apart by the reason`() throws {
        let nothing = MadeUpClass.feedback("Look.", known: false, actual: "nothing, it stopped")
        let reasons = ["Stopped: Index out of range", "Stopped: Index out of range", "Stopped: Division by zero"]
        let records = reasons.enumerated().map { number, reason in
            var verdict = MadeUpClass.verdict("4.2", .crashed, nothing)
            verdict.message = reason
            return MadeUpClass.record("s\(number)", [verdict])
        }
        let clusters = try #require(MadeUpClass.book(records).items.last).clusters
        #expect(clusters.map(\.students) == [["s0", "s1"], ["s2"]])
        #expect(clusters.map(\.example.briefResult) == [reasons[0], reasons[2]])
    }

    @Test func `two mistakes at once are both counted, and are no unknown one`() throws {
        var two = MadeUpClass.feedback("", known: false)
        two.likelyMistake =
            "Two known mistakes at once give exactly these results. Of each alone one would say:\nA is wrong.\nB is wrong."
        let records = ["a", "b"].map { MadeUpClass.record($0, [MadeUpClass.verdict("4.2", .wrong, two)]) }
        let item = try #require(MadeUpClass.book(records).items.last)
        #expect(item.mistakes.map(\.sentence) == ["A is wrong.", "B is wrong."])
        #expect(item.mistakes.map(\.cost) == [2, 2])
        #expect(item.unrecognised == 0)
    }

    @Test func `only the attempt that counts is counted`() {
        let wrong = MadeUpClass.verdict("4.2", .wrong, MadeUpClass.feedback("The bias never moves."))
        let records = [
            MadeUpClass.record("ann", [wrong]), MadeUpClass.record("ann", [wrong], after: 60),
            MadeUpClass.record("ann", [MadeUpClass.verdict("4.2", .passed)], after: 120),
            MadeUpClass.record("ann", [wrong], after: 180, complete: false),
        ]
        let item = MadeUpClass.book(records).items[1]
        #expect((item.attempted, item.passed, item.mistakes.count) == (1, 1, 0))
        #expect(item.attemptsUntilPassed == 3)
    }

    @Test func `a small class is told counts and no percentages`() {
        let few = Array(thirty.prefix(19))
        let report = ClassReport(MadeUpClass.book(few))
        let page = CohortPage(report, few).html
        // The style sheet has percentages of its own.
        let main = page.split(separator: "</style>").last!
        #expect(!main.contains("%"))
        #expect(report.itemTable.rows.allSatisfy { $0[6].isEmpty && $0[7].isEmpty })
        #expect(report.items.flatMap(\.flags).isEmpty)
        #expect(CohortPage(ClassReport(MadeUpClass.book(thirty)), thirty).html.contains("33 %"))
    }

    @Test func `the page begins with what cost most`() throws {
        let page = CohortPage(ClassReport(MadeUpClass.book(thirty)), thirty).html
        let first = try #require(page.firstRange(of: "<h2>"))
        #expect(page[first.upperBound...].hasPrefix("The bias never moves."))
        #expect(page.contains("Deep &lt;Learning&gt;"))
        #expect(page.contains("9 (33 %) of 27 who tried it, 18 points lost"))
    }

    @Test func `grades are a table and JSON`() throws {
        let roster = Roster([Student(id: "s100", name: "=Evil()", email: "e@x"), Student(id: "zoe", name: "Zoë, Jr.")])
        let book = MadeUpClass.book(Array(thirty.prefix(1)), roster: roster)
        let text = GradeTable(book).table.text()
        #expect(text.contains("s100,'=Evil(),e@x,3,3,3,0,1,2\n"))
        #expect(text.contains("zoe,\"Zoë, Jr.\",,0,3,,,,\n"))
        let json = try JSONSerialization.jsonObject(with: ClassJSON.data(GradeTable(book))) as? [String: Any]
        #expect((json?["students"] as? [Any])?.count == 2)
    }
}

@Suite struct FeedbackPageTests {
    private let roster = Roster([
        Student(id: "ann", name: "Ann <A>", email: "ann@example.edu"),
        Student(id: "bob", name: "Bob B", email: "bob@example.edu"),
    ])

    private func page(
        _ verdicts: [Verdict], _ file: ClassFile = MadeUpClass.file(), manual: ManualGrades = ManualGrades()
    )
        -> String
    {
        let bob = MadeUpClass.record("bob", [MadeUpClass.verdict("4.2", .wrong, MadeUpClass.feedback("Of Bob only."))])
        let ann = MadeUpClass.record("ann", verdicts)
        let book = MadeUpClass.book([ann, bob], file, roster: roster, manual: manual)
        return FeedbackPage(ann, in: book, now: Date(timeIntervalSince1970: 1_796_000_000)).html
    }

    @Test func `a page has the five parts, the points and what judged, and nothing of anybody else`() {
        let html = page([
            MadeUpClass.verdict("4.1", .passed),
            MadeUpClass.verdict("4.2", .wrong, MadeUpClass.feedback("The <bias> moved.")),
        ])
        for words in [
            "Ann &lt;A&gt;", "input", "expected", "received", "first difference", "The &lt;bias&gt; moved.",
            "1 of 3 points",
            "Nabla 1.0", "abcdef", "<code>7</code>", "0123456789abcdef", "counts",
        ] { #expect(html.contains(words), "\(words)") }
        for words in ["bob", "Bob", "Of Bob only"] { #expect(!html.contains(words), "\(words)") }
        #expect(html.utf8.count < 60_000)
        #expect(!html.contains("<script"))
    }

    @Test func `a wrong list is drawn, its first wrong place ringed`() {
        let html = page([MadeUpClass.verdict("4.2", .wrong, MadeUpClass.feedback("It is wrong."))])
        #expect(html.contains("<td class=\"high off first\" style=\"--m:1\">4</td>"))
    }

    @Test func `a page is small however much an answer prints`() {
        var verdict = MadeUpClass.verdict("4.2", .crashed, MadeUpClass.feedback("It stopped."))
        verdict.output = String(repeating: String(repeating: "\u{1B}[2J<b>", count: 9000) + "\n", count: 60)
        let html = page([verdict])
        #expect(html.utf8.count < 200_000)
        #expect(!html.contains("\u{1B}"))
        #expect(!html.contains("<b>"))
    }

    @Test func `what is hidden is not shown, and is in no sum`() {
        let verdicts = [
            MadeUpClass.verdict("4.1", .passed), MadeUpClass.verdict("4.2", .wrong, MadeUpClass.feedback("Secret.")),
        ]
        let html = page(verdicts, MadeUpClass.file(["4.2": LocalTime("2030-01-01T00:00")!]))
        #expect(!html.contains("Secret."))
        #expect(html.contains("1 of 1 points"))
        #expect(page(verdicts, MadeUpClass.file(["4.2": LocalTime("2020-01-01T00:00")!])).contains("Secret."))
    }

    @Test func `what was decided by hand is said`() {
        let manual = ManualGrades(["ann": ["4.2": .init(points: 1.5, comment: "Another <sign>.")]])
        let html = page([MadeUpClass.verdict("4.2", .wrong, MadeUpClass.feedback("W."))], manual: manual)
        #expect(html.contains("Another &lt;sign&gt;."))
        #expect(html.contains("1.5 of 2 points"))
    }
}

@Suite struct ValueTableTests {
    @Test(arguments: [
        ("w = [1, -2, 0.5]", [["1", "-2", "0.5"]]), ("x = [[1, 2], [3, 4]], shape [2, 2]", [["1", "2"], ["3", "4"]]),
        ("x = [[1, 2, …], [3, 4, …], …], shape [9, 8]", [["1", "2", "…"], ["3", "4", "…"], ["…"]]),
        ("batch 0: x = [1.5·10⁻⁶, NaN, -∞]", [["1.5·10⁻⁶", "NaN", "-∞"]]),
    ])
    func `lists and matrices are read`(line: String, rows: [[String]]) { #expect(ValueTable(line[...])?.rows == rows) }

    @Test(arguments: ["b = 3", "w = [1, 2]", "x = [[[1, 2], [3, 4]]]", "nothing", "x = [1, 2, 3", "x = []"])
    func `what needs no table has none`(line: String) { #expect(ValueTable(line[...]) == nil) }

    @Test func `powers of ten are numbers`() {
        #expect(abs(ValueTable.number("-1.5·10⁻¹²")! + 1.5e-12) < 1e-20)
        #expect(ValueTable.number("…") == nil)
        #expect(ValueTable.number("NaN") == nil)
    }
}
