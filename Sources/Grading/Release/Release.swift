import Foundation
import Nabla

/// What tells a kit for students from the one that it was made from: its folder `Release`.
///
/// There lie, in the place of `Solutions` and `Sources/Checks`: the stubs, what the checks' headers say, the adapters,
/// and the checks as libraries, a folder of them for each platform and compiler.
///
///     Release/release.json
///     Release/Stubs/04-perceptron/4.2-Update.swift
///     Release/Checks/04-perceptron/4.2-Update.txt
///     Release/Checks/Host/05-backpropagation/5.5-Engine.swift
///     Release/Libraries/x86_64-unknown-linux-gnu-swift-6.3.1/04-perceptron.checks
public struct Release: Codable, Sendable, Equatable {
    /// What the class is called.
    public var name: String
    /// The kit's version.
    public var version: String
    /// What its students are spoken to in, where they do not ask for another; nil for English.
    public var language: String?
    public var date: Date
    /// Stands for the engine and for these checks: of other texts, another value.
    public var digest: String
    /// The lessons whose exercises are in it, "04".
    public var lessons: [String]
    /// Exercises that the instructor judges: their checks are not in the kit. Until when, as the instructor writes it.
    public var hidden: [String: String]
    /// A digest of every file that the checks were compiled against.
    public var engine: [String: String]

    public init(
        name: String, version: String, language: String? = nil, date: Date, digest: String, lessons: [String],
        hidden: [String: String] = [:], engine: [String: String]
    ) {
        self.language = language
        (self.name, self.version, self.date, self.digest) = (name, version, date, digest)
        (self.lessons, self.hidden, self.engine) = (lessons, hidden, engine)
    }

    /// The folder's name in the kit.
    public static let folder = "Release"
    static let file = "\(folder)/release.json"

    /// The release that a kit is; nil for a whole kit.
    init?(of kit: URL) throws {
        let file = kit.appending(path: Release.file)
        guard let data = FileManager.default.contents(atPath: file.path) else { return nil }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        do { self = try decoder.decode(Release.self, from: data) } catch {
            throw GradingError("\(file.path) is damaged", hint: Course.again)
        }
    }

    public var json: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.dateEncodingStrategy = .iso8601
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return try encoder.encode(self) + Data("\n".utf8)
        }
    }

    /// "Nabla 0.2.0, 2026-11-30, 1f0c…"
    public var summary: String {
        "\(name), Nabla \(version), \(date.formatted(.iso8601.year().month().day())), \(digest)"
    }

    // MARK: What checks are compiled against

    /// The modules that a check may see. Their files decide whether a library fits.
    static let modules = [
        "Autodiff", "Datasets", "Exercises", "Grading", "Nabla", "NeuralNetworks", "Plotting",
        "SampleData", "Tensors", "Text", "WeightFiles",
    ]

    /// A digest of every file of these modules in a kit, by its path.
    public static func engine(of kit: URL) throws -> [String: String] {
        var found: [String: String] = [:]
        for module in modules {
            let folder = kit.appending(path: "Sources/\(module)")
            let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
            for name in names where name.hasSuffix(".swift") && !name.split(separator: "/").contains(where: isHidden) {
                guard let data = FileManager.default.contents(atPath: folder.appending(path: name).path) else {
                    throw GradingError("\(folder.path)/\(name) cannot be read")
                }
                found["Sources/\(module)/\(name)"] = AnswerSource.digest(of: Array(data))
            }
        }
        return found
    }

    private static func isHidden(_ name: Substring) -> Bool { name.hasPrefix(".") }

    /// The files that are no longer as the checks know them. A library knows how long a tensor is in memory: loaded into
    /// another engine it reads what is not there.
    public func changes(in kit: URL) throws -> [String] {
        let now = try Release.engine(of: kit)
        return Set(engine.keys).union(now.keys).filter { engine[$0] != now[$0] }.sorted()
    }
}
