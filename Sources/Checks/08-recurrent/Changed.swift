import Exercises
import Nabla

/// A copy of a value with something changed.
func changed<Value>(_ value: Value, _ change: (inout Value) -> Void) -> Value {
    var copy = value
    change(&copy)
    return copy
}

extension WireValue {
    /// The tensor that came; one without numbers where none did.
    var orNothing: Tensor { tensor ?? Tensor(zeros: [0]) }
}
