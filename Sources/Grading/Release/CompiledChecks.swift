import Foundation
import Nabla

/// The compiled checks of a kit for students: made by the instructor's kit, loaded by the student's.
public struct CompiledChecks: Sendable {
    let release: Release
    /// The folder that holds `Release`.
    let kit: URL
    let toolchain: Toolchain

    public init(of release: Release, in kit: URL, by toolchain: Toolchain) {
        (self.release, self.kit, self.toolchain) = (release, kit, toolchain)
    }

    private var libraries: URL { kit.appending(path: "\(Release.folder)/Libraries") }

    private func file(of lesson: String, _ platform: String) -> URL {
        libraries.appending(path: "\(platform)/\(lesson).checks")
    }

    /// The platforms and compilers that the kit has libraries for, "x86_64-unknown-linux-gnu-swift-6.3.1".
    public var platforms: [String] { Course.names(in: libraries) }

    // MARK: In the student's kit

    /// The library of a lesson, "04-perceptron", ready to be loaded.
    func library(of lesson: String) throws -> [UInt8] {
        if let complaint = try complaint { throw complaint }
        let platform = try toolchain.platform
        let file = file(of: lesson, platform)
        let seal = SealedLibrary(digest: release.digest, platform: platform, lesson: lesson)
        guard let data = FileManager.default.contents(atPath: file.path) else {
            throw GradingError("this kit has no checks of \(lesson): \(file.path) is not there", hint: Course.again)
        }
        guard let library = seal.opened(Array(data)) else {
            throw GradingError("\(file.path) is damaged, or belongs to another kit", hint: Course.again)
        }
        return library
    }

    /// Why checks cannot be run here, if they cannot.
    public var complaint: GradingError? {
        get throws {
            let platform = try toolchain.platform
            guard platforms.contains(platform) else {
                let there = platforms.isEmpty ? "none at all" : platforms.joined(separator: " and ")
                return GradingError(
                    "the checks of this kit are compiled for \(there); this machine and its compiler are \(platform)",
                    hint: "install the Swift that the name ends with, remove .build and build again; or ask your "
                        + "instructor to add \(platform): swift run lesson class release --add")
            }
            let changes = try release.changes(in: kit)
            guard changes.isEmpty else {
                let named = changes.prefix(3).joined(separator: ", ") + (changes.count > 3 ? ", …" : "")
                return GradingError(
                    "the engine is not the one that the checks were compiled with: \(named) differ from the release",
                    hint: "take them from the kit's zip again, and keep your own engine in a copy of the kit")
            }
            return nil
        }
    }

    // MARK: In the instructor's kit

    /// Compiles the checks of a lesson and puts the sealed library into the kit for students.
    ///
    /// - Returns: the library as it was before it was sealed.
    public func add(_ lesson: String, of course: Course) async throws -> [UInt8] {
        let module = try CheckLibrary.module(
            of: Course.number(ofFolder: lesson), in: course, without: Set(release.hidden.keys), isReleased: true)
        switch try await SourceLibrary.make(of: module, toolchain, limit: CheckLibrary.releaseLimit) {
        case .problems(let problems):
            throw GradingError(
                "the checks of \(lesson) do not compile:\n\(problems.text(in: "Sources/Checks/\(lesson)"))")
        case .library(let library):
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: library.path)))
            let platform = try toolchain.platform
            let file = file(of: lesson, platform)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            let seal = SealedLibrary(digest: release.digest, platform: platform, lesson: lesson)
            try Data(seal.sealed(bytes)).write(to: file, options: .atomic)
            return bytes
        }
    }

    /// What a digest of a release stands for: what the checks were compiled against, and the checks.
    public static func digest(engine: [String: String], lessons: [String], hidden: Set<String>, in course: Course)
        throws
        -> String
    {
        var parts: [(String, [UInt8])] = engine.sorted { $0.key < $1.key }.map { ($0.key, Array($0.value.utf8)) }
        for lesson in lessons {
            let module = try CheckLibrary.module(of: lesson, in: course, without: hidden, isReleased: true)
            parts += module.files.map { ("\(lesson)/\($0.name)", $0.text) }
        }
        return String(SHA256.hexDigest(ofFiles: parts).prefix(16))
    }
}
