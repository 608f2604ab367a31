// swift run -c release benchmark WORK --data DIR [--epochs 5] [--threads 2] [--seed 1] [--json]
// with a WORK of mlp, cnn, residual, lstm, encoder, vae, graph
//
// Measures the engine on the work that the scripts in Benchmarks/peers do with other frameworks.
// Benchmarks/run.py runs them all side by side. `benchmark peak`, `benchmark basics` and `benchmark growth [--figure FILE]` need no
// data, nor does `benchmark networks`, which makes the table of lesson 16.
import Foundation
import Lesson16
import Nabla

/// The workloads with epochs, by name.
let works: [String: @Sendable (Options) throws -> Result] = [
    "mlp": mlp, "cnn": cnn, "residual": residual, "lstm": lstm, "encoder": encoder, "vae": vae, "graph": graph,
]

/// The other measurements, by name.
let others: [String: @Sendable (Options) throws -> String] = [
    "peak": peak, "basics": basics, "growth": growth, "networks": networks,
]

/// Trains the 288 networks of lesson 16 and returns the text of its `networks.csv`: ten to twenty minutes of one core.
@Sendable func networks(_ options: Options) -> String {
    NetworkTable.make { done, all in
        FileHandle.standardError.write(Data("\r\(done) of \(all) networks\(done == all ? "\n" : "")".utf8))
    }
}

do {
    let options = try Options(Array(CommandLine.arguments.dropFirst()))
    if let measure = others[options.work] {
        print(try measure(options))
    } else {
        let result = try works[options.work]!(options)
        print(options.json ? result.json : result.text)
    }
} catch {
    FileHandle.standardError.write(Data("benchmark: \(error)\n".utf8))
    exit(error is DataError ? 65 : 64)
}
