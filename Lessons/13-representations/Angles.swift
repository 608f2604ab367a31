import Foundation
import Nabla

/// The angle, in degrees, that has a cosine.
func acosDegrees(_ cosine: Scalar) -> Scalar { Scalar(acos(Double(cosine)) * 180 / .pi) }
