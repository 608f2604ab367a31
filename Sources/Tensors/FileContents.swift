import Foundation

/// The bytes of a file that a user named.
///
/// Only files are read: opening a pipe would wait for ever, and a device never ends.
/// Throws: `DataError` of kind missing when there is none or when it is something else, of kind unreachable when it
/// may not be read.
package func fileContents(_ path: String) throws -> Data {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: target) else {
        throw DataError(.missing, "\(path): there is no such file", hint: "check the path")
    }
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
        let kind = attributes[.type] as? FileAttributeType == .typeDirectory ? "a folder" : "something else"
        throw DataError(.missing, "\(path): expected a file, but it is \(kind)", hint: "check the path")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
        throw DataError(.unreachable, "\(path): cannot be read", hint: "is it yours?")
    }
    return data
}
