/// Which names of files are read at all.
enum PathRules {
    /// Why a path is refused; nil for one that stays where it is put.
    static func refusal(of path: String) -> String? {
        if path.isEmpty { return "has no name" }
        if path.unicodeScalars.contains(where: { $0.properties.generalCategory == .control || reorders($0) }) {
            return "has control characters in its name"
        }
        if path.contains("\\") { return "has a backslash in its name, which leads elsewhere on some systems" }
        if path.hasPrefix("/") || path.wholeMatch(of: /[A-Za-z]:.*/) != nil {
            return "names a place on the disk, not one in the archive"
        }
        if path.split(separator: "/").contains("..") { return "names a place outside" }
        if path.utf8.count > 1024 { return "has a name of more than a kilobyte" }
        return nil
    }

    /// Turns the order of the letters around, so that a name is not what it looks like.
    private static func reorders(_ scalar: Unicode.Scalar) -> Bool {
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }

    /// What systems leave beside files: nobody has handed that in.
    static func isClutter(_ path: String) -> Bool {
        path.split(separator: "/").contains { part in
            part.hasPrefix(".") || part == "__MACOSX" || part == "Thumbs.db" || part == "desktop.ini"
                || part.hasSuffix("~")
        }
    }
}
