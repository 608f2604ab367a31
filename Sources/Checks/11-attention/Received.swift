import Exercises
import Nabla

extension WireValue {
    /// The tensor that came; one without numbers where none did.
    var orNothing: Tensor { tensor ?? Tensor(zeros: [0]) }
}
