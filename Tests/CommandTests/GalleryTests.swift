import Foundation
import Testing

@testable import lesson

@Suite struct GalleryTests {
    /// Public types of Plotting that are a mark or a panel, by their declarations.
    private func kinds() throws -> [String] {
        let folder = try ProjectFolder().url.appending(path: "Sources/Plotting")
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
            $0.hasSuffix(".swift")
        }
        return try files.flatMap { file in
            let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            return text.matches(of: /public (?:struct|final class) (\w+)[^\n{]*: [^\n{]*\b(?:Mark|Panel)\b/)
                .map {
                    String($0.1)
                }
        }
    }

    @Test func `every mark and every diagram stands in the gallery, in code that draws`() throws {
        let project = try ProjectFolder()
        let code = try Gallery.entries.map { try Gallery(project).code(of: $0) }
        let used = Set(code.flatMap { $0.matches(of: /\b([A-Z]\w+)\s*[({]/).map { String($0.1) } })
        let kinds = try kinds()
        #expect(kinds.count >= 20)
        #expect(kinds.filter { !used.contains($0) } == [])
    }

    @Test func `the code shown with a figure is the one that draws it`() throws {
        let gallery = try Gallery(ProjectFolder())
        for entry in Gallery.entries {
            let code = try gallery.code(of: entry)
            #expect(code.contains("Figure("), "\(entry.name)")
            let names = entry.name.components(separatedBy: ", ").filter { !$0.contains(" ") }
            #expect(names.allSatisfy { code.contains($0 + "(") || code.contains($0 + " {") }, "\(entry.name)")
            #expect(code.split(separator: "\n").first?.hasPrefix(" ") == false)
        }
    }

    @Test func `the gallery is one folder with a picture for each figure, and a list of its files`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let gallery = try await LessonCommandProcess("gallery", "--output", folder.path)
            #expect(gallery.status == 0, "\(gallery.complaint)")
            let files = try content(of: folder.appending(path: "gallery"))
            #expect(files.count == Gallery.entries.count + 2)
            let page = try String(contentsOf: folder.appending(path: "gallery/index.html"), encoding: .utf8)
            for file in files where file.hasSuffix(".png") { #expect(page.contains("src=\"\(file)\"")) }
            #expect(!page.contains("http://") && !page.contains("https://"))
        }
    }
}
