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
    var means: [Scalar] = []
    for start in 0...(list.count - width) {
        var sum: Scalar = 0
        for place in start..<(start + width) { sum += list[place] }
        means.append(sum / Scalar(width))
    }
    return means
}

// Why: the last window ends with the list, so it starts at count − width, and that start belongs to the range: hence the
// three points. Inside, `start..<start + width` holds exactly width places. The empty list of results needs its type, and
// the sum needs one as well: `var sum = 0` would be an Int.
