import Foundation

/// How everything in a class's folder is written that is JSON: readable, always in the same order, whole or not at all.
public enum ClassJSON {
    public static func data(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return try encoder.encode(value) + Data("\n".utf8)
    }

    public static func write(_ value: some Encodable, to file: URL) throws {
        try WholeFile.write(data(value), to: file)
    }

    public static func read<Value: Decodable>(_ file: URL) throws -> Value {
        guard let data = FileManager.default.contents(atPath: file.path) else {
            throw ClassError(.notReachable, "\(file.path) cannot be read", hint: "look at its permissions")
        }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        do {
            return try decoder.decode(Value.self, from: data)
        } catch {
            throw ClassError(
                .badData, "\(file.path) does not read as the kit wrote it",
                hint: "was it edited? Move it away, and it is made again")
        }
    }
}
