/// What a benchmark is asked; the same arguments as the peers' scripts take.
struct Options {
    /// Which measurement: a workload with epochs, or one of the others.
    let work: String
    var data: String?
    /// Where the picture of `growth` goes.
    var figure: String?
    var epochs = 5
    var threads = 2
    var seed: UInt64 = 1
    var json = false

    struct Mistake: Error, CustomStringConvertible {
        let description: String
    }

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        guard let work = rest.popFirst(), others[work] != nil || works[work] != nil else {
            let names = (Array(others.keys) + works.keys).sorted().joined(separator: ", ")
            throw Mistake(description: "expected a work (\(names)): benchmark mlp --data DIR")
        }
        self.work = work
        while let name = rest.popFirst() {
            if name == "--json" {
                json = true
                continue
            }
            guard let value = rest.popFirst() else { throw Mistake(description: "\(name) needs a value") }
            switch name {
            case "--data": data = value
            case "--figure": figure = value
            case "--epochs": epochs = try Options.count(value, name)
            case "--threads": threads = try Options.count(value, name)
            case "--seed": seed = UInt64(try Options.count(value, name))
            default:
                throw Mistake(
                    description:
                        "unknown option \(name); there are --data, --epochs, --threads, --seed, --figure, --json"
                )
            }
        }
    }

    private static func count(_ text: String, _ name: String) throws -> Int {
        guard let number = Int(text), number > 0 else {
            throw Mistake(description: "\(name): expected a whole number above 0, but got '\(text)'")
        }
        return number
    }
}
