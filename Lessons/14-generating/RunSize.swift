import Nabla

/// How much of everything a run does, and what is not as the text says it.
struct RunSize {
    let quick: Bool
    let isBuiltIn: Bool
    /// Digits to train on, and real ones that no generator sees.
    let digits: Int
    let unseen: Int
    /// Epochs of the models with 20 codes, and of each with two.
    let epochs: Int
    let dialEpochs: Int
    /// The settings of β.
    let dial: [Scalar]
    let judgeEpochs: Int
    /// Steps of the games on a line, and how many starts each has.
    let steps: Int
    let games: Int
    let flatSteps: Int
    let starts: Int
    let ringSteps: Int
    let laggingSteps: Int
    /// Updates of the diffusions and of the VAEs on the ring.
    let diffusionUpdates: Int
    let unevenUpdates: Int
    let ringUpdates: Int
    /// Random filters, and steps on the pixels.
    let filters: Int
    let styleSteps: Int

    init(quick: Bool, isBuiltIn: Bool) {
        (self.quick, self.isBuiltIn) = (quick, isBuiltIn)
        digits = quick ? 5_000 : isBuiltIn ? 10_000 : 20_000
        unseen = quick || isBuiltIn ? 1_000 : 4_000
        epochs = quick ? 2 : isBuiltIn ? 8 : 5
        dialEpochs = quick ? 1 : isBuiltIn ? 5 : 2
        dial = quick ? [1, 392] : [0.01, 0.1, 1, 10, 392]
        judgeEpochs = quick ? 2 : 3
        steps = quick ? 600 : 1_500
        games = quick ? 2 : 4
        flatSteps = quick ? 200 : 1_500
        starts = quick ? 2 : 5
        ringSteps = quick ? 400 : 3_000
        laggingSteps = quick ? 200 : 1_500
        diffusionUpdates = quick ? 1_200 : 2_500
        unevenUpdates = quick ? 400 : 2_500
        ringUpdates = quick ? 300 : 2_000
        filters = quick ? 16 : 32
        styleSteps = quick ? 25 : 120
    }

    /// Picks a bound for the run at hand.
    func bound<Value>(_ full: Value, quick small: Value) -> Value { quick ? small : full }

    /// Picks a bound for the run at hand, where the kit's own digits need another.
    func bound<Value>(_ full: Value, builtIn: Value, quick small: Value) -> Value {
        quick ? small : isBuiltIn ? builtIn : full
    }
}
