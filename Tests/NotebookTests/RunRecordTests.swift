import Foundation
import Notebook
import Testing

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
            #expect(record.order == [.output, .prediction, .output, .claim, .output, .claim, .note])
            let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).json")
            defer { try? FileManager.default.removeItem(at: file) }
            try record.json().write(to: file)
            let told = try #require(try RunRecord(contentsOf: file).happenings { _ in [] })
            #expect(told == session.happenings)
            #expect(record.date != nil)
        }

        @Test func `a record of an older kit is read, but does not tell the order`() throws {
            let text = """
                {"lesson": "04-a", "title": "A", "seed": 1, "quick": false, "data": "none", "seconds": 1,
                "peakMemoryMB": 2, "claims": [], "figures": [], "outputs": [{"line": 3, "text": "a"}]}
                """
            let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).json")
            defer { try? FileManager.default.removeItem(at: file) }
            try Data(text.utf8).write(to: file)
            let record = try RunRecord(contentsOf: file)
            #expect(record.outputs.map(\.text) == ["a"])
            #expect(record.hashes == nil)
            #expect(record.happenings { _ in [] } == nil)
        }
    }
}
