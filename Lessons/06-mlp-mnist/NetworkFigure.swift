import Nabla

/// A network with one hidden layer and what flows through it: an image, its pixels, the hidden units, ten scores, and
/// the probabilities that softmax makes of them.
func networkFigure(_ model: Sequential, _ image: Tensor, label: Int) -> Figure {
    let hidden = (model.layers[1] as! Dense).weight.value.shape[1]
    let probabilities = softmax(model.predict(image.reshaped(to: [1, 28, 28])))[0]
    let names = (0..<10).map(String.init)
    return Figure(columns: 3, columnWidths: [0.8, 2.6, 1.1]) {
        ImageGrid(title: "image [28, 28]", columns: 1, range: 0...1) {
            Tile(image.scalars, width: 28, caption: "label \(label)")
        }
        NetworkDiagram(
            title: "x → h = relu(x·W₁ + b₁) → z = h·W₂ + b₂", layers: [784, hidden, 10],
            layerTitles: ["x: 784 pixels", "h: \(hidden) units", "z: 10 scores"], outputNames: names,
            mostShown: 10)
        Axes(title: "p = softmax(z)", xLabel: "probability", xRange: 0...1) {
            Bars(
                names, probabilities.scalars, colors: (0..<10).map { $0 == label ? .prediction : .neutral },
                direction: .horizontal, decimals: 2)
        }
    }
}
