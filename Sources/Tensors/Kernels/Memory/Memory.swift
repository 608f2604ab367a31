import Foundation

// Where the elements of a tensor are made, read and changed: everything that hands out a pointer to them.

extension Tensor {
    /// Makes a tensor whose elements, row by row, are written by `body`. An empty tensor needs none.
    init(filling shape: [Int], _ body: (UnsafeMutablePointer<Scalar>) -> Void) {
        let size = Tensor.sizeToAllocate(shape)
        let storage = [Scalar](unsafeUninitializedCapacity: size) { elements, count in
            if size > 0 { body(elements.baseAddress!) }
            count = size
        }
        self.init(storage: storage, shape: shape)
    }

    /// The number of elements of a new tensor; stops where there can be no such tensor, on this machine or on any.
    package static func sizeToAllocate(_ shape: [Int], operation: String = "Tensor") -> Int {
        guard let size = countedElements(of: shape) else {
            fail(ShapeError.size(shape, operation: operation)!)
        }
        let bytes = Double(size) * Double(MemoryLayout<Scalar>.stride)
        require(
            bytes <= machineMemory,
            "\(operation): expected a tensor that fits into memory, but shape \(shape) takes "
                + "\(Int(bytes / 1e9)) GB and this machine has \(Int(machineMemory / 1e9))")
        return size
    }

    private static let machineMemory = Double(ProcessInfo.processInfo.physicalMemory)

    /// Calls `body` with the elements, row by row.
    @usableFromInline
    func withElements(_ body: (UnsafePointer<Scalar>) -> Void) {
        let x = rowMajor()
        x.storage.withUnsafeBufferPointer { body($0.baseAddress! + x.offset) }
    }

    /// Calls `body` with the elements, which it may change; they are copied first only if another tensor
    /// shares them.
    @usableFromInline
    mutating func withMutableElements(like other: Tensor, _ body: (UnsafeMutablePointer<Scalar>) -> Void) {
        require(
            shape == other.shape, "update: expected tensors of one shape, but got \(shape) and \(other.shape)"
        )
        makeRowMajorAndWhole()
        storage.withUnsafeMutableBufferPointer { body($0.baseAddress!) }
    }
}

/// Numbers that one core works on, given back when it is done; zero at first, unless all are written before they are read.
func withScratch(_ count: Int, cleared: Bool = true, _ body: (UnsafeMutablePointer<Scalar>) -> Void) {
    let scratch = UnsafeMutablePointer<Scalar>.allocate(capacity: max(count, 1))
    if cleared { scratch.initialize(repeating: 0, count: max(count, 1)) }
    defer { scratch.deallocate() }
    body(scratch)
}
