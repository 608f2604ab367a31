import Foundation
import Testing

@testable import lesson

@Suite struct PictureProtocolTests {
    @Test(arguments: [
        (["TERM": "xterm-kitty"], PictureProtocol.kitty),
        (["TERM": "xterm-256color", "KITTY_WINDOW_ID": "3"], .kitty),
        (["TERM": "xterm-ghostty", "TERM_PROGRAM": "ghostty"], .kitty),
        (["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"], .iTerm),
        (["TERM": "xterm-256color", "LC_TERMINAL": "iTerm2"], .iTerm),
        (["TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"], .iTerm),
    ])
    func `a terminal is known by its variables`(environment: [String: String], expected: PictureProtocol) {
        #expect(PictureProtocol(environment: environment) == expected)
    }

    @Test(arguments: [
        [:], ["TERM": "xterm-256color"], ["TERM": "dumb", "KITTY_WINDOW_ID": "1"],
        ["TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"],
        ["TERM": "tmux-256color", "KITTY_WINDOW_ID": "1"],
        ["TERM": "xterm-kitty", "TMUX": "/tmp/tmux-1000/default,1,0"],
        ["TERM": "screen", "LC_TERMINAL": "iTerm2"], ["TERM_PROGRAM": "vscode"], ["KITTY_WINDOW_ID": ""],
    ])
    func `others get no picture`(environment: [String: String]) {
        #expect(PictureProtocol(environment: environment) == nil)
    }

    /// Cuts a Kitty stream into its commands, by the rules of the protocol: ESC _ G keys ; payload ESC \.
    private func commands(_ stream: String) -> [(keys: String, payload: String)] {
        stream.components(separatedBy: "\u{1B}_G").dropFirst().map { command in
            #expect(command.hasSuffix("\u{1B}\\"))
            let parts = command.dropLast(2).split(
                separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), String(parts[1]))
        }
    }

    @Test(arguments: [1, 3_071, 3_072, 3_073, 6_144, 10_000])
    func `Kitty gets pieces of at most 4096 bytes, and all of them`(count: Int) throws {
        let png = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 256) }
        let stream = PictureProtocol.kitty.sequence(png: png, columns: 72)
        let commands = commands(stream)
        #expect(stream.hasPrefix("\u{1B}_G"))
        #expect(commands.count == (count + 2) / 3 * 4 / 4096 + ((count + 2) / 3 * 4 % 4096 == 0 ? 0 : 1))
        #expect(commands[0].keys.hasPrefix("a=T,f=100,c=72,q=2,m="))
        #expect(commands.dropFirst().allSatisfy { $0.keys == "m=0" || $0.keys == "m=1" })
        #expect(commands.map { $0.keys.hasSuffix("m=1") } == commands.indices.map { $0 < commands.count - 1 })
        #expect(commands.dropLast().allSatisfy { $0.payload.utf8.count == 4096 })
        #expect(try #require(commands.last).payload.utf8.count <= 4096)
        let joined = try #require(Data(base64Encoded: commands.map(\.payload).joined()))
        #expect([UInt8](joined) == png)
    }

    @Test func `iTerm2 gets one sequence with the size in bytes and the width in columns`() throws {
        let png = (0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let stream = PictureProtocol.iTerm.sequence(png: png, columns: 60)
        let head = "\u{1B}]1337;File=inline=1;size=5000;width=60;preserveAspectRatio=1:"
        #expect(stream.hasPrefix(head))
        #expect(stream.hasSuffix("\u{7}"))
        let payload = String(stream.dropFirst(head.count).dropLast())
        #expect([UInt8](try #require(Data(base64Encoded: payload))) == png)
    }

    @Test func `a link has the path with its odd characters written as numbers`() {
        let file = URL(fileURLWithPath: "/tmp/a b/∇;1.png")
        #expect(
            TerminalLink.linked("figures/1.png", to: file, host: "lab")
                == "\u{1B}]8;;file://lab/tmp/a%20b/%E2%88%87%3B1.png\u{1B}\\figures/1.png\u{1B}]8;;\u{1B}\\")
    }

    @Test(arguments: [
        (["TERM_PROGRAM": "vscode"], true), (["TERM": "xterm-256color", "VTE_VERSION": "6800"], true),
        (["TERM": "xterm-256color", "VTE_VERSION": "4600"], false), (["TERM": "linux"], false),
        (["TERM": "dumb", "TERM_PROGRAM": "vscode"], false), (["TERM": "xterm-256color"], false),
        (["TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"], false),
    ])
    func `links are shown only where they are known to be taken`(environment: [String: String], isSafe: Bool) {
        #expect(TerminalLink.isSafe(environment: environment) == isSafe)
    }
}
