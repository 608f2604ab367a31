/// The strides of a row-major tensor.
func rowMajor(_ shape: [Int]) -> [Int] { shape.indices.map { shape[($0 + 1)...].reduce(1, *) } }

/// The indices of a flat place, in the order of the axes.
func indices(of place: Int, in shape: [Int]) -> [Int] { zip(rowMajor(shape), shape).map { place / $0 % $1 } }
