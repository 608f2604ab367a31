import Nabla

func positions(count: Int, width: Int) throws -> Tensor { PositionalEncoding.table(count, features: width) }
