import Foundation
import Notebook
import Plotting
import Testing

@testable import lesson

@Suite struct FiguresTests {
    @Test func `every figure and every frame becomes a file, and another look goes beside it`() async throws {
        try await withTemporaryFolder { folder in
            func run(_ arguments: String...) async throws -> LessonCommandProcess {
                try await LessonCommandProcess(["figures", "00", "--output", folder.path] + arguments)
            }
            let pdf = try await run("--quick")
            #expect(pdf.status == 0, "\(pdf.complaint)")
            #expect(pdf.output.contains("9 files, \(folder.path)/00-swift-pdf"))
            let files = try content(of: folder.appending(path: "00-swift-pdf"))
            #expect(files.count == 10 && files.filter { $0.hasSuffix(".pdf") }.count == 9)
            #expect(files.contains("03-three-lines-in-both-languages-in-python-02.pdf"))
            for file in files.dropFirst() {
                let bytes = try Data(contentsOf: folder.appending(path: "00-swift-pdf/\(file)"))
                #expect(bytes.starts(with: Data("%PDF-".utf8)), "\(file)")
            }
            let png = try await run("--quick", "--format", "png", "--dark", "--transparent", "--width", "640")
            #expect(png.status == 0, "\(png.complaint)")
            let place = folder.appending(path: "00-swift-png-dark-transparent")
            let picture = try Picture(
                contentsOf: place.appending(path: "02-n-8-for-41-whole-numbers-n-division-of.png").path)
            #expect(picture.width == 640 && picture.pixel(row: 1, column: 1).opacity == 0)
            #expect(picture.metadata["Title"]?.isEmpty == false && picture.metadata["Description"]?.isEmpty == false)
            #expect(try content(of: folder.appending(path: "00-swift-pdf")) == files)
        }
    }

    @Test(arguments: [
        (["--format", "jpg"], "The value 'jpg' is invalid for '--format <format>'"),
        (["--width", "wide"], "The value 'wide' is invalid for '--width <W>'"),
        (["--width", "2mm"], "The value '2mm' is invalid for '--width <W>'"),
        (["--width", "100000"], "The value '100000' is invalid for '--width <W>'"),
        (["--font", ""], "expected the name of a font after --font"),
        (["--font", "No Such Font 7"], "this machine has no font named \"No Such Font 7\""),
    ])
    func `wrong arguments get one line, a hint and status 64, and nothing is written`(
        arguments: [String], message: String
    ) async throws {
        try await withTemporaryFolder { folder in
            let run = try await LessonCommandProcess(["figures", "04", "--output", folder.path] + arguments)
            #expect(run.status == 64)
            #expect(run.complaint.hasPrefix(message), "\(run.complaint)")
            #expect(run.complaint.contains("\nhint: "))
            #expect(try content(of: folder).isEmpty)
        }
    }

    @Test(arguments: [
        ("16cm", 6.299), ("160mm", 6.299), ("4in", 4), ("288pt", 4), ("960", 10), ("960px", 10), ("6.3IN", 6.3),
    ])
    func `a width has a unit, or counts pixels`(text: String, inches: Double) throws {
        let width = try #require(FigureWidth(text))
        #expect(abs(width.inches - inches) < 0.001)
        #expect((width.pixels == nil) == !(text.hasSuffix("0") || text.hasSuffix("px")))
    }
}
