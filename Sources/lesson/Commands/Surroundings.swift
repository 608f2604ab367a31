import Foundation

/// What every command needs of the place it runs in.
enum Surroundings {
    /// Throws where nothing can be done; mends what can be mended, and says so.
    static func check() throws {
        guard let folder = getcwd(nil, 0) else {
            throw CommandError(
                .notReachable,
                "the folder you are in can no longer be reached: "
                    + String(cString: strerror(errno)),
                hint: "go to the folder of the course: cd …")
        }
        free(folder)
        checkTemporaryFolder()
    }

    /// Answers are checked in folders of their own, below TMPDIR where it is set.
    private static func checkTemporaryFolder() {
        guard let named = ProcessInfo.processInfo.environment["TMPDIR"], !named.isEmpty, !isUsable(named)
        else {
            return
        }
        let fallback = "/tmp"
        let what = "note: TMPDIR names \(named), which is not a folder that can be written to"
        guard isUsable(fallback) else {
            return Terminal.printError("\(what), and neither is \(fallback)\nhint: export TMPDIR=\"$HOME\"")
        }
        setenv("TMPDIR", fallback, 1)
        Terminal.printError("\(what); \(fallback) is used instead")
    }

    private static func isUsable(_ folder: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) && isFolder.boolValue
            && access(folder, W_OK | X_OK) == 0
    }
}
