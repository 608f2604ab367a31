import Foundation
import Testing

@testable import lesson

@Suite struct VersionTests {
    @Test func `the changes begin with the version that the program tells`() throws {
        let changes = try ProjectFolder().text("CHANGELOG.md")
        let first = changes.split(separator: "\n").first { $0.hasPrefix("## ") }
        #expect(first == "## \(Version.current)")
    }
}
