/// What a check may use before it is stopped. Every limit costs only the check that meets it.
public struct Limits: Sendable {
    /// Wall-clock time, starting the process included.
    public var seconds: Double = 10
    /// Memory beyond what the program holds when it starts.
    public var memoryMegabytes: Int = 1024
    /// Processes that the answer may have started and that live at one time.
    public var processes: Int = 8
    /// All files in its working folder together.
    public var diskMegabytes: Int = 64
    /// Of a longer output only the beginning and the end are kept.
    public var keptOutputBytes: Int = 64 * 1024
    /// An answer that prints more than this is stopped.
    public var outputBytes: Int = 16 * 1024 * 1024

    public init() {}
}
