import Foundation
import Grading
import Notebook

/// Where the drawings of wrong answers lie: `.nabla/figures/4.2.png`, beside the learner's progress.
struct WrongPartFile {
    private let course: Course
    private let verdict: Verdict

    init(_ verdict: Verdict, in course: Course) { (self.verdict, self.course) = (verdict, course) }

    private var file: URL { course.learnersFolder.appending(path: "figures/\(verdict.exercise).png") }

    /// "4.2 update · w[2]: expected 3, got 4 (1 of 6 values differ)".
    static func title(_ exercise: String, _ name: String, _ feedback: Feedback?) -> String {
        "\(exercise) \(name) · \(feedback?.firstDifference ?? "")"
    }

    /// Draws the wrong result of a verdict and names the file in it. Where there is nothing to draw, the drawing of an
    /// earlier verdict goes. A drawing that cannot be written costs nobody a verdict.
    var drawn: Verdict {
        var verdict = verdict
        verdict.figure = nil
        guard let part = verdict.feedback?.wrongPart else {
            // What is listed beside it was drawn here; anything else is somebody's.
            let isOurs = PlainFile.kind(of: file) == .file && (try? OutputFile.requireFree(file)) != nil
            if isOurs { try? FileManager.default.removeItem(at: file) }
            return verdict
        }
        do {
            let title = Self.title(verdict.exercise, verdict.name, verdict.feedback)
            let png = try part.figure(title: title).png(metadata: [
                "Title": title, "Description": "What was expected beside what was received.",
            ])
            OutputPlace.tell(of: [try OutputFile.write(Data(png), to: file, courtesy: .putAside)])
            verdict.figure = course.path(file)
        } catch {
            Terminal.printError("note: \(course.path(file)) could not be drawn: \(error)")
        }
        return verdict
    }
}
