import Foundation
import Testing

@testable import Plotting

@Suite struct PNGTests {
    /// Red, green, blue and a half-transparent white in a 2 × 2 picture.
    let colors = Picture(
        width: 2, height: 2, channels: 4,
        pixels: [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 128])

    private func problem(_ bytes: [UInt8]) -> String {
        do {
            _ = try Picture(png: bytes, name: "digit.png")
            return "none"
        } catch {
            return error.description
        }
    }

    @Test func pixelsSurviveWritingAndReading() throws {
        let read = try Picture(png: colors.png())
        #expect(read.width == 2 && read.height == 2)
        #expect(read.pixels == colors.pixels)
    }

    @Test(arguments: [1, 3]) func greyAndOpaquePicturesAreReadAsFourChannels(channels: Int) throws {
        let bytes = (0..<3 * 5 * channels).map { UInt8($0 * 5) }
        let picture = Picture(width: 5, height: 3, channels: channels, pixels: bytes)
        let read = try Picture(png: picture.png())
        for row in 0..<3 {
            for column in 0..<5 {
                #expect(read.pixel(row: row, column: column) == picture.pixel(row: row, column: column))
            }
        }
    }

    /// The memory of earlier files has been used again.
    @Test func manyPicturesAreReadWhateverHappensToTheMemoryOfTheirFiles() throws {
        for round in 0..<20 {
            let side = 160 + 16 * round
            let picture = Picture(
                width: side, height: side, channels: 1,
                pixels: (0..<side * side).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ round) })
            let read = try Picture(png: picture.png())
            let grey = stride(from: 0, to: read.pixels.count, by: 4).map { read.pixels[$0] }
            #expect(grey == picture.pixels)
        }
    }

    @Test func aPaletteKeepsFlatColoursAndMovesNoOtherByMoreThanEight() throws {
        let picture = Figure(title: "A title", xLabel: "x") {
            Line([0, 1, 2], [1, 0, 2], label: "a line")
            Line([0, 1, 2], [0, 2, 1], color: .prediction)
        }.render()
        let (exact, short) = (try picture.png(), try picture.png(isExact: false))
        #expect(2 * short.count < exact.count)
        let read = try Picture(png: short)
        var farthest = 0
        var kept = 0
        var place = 0
        while place < picture.width * picture.height {
            var apart = 0
            for part in [0, 1, 2] {
                let (drawn, came) = (picture.pixels[3 * place + part], read.pixels[4 * place + part])
                apart = max(apart, Swift.abs(Int(drawn) - Int(came)))
            }
            farthest = max(farthest, apart)
            if apart == 0 { kept += 1 }
            place += 1
        }
        #expect(farthest <= 8)
        #expect(100 * kept > 98 * picture.width * picture.height)
        #expect(read.pixel(row: 1, column: 1) == (255, 255, 255, 255))
    }

    /// More colours than a palette has, all of them far apart.
    @Test func whatNeedsMoreColoursThanAPaletteHasStaysAsItIs() throws {
        var pixels: [UInt8] = []
        for red: UInt8 in 0..<16 {
            for green: UInt8 in 0..<16 {
                for blue: UInt8 in 0..<16 { pixels += [17 * red, 17 * green, 17 * blue] }
            }
        }
        let picture = Picture(width: 64, height: 64, channels: 3, pixels: pixels)
        let read = try Picture(png: picture.png(isExact: false))
        for row in 0..<64 {
            for column in 0..<64 {
                #expect(read.pixel(row: row, column: column) == picture.pixel(row: row, column: column))
            }
        }
    }

    @Test func metadataSurvivesWithGreekAndMathematics() throws {
        let metadata = ["Title": "∂L/∂w₁ = (a − y)·x₁", "Source": "04 The perceptron", "Description": ""]
        #expect(try Picture(png: colors.png(metadata: metadata)).metadata == metadata)
    }

    @Test func resolutionIsWrittenInPixelsPerMetre() throws {
        let chunks = try PNGChunk.list(in: colors.png(pixelsPerInch: 254), named: "x")
        let resolution = try #require(chunks.first { $0.type == "pHYs" })
        // 254 pixels per inch of 2.54 cm are 10,000 = 0x2710 per metre, unit 1.
        #expect(resolution.data == [0, 0, 0x27, 0x10, 0, 0, 0x27, 0x10, 1])
        #expect(chunks.map(\.type).first == "IHDR" && chunks.map(\.type).last == "IEND")
    }

    @Test func uncompressedLatinTextIsRead() {
        let chunk = PNGChunk(type: "tEXt", data: Array("Title".utf8) + [0, 0x45, 0xE9])
        #expect(chunk.keywordAndText?.0 == "Title" && chunk.keywordAndText?.1 == "Eé")
    }

    @Test func checksumIsThatOfTheSpecification() {
        // The IEND chunk of every PNG file ends in AE 42 60 82.
        #expect(
            PNGChunk(type: "IEND", data: []).bytes == [0, 0, 0, 0, 73, 69, 78, 68, 0xAE, 0x42, 0x60, 0x82])
    }

    @Test func transparentPixelsLieOnWhitePaper() {
        let cover = 128.0 / 255
        let expected = [0.299, 0.587, 0.114, cover * 1 + 1 - cover]
        for (level, wanted) in zip(colors.greyLevels, expected) { #expect(abs(level - wanted) < 1e-12) }
    }

    // MARK: Damage

    @Test func emptyFileIsRefused() {
        #expect(problem([]).contains("digit.png: expected a PNG picture, but the file is empty"))
    }

    @Test func otherFormatIsRefusedWithAHint() {
        #expect(problem([0xFF, 0xD8, 0xFF, 0xE0]).contains("renaming a .jpg is not enough"))
    }

    @Test func everyTruncationIsRefused() throws {
        let bytes = try colors.png(metadata: ["Title": "x"])
        for length in 1..<bytes.count {
            let found = problem(Array(bytes[..<length]))
            #expect(found != "none", "a file cut off after \(length) bytes was read")
        }
        #expect(problem(Array(bytes[..<(bytes.count - 5)])).contains("cut off"))
    }

    @Test func everyFlippedByteIsRefusedOrHarmless() throws {
        let bytes = try colors.png()
        for place in bytes.indices {
            var damaged = bytes
            damaged[place] ^= 0x10
            #expect(problem(damaged) != "none", "a file with a changed byte at \(place) was read")
        }
    }

    @Test func damagedPixelsWithARightChecksumAreRefused() throws {
        var bytes = PNGChunk.signature
        for chunk in try PNGChunk.list(in: colors.png(), named: "x") {
            let data = chunk.type == "IDAT" ? Array(chunk.data.reversed()) : chunk.data
            bytes += PNGChunk(type: chunk.type, data: data).bytes
        }
        #expect(problem(bytes).contains("cannot be read as PNG"))
    }

    @Test func hugePicturesAreRefusedBeforeMemoryIsTaken() throws {
        var bytes = PNGChunk.signature
        for chunk in try PNGChunk.list(in: colors.png(), named: "x") {
            var data = chunk.data
            if chunk.type == "IHDR" { data.replaceSubrange(0..<8, with: [0, 1, 0, 0, 0, 1, 0, 0]) }
            bytes += PNGChunk(type: chunk.type, data: data).bytes
        }
        #expect(problem(bytes).contains("65536 × 65536 pixels"))
    }

    // MARK: Files

    @Test func writingMakesFoldersAndLeavesNothingElse() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("figures/one.png").path
        try colors.write(to: path, metadata: ["Title": "one"])
        try colors.write(to: path, metadata: ["Title": "two"])
        #expect(try Picture(contentsOf: path).metadata == ["Title": "two"])
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/figures")
        #expect(files == ["one.png"])
    }

    @Test func missingFileAndUnwritablePathAreNamed() throws {
        #expect(throws: PictureError.self) { try Picture(contentsOf: "/nowhere/digit.png") }
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try Data([1]).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        // A file stands where the folder should be.
        let path = file.appendingPathComponent("a.png").path
        #expect { try colors.write(to: path) } throws: { "\($0)".hasPrefix("\(path): cannot be written") }
    }
}
