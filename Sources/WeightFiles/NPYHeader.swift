import Tensors

/// What the dictionary at the start of a .npy file says: `{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }`.
struct NPYHeader {
    let shape: [Int]
    /// How many numbers there are.
    let count: Int
    /// Whether the first axis runs fastest ("Fortran order").
    let columnsFirst: Bool
    let type: NPYType

    init(_ bytes: ArraySlice<UInt8>, version: UInt8, name: String) throws {
        func refuse(_ what: String, _ hint: String = NPY.again) -> DataError {
            NPY.damaged(name, what, hint)
        }
        let literal: PythonLiteral
        do {
            literal = try PythonLiteral(
                reading: bytes, isUTF8: version == 3, takesLongIntegers: version < 3)
        } catch let error as PythonLiteral.Problem {
            throw refuse("its header is not a Python dictionary: \(error.what)")
        }
        guard case .dictionary(let entries) = literal else {
            throw refuse("its header is not a Python dictionary but \(literal)")
        }
        // As in Python, the last of equal keys counts.
        var values: [String: PythonLiteral] = [:]
        for (key, value) in entries { if case .string(let key) = key { values[key] = value } }
        guard let descr = values["descr"], let order = values["fortran_order"], let lengths = values["shape"],
            values.count == 3, entries.allSatisfy({ if case .string = $0.key { true } else { false } })
        else {
            let keys = entries.map { "\($0.key)" }.joined(separator: ", ")
            throw refuse("expected the keys 'descr', 'fortran_order' and 'shape', but got \(keys)")
        }
        guard case .string(let code) = descr, let type = NPYType(code) else {
            throw refuse(
                "its elements are of type \(descr); expected numbers of 8 to 64 bits or booleans",
                "convert the array with .astype('float32')")
        }
        guard case .boolean(let columnsFirst) = order else {
            throw refuse("'fortran_order' should be True or False, but is \(order)")
        }
        guard case .tuple(let elements) = lengths else {
            throw refuse("its shape should be a tuple, but is \(lengths)")
        }
        var shape: [Int] = []
        for element in elements {
            guard case .integer(let length) = element, length >= 0 else {
                throw refuse("its shape is \(lengths)")
            }
            shape.append(length)
        }
        guard shape.count <= 64 else { throw refuse("it has \(shape.count) axes; expected at most 64") }
        // An axis of length 0 leaves nothing to store, but the other lengths still make strides.
        let limit = 1 << 48
        var places = type.width
        for length in shape where length > 0 {
            guard places <= limit / length else {
                throw refuse("its shape is \(lengths), more than any memory holds")
            }
            places *= length
        }
        (self.shape, self.columnsFirst, self.type) = (shape, columnsFirst, type)
        count = shape.contains(0) ? 0 : places / type.width
    }
}

/// How a .npy file stores one number: kind, width in bytes and byte order, as NumPy's type strings name them.
struct NPYType {
    private enum Kind: Character { case float = "f", signed = "i", unsigned = "u", boolean = "b" }

    private let kind: Kind
    let width: Int
    private let isBigEndian: Bool

    /// Reads "<f4", "|u1", ">i8" or a name such as "float64"; nil for everything that is no number.
    init?(_ code: String) {
        let order = code.first.flatMap { "<>=|".contains($0) ? $0 : nil }
        let rest = order == nil ? code : String(code.dropFirst())
        let names = [
            "float": "f8", "double": "f8", "single": "f4", "half": "f2", "bool": "b1", "?": "b1", "e": "f2",
            "f": "f4", "d": "f8", "b": "i1", "B": "u1", "h": "i2", "H": "u2", "i": "i4", "I": "u4", "q": "i8",
            "Q": "u8", "l": "i8", "L": "u8", "p": "i8", "P": "u8", "byte": "i1", "ubyte": "u1", "short": "i2",
            "ushort": "u2", "intc": "i4", "uintc": "u4", "int": "i8", "uint": "u8", "long": "i8", "ulong": "u8",
            "longlong": "i8", "ulonglong": "u8", "intp": "i8", "uintp": "u8", "int_": "i8", "bool_": "b1",
        ]
        // A name of a type has no byte order, a letter may.
        var short = (order == nil || rest.count == 1 ? names[rest] : nil) ?? rest
        for (long, letter) in [("float", "f"), ("uint", "u"), ("int", "i")] where short.hasPrefix(long) {
            guard order == nil, let bits = Int(short.dropFirst(long.count)), bits % 8 == 0 else { return nil }
            short = letter + String(bits / 8)
            break
        }
        guard short.count == 2, let kind = short.first.flatMap(Kind.init), let width = Int(short.suffix(1))
        else { return nil }
        let widths = kind == .float ? [2, 4, 8] : kind == .boolean ? [1] : [1, 2, 4, 8]
        guard widths.contains(width) else { return nil }
        (self.kind, self.width, isBigEndian) = (kind, width, order == ">")
    }

    /// Converts so many numbers.
    func scalars(_ raw: UnsafeRawBufferPointer, _ count: Int) -> [Scalar] {
        switch (kind, width) {
        case (.float, MemoryLayout<Scalar>.size) where !isBigEndian: copied(raw, count)
        case (.float, 2): convert(raw, count) { (bits: UInt16) in Scalar(halfPrecision: bits) }
        case (.float, 4): convert(raw, count) { (bits: UInt32) in Scalar(Float(bitPattern: bits)) }
        case (.float, _): convert(raw, count) { (bits: UInt64) in Scalar(Double(bitPattern: bits)) }
        case (.signed, 1): convert(raw, count) { (value: Int8) in Scalar(value) }
        case (.signed, 2): convert(raw, count) { (value: Int16) in Scalar(value) }
        case (.signed, 4): convert(raw, count) { (value: Int32) in Scalar(value) }
        case (.signed, _): convert(raw, count) { (value: Int64) in Scalar(value) }
        case (.unsigned, 1): convert(raw, count) { (value: UInt8) in Scalar(value) }
        case (.unsigned, 2): convert(raw, count) { (value: UInt16) in Scalar(value) }
        case (.unsigned, 4): convert(raw, count) { (value: UInt32) in Scalar(value) }
        case (.unsigned, _): convert(raw, count) { (value: UInt64) in Scalar(value) }
        case (.boolean, _): convert(raw, count) { (value: UInt8) in value == 0 ? 0 : 1 }
        }
    }

    /// Numbers of our own type, as they lie.
    private func copied(_ raw: UnsafeRawBufferPointer, _ count: Int) -> [Scalar] {
        [Scalar](unsafeUninitializedCapacity: count) { target, filled in
            UnsafeMutableRawBufferPointer(target).copyMemory(from: .init(rebasing: raw[..<(count * width)]))
            filled = count
        }
    }

    private func convert<Stored: FixedWidthInteger>(
        _ raw: UnsafeRawBufferPointer, _ count: Int, _ scalar: (Stored) -> Scalar
    ) -> [Scalar] {
        [Scalar](unsafeUninitializedCapacity: count) { target, filled in
            for index in 0..<count {
                let stored = raw.loadUnaligned(fromByteOffset: index * width, as: Stored.self)
                target[index] = scalar(isBigEndian ? Stored(bigEndian: stored) : Stored(littleEndian: stored))
            }
            filled = count
        }
    }
}
