import Nabla
import Notebook

/// How much of everything a run of lesson 09 does, and what its claims may ask for.
struct RunSize: RunBounds {
    let quick: Bool
    let isBuiltIn: Bool
    /// Seeds of the baseline, and of each trick.
    let seeds: Int
    let trickSeeds: Int
    /// After how many updates tricks are compared: early and late.
    let early: Int
    let late: Int
    let scheduleSteps: Int
    let scheduleSeeds: Int
    /// The sides of the grid of settings, how many settings are drawn at random, and updates of one trial.
    let side: Int
    let trials: Int
    let trialSteps: Int
    /// Images with wrong labels among them, and epochs of learning from them.
    let images: Int
    let epochs: [Int]
    /// Steps of learning sums with decay, and without.
    let grokSteps: Int
    let plainSteps: Int
    let widths: [Int]
    let draws: Int

    init(quick: Bool, isBuiltIn: Bool) {
        (self.quick, self.isBuiltIn) = (quick, isBuiltIn)
        (seeds, trickSeeds) = quick ? (5, 2) : (10, 10)
        (early, late) = quick ? (400, 800) : (1000, 2000)
        (scheduleSteps, scheduleSeeds) = quick ? (300, 2) : (1000, 5)
        (side, trials, trialSteps) = quick ? (3, 18, 100) : (5, 50, 400)
        images = quick ? 2000 : 5000
        (grokSteps, plainSteps) = quick ? (500, 200) : (1500, 1500)
        epochs = quick ? [1, 5, 15] : [1, 2, 5, 10, 20, 40]
        widths =
            quick
            ? [10, 35, 75, 100, 150, 200, 250, 300, 600, 2000]
            : [10, 20, 35, 50, 75, 100, 150, 180, 190, 200, 210, 220, 250, 300, 400, 600, 1000, 2000]
        draws = quick ? 1 : 5
    }

    /// What is not as the text says it.
    var differences: [String] {
        var list: [String] = []
        if quick {
            list.append(
                """
                This is a quick run; **the text speaks of the full run**. Trainings here take half of the updates or \
                less (tricks are compared after 400 and 800 of them), with fewer seeds, tricks and trials.
                """)
        }
        if isBuiltIn {
            list.append(
                """
                MNIST is not here. Where wrong labels are looked for, this run uses digits that the kit writes itself: \
                **the text's numbers of that section are those of MNIST.** To get it: `swift run lesson data fetch mnist`.
                """)
        }
        return list
    }
}
