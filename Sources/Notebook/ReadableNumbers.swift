import Text

/// Writes a share for a reader: 0.9803 becomes "98.0 %".
public func percent(_ share: some BinaryFloatingPoint, decimals: Int = 1) -> String {
    formatted(100 * Double(share), decimals: decimals) + " %"
}

/// Writes shares for a reader, side by side.
public func percent(_ shares: [some BinaryFloatingPoint], decimals: Int = 1) -> String {
    shares.map { percent($0, decimals: decimals) }.joined(separator: "  ")
}

/// Writes a number for a reader, with a fixed number of decimals.
public func decimals(_ places: Int, _ value: some BinaryFloatingPoint) -> String {
    formatted(Double(value), decimals: places)
}

/// Writes numbers for a reader, side by side.
public func decimals(_ places: Int, _ values: [some BinaryFloatingPoint]) -> String {
    values.map { decimals(places, $0) }.joined(separator: "  ")
}
