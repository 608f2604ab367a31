import Foundation
import Nabla

/// A figure of the gallery: the code that is shown with it is the closure that drew it, found by its line.
struct GalleryEntry: Sendable {
    /// The types it shows, "Arrow, Note".
    let name: String
    let explanation: String
    /// From the folder of the course: "Sources/lesson/Gallery/GalleryCurves.swift".
    let file: String
    let line: Int
    let draw: @Sendable () -> Figure

    init(
        _ name: String, _ explanation: String, line: Int = #line, file: StaticString = #fileID,
        _ draw: @escaping @Sendable () -> Figure
    ) {
        (self.name, self.explanation, self.line, self.draw) = (name, explanation, line, draw)
        let fileName = file.description.split(separator: "/").last.map(String.init) ?? ""
        self.file = "Sources/lesson/Gallery/" + fileName
    }
}
