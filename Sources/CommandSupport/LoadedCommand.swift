import ArgumentParser

/// A command that is compiled and loaded when it is called for, as it is handed over.
public final class LoadedCommand {
    public let type: any ParsableCommand.Type

    public init(_ type: any ParsableCommand.Type) { self.type = type }

    /// What the list of commands says of `lesson class`.
    public static let classAbstract = "For instructors: from what students hand in to grades and feedback."
}
