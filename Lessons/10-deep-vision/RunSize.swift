import Nabla
import Notebook

/// How much of everything a run of lesson 10 does, and what its claims may ask for.
struct RunSize: RunBounds {
    let quick: Bool
    let isBuiltIn: Bool
    let depths: [Int]
    let depthSteps: Int
    /// AlexNet: images, epochs, and test images.
    let images: Int
    let epochs: Int
    let testImages: Int
    let imageBatch: Int
    let starts: Int
    /// Detector: scenes, epochs, images in a batch; scenes to test with.
    let scenes: Int
    let sceneEpochs: Int
    let batchSize: Int
    let testScenes: Int
    /// When the film of the detector keeps a frame, as parts of the training: close together at first, where most happens.
    let frames: [Double]
    /// Sliding window: scenes to cut windows from.
    let windowScenes: Int

    init(_ mnist: MNIST, quick: Bool) {
        (self.quick, isBuiltIn) = (quick, mnist.isBuiltIn)
        depths = quick ? [2, 10, 40] : [2, 10, 20, 40]
        depthSteps = quick ? 320 : 1000
        (images, epochs, testImages) = quick ? (1600, 2, 500) : (6400, 2, 2500)
        (imageBatch, starts) = quick ? (16, 1) : (64, 2)
        (scenes, sceneEpochs, batchSize, testScenes) = quick ? (1500, 2, 12, 100) : (8000, 3, 32, 500)
        windowScenes = quick ? 300 : 2000
        frames = quick ? [0, 0.16, 0.4, 1] : [0, 0.04, 0.1, 0.16, 0.25, 0.4, 0.6, 1]
    }

    /// What is not as the text says it.
    var differences: [String] {
        var list: [String] = []
        if isBuiltIn {
            list.append(
                """
                MNIST is not here. This run uses digits that the kit writes itself, in the scenes too. **The text speaks of MNIST: \
                its numbers are not those of this run.** To get MNIST: `swift run lesson data fetch mnist`.
                """)
        }
        if quick {
            list.append(
                """
                This is a quick run; **the text speaks of the full run**. Networks learn from a seventh to a quarter of the \
                scenes and images, each recipe from one start, and the deep ones take fewer steps. Scores are lower, a digit is \
                found in one to three windows in place of eight, and whether augmentation helps may be hidden by luck.
                """)
        }
        return list
    }
}
