import Notebook
import Tensors

// Lessons that go wrong, each in its own way. The test compares the line that the command names with the one that the
// lesson itself says: it prints the number of the line below.

enum Fixture {
    //: # 99 · A lesson that goes wrong
    //: Before anything goes wrong, something is printed.

    static let named: [String: @Sendable () throws -> Void] = [
        "sound": sound, "failingClaim": failingClaim, "stopping": stopping, "damagedData": damagedData,
        "unreachableData": unreachableData, "trapping": trapping, "brokenContract": brokenContract,
        "recursing": recursing, "refusing": refusing,
    ]

    static func sound() {
        print("all is well")
        claim("two", 1 + 1, equals: 2)
    }

    static func failingClaim() {
        print("next line:", #line + 1)
        claim("accuracy", 0.91, atLeast: 0.975)
        claim("loss", 0.5, atMost: 1)
    }

    static func stopping() throws {
        struct Unforeseen: Error, CustomStringConvertible { let description = "the moon is in the way" }
        print("next line:", #line + 1)
        throw Unforeseen()
    }

    static func damagedData() throws {
        print("next line:", #line + 1)
        throw DataError(.damaged, "a.gz: truncated", hint: "fetch it again")
    }

    static func unreachableData() throws {
        print("next line:", #line + 1)
        throw DataError(.unreachable, "no mirror answers", hint: "try again later")
    }

    static func trapping() {
        let numbers = [1, 2, 3]
        print("next line:", #line + 1)
        print(numbers[numbers.count])
    }

    static func refusing() {
        dump([1], name: "dumped")
        Swift.print("printed past the page", terminator: "")
        print("\u{1B}[2J wiped? next line:", #line + 1)
        precondition(2 < 1, "two is less than one")
    }

    static func brokenContract() {
        print("next line:", #line + 1)
        _ = matmul(Tensor(ones: [2, 3]), Tensor(ones: [4, 5]))
    }

    static func recursing() {
        func depth(_ n: Int) -> Int {
            n < 0 ? 0 : 1 + depth(n + 1)
        }
        print("line:", #line - 2)
        print(depth(0))
    }
}
