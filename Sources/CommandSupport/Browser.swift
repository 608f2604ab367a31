import Foundation

/// Opens a page in the user's browser.
public enum Browser {
    public static func open(_ page: URL) {
        #if os(macOS)
            let opener = "open"
        #else
            let opener = "xdg-open"
        #endif
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [opener, page.path]
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
            process.waitUntilExit()
            if process.terminationStatus == 0 { return }
        } catch {}
        Terminal.printError("\(opener) could not open the page; open it yourself: \(page.path)")
    }
}
