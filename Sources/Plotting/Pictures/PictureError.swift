/// A picture file that cannot be read or written: which one, what is wrong, what to do.
public struct PictureError: Error, Equatable, CustomStringConvertible {
    public var file: String
    public var problem: String
    public var hint: String

    public var description: String { "\(file): \(problem); \(hint)" }
}
