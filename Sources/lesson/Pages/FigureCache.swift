import Notebook
import Plotting

/// The figures of a run as pictures, decoded when they are first asked for.
struct FigureCache {
    private let files: [String: [UInt8]]
    private var known: [String: Picture] = [:]
    /// Why a figure could not be read.
    private(set) var problem: PictureError?

    init(_ events: [Event]) {
        var files: [String: [UInt8]] = [:]
        for (figure, png) in events.flatMap(\.pictures) { files[figure.file] = png }
        self.files = files
    }

    /// The figure with the name that it has in the record. A damaged one is an empty picture, and a `problem`.
    mutating func picture(_ name: String) -> Picture {
        if let picture = known[name] { return picture }
        do throws(PictureError) {
            let picture = try Picture(png: files[name] ?? [], name: name)
            known[name] = picture
            return picture
        } catch {
            problem = error
            return Picture(width: 1, height: 1, channels: 1, pixels: [255])
        }
    }
}
