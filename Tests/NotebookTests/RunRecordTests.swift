import Foundation
import Testing

@testable import Notebook

extension NotebookTests {
    @Suite struct RunRecordTests {
        /// A run that has something of every kind, as any JSON reader sees it.
        private func json() throws -> [String: Any] {
            let record = session(seed: 3, quick: true) {
                print("x")
                claim("one third", 1.0 / 3, equals: 1.0 / 3)
                claim("rows", [[1, 2], [3]], atLeast: 1)
                claim("flag", isTrue: true)
                claim("lost", Double.nan, atLeast: 0)
                Session.current.uses(data: "built-in digits")
            }.record
            return try #require(JSONSerialization.jsonObject(with: record.json()) as? [String: Any])
        }

        @Test func `it has exactly the agreed fields`() throws {
            let json = try json()
            #expect(
                Set(json.keys) == [
                    "lesson", "title", "seed", "quick", "data", "seconds", "peakMemoryMB", "claims",
                    "figures", "outputs", "predictions", "notes", "order", "date",
                ])
            #expect(json["lesson"] as? String == "99-test")
            #expect(json["title"] as? String == "A test")
            #expect(json["seed"] as? Int == 3)
            #expect(json["quick"] as? Bool == true)
            #expect(json["data"] as? String == "built-in digits")
        }

        @Test func `claims and outputs have exactly the agreed fields`() throws {
            let json = try json()
            let claims = try #require(json["claims"] as? [[String: Any]])
            #expect(claims.count == 4)
            for claim in claims {
                #expect(Set(claim.keys) == ["name", "value", "condition", "held", "line"])
            }
            let outputs = try #require(json["outputs"] as? [[String: Any]])
            #expect(outputs.count == 1)
            for output in outputs { #expect(Set(output.keys) == ["line", "text"]) }
        }

        @Test func `a claim's value is a number or a nested list of numbers, at full precision`() throws {
            let claims = try #require(try json()["claims"] as? [[String: Any]])
            #expect(claims[0]["value"] as? Double == 1.0 / 3)
            #expect(claims[1]["value"] as? [[Int]] == [[1, 2], [3]])
            #expect(claims[2]["value"] as? Int == 1)
            #expect(claims[3]["value"] is NSNull)
            #expect(claims[3]["held"] as? Bool == false)
        }

        @Test func `it reads what it wrote`() throws {
            let record = session {
                print("x")
                claim("table", [[1.5]], equals: [[1.5]])
            }.record
            let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).json")
            defer { try? FileManager.default.removeItem(at: file) }
            try record.json().write(to: file)
            #expect(try RunRecord(contentsOf: file) == record)
        }

        @Test func `the record tells again what happened, in order`() throws {
            let session = session {
                print("a")
                predict("b?", answer: "c", tempting: "d")
                for number in 1...2 {
                    print(number)
                    claim("e", number, atLeast: 1)
                }
                note("f")
            }
            let record = session.record
            let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).json")
            defer { try? FileManager.default.removeItem(at: file) }
            try record.json().write(to: file)
            #expect(try RunRecord(contentsOf: file).events == record.events)
            let json = try JSONSerialization.jsonObject(with: record.json()) as? [String: Any]
            let order = ["output", "prediction", "output", "claim", "output", "claim", "note"]
            #expect(json?["order"] as? [String] == order)
            #expect(record.date != nil)
        }

        @Test func `the figures of a record are read from their files`() throws {
            var record = session { print("x") }.record
            let figure = RunRecord.Figure(
                file: "figures/1.png", caption: "c", alt: "a", width: 1, height: 1, line: 2)
            record.add(.figure(figure, png: [7]), line: 2)
            var read = try RunRecord(json: record.json())
            #expect(read.events.last == Event(.figure(figure, png: []), line: 2))
            read.readFigures { $0.file == "figures/1.png" ? [7] : [] }
            #expect(read == record)
            #expect(record.files == ["index.html", "record.json", "figures/1.png"])
        }

        /// A long output is one string that grows: twice as many pieces must not take four times as long.
        @Test func `pieces of one line are one output`() {
            let record = session {
                for piece in 0..<20_000 { print(piece % 10, terminator: "") }
                print()
            }.record
            #expect(record.events.count == 1)
            guard case .output(let text) = record.events[0].kind else { return #expect(Bool(false)) }
            #expect(text.count == 20_001)
        }

        /// A record that is right but for one place.
        private func record(
            seconds: String = "1", figure: String = "figures/1.png", width: String = "10",
            line: String = "3", order: String = "\"figure\", \"output\"", value: String = "1"
        ) -> String {
            """
            {"lesson": "04-a", "title": "A", "seed": 1, "quick": false, "data": "none", "seconds": \(seconds),
            "peakMemoryMB": 2, "claims": [], "outputs": [{"line": \(line), "text": "a"}], "notes": [],
            "predictions": [], "order": [\(order)], "figures": [{"file": "\(figure)", "caption": "", "alt": "",
            "width": \(width), "height": 10, "line": 1}],
            "unknown": \(value)}
            """
        }

        @Test func `a record that a run can have left is read`() throws {
            #expect(try RunRecord(json: Data(record().utf8)).figures.map(\.file) == ["figures/1.png"])
        }

        @Test func `a record that no run can have left is refused`() {
            var records = [
                "figures/../../../etc/passwd", "../x", "/etc/passwd", "figures/a/b.png", "figures/",
                "figures/..",
                "index.html", "figures//x", "figures/a\\u0000b",
            ].map { record(figure: $0) }
            records += ["-1", "1e10", "1e308", "1e999", "null", "\"1\""].map { record(seconds: $0) }
            records += ["0", "-5", "100001", "9223372036854775807", "1.5", "99999999999999999999"].map {
                record(width: $0)
            }
            records += ["-1", "9223372036854775807"].map { record(line: $0) }
            records += [
                "", "\"figure\"", "\"figure\", \"output\", \"output\"", "\"figure\", \"claim\"",
                "\"figure\", \"film\"",
            ].map { record(order: $0) }
            records += ["", "{}", "[]", "null", String(repeating: "{\"a\":", count: 100_000)]
            for text in records {
                #expect(throws: (any Error).self, "\(text.prefix(400))") {
                    try RunRecord(json: Data(text.utf8))
                }
            }
        }

        @Test func `a claim's value may be nested as deep as tensors are, and no deeper`() throws {
            func record(depth: Int) throws -> RunRecord {
                let value = String(repeating: "[", count: depth) + "1" + String(repeating: "]", count: depth)
                let claim =
                    "{\"name\": \"n\", \"value\": \(value), \"condition\": \"c\", \"held\": true, \"line\": 1}"
                let text = """
                    {"lesson": "04-a", "title": "A", "seed": 1, "quick": false, "data": "none", "seconds": 1,
                    "peakMemoryMB": 2, "claims": [\(claim)], "outputs": [], "notes": [], "predictions": [],
                    "order": ["claim"], "figures": []}
                    """
                return try RunRecord(json: Data(text.utf8))
            }
            let brackets = String(repeating: "[", count: 32)
            #expect(try record(depth: 32).claims[0].value.description.hasPrefix(brackets + "1]"))
            for depth in [33, 400, 5_000] {
                #expect(throws: (any Error).self) { try record(depth: depth) }
            }
        }
    }
}
