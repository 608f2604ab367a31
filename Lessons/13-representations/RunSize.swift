import Nabla
import Notebook

/// How much of everything a run of lesson 13 does, and what its claims may ask for.
struct RunSize: RunBounds {
    let quick: Bool
    let isBuiltIn: Bool
    /// Images and centres of the radial-basis network, and rounds of k-means.
    let bumpImages: Int
    let centres: Int
    let rounds: Int
    /// Images that networks learn from, and images that principal components come from.
    let images: Int
    let pcaImages = 10_000
    /// The lengths of the codes, epochs, and how many known codes a new one is compared with.
    let codes: [Int]
    let epochs: Int
    let neighbours: Int
    /// Starts of the mixtures, and their steps.
    let mixtures: Int
    let mixtureSteps: Int
    /// Steps on the source, and labelled curves per class.
    let sourceSteps: Int
    let targetSteps: Int
    let counts: [Int]

    init(quick: Bool, isBuiltIn: Bool) {
        (self.quick, self.isBuiltIn) = (quick, isBuiltIn)
        (bumpImages, centres, rounds) = quick ? (2_000, 100, 4) : (10_000, 300, 8)
        images = quick ? 10_000 : 20_000
        (codes, epochs, neighbours) = quick ? ([2], 2, 2_000) : ([1, 2, 10, 32], 4, 5_000)
        (mixtures, mixtureSteps) = quick ? (8, 500) : (20, 1_500)
        (sourceSteps, targetSteps) = quick ? (300, 200) : (1_500, 500)
        counts = quick ? [20, 400] : [5, 10, 20, 50, 100, 400]
    }

    /// What is not as the text says it.
    var differences: [String] {
        var list: [String] = []
        if quick {
            list.append(
                """
                This is a quick run; **the text speaks of the full run**. It learns from fewer images, for fewer steps, from \
                fewer starts, and of the autoencoders it trains only the one with two numbers and the denoiser.
                """)
        }
        if isBuiltIn {
            list.append(
                """
                MNIST is not here; this run uses digits that the kit writes itself. **The text's numbers about images are \
                those of MNIST.** To get it: `swift run lesson data fetch mnist`.
                """)
        }
        return list
    }
}
