import Exercises
import Nabla

// 0.3  Means of windows
//
// A window of some width slides along a list, one place at a time, from the first place where it fits to the last. Give the
// mean of the numbers in it at each of its places. Lesson 07 will slide windows over pictures.
//
//     list       numbers, at least as many as width
//     width      how many of them are in a window, at least 1
//     returns    one mean for each place of the window
//
// Example: [3, 5, 1, 9] with width 3. The windows are 3, 5, 1 and 5, 1, 9; the means are [3, 5].

func movingMeans(of list: [Scalar], width: Int) throws -> [Scalar] {
    throw notAttempted()
}
