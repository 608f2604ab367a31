/// The type of every number in a tensor.
///
/// `Float` is what networks are trained in. Building with `-Xswiftc -DNABLA_DOUBLE` makes it `Double`,
/// in which gradient checks are sharp.
#if NABLA_DOUBLE
    public typealias Scalar = Double
#else
    public typealias Scalar = Float
#endif
