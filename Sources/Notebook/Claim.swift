// A claim ties a number in the prose to the run. Each form below asks one thing of a value; a list holds when
// every number in it does. A value with a NaN or an infinity in it never holds: a course has no use for a
// comparison that came out true by accident.

/// Claims that `value` equals `expected`, each number within `tolerance`.
///
/// Lists must be nested in the same way.
public func claim<Value: ClaimValue>(
    _ name: String, _ value: Value, equals expected: Value, within tolerance: Double = 0,
    line: Int = #line, file: StaticString = #fileID
) {
    let (measured, wanted) = (value.claimed, expected.claimed)
    let condition = equality(wanted.description, tolerance)
    guard measured.hasSameNesting(as: wanted) else {
        let reason = "shape \(measured.shape), expected shape \(wanted.shape)"
        return Session.current.claim(name, measured, condition, reason: reason, line: line, file: file)
    }
    // `!(a <= b)` rather than `a > b`, because every comparison with NaN is false.
    let place = measured.firstPlace { place, number in
        !(abs(number - wanted.number(at: place)!) <= tolerance)
    }
    let expectation = place.map { equality(ClaimedNumbers.text(wanted.number(at: $0)!), tolerance) }
    record(name, measured, condition, failingPlace: place, "expected \(expectation ?? condition)", line, file)
}

/// Claims that `value`, or every number in it, is at least `bound`.
public func claim<Value: ClaimValue>(
    _ name: String, _ value: Value, atLeast bound: Value.Number,
    line: Int = #line, file: StaticString = #fileID
) {
    let condition = "at least \(ClaimedNumbers.text(bound))"
    let place = value.firstPlace { !($0 >= bound) }
    record(name, value.claimed, condition, failingPlace: place, "expected \(condition)", line, file)
}

/// Claims that `value`, or every number in it, is at most `bound`.
public func claim<Value: ClaimValue>(
    _ name: String, _ value: Value, atMost bound: Value.Number,
    line: Int = #line, file: StaticString = #fileID
) {
    let condition = "at most \(ClaimedNumbers.text(bound))"
    let place = value.firstPlace { !($0 <= bound) }
    record(name, value.claimed, condition, failingPlace: place, "expected \(condition)", line, file)
}

/// Claims that `value`, or every number in it, lies in `range`.
public func claim<Value: ClaimValue, Range: RangeExpression<Value.Number>>(
    _ name: String, _ value: Value, in range: Range,
    line: Int = #line, file: StaticString = #fileID
) {
    let condition = "in \(range)"
    let place = value.firstPlace { !range.contains($0) }
    record(name, value.claimed, condition, failingPlace: place, "expected a value \(condition)", line, file)
}

/// Claims that `condition` is true; recorded as 1, or as 0 if it is not.
public func claim(
    _ name: String, isTrue condition: Bool, line: Int = #line, file: StaticString = #fileID
) {
    record(name, condition.claimed, "true", failingPlace: condition ? nil : [], "expected 1", line, file)
}

private func equality(_ wanted: String, _ tolerance: Double) -> String {
    tolerance > 0 ? "\(wanted) ± \(ClaimedNumbers.text(tolerance))" : "exactly \(wanted)"
}

/// Records a claim that fails at `place`, or holds if there is no such place and all its numbers are finite.
private func record(
    _ name: String, _ value: ClaimedNumbers, _ condition: String, failingPlace place: [Int]?, _ expectation: String,
    _ line: Int, _ file: StaticString
) {
    var reason: String?
    if let place, let number = value.number(at: place) {
        reason = "\(ClaimedNumbers.text(number))\(ClaimedNumbers.text(place: place)), \(expectation)"
    } else if let place = value.firstPlace(where: { _, number in !number.isFinite }) {
        let number = value.number(at: place)!
        reason = "\(ClaimedNumbers.text(number))\(ClaimedNumbers.text(place: place)), expected a finite number"
    }
    Session.current.claim(name, value, condition, reason: reason, line: line, file: file)
}
