import Foundation

/// The side of the program `lesson` that runs one check: it loads the answers and hands over to them.
public enum AnswerHost {
    /// The answers' main function, which `main.swift` of their folder becomes.
    static let entry = "nabla_answers"
    /// The exit status when answers can not be loaded.
    static let failure: Int32 = 71

    /// Does nothing unless a parent has asked for a check; then it does not return.
    public static func takeOverIfAsked() {
        guard let request = CheckRequest(Array(CommandLine.arguments.dropFirst())) else { return }
        typealias Main = @convention(c) (Int32, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32
        guard let library = dlopen(request.library, RTLD_NOW), let entry = dlsym(library, entry) else {
            let reason = dlerror().map { String(cString: $0) } ?? "no reason was given"
            FileHandle.standardError.write(Data("the answers could not be loaded: \(reason)\n".utf8))
            exit(failure)
        }
        exit(unsafeBitCast(entry, to: Main.self)(CommandLine.argc, CommandLine.unsafeArgv))
    }
}
