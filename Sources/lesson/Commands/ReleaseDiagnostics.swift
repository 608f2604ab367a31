import Foundation
import Grading

extension Diagnostics {
    /// Of a kit for students: which one it is, which checks it holds, and whether they can be run here.
    static func release() -> [Diagnostic] {
        do {
            let course = try Course.current()
            guard let release = try course.release else { return [] }
            let checks = CompiledChecks(of: release, in: course.kit, by: try Toolchain())
            let lessons = release.lessons.joined(separator: ", ")
            let hidden = release.hidden.keys.sorted().joined(separator: ", ")
            let what = "a kit for students: \(release.summary)"
            if let complaint = try checks.complaint {
                return [.ok(what), .warning(complaint.message, fix: complaint.hint ?? "")]
            }
            return [
                .ok(what),
                .ok(
                    "compiled checks of lessons \(lessons)" + (hidden.isEmpty ? "" : ", without those of \(hidden)")
                        + ", for \(checks.platforms.joined(separator: ", "))"),
            ]
        } catch let error as GradingError {
            return [.warning(error.message, fix: error.hint ?? "swift build --product lesson")]
        } catch {
            return [.warning("\(error)", fix: "swift build --product lesson")]
        }
    }
}
