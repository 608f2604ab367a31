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
/// They begin where a cache line does.
func withScratch(_ count: Int, cleared: Bool = true, _ body: (UnsafeMutablePointer<Scalar>) -> Void) {
    let bytes = max(count, 1) * MemoryLayout<Scalar>.stride
    let scratch = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: cacheLine)
    defer { scratch.deallocate() }
    let numbers = scratch.bindMemory(to: Scalar.self, capacity: max(count, 1))
    if cleared { numbers.initialize(repeating: 0, count: max(count, 1)) }
    body(numbers)
}

/// Makes an array of so many numbers, which begin where a cache line does: `start` numbers after the array. A vector register of
/// 512 bits that is loaded across the border of two lines takes as long as two.
func makeAligned(_ count: Int, _ body: (UnsafeMutablePointer<Scalar>) -> Void) -> (storage: [Scalar], start: Int) {
    let most = cacheLine / MemoryLayout<Scalar>.stride - 1
    var start = 0
    let storage = [Scalar](unsafeUninitializedCapacity: count + most) { space, total in
        let first = space.baseAddress!
        start = (0...most).first { (first + $0).isAligned(to: cacheLine) } ?? 0
        first.initialize(repeating: 0, count: start)
        body(first + start)
        total = start + count
    }
    return (storage, start)
}

private let cacheLine = 64

extension UnsafeMutablePointer {
    fileprivate func isAligned(to bytes: Int) -> Bool { UInt(bitPattern: self) % UInt(bytes) == 0 }
}
