import Tensors
import Datasets
import Testing

@Suite struct IDXTests {
    private func message(_ bytes: [UInt8], rank: Int) -> String? {
        let error = #expect(throws: DataError.self) { try IDX(bytes, rank: rank, name: "x") }
        #expect(error?.kind == .damaged)
        return error?.message
    }

    @Test("reads two pictures of 2 × 3 written byte by byte")
    func known() throws {
        let file: [UInt8] = [
            0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3,
            1, 2, 3, 4, 5, 6, 250, 251, 252, 253, 254, 255,
        ]
        let array = try IDX(file, rank: 3, name: "x")
        #expect(array.shape == [2, 2, 3])
        #expect(Array(array.values) == [1, 2, 3, 4, 5, 6, 250, 251, 252, 253, 254, 255])
    }

    @Test("reads lengths with the most significant byte first")
    func byteOrder() throws {
        let array = try IDX([0, 0, 8, 1, 0, 0, 1, 2] + [UInt8](repeating: 0, count: 258), rank: 1, name: "x")
        #expect(array.shape == [1 * 256 + 2])
    }

    @Test("reads an array without values")
    func empty() throws {
        #expect(try IDX([0, 0, 8, 1, 0, 0, 0, 0], rank: 1, name: "x").values.isEmpty)
    }

    @Test(
        "refuses a wrong magic number: no IDX, another type, another rank, nothing",
        arguments: [
            ([1, 0, 8, 1, 0, 0, 0, 0], "0x01000801"), ([0, 0, 13, 1, 0, 0, 0, 0], "0x00000d01"),
            ([0, 0, 8, 3, 0, 0, 0, 0], "0x00000803"), ([0, 0], "0x0000"), ([], "an empty file"),
        ])
    func magic(bytes: [UInt8], found: String) {
        #expect(
            message(bytes, rank: 1)
                == "x: expected the magic number 0x00000801 (unsigned bytes, 1 axes), but got \(found)")
    }

    @Test("refuses a header that ends early")
    func shortHeader() {
        #expect(
            message([0, 0, 8, 3, 0, 0, 0, 2], rank: 3)
                == "x: expected a header of 16 bytes, but the file has 8")
    }

    @Test("refuses a header that promises more than the file holds, without making room for it")
    func tooFew() {
        #expect(
            message(idxByHand([60_000, 28, 28], [1, 2, 3]), rank: 3)
                == "x: the header promises 60000 × 28 × 28 = 47040000 values, but 3 follow")
        // 2³¹ × 2³¹ values would need four exabytes.
        #expect(
            message(idxByHand([1 << 31, 1 << 31], [1]), rank: 2)
                == "x: the header promises 2147483648 × 2147483648 = 4611686018427387904 values, but 1 follow"
        )
    }

    @Test("refuses a header whose product is no number")
    func overflow() {
        #expect(
            message(idxByHand([1 << 31, 1 << 31, 1 << 31], []), rank: 3)
                == "x: the header promises 2147483648 × 2147483648 × 2147483648 values: no file is that large"
        )
    }

    @Test("refuses what follows the values")
    func trailing() {
        #expect(
            message(idxByHand([2], [1, 2, 3]), rank: 1)
                == "x: the header promises 2 = 2 values, but 3 follow")
    }
}
