extension Scalar {
    /// The number that 16 bits stand for: a sign, 5 bits of exponent, 10 of fraction (IEEE 754 binary16). Swift's own
    /// Float16 is missing on some machines. 32 bits hold every such number.
    package init(halfPrecision bits: UInt16) {
        let sign: Scalar = bits >> 15 == 1 ? -1 : 1
        let (exponent, fraction) = (Int(bits >> 10 & 31), Scalar(bits & 1023))
        switch exponent {
        case 31: self = fraction == 0 ? sign * .infinity : .nan
        // Below 2⁻¹⁴ there is no leading 1: the fraction counts steps of 2⁻²⁴.
        case 0: self = sign * fraction * 0x1p-24
        default: self = sign * (1024 + fraction) * Scalar(sign: .plus, exponent: exponent - 25, significand: 1)
        }
    }
}
