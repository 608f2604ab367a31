import Nabla
import Notebook

/// How much of everything a run of lesson 15 does, and what its claims may ask for.
struct RunSize: RunBounds {
    let quick: Bool
    let isBuiltIn: Bool
    /// Sets of 20 noisy points of the cubic.
    let curveSets: Int
    /// Images to learn from, and epochs of learning.
    let images: Int
    let epochs: Int
    /// Images from which a temperature is found, and images that are asked.
    let heldOut: Int
    let test: Int
    /// How many networks make an ensemble, and how many votes a network with dropout has.
    let members: Int
    let votes: Int
    /// Images of each strange kind.
    let strange: Int

    init(quick: Bool, isBuiltIn: Bool) {
        (self.quick, self.isBuiltIn) = (quick, isBuiltIn)
        curveSets = quick ? 3 : 8
        (images, epochs) = quick ? (1_000, 40) : (5_000, 30)
        (heldOut, test) = quick ? (1_000, 3_000) : (2_000, 10_000)
        (members, votes) = quick ? (3, 10) : (5, 30)
        strange = quick ? 400 : 1_000
    }

    /// What is not as the text says it.
    var differences: [String] {
        var list: [String] = []
        if quick {
            list.append(
                """
                This is a quick run; **the text speaks of the full run**. Here three networks learn 1,000 digits for 40 epochs, \
                there five learn 5,000 for 30; and the cubic is measured three times instead of eight.
                """)
        }
        if isBuiltIn {
            list.append(
                """
                MNIST is not here. From the calibration of digits on, this run uses digits that the kit writes itself: **the text's \
                numbers there are those of MNIST.** To get it: `swift run lesson data fetch mnist`.
                """)
        }
        return list
    }
}
