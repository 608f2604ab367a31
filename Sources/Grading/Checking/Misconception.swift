/// An idea that goes wrong in many exercises in the same way.
public enum Misconception: String, Codable, Sendable, CaseIterable {
    case average, accumulate, chain, transpose, axis, sign, overflow, twice, tie, convention, memory, pairing
    case sharedUse = "shared-use"
    case valueOrSlope = "value-or-slope"
    case silentBroadcast = "silent-broadcast"
    case onePoint = "one-point"
    case startValue = "start-value"
    case offByOne = "off-by-one"
    case trainOrTest = "train-or-test"
    case meanOfRatios = "mean-of-ratios"

    /// The idea in one sentence, for a learner who meets it a second time.
    public var idea: String {
        switch self {
        case .average: "A mean is missing, was taken twice, or divides by the wrong count."
        case .accumulate: "A value was replaced where it should have been added to."
        case .chain: "A factor of the chain rule is missing or doubled."
        case .transpose: "A matrix was multiplied from the wrong side, or without its transpose."
        case .axis: "The operation is right, the axis is not."
        case .sign: "A sign is wrong."
        case .overflow: "The formula was evaluated as written, and overflows where an equal form does not."
        case .twice: "The same step was applied twice."
        case .tie: "The case of equality is undecided, or decided the other way."
        case .convention: "Two conventions exist, and the other one was used."
        case .memory: "Something was forgotten too early or kept too long."
        case .pairing: "Things that belong together, such as a sample and its label, were separated."
        case .sharedUse: "What is used several times must receive every contribution."
        case .valueOrSlope: "A value stands where a derivative belongs, or the derivative was taken at another point."
        case .silentBroadcast: "The shapes differed, and broadcasting hid it."
        case .onePoint: "Quantities of one step were taken at different points, such as old and new weights."
        case .startValue: "The start value changes the result: a sum starts at 0, a product at 1, a maximum at −∞."
        case .offByOne: "An index or a count is off by one."
        case .trainOrTest: "What belongs to training happened in evaluation, or the other way round."
        case .meanOfRatios: "The average was taken before a step that has to come first."
        }
    }
}
