import Tensors

/// The types of numbers that the format knows. Floating-point numbers of 16 bits or more, whole numbers and truth values
/// are converted to `Scalar`; the rest is left alone.
enum SafeTensorsType: String, CaseIterable {
    case F64, F32, F16, BF16, I64, I32, I16, I8, U64, U32, U16, U8, BOOL
    case C64, F8_E5M2, F8_E4M3, F8_E8M0, F8_E4M3FNUZ, F8_E5M2FNUZ, F6_E2M3, F6_E3M2, F4

    /// How many bits a number takes.
    var bits: Int {
        switch self {
        case .F64, .I64, .U64, .C64: 64
        case .F32, .I32, .U32: 32
        case .F16, .BF16, .I16, .U16: 16
        case .I8, .U8, .BOOL, .F8_E5M2, .F8_E4M3, .F8_E8M0, .F8_E4M3FNUZ, .F8_E5M2FNUZ: 8
        case .F6_E2M3, .F6_E3M2: 6
        case .F4: 4
        }
    }

    /// The type of `Scalar`.
    static var scalar: SafeTensorsType { MemoryLayout<Scalar>.size == 8 ? .F64 : .F32 }

    /// The numbers in these bytes, the lowest byte of each first; nil for a type that is left alone. Whole numbers and
    /// 64-bit numbers are rounded to the nearest `Scalar`.
    func scalars(_ bytes: ArraySlice<UInt8>) -> [Scalar]? {
        if self == .scalar { return copied(bytes) }
        return switch self {
        case .F64: read(bytes, UInt64.self) { Scalar(Double(bitPattern: $0)) }
        case .F32: read(bytes, UInt32.self) { Scalar(Float(bitPattern: $0)) }
        case .F16: read(bytes, UInt16.self) { Scalar(halfPrecision: $0) }
        case .BF16: read(bytes, UInt16.self) { Scalar(Float(bitPattern: UInt32($0) << 16)) }
        case .I64: read(bytes, Int64.self) { Scalar($0) }
        case .I32: read(bytes, Int32.self) { Scalar($0) }
        case .I16: read(bytes, Int16.self) { Scalar($0) }
        case .I8: read(bytes, Int8.self) { Scalar($0) }
        case .U64: read(bytes, UInt64.self) { Scalar($0) }
        case .U32: read(bytes, UInt32.self) { Scalar($0) }
        case .U16: read(bytes, UInt16.self) { Scalar($0) }
        case .U8: read(bytes, UInt8.self) { Scalar($0) }
        case .BOOL: read(bytes, UInt8.self) { $0 == 0 ? 0 : 1 }
        default: nil
        }
    }

    /// Numbers of our own type, as they lie.
    private func copied(_ bytes: ArraySlice<UInt8>) -> [Scalar] {
        bytes.withUnsafeBytes { raw in
            [Scalar](unsafeUninitializedCapacity: raw.count / MemoryLayout<Scalar>.stride) { numbers, count in
                UnsafeMutableRawBufferPointer(numbers).copyMemory(from: raw)
                count = raw.count / MemoryLayout<Scalar>.stride
            }
        }
    }

    private func read<Number: FixedWidthInteger>(
        _ bytes: ArraySlice<UInt8>, _: Number.Type, _ convert: (Number) -> Scalar
    ) -> [Scalar] {
        bytes.withUnsafeBytes { raw in
            stride(from: 0, to: raw.count, by: MemoryLayout<Number>.size).map { place in
                convert(Number(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: Number.self)))
            }
        }
    }
}
