import Nabla

/// Decision tree (CART): at every node the question “has pixel j ink?” whose two sides are purest, down to a given depth.
/// Gini impurity of n images, nₖ of them of digit k: 1 − Σₖ (nₖ/n)². With each side weighted by its n, the purest pair of
/// sides has the largest sum of Σₖ nₖ²/n. Greedy: no question is taken back. Source: Breiman et al., CART, 1984.
indirect enum DecisionTree: DigitMethod {
    case answer(Int)
    case question(pixel: Int, no: DecisionTree, yes: DecisionTree)

    /// Shapes: ink [N, 784], ones and zeros.
    init(ink: Tensor, _ labels: [Int], depth: Int) {
        let belongs = Tensor(oneHot: labels, classes: 10)
        let all = belongs.sum(alongAxes: 0)  // [10], nₖ before the question
        self = .answer(all.argmax())
        if depth == 0 { return }
        let yes = matmul(belongs.transposed(), ink)  // [10, 784], nₖ where pixel j has ink
        func purity(_ n: Tensor) -> Tensor { square(n).sum(alongAxes: 0) / maximum(n.sum(alongAxes: 0), 1) }
        let pixel = (purity(yes) + purity(all.reshaped(to: [10, 1]) - yes)).argmax()
        let asked = ink[.all, pixel].scalars
        let sides = [Scalar(0), 1].map { side in labels.indices.filter { asked[$0] == side } }
        if sides.contains(where: \.isEmpty) { return }
        let parts = sides.map { DecisionTree(ink: ink.gathering($0), $0.map { labels[$0] }, depth: depth - 1) }
        self = .question(pixel: pixel, no: parts[0], yes: parts[1])
    }

    /// A number for each answer, and one for each question.
    var numbersKept: Int {
        guard case .question(_, let no, let yes) = self else { return 1 }
        return 1 + no.numbersKept + yes.numbersKept
    }

    func digits(in pixels: Tensor) -> [Int] { (0..<pixels.shape[0]).map { answer(to: pixels[$0].scalars) } }

    private func answer(to pixels: [Scalar]) -> Int {
        switch self {
        case .answer(let digit): digit
        case .question(let pixel, let no, let yes): (pixels[pixel] > 0.5 ? yes : no).answer(to: pixels)
        }
    }
}
