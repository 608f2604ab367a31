/// Asks the reader something that the next lines will answer.
///
/// The page keeps the answer folded; a terminal waits for Enter before it shows it when the lesson runs with
/// `--step`. `tempting` is the wrong answer that most people give, `why` says what made it reasonable.
public func predict(
    _ question: String, answer: String, tempting: String? = nil, why: String? = nil,
    line: Int = #line, file: StaticString = #fileID
) {
    let prediction = Prediction(question: question, answer: answer, tempting: tempting, why: why)
    Session.current.prediction(prediction, line: line, file: file)
}
