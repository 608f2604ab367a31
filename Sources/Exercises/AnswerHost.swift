import Foundation

/// The process that runs an answer. It holds the engine and the answer, and nothing else: no right answer, no secret and
/// no verdict. The judge sends it inputs; all it can send back, no matter what it does, is values.
public enum AnswerHost {
    /// What the judge starts the program with, before the library's path and the seconds that the check may take.
    public static let option = "--host"
    /// The main function of the answers' library, which fills the table of functions.
    public static let entry = "nabla_answers"
    /// The exit status when answers cannot be loaded.
    public static let failure: Int32 = 71

    /// Does nothing unless a judge has asked for a host; then it does not return.
    public static func takeOverIfAsked() {
        let arguments = CommandLine.arguments
        guard arguments.count == 5, arguments[1] == option, let seconds = Double(arguments[3]),
            let megabytes = Int(arguments[4])
        else { return }
        run(library: arguments[2], seconds: seconds, memoryMegabytes: megabytes)
    }

    private static func run(library path: String, seconds: Double, memoryMegabytes: Int) -> Never {
        let lines = Containment.begin(library: path, seconds: seconds, memoryMegabytes: memoryMegabytes)
        typealias Main = @convention(c) (Int32, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32
        guard let library = dlopen(path, RTLD_NOW), let main = dlsym(library, entry) else {
            let reason = dlerror().map { String(cString: $0) } ?? "no reason was given"
            FileHandle.standardError.write(Data("the answers could not be loaded: \(reason)\n".utf8))
            exit(failure)
        }
        _ = unsafeBitCast(main, to: Main.self)(CommandLine.argc, CommandLine.unsafeArgv)
        while let bytes = Frame.read(from: lines.calls), let call = Call(bytes: bytes) {
            let reply = reply(to: call)
            fflush(nil)
            guard Frame.write(reply.bytes, to: lines.replies) else { break }
        }
        // At once, without running what the answer may have registered to run at exit.
        _exit(0)
    }

    private static func reply(to call: Call) -> Reply {
        guard let function = AnswerTable.functions[call.function] else {
            return .error("there is no function \(call.function)")
        }
        do {
            return .value(try function(call.arguments))
        } catch let stub as NotAttempted {
            return .notAttempted(stub.function)
        } catch {
            return .error("\(error)")
        }
    }
}
