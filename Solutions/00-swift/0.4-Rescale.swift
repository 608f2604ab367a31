import Exercises
import Nabla

// 0.4  Call it by its labels
//
// First write `position`: where a value stands between low and high, as a share of the way. At low it is 0, at high 1.
//
//     value, low, high   numbers, high above low
//     returns            the share of the way from low to high
//
// Example: 3 stands at 0.25 on the way from 2 to 6.

func position(of value: Scalar, from low: Scalar, to high: Scalar) throws -> Scalar {
    (value - low) / (high - low)
}

// Then write `rescaled`: every number of a list by its position between the smallest and the largest. Call `position` for
// it. An empty list stays empty.
//
//     list       numbers, not all of them equal; or none
//     returns    as many, from 0 to 1
//
// Example: [6, 2, 3] gives [1, 0, 0.25].
//
// `list.min()` and `list.max()` are optionals: of an empty list they are nil.

func rescaled(_ list: [Scalar]) throws -> [Scalar] {
    guard let low = list.min(), let high = list.max() else { return [] }
    return try list.map { try position(of: $0, from: low, to: high) }
}

// Why: the labels make a call readable, and the order of three numbers cannot be mixed up. `guard let` opens both boxes at
// once and says what happens when they are empty. `position` may throw, so the call says `try`; and since the closure may
// throw, so does `map`.
