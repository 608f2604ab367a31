import Foundation
import Grading

/// The archive that Gradescope builds an autograder from: `setup.sh` and `run_autograder` at its root, the whole kit
/// without lessons and tests, and the class's file.
public struct GradescopeKit {
    let course: Course
    let file: ClassFile
    /// Swift's, "6.3.1".
    let swift: String

    public init(course: Course, file: ClassFile) throws {
        guard !course.isReleased else {
            throw ClassError(
                .wrongArguments, "\(course.kit.path) is a kit for students: it holds nothing to grade with",
                hint: "the archive is made in the whole kit, which has Solutions")
        }
        (self.course, self.file) = (course, file)
        swift = try Toolchain().version
    }

    private static let files = ["LICENSE", "Package.resolved", "Package.swift", "setup"]
    private static let folders = ["Exercises", "Solutions", "Sources"]

    public func archive() throws -> Data {
        var archive = ZipWriter()
        archive.add("setup.sh", Data(GradescopeScripts.setup(swift: swift).utf8), isExecutable: true)
        archive.add("run_autograder", Data(GradescopeScripts.run.utf8), isExecutable: true)
        archive.add("Dockerfile", Data(GradescopeScripts.container.utf8))
        archive.add("class.json", try ClassJSON.data(file))
        for path in KitFiles(in: course.kit).paths(files: Self.files, folders: Self.folders) {
            let place = course.kit.appending(path: path)
            guard let data = FileManager.default.contents(atPath: place.path) else {
                throw ClassError(.notReachable, "\(path) cannot be read", hint: "git checkout \(path)")
            }
            archive.add("kit/\(path)", data, isExecutable: access(place.path, X_OK) == 0)
        }
        return archive.data
    }
}
