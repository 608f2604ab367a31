import Nabla

func outputSize(n: Int, kernel: Int, stride: Int, padding: Int) throws -> Int {
    convolutionShape([1, 1, n, n], [1, 1, kernel, kernel], stride: stride, padding: padding)[2]
}
