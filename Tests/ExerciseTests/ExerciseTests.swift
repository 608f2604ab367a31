import Grading
import Testing

/// Your exercises, a test for each: `swift test --filter '4\.2'` runs one. What you have not attempted yet fails nothing.
@Suite struct ExerciseTests {
    @Test func `0.1 accuracy`() async throws { try await check("0.1") }
    @Test func `0.2 clipped`() async throws { try await check("0.2") }
    @Test func `0.3 movingMeans`() async throws { try await check("0.3") }
    @Test func `0.4 position, rescaled`() async throws { try await check("0.4") }
    @Test func `0.5 replacingZeros`() async throws { try await check("0.5") }
    @Test func `0.6 add, meansSoFar`() async throws { try await check("0.6") }
    @Test func `1.1 strides`() async throws { try await check("1.1") }
    @Test func `1.2 index`() async throws { try await check("1.2") }
    @Test func `1.3 transposed`() async throws { try await check("1.3") }
    @Test func `1.4 product`() async throws { try await check("1.4") }
    @Test func `1.5 sum`() async throws { try await check("1.5") }
    @Test func `1.6 argmax`() async throws { try await check("1.6") }
    @Test func `1.7 oneHot`() async throws { try await check("1.7") }
    @Test func `1.8 reshapePrediction`() async throws { try await check("1.8") }
    @Test func `2.1 broadcastShape`() async throws { try await check("2.1") }
    @Test func `2.2 add`() async throws { try await check("2.2") }
    @Test func `2.3 standardise`() async throws { try await check("2.3") }
    @Test func `2.4 reduce`() async throws { try await check("2.4") }
    @Test func `2.5 pairwise`() async throws { try await check("2.5") }
    @Test func `2.6 meanSquaredError`() async throws { try await check("2.6") }
    @Test func `2.7 favourite`() async throws { try await check("2.7") }
    @Test func `3.1 numericGradient`() async throws { try await check("3.1") }
    @Test func `3.2 mseGradient`() async throws { try await check("3.2") }
    @Test func `3.3 step`() async throws { try await check("3.3") }
    @Test func `3.4 largestRate`() async throws { try await check("3.4") }
    @Test func `3.5 crossEntropy`() async throws { try await check("3.5") }
    @Test func `3.6 logisticGradient`() async throws { try await check("3.6") }
    @Test func `3.7 momentum`() async throws { try await check("3.7") }
    @Test func `4.1 predict`() async throws { try await check("4.1") }
    @Test func `4.2 update`() async throws { try await check("4.2") }
    @Test func `4.3 train`() async throws { try await check("4.3") }
    @Test func `4.4 andGate, orGate, nandGate, xor`() async throws { try await check("4.4") }
    @Test func `4.5 counterexample`() async throws { try await check("4.5") }
    @Test func `4.6 margin`() async throws { try await check("4.6") }
    @Test func `4.7 learningRatePrediction`() async throws { try await check("4.7") }
    @Test func `5.1 slopes`() async throws { try await check("5.1") }
    @Test func `5.2 linearBackward`() async throws { try await check("5.2") }
    @Test func `5.3 reluBackward`() async throws { try await check("5.3") }
    @Test func `5.4 gradients`() async throws { try await check("5.4") }
    @Test func `5.5 a scalar engine`() async throws { try await check("5.5") }
    @Test func `5.6 relativeError`() async throws { try await check("5.6") }
    @Test func `5.7 testCase, agrees`() async throws { try await check("5.7") }
    @Test func `5.8 rowReduceBackward`() async throws { try await check("5.8") }
    @Test func `6.1 softmax`() async throws { try await check("6.1") }
    @Test func `6.2 crossEntropy`() async throws { try await check("6.2") }
    @Test func `6.3 crossEntropyGradient`() async throws { try await check("6.3") }
    @Test func `6.4 scales`() async throws { try await check("6.4") }
    @Test func `6.5 symmetryPrediction`() async throws { try await check("6.5") }
    @Test func `6.6 batches`() async throws { try await check("6.6") }
    @Test func `6.7 dropout, dropoutBackward`() async throws { try await check("6.7") }
    @Test func `6.8 evaluate`() async throws { try await check("6.8") }
    @Test func `7.1 outputSize`() async throws { try await check("7.1") }
    @Test func `7.2 convolve`() async throws { try await check("7.2") }
    @Test func `7.3 conv2d`() async throws { try await check("7.3") }
    @Test func `7.4 im2col`() async throws { try await check("7.4") }
    @Test func `7.5 convBackward`() async throws { try await check("7.5") }
    @Test func `7.6 maxPool, maxPoolBackward`() async throws { try await check("7.6") }
    @Test func `7.7 block, blockBackward`() async throws { try await check("7.7") }
    @Test func `8.1 pairs`() async throws { try await check("8.1") }
    @Test func `8.2 forward`() async throws { try await check("8.2") }
    @Test func `8.3 backward`() async throws { try await check("8.3") }
    @Test func `8.4 lstmStep`() async throws { try await check("8.4") }
    @Test func `8.5 gruStep`() async throws { try await check("8.5") }
    @Test func `8.6 clip`() async throws { try await check("8.6") }
    @Test func `8.7 sample`() async throws { try await check("8.7") }
    @Test func `9.1 smoothed`() async throws { try await check("9.1") }
    @Test func `9.2 adamW`() async throws { try await check("9.2") }
    @Test func `9.3 factors`() async throws { try await check("9.3") }
    @Test func `9.4 stop`() async throws { try await check("9.4") }
    @Test func `9.5 shrunk`() async throws { try await check("9.5") }
    @Test func `9.6 decompose`() async throws { try await check("9.6") }
    @Test func `9.7 difference`() async throws { try await check("9.7") }
    @Test func `9.8 suspects`() async throws { try await check("9.8") }
    @Test func `10.1 overlap`() async throws { try await check("10.1") }
    @Test func `10.2 kept`() async throws { try await check("10.2") }
    @Test func `10.3 averagePrecision`() async throws { try await check("10.3") }
    @Test func `10.4 matched`() async throws { try await check("10.4") }
    @Test func `10.5 target`() async throws { try await check("10.5") }
    @Test func `10.6 detectionLoss`() async throws { try await check("10.6") }
    @Test func `10.7 fields`() async throws { try await check("10.7") }
    @Test func `10.8 labelAfter`() async throws { try await check("10.8") }
    @Test func `11.1 attend`() async throws { try await check("11.1") }
    @Test func `11.2 masked`() async throws { try await check("11.2") }
    @Test func `11.3 positions`() async throws { try await check("11.3") }
    @Test func `11.4 pairs`() async throws { try await check("11.4") }
    @Test func `11.5 split, joined`() async throws { try await check("11.5") }
    @Test func `11.6 write`() async throws { try await check("11.6") }
    @Test func `11.7 head`() async throws { try await check("11.7") }
    @Test func `11.8 meanLoss`() async throws { try await check("11.8") }
    @Test func `12.1 normalizedAdjacency`() async throws { try await check("12.1") }
    @Test func `12.2 graphLayer`() async throws { try await check("12.2") }
    @Test func `12.3 neighborMean`() async throws { try await check("12.3") }
    @Test func `12.4 labeledLoss`() async throws { try await check("12.4") }
    @Test func `12.5 isEquivariant`() async throws { try await check("12.5") }
    @Test func `12.6 readout`() async throws { try await check("12.6") }
    @Test func `12.7 propagate`() async throws { try await check("12.7") }
    @Test func `12.8 gridEdges`() async throws { try await check("12.8") }
    @Test func `13.1 bumps`() async throws { try await check("13.1") }
    @Test func `13.2 features`() async throws { try await check("13.2") }
    @Test func `13.3 kMeansStep`() async throws { try await check("13.3") }
    @Test func `13.4 denoisingError`() async throws { try await check("13.4") }
    @Test func `13.5 lostVariance`() async throws { try await check("13.5") }
    @Test func `13.6 mixture`() async throws { try await check("13.6") }
    @Test func `13.7 balance`() async throws { try await check("13.7") }
    @Test func `13.8 frozenStep`() async throws { try await check("13.8") }
    @Test func `14.1 divergence`() async throws { try await check("14.1") }
    @Test func `14.2 sampled`() async throws { try await check("14.2") }
    @Test func `14.3 loss`() async throws { try await check("14.3") }
    @Test func `14.4 losses`() async throws { try await check("14.4") }
    @Test func `14.5 noised`() async throws { try await check("14.5") }
    @Test func `14.6 stepBack`() async throws { try await check("14.6") }
    @Test func `14.7 gram`() async throws { try await check("14.7") }
    @Test func `14.8 covered`() async throws { try await check("14.8") }
    @Test func `15.1 line`() async throws { try await check("15.1") }
    @Test func `15.2 doubts`() async throws { try await check("15.2") }
    @Test func `15.3 combined`() async throws { try await check("15.3") }
    @Test func `15.4 calibrationError`() async throws { try await check("15.4") }
    @Test func `15.5 temperature`() async throws { try await check("15.5") }
    @Test func `15.6 votes`() async throws { try await check("15.6") }
    @Test func `15.7 gaussianLoss`() async throws { try await check("15.7") }
    @Test func `15.8 kept`() async throws { try await check("15.8") }
    @Test func `16.1 draw`() async throws { try await check("16.1") }
    @Test func `16.2 history`() async throws { try await check("16.2") }
    @Test func `16.3 mutated`() async throws { try await check("16.3") }
    @Test func `16.4 evolve`() async throws { try await check("16.4") }
    @Test func `16.5 kendall`() async throws { try await check("16.5") }
    @Test func `16.6 halving`() async throws { try await check("16.6") }
    @Test func `16.7 improvement`() async throws { try await check("16.7") }
    @Test func `16.8 luck`() async throws { try await check("16.8") }

    /// An exercise that was dropped has nothing to be tested; one that is new wants a line above.
    private func check(_ id: String) async throws {
        guard let exercise = Exercise.all.first(where: { $0.id == id }) else {
            try Test.cancel("there is no exercise \(id) any more")
        }
        let course = try Course.current()
        let verdict = try await Grader(course: course).verdict(on: exercise)
        await Scoreboard.shared.add(verdict, in: course)
        switch verdict.state {
        case .passed: break
        case .notAttempted: try Test.cancel("not attempted")
        case .wrong, .crashed, .timedOut, .notCompiled: Issue.record("\(verdict.report)")
        }
    }
}

/// Prints one line a verdict, in the order of the course, and the points, once all are there.
///
/// The test runner says nothing about a case that was cancelled.
private actor Scoreboard {
    static let shared = Scoreboard()
    private var verdicts: [String: Verdict] = [:]

    func add(_ verdict: Verdict, in course: Course) {
        verdicts[verdict.exercise] = verdict
        let all = Exercise.all.compactMap { verdicts[$0.id] }
        guard all.count == Exercise.all.count else { return }
        let earned = all.reduce(0) { $0 + $1.points }
        let possible = all.reduce(0) { $0 + $1.possiblePoints }
        let lines = all.map { verdict in
            "  " + verdict.summary
                + (verdict.state == .notAttempted ? "" : ", inputs from seed \(verdict.seed)")
        }
        let folder = course.url.appending(path: Answers.exercises.folder).path
        print((["Exercises in \(folder)"] + lines + ["  \(earned) of \(possible) points"]).joined(separator: "\n"))
    }
}
