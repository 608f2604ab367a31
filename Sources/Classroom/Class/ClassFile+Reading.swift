import Foundation
import Grading
import Text

extension ClassFile {
    /// Reads `class.json` and tries every value. What is wrong is named by its place, with what was expected there.
    ///
    /// - Parameters:
    ///   - exercises: those of the course.
    ///   - questions: those in writing.
    public init(reading file: URL, exercises: [Exercise], questions: [Question] = []) throws {
        guard let data = FileManager.default.contents(atPath: file.path) else {
            throw ClassError(
                .notReachable, "\(file.path) cannot be read", hint: "swift run lesson class new writes one")
        }
        try self.init(data, name: file.lastPathComponent, exercises: exercises, questions: questions)
    }

    init(_ data: Data, name: String, exercises: [Exercise], questions: [Question] = []) throws {
        func refuse(_ what: String, hint: String? = nil) -> ClassError {
            ClassError(.badData, "\(name): \(what)", hint: hint)
        }
        let tree: Any
        do {
            tree = try JSONSerialization.jsonObject(with: data)
        } catch {
            let words = (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String
            throw refuse("is no JSON: \(words ?? "\(error)")", hint: "a comma too many, or a quotation mark missing?")
        }
        if let unknown = ClassFile.unknownKey(in: tree, at: "") { throw refuse(unknown) }
        do {
            self = try JSONDecoder().decode(ClassFile.self, from: data)
        } catch let error as DecodingError {
            throw refuse(ClassFile.words(for: error))
        }
        if let problem = problem(exercises, questions) { throw refuse(problem) }
    }

    // MARK: Keys

    /// The keys that may stand at a place; whatever else has keys, points and hidden, has exercises' numbers for them.
    private static let keys: [String: [String]] = [
        "": ["name", "language", "timeZone", "seed", "lessons", "late", "counts", "extensions", "hidden"],
        "lessons[]": ["lesson", "exercises", "points", "limits", "questions", "due", "closes"],
        "lessons[].limits.*": ["seconds", "memoryMegabytes"],
        "late": ["rule", "percent", "graceMinutes"], "extensions[]": ["student", "lesson", "due"],
    ]

    private static func unknownKey(in value: Any, at place: String) -> String? {
        if let list = value as? [Any] {
            return list.enumerated().lazy.compactMap { unknownKey(in: $1, at: "\(place)[\($0)]") }.first
        }
        guard let object = value as? [String: Any] else { return nil }
        if let known = keys[place.replacing(/\[\d+\]/, with: "[]").replacing(/\.limits\.\d+\.\d+$/, with: ".limits.*")]
        {
            for key in object.keys.sorted() where !known.contains(key) {
                let near = EditDistance.nearest(to: key, in: known).map { "; did you mean \"\($0)\"?" } ?? ""
                let shown = place.isEmpty ? key : "\(place).\(key)"
                return "\(shown) is not known; here may stand \(known.joined(separator: ", "))\(near)"
            }
        }
        return object.sorted { $0.key < $1.key }.lazy.compactMap { key, value in
            unknownKey(in: value, at: place.isEmpty ? key : "\(place).\(key)")
        }.first
    }

    private static func words(for error: DecodingError) -> String {
        func place(_ path: [any CodingKey]) -> String {
            path.reduce("") { text, key in
                key.intValue.map { "\(text)[\($0)]" } ?? (text.isEmpty ? key.stringValue : "\(text).\(key.stringValue)")
            }
        }
        switch error {
        case .keyNotFound(let key, let context): return "\(place(context.codingPath + [key])) is missing"
        case .typeMismatch(let type, let context):
            let names = ["String": "a text", "Double": "a number", "UInt64": "a whole number from 0"]
            return "\(place(context.codingPath)): expected \(names["\(type)"] ?? "another kind of value")"
        case .valueNotFound(_, let context): return "\(place(context.codingPath)): expected a value, but got null"
        case .dataCorrupted(let context):
            let at = place(context.codingPath)
            if at == "counts" || at == "late.rule" {
                let known = at == "counts" ? Counts.allCases.map(\.rawValue) : LateRule.Rule.allCases.map(\.rawValue)
                return "\(at): expected \(known.map { "\"\($0)\"" }.joined(separator: ", "))"
            }
            return "\(at): \(context.debugDescription)"
        @unknown default: return "\(error)"
        }
    }

    // MARK: Values

    /// What cannot be meant; nil if all can.
    private func problem(_ exercises: [Exercise], _ questions: [Question]) -> String? {
        guard let zone = TimeZone(identifier: timeZone) else {
            let near = EditDistance.nearest(to: timeZone, in: TimeZone.knownTimeZoneIdentifiers)
            return "timeZone: there is no \"\(timeZone)\"; expected a name such as \"Europe/Berlin\""
                + (near.map { ", perhaps \"\($0)\"" } ?? "")
        }
        if lessons.isEmpty { return "lessons: expected one at least" }
        if late.percent < 0 || late.percent > 100 { return "late.percent: expected 0 to 100, but got \(late.percent)" }
        if late.graceMinutes < 0 { return "late.graceMinutes: expected 0 or more, but got \(late.graceMinutes)" }
        let known = Exercise.lessons(of: exercises)
        for (index, lesson) in lessons.enumerated() {
            let place = "lessons[\(index)]"
            guard known.contains(lesson.lesson) else {
                return "\(place).lesson: expected a lesson that has exercises (\(known.joined(separator: ", "))), "
                    + "but got \"\(lesson.lesson)\""
            }
            if lessons[..<index].contains(where: { $0.lesson == lesson.lesson }) {
                return "\(place).lesson: lesson \(lesson.lesson) stands there twice"
            }
            let own = exercises.filter { $0.lesson == lesson.lesson }.map(\.id)
            func unknown(_ id: String, _ key: String) -> String? {
                own.contains(id)
                    ? nil
                    : "\(place).\(key): lesson \(lesson.lesson) has \(own.joined(separator: ", ")), but no \"\(id)\""
            }
            if let what = (lesson.exercises ?? []).lazy.compactMap({ unknown($0, "exercises") }).first { return what }
            if let list = lesson.exercises, Set(list).count < list.count {
                return "\(place).exercises: one stands there twice"
            }
            for (id, points) in lesson.points.sorted(by: { $0.key < $1.key }) {
                if let what = unknown(id, "points") { return what }
                if points < 0 { return "\(place).points.\(id): expected 0 or more, but got \(points)" }
            }
            for (id, limits) in lesson.limits.sorted(by: { $0.key < $1.key }) {
                if let what = unknown(id, "limits") { return what }
                if let what = limits.problem { return "\(place).limits.\(id).\(what)" }
            }
            if let what = lesson.questions.problem(questions.filter { $0.lesson == lesson.lesson }.map(\.id)) {
                return "\(place).questions: lesson \(lesson.lesson) \(what)"
            }
            for (key, time) in [("due", lesson.due), ("closes", lesson.closes)] {
                if let what = time.flatMap({ gap($0, zone) }) { return "\(place).\(key): \(what)" }
            }
            if let due = lesson.due?.end(in: zone), let closes = lesson.closes?.end(in: zone), closes < due {
                return "\(place).closes: \(lesson.closes!.text) is before the deadline, \(lesson.due!.text)"
            }
        }
        for (index, item) in extensions.enumerated() {
            if !lessons.contains(where: { $0.lesson == item.lesson }) {
                return "extensions[\(index)].lesson: expected one of \(lessons.map(\.lesson).joined(separator: ", ")), "
                    + "but got \"\(item.lesson)\""
            }
            if let what = gap(item.due, zone) { return "extensions[\(index)].due: \(what)" }
            if extensions[..<index].contains(where: { ($0.student, $0.lesson) == (item.student, item.lesson) }) {
                return "extensions[\(index)]: \(item.student) has one for lesson \(item.lesson) already"
            }
        }
        for (id, time) in hidden.sorted(by: { $0.key < $1.key }) {
            if !exercises.contains(where: { $0.id == id }) { return "hidden: there is no exercise \"\(id)\"" }
            if let what = gap(time, zone) { return "hidden.\(id): \(what)" }
        }
        return nil
    }

    private func gap(_ time: LocalTime, _ zone: TimeZone) -> String? {
        time.start(in: zone) == nil
            ? "\(time.text) does not exist in \(timeZone): the clocks go forward over it; write another minute" : nil
    }
}

extension ClassQuestions {
    /// What cannot be meant of a lesson with these questions; nil if all can.
    fileprivate func problem(_ known: [String]) -> String? {
        guard self != .none else { return nil }
        if known.isEmpty { return "has no questions in writing" }
        guard case .some(let ids) = self else { return nil }
        if let unknown = ids.first(where: { !known.contains($0) }) {
            return "has \(known.joined(separator: ", ")), but no \"\(unknown)\""
        }
        return Set(ids).count < ids.count ? "names one twice" : nil
    }
}
