import ArgumentParser
import CommandSupport
import Foundation
import Grading

/// `lesson class release`: the kit that students get, without solutions and without what checks know.
struct ClassRelease: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Makes the kit for students: stubs, lessons, engine, and the checks compiled.",
        usage: """
            lesson class release --zip week-1.zip [--lessons 04,05,06]
            lesson class release --output DIR
            lesson class release --add DIR [--zip week-1.zip]
            """,
        discussion: """
            The checks are compiled for this machine and this compiler. For students with another one, --add puts those \
            of another machine into a kit that has been made with --output: call it there, in a checkout of the same \
            version. In a class's folder, class.json names the lessons and the hidden exercises.
            """)

    @Option(help: ArgumentHelp("The archive to write.", valueName: "FILE"))
    var zip: String?

    @Option(help: ArgumentHelp("The folder to write.", valueName: "DIR"))
    var output: String?

    @Option(help: ArgumentHelp("A kit for students that is to run on this machine too.", valueName: "DIR"))
    var add: String?

    @Option(help: ArgumentHelp("The lessons whose exercises are in it; all if left out.", valueName: "04,05"))
    var lessons: String?

    @OptionGroup var options: ClassOptions

    func run() throws {
        guard zip != nil || output != nil || add != nil, add == nil || output == nil && lessons == nil else {
            throw CommandError(
                .wrongArguments, "expected --zip FILE or --output DIR, or --add DIR with a kit that is there",
                hint: "swift run lesson class release --zip kit.zip")
        }
        let course = try Course.here()
        for path in [zip, output].compactMap(\.self) { try requireFree(path) }
        do {
            Interruption.installHandlers()
            if let add {
                let folder = URL(fileURLWithPath: add)
                let kit = try ReleaseKit(addingTo: folder, of: course, version: Version.current)
                try finish(kit, folder, secrets: waiting { try await kit.add(to: folder, tell: Self.tell) })
            } else {
                try make(in: course)
            }
        } catch let error as GradingError {
            throw CommandError(error)
        }
    }

    private func make(in course: Course) throws {
        let file = try options.fileIfAny(course)
        if let language = file?.language { _ = try course.words(in: language) }
        let numbers = lessons?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        let kit = try ReleaseKit(
            of: course, name: file?.name ?? "Nabla", version: Version.current, language: file?.language,
            lessons: numbers ?? file?.lessons.map(\.lesson), hidden: file?.hidden.mapValues(\.text) ?? [:])
        // Made aside, and put in its place when it is whole and proven.
        let place = URL(fileURLWithPath: output ?? zip!)
        let work = place.deletingLastPathComponent().appending(path: ".release-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: work) }
        let secrets = try waiting {
            try await Interruption.guarding {
                try? FileManager.default.removeItem(at: work)
            } work: {
                try await kit.write(to: work, tell: Self.tell)
            }
        }
        if let output {
            let folder = URL(fileURLWithPath: output)
            try FileManager.default.moveItem(at: work, to: folder)
            try finish(kit, folder, secrets: secrets)
        } else {
            try finish(kit, work, secrets: secrets)
        }
    }

    private static let tell: @Sendable (String) -> Void = { lesson in
        Terminal.printError("compiled the checks of lesson \(lesson)")
    }

    private func finish(_ kit: ReleaseKit, _ folder: URL, secrets: Int) throws {
        if let zip {
            let file = URL(fileURLWithPath: zip)
            try WholeFile.write(
                ReleaseKit.archive(of: folder, as: file.deletingPathExtension().lastPathComponent), to: file)
        }
        let places = [output ?? add, zip].compactMap(\.self).joined(separator: " and ")
        let platforms = try CompiledChecks(of: kit.release, in: folder, by: Toolchain()).platforms
        let hidden = kit.release.hidden.keys.sorted()
        Terminal.showLine(
            """
            \(places): \(kit.release.summary)
            \(kit.exercises.count) exercises of lessons \(kit.release.lessons.joined(separator: ", ")), \
            checks compiled for \(platforms.joined(separator: ", "))
            """)
        if !hidden.isEmpty { Terminal.showLine("without the checks of \(hidden.joined(separator: ", "))") }
        Terminal.showLine(
            "none of \(secrets) remarks, sentences and lines of solutions and checks is found in any byte of it")
    }

    private func requireFree(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        throw CommandError(
            .wrongArguments, "\(path) is there already, and a release overwrites nothing",
            hint: "give another name, or remove it first")
    }
}
