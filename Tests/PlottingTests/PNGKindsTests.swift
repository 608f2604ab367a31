import Foundation
import Plotting
import Testing

/// Every kind of PNG, against the red, green, blue and opacity that Reference/pictures.py works out and compares with
/// Pillow's.
@Suite struct PNGKindsTests {
    struct Case: Codable, Sendable, CustomTestStringConvertible {
        let name: String
        let png: Data
        let width: Int
        let height: Int
        let pixels: [UInt8]
        /// How far a sample may be away: a gamma is applied in steps of 8 bits.
        let tolerance: Int
        var testDescription: String { name }
    }

    static let cases: [Case] = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let data = FileManager.default.contents(atPath: folder.path + "/Reference/pictures.json")!
        return try! JSONDecoder().decode([Case].self, from: data)
    }()

    @Test("reads a PNG of any kind", arguments: cases)
    func reads(_ one: Case) throws {
        let picture = try Picture(png: [UInt8](one.png))
        #expect(picture.width == one.width && picture.height == one.height && picture.channels == 4)
        let worst = zip(picture.pixels, one.pixels).map { abs(Int($0) - Int($1)) }.max() ?? 0
        #expect(
            worst <= one.tolerance && picture.pixels.count == one.pixels.count,
            "read \(picture.pixels), expected \(one.pixels)")
    }

    @Test("a pipe is refused without waiting for it")
    func pipe() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        #expect(mkfifo(path, 0o600) == 0)
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect { try Picture(contentsOf: path) } throws: { "\($0)".contains("there is no readable file") }
    }
}
