import Foundation
import Testing

@testable import Plotting

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct FigureFileTests {
    private let figure = Figure(title: "Steep <& high>", xLabel: "learning rate α", yLabel: "loss", xRange: 0...1) {
        Line([0, 0.5, 1], [1, 0, 2], label: "ŷ", style: .dashed)
        Regions { x, y in x > y ? 1 : 0 }
        Points([0.5], [0.5], color: .error)
    }

    private func text(_ file: FigureFile) throws -> String {
        String(decoding: try figure.bytes(of: file, title: "Steep <& high>", description: "A line."), as: UTF8.self)
    }

    /// What an XML parser sees: the words of `text` elements, and the names of all.
    private final class Reader: NSObject, XMLParserDelegate {
        var words: [String] = []
        var names: [String] = []
        var attributes: [[String: String]] = []
        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            names.append(name)
            self.attributes.append(attributes)
            if name == "text" || name == "title" { words.append("") }
        }
        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
        ) { names.append("") }
        func parser(_ parser: XMLParser, foundCharacters characters: String) {
            if ["text", "title"].contains(names.last), !words.isEmpty { words[words.count - 1] += characters }
        }
    }

    private func read(_ file: FigureFile) throws -> Reader {
        let (reader, parser) = (Reader(), XMLParser(data: Data(try text(file).utf8)))
        parser.delegate = reader
        try #require(parser.parse(), "\(String(describing: parser.parserError))")
        return reader
    }

    @Test func anSVGIsWellFormedAndItsLettersAreText() throws {
        let svg = try read(FigureFile(.svg, width: 10))
        #expect(svg.words.first == "Steep <& high>")
        #expect(svg.words.dropFirst().contains("Steep <& high>"))
        for word in ["learning rate α", "loss", "ŷ", "0.5"] { #expect(svg.words.contains(word), "\(word)") }
        #expect(svg.attributes[0]["width"] == "960" && svg.attributes[0]["height"] == "540")
        #expect(svg.attributes[0]["viewBox"] == "0 0 1920 1080")
        // The picture of the regions is in the file; nothing is fetched.
        let pictures = svg.attributes.compactMap { $0["href"] }
        #expect(pictures.count == 1 && pictures.allSatisfy { $0.hasPrefix("data:image/png;base64,iVBOR") })
        #expect(svg.attributes.contains { $0["stroke-dasharray"] != nil })
    }

    @Test func aTransparentSVGPaintsNothingBehindTheFigure() throws {
        let page = "M0 0L1920 0L1920 1080L0 1080ZM0 0"
        let painted = try read(FigureFile(.svg, width: 10)).attributes.filter { $0["d"] == page }
        #expect(painted.map { $0["fill"] } == ["#ffffff"])
        let dark = try read(FigureFile(.svg, width: 10, isDark: true)).attributes.filter { $0["d"] == page }
        #expect(dark.map { $0["fill"] } == ["#14171c"])
        let clear = try read(FigureFile(.svg, width: 10, isTransparent: true)).attributes
        #expect(!clear.contains { $0["d"] == page })
    }

    @Test func aFontGoesBeforeTheKitsOwn() throws {
        let fonts = try read(FigureFile(.svg, width: 10, font: "DejaVu Serif")).attributes.compactMap {
            $0["font-family"]
        }
        #expect(!fonts.isEmpty && fonts.allSatisfy { $0.hasPrefix("DejaVu Serif, ") })
    }

    @Test func aPDFIsAPageOfTheAskedWidthThatBringsItsFontsAlong() throws {
        let bytes = try figure.bytes(of: FigureFile(.pdf, width: 5), title: "t", description: "d")
        let pdf = String(decoding: bytes, as: Unicode.ASCII.self)
        #expect(pdf.hasPrefix("%PDF-1.") && pdf.contains("%%EOF"))
        // Objects may be packed, by newer versions of Cairo.
        if !pdf.contains("/ObjStm") {
            #expect(pdf.contains("/MediaBox [ 0 0 360 202.5 ]"))
            #expect(pdf.contains("/FontFile") && pdf.contains("/ToUnicode") && pdf.contains("/Title"))
        }
    }

    @Test func aPNGCanBeTransparentAndDark() throws {
        func corner(_ file: FigureFile) throws -> [UInt8] {
            let picture = try Picture(png: figure.bytes(of: file))
            #expect(picture.width == 400 && picture.height == 225)
            let pixel = picture.pixel(row: 1, column: 1)
            return [pixel.red, pixel.green, pixel.blue, pixel.opacity]
        }
        #expect(try corner(FigureFile(.png, width: 4, pixelsPerInch: 100)) == [255, 255, 255, 255])
        #expect(try corner(FigureFile(.png, width: 4, pixelsPerInch: 100, isDark: true)) == [0x14, 0x17, 0x1C, 255])
        #expect(try corner(FigureFile(.png, width: 4, pixelsPerInch: 100, isTransparent: true))[3] == 0)
    }

    /// Half-transparent colours come back as they were, not multiplied.
    @Test func aTransparentPageKeepsItsColours() {
        let canvas = Canvas(width: 2, height: 2, background: nil, medium: .pixels)
        canvas.fill(.rectangle(canvas.bounds), Color(hex: 0xFF8000), opacity: 0.5)
        let pixel = canvas.picture().pixel(row: 0, column: 0)
        #expect((127...128).contains(pixel.opacity) && pixel.red == 255 && (126...129).contains(pixel.green))
    }

    @Test func everyColourOfADarkPageCanBeReadOnIt() {
        let theme = Theme.light.dark
        func contrast(_ color: Color) -> Double { (color.luminance + 0.05) / (theme.background.luminance + 0.05) }
        let inks = [
            theme.data, theme.prediction, theme.error, theme.gradient, theme.neutral, theme.weightPositive,
            theme.weightNegative,
        ]
        for color in inks + theme.palette { #expect(contrast(color) >= 4.5) }
        #expect(contrast(theme.foreground) >= 7 && contrast(theme.muted) >= 7)
        // A colour that was chosen for white paper is lightened, for lines and for labels.
        #expect(contrast(theme.color(.custom(Color(hex: 0x6B2402)))) >= 3)
        #expect(Theme.light.color(.custom(Color(hex: 0x6B2402))) == Color(hex: 0x6B2402))
        #expect(contrast(theme.labelColor(Color(hex: 0x1E2A60))) >= 3)
        #expect(theme.titleSize == Theme.light.titleSize)
    }
}
