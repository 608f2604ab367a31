import Foundation
import Grading

/// Makes the kit that students get, out of the whole one.
///
/// What goes in is listed here, folder by folder; what is not listed stays outside. Exercises are made afresh from their
/// solutions, so it does not matter what the instructor has tried in them.
public struct ReleaseKit: Sendable {
    let course: Course
    public let release: Release
    /// The exercises that students are asked.
    public let exercises: [Exercise]

    /// - Parameters:
    ///   - lessons: whose exercises are in it; nil for all.
    ///   - hidden: exercises that only the instructor judges, and until when.
    public init(
        of course: Course, name: String, version: String, language: String? = nil, lessons: [String]? = nil,
        hidden: [String: String] = [:], date: Date = Date()
    ) throws {
        guard !course.isReleased else {
            throw ClassError(
                .wrongArguments, "\(course.kit.path) is a kit for students already",
                hint: "a release is made in the whole kit, which has Solutions")
        }
        self.course = course
        let all = course.exercises
        let known = Exercise.lessons(of: all)
        if let unknown = lessons?.first(where: { !known.contains($0) }) {
            throw ClassError(
                .wrongArguments, "there is no lesson \"\(unknown)\" with exercises",
                hint: "--lessons takes numbers with commas between: \(known.joined(separator: ","))")
        }
        let chosen = known.filter { lessons?.contains($0) ?? true }
        exercises = all.filter { chosen.contains($0.lesson) }
        let engine = try Release.engine(of: course.kit)
        let hidden = hidden.filter { id, _ in all.contains { $0.id == id && chosen.contains($0.lesson) } }
        release = Release(
            name: name, version: version, language: language, date: date,
            digest: try CompiledChecks.digest(
                engine: engine, lessons: chosen, hidden: Set(hidden.keys), in: course), lessons: chosen, hidden: hidden,
            engine: engine)
    }

    /// The release that lies in a folder, to be made fit for this machine too. Both kits have to be of the same texts.
    public init(addingTo folder: URL, of course: Course, version: String) throws {
        guard let old = try Course(folder).release else {
            throw ClassError(
                .notReachable, "\(folder.path) is no kit for students: it has no Release/release.json",
                hint: "swift run lesson class release --output DIR makes one")
        }
        try self.init(
            of: course, name: old.name, version: version, language: old.language, lessons: old.lessons,
            hidden: old.hidden,
            date: old.date)
        guard release == old else {
            let changes = Set(release.engine.keys).union(old.engine.keys).filter {
                release.engine[$0] != old.engine[$0]
            }
            throw ClassError(
                .badData,
                "\(folder.path) was made from other texts than are here: digest \(old.digest) there, \(release.digest) here"
                    + (changes.sorted().first.map { "; \($0) differs" } ?? ""),
                hint: "check out the same version of the kit on both machines")
        }
    }

    /// Compiles the checks for this machine into a kit for students that another machine made.
    ///
    /// - Returns: how many secrets were looked for.
    @discardableResult
    public func add(to folder: URL, tell: @Sendable (String) -> Void = { _ in }) async throws -> Int {
        try await addChecks(to: folder, tell: tell)
        return try requireNoLeak(in: folder)
    }

    /// The kit in a folder as an archive.
    public static func archive(of folder: URL, as name: String) throws -> Data {
        var archive = ZipWriter()
        try archive.add(folder: folder, as: name)
        return archive.data
    }

    // MARK: What goes in

    static let files = [
        ".editorconfig", ".github/two-planes.png", ".gitignore", ".swift-format", ".vscode/extensions.json",
        ".vscode/launch.json", ".vscode/tasks.json", "CHANGELOG.md", "LICENSE", "Package.resolved", "Package.swift",
        "setup",
    ]
    static let folders = ["Lessons", "Sources"] + tests.map { "Tests/\($0)" }
    private static let tests = [
        "AutodiffTests", "DatasetsTests", "Dependent", "LiterateTests", "NeuralNetworksTests", "NotebookTests",
        "PlottingTests",
        "TensorsTests", "TextTests",
    ]

    /// What the folders hold that students do not get.
    static func isInstructors(_ path: String) -> Bool {
        path.hasPrefix("Sources/Checks/") || path.hasPrefix("Sources/Classroom/")
    }

    /// The files of the whole kit that students get as they are, by their paths.
    var copied: [String] {
        let sealed = Set(standIns.filter { (try? StandIn.isAnswer(text($0))) ?? false })
        return KitFiles(in: course.kit).paths(files: Self.files, folders: Self.folders).filter {
            !Self.isInstructors($0) && !sealed.contains($0)
        }
    }

    // MARK: Writing

    /// Writes the kit into a folder that is not there yet. The checks are compiled one lesson after the other.
    ///
    /// - Returns: how many secrets were looked for.
    @discardableResult
    public func write(to folder: URL, tell: @Sendable (String) -> Void = { _ in }) async throws -> Int {
        for path in copied { try copy(path, to: folder) }
        try writeTexts(to: folder)
        try release.json.write(to: place("\(Release.folder)/release.json", in: folder))
        try await addChecks(to: folder, tell: tell)
        return try requireNoLeak(in: folder)
    }

    /// Compiles the checks for this machine and this compiler.
    func addChecks(to folder: URL, tell: @Sendable (String) -> Void) async throws {
        let checks = CompiledChecks(of: release, in: folder, by: try Toolchain())
        for lesson in release.lessons {
            let name = try course.folder(of: lesson, .solutions).lastPathComponent
            let library = try await checks.add(name, of: course)
            // What a path or a remark would tell does not depend on the seal.
            let names = [course.kit.path, NSHomeDirectory()].filter { $0.count > 1 }
            if let name = names.first(where: { library.firstRange(of: Array($0.utf8)) != nil }) {
                throw ClassError(.badData, "the compiled checks of lesson \(lesson) hold the path \(name)")
            }
            tell(lesson)
        }
        try await proveChecks(in: folder)
    }

    /// Loads every library as a student's kit will, and tries each check on its own answers.
    private func proveChecks(in folder: URL) async throws {
        let tests = try await SelfTest.all(
            of: exercises.filter { release.hidden[$0.id] == nil }, in: Course(folder), draws: 1)
        let problems = tests.flatMap { test in test.problems.map { "\(test.exercise): \($0)" } }
        guard problems.isEmpty else {
            throw ClassError(
                .badData,
                "compiled, these checks do not do what they do in source:\n" + problems.joined(separator: "\n"),
                hint: "swift run lesson lint says whether they do in source")
        }
    }

    /// What is made out of the kit's own texts.
    func writeTexts(to folder: URL) throws {
        for exercise in exercises {
            let (stub, file) = (Data(try course.stub(of: exercise).utf8), try course.file(of: exercise, .solutions))
            let name = "\(file.deletingLastPathComponent().lastPathComponent)/\(file.lastPathComponent)"
            for parent in ["Exercises", "\(Release.folder)/Stubs"] {
                try stub.write(to: place("\(parent)/\(name)", in: folder))
            }
        }
        for lesson in release.lessons {
            let name = try course.folder(of: lesson, .solutions).lastPathComponent
            try release.addWords(of: name, from: course, to: folder)
            guard let sheet = course.questions(of: lesson) else { continue }
            try write(sheet.stub, "Exercises/\(name)/\(QuestionSheet.fileName)", folder)
        }
        try writeStandIns(to: folder)
        let checks = course.kit.appending(path: "Sources/Checks")
        for path in try FileManager.default.subpathsOfDirectory(atPath: checks.path).sorted() {
            let parts = path.split(separator: "/")
            guard path.hasSuffix(".swift"), let lesson = parts.dropLast().last,
                release.lessons.contains(where: { lesson.hasPrefix($0 + "-") })
            else { continue }
            let text = try text("Sources/Checks/\(path)")
            if parts[0] == "Host" {
                try Data(text.utf8).write(to: place("\(Release.folder)/Checks/\(path)", in: folder))
            } else if Exercise(readingCheck: text) != nil {
                let header = Data(CheckHeader(of: text).text.utf8)
                try header.write(to: place("\(Release.folder)/Checks/\(path.dropLast(6)).txt", in: folder))
            }
        }
        // Which compiler the checks are made by, for the program that installs one.
        try write(Toolchain().version + "\n", ".swift-version", folder)
        try write(note(above: text("README.md")), "README.md", folder)
        try write(text("Exercises/README.md"), "Exercises/README.md", folder)
        try write(tests(of: text(ReleaseKit.testFile)), ReleaseKit.testFile, folder)
    }

    /// Where a stand-in is an answer, the stub takes its place and the text is sealed.
    private func writeStandIns(to folder: URL) throws {
        for path in standIns {
            let text = try text(path)
            guard StandIn.isAnswer(text) else { continue }
            let parts = path.split(separator: "/").map(String.init)
            let (lesson, file) = (parts[parts.count - 2], parts[parts.count - 1])
            guard let exercise = course.exercises.first(where: { file.hasPrefix("\($0.id)-") }) else { continue }
            try write(course.stub(of: exercise), path, folder)
            try StandIn.sealed(text, file, of: lesson, in: release).write(
                to: place(StandIn.sealedPath(file, of: lesson), in: folder))
        }
    }

    /// Files of milestones that stand in for answers.
    private var standIns: [String] {
        KitFiles(in: course.kit).paths(files: [], folders: ["Sources/Milestones"]).filter { path in
            path.split(separator: "/").last?.first?.isNumber == true
        }
    }

    private static let testFile = "Tests/ExerciseTests/ExerciseTests.swift"

    /// The list of tests without those of exercises that are not in the kit, or whose checks are not.
    private func tests(of text: String) -> String {
        let there = Set(exercises.map(\.id)).subtracting(release.hidden.keys)
        return text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
            line.firstMatch(of: /^ *@Test .*check\("(\d+\.\d+)"\)/).map { there.contains(String($0.1)) } ?? true
        }.joined(separator: "\n")
    }

    private func note(above readme: String) -> String {
        let note = """
            > **A kit for students.** \(release.summary). It has everything but the solutions and the sources of the
            > checks: those are with your instructor. Where this page speaks of `Solutions` or `Sources/Checks`, it
            > speaks of the whole kit.
            """
        let lines = readme.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        return ([lines[0], "", note[...]] + lines.dropFirst()).joined(separator: "\n")
    }

    private func text(_ path: String) throws -> String {
        do { return try String(contentsOf: course.kit.appending(path: path), encoding: .utf8) } catch {
            throw ClassError(.notReachable, "\(path) cannot be read", hint: "git checkout \(path)")
        }
    }

    private func write(_ text: String, _ path: String, _ folder: URL) throws {
        try Data(text.utf8).write(to: place(path, in: folder))
    }

    private func copy(_ path: String, to folder: URL) throws {
        try FileManager.default.copyItem(at: course.kit.appending(path: path), to: place(path, in: folder))
    }

    private func place(_ path: String, in folder: URL) throws -> URL {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        return file
    }

    // MARK: Proof

    /// Searches the written kit for what solutions and checks say.
    private func requireNoLeak(in folder: URL) throws -> Int {
        let secrets = try secrets
        let leaks = try LeakSearch(for: secrets).leaks(in: folder)
        guard leaks.isEmpty else {
            throw ClassError(
                .badData,
                "the kit for students would tell what it must not:\n"
                    + leaks.prefix(10).map(\.description).joined(separator: "\n"),
                hint: "reword one of the two places; nothing was released")
        }
        return secrets.pieces.count
    }

    /// Lines of code that the engine, the tools or a lesson have too are taught, and no secret. Remarks and sentences are,
    /// wherever they stand.
    var secrets: Secrets {
        get throws {
            let host = KitFiles(in: course.kit).paths(files: [], folders: ["Sources/Checks/Host"])
            let taught =
                try (copied + host).filter { $0.hasSuffix(".swift") }.map(text)
                + course.exercises.map { try course.stub(of: $0) }
            return try Secrets(of: course, taught: taught)
        }
    }
}
