import Foundation
import Text

/// Why the folder of a run cannot be written, in one line, and what to do about it.
public struct OutputError: Error, Equatable, CustomStringConvertible, Sendable {
    public let description: String
    public let hint: String
    /// Whether somebody else's things are in the way: then it is for the user to name another place.
    public let isRefusal: Bool

    init(_ description: String, hint: String = "name another folder with --output", isRefusal: Bool = false) {
        (self.description, self.hint, self.isRefusal) = (description.controlsShown, hint, isRefusal)
    }

    /// Refuses to touch what no run of the kit wrote.
    static func refusal(_ what: String, hint: String = "move it away, or name another folder with --output")
        -> OutputError
    {
        OutputError(what, hint: hint, isRefusal: true)
    }

    static func wrapping<Value>(_ what: String, _ work: () throws -> Value) throws -> Value {
        do {
            return try work()
        } catch let error as OutputError {
            throw error
        } catch {
            throw OutputError(what, becauseOf: error)
        }
    }

    /// Takes the system's own words for an error, without the wrapping that Foundation puts around them.
    private init(_ what: String, becauseOf error: any Error) {
        let words = SystemWords(error)
        self.init(
            "\(what): \(words.text)",
            hint: words.isFullDisk
                ? "make room on that disk, or name a folder on another with --output"
                : "name another folder with --output")
    }
}

/// The system's own words for what went wrong: "Permission denied".
public struct SystemWords: Sendable {
    public let text: String
    public let isFullDisk: Bool

    public init(_ error: any Error) {
        if (error as? CocoaError)?.code == .fileWriteOutOfSpace {
            self.init("No space left on device", isFullDisk: true)
        } else if let unfit = error as? PlainFile.Unfit {
            self.init(unfit.description)
        } else if let error = error as? POSIXError {
            self.init(
                String(cString: strerror(error.code.rawValue)),
                isFullDisk: [.ENOSPC, .EDQUOT].contains(error.code))
        } else if let inner = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error {
            self.init(inner)
        } else {
            self.init((error as NSError).localizedDescription)
        }
    }

    private init(_ text: String, isFullDisk: Bool = false) {
        (self.text, self.isFullDisk) = (text, isFullDisk)
    }
}
