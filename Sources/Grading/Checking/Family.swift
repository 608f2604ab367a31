/// An idea that goes wrong in many exercises in the same way.
public enum Family: String, Codable, Sendable, CaseIterable {
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
        case .average: "A mean was taken never, twice, or over the wrong count."
        case .accumulate: "A value was replaced where it should have been added to."
        case .chain: "A factor of the chain rule is missing or doubled."
        case .transpose: "A matrix was crossed in the wrong direction."
        case .axis: "The operation is right, the axis is not."
        case .sign: "A sign is turned."
        case .overflow: "The formula was evaluated as it is written on paper."
        case .twice: "The same step was applied twice."
        case .tie: "The case of equality is undecided, or decided the other way."
        case .convention: "Two conventions exist, and the other one was used."
        case .memory: "Something was forgotten too early or kept too long."
        case .pairing: "Things that belong together were separated."
        case .sharedUse: "What is used several times must receive every contribution."
        case .valueOrSlope: "A value stands where a slope belongs, or the slope was taken elsewhere."
        case .silentBroadcast: "Shapes differed, and nothing complained."
        case .onePoint: "Quantities of different moments were mixed."
        case .startValue: "The neutral start is not neutral."
        case .offByOne: "A fence has one post more than it has gaps."
        case .trainOrTest: "What belongs to training happened in evaluation, or the other way round."
        case .meanOfRatios: "The average was taken before a step that has to come first."
        }
    }
}
