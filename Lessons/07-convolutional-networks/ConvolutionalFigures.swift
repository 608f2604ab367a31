import Nabla

/// Digits, and below each the same pixels in another order.
func shuffleFigure(_ set: ImageSet) -> Figure {
    let chosen = (0..<6).map { digit in set.labels.firstIndex(of: digit)! }
    let images = set.images.gathering(chosen)
    let mixed = BrokenImages.shuffled(images, seed: 9)
    return Figure(
        ImageGrid(columns: 6, rowTitles: ["as they are", "shuffled alike"], range: 0...1) {
            (0..<6).map { Tile(images[$0].scalars, width: 28) }
            (0..<6).map { Tile(mixed[$0].scalars, width: 28) }
        })
}

/// Accuracy of two kinds of networks with and without neighbours.
func neighboursFigure(_ results: [(name: String, before: Scalar, after: Scalar)]) -> Figure {
    Figure(yLabel: "test digits named correctly (%)", yRange: 0...100) {
        Bars(
            results.map(\.name),
            groups: [
                Bars.Series("as they are", results.map { 100 * $0.before }, color: .data),
                Bars.Series("shuffled alike", results.map { 100 * $0.after }, color: .prediction),
            ], decimals: 1)
    }
}

/// A map and what pooling leaves of it.
func poolingFigure(_ map: Tensor) -> Figure {
    let pooled = maxPooling(map.reshaped(to: [1, 1] + map.shape), size: 2, stride: 2).values
    let small = pooled.reshaped(to: [map.shape[0] / 2, map.shape[1] / 2])
    return Figure(columns: 2) {
        Axes(title: "a 6×6 map") { heat(map) }
        Axes(title: "the largest of each 2×2") { heat(small) }
    }
}

private func heat(_ map: Tensor) -> [any Mark] {
    [
        HeatMap(
            (0..<map.shape[0]).map { map[$0].scalars }, range: 0...9, showsValues: true, decimals: 0,
            colorBar: nil)
    ]
}

/// One digit on its way through the network: the same four maps after each step, with the part of the image that one
/// number of the last maps has seen.
func mapsFigure(_ model: Sequential, _ image: Tensor) -> Figure {
    var x = Variable.constant(image.reshaped(to: [1, 1, 28, 28]))
    let names = ["convolution", "ReLU", "pooling", "convolution", "ReLU", "pooling"]
    var stages = [
        MapStack.Stage(
            "image", note: "28×28", maps: [Picture.ink(image)],
            boxes: [MapStack.Box(row: 4, column: 4, height: 16, width: 16)])
    ]
    for (layer, name) in zip(model.layers, names) {
        x = layer(x, mode: .inference)
        let maps = x.value[0]
        let shown = (0..<4).map { index in
            name == "convolution" ? Picture.signed(maps[index]) : Picture.ink(maps[index])
        }
        let isLast = stages.count == names.count
        stages.append(
            MapStack.Stage(
                name, note: "\(maps.shape[0]) of \(maps.shape[1])×\(maps.shape[2])", maps: shown,
                boxes: isLast ? [MapStack.Box(row: 1, column: 1, height: 1, width: 1)] : []))
    }
    return Figure(MapStack(stages))
}

/// What each layer of a network holds and does.
struct LayerCost {
    let name: String
    let parameters: Int
    let multiplications: Int

    /// The convolutions and dense layers of a network for one image.
    static func all(of model: Sequential) -> [LayerCost] {
        var shape = [1, 1, 28, 28]
        return model.layers.compactMap { layer in
            shape = layer.outputShape(for: shape)
            guard let weight = layer.parameters.first else { return nil }
            let places = shape.count == 4 ? shape[2] * shape[3] : 1
            return LayerCost(
                name: shape.count == 4 ? "convolution\nto \(shape[1]) maps" : "dense head",
                parameters: layer.parameterCount, multiplications: weight.value.size * places)
        }
    }
}

/// Parameters and multiplications, layer by layer, side by side.
func costFigure(_ costs: [LayerCost]) -> Figure {
    Figure(columns: 2) {
        Axes(title: "parameters", yLabel: "thousands") {
            Bars(costs.map(\.name), costs.map { Double($0.parameters) / 1000 }, color: .data, decimals: 1)
        }
        Axes(title: "multiplications for one image", yLabel: "thousands") {
            Bars(
                costs.map(\.name), costs.map { Double($0.multiplications) / 1000 }, color: .prediction,
                decimals: 0)
        }
    }
}

/// First-layer kernels before and after training, on one scale.
func kernelsFigure(before: Tensor, after: Tensor) -> Figure {
    let count = min(8, before.shape[0])
    let largest = max(abs(before).max(), abs(after).max())
    func tiles(_ kernels: Tensor) -> [Tile] {
        (0..<count).map { Tile(Picture.signed(kernels[$0, 0], largest: largest)) }
    }
    return Figure(
        ImageGrid(columns: count, rowTitles: ["before", "after"]) {
            tiles(before)
            tiles(after)
        })
}

/// Accuracy against the number of parameters, a dot for each start and a line for each kind.
func sizesFigure(_ sizes: [ConvolutionalExperiments.Size]) -> Figure {
    func marks(_ kind: [ConvolutionalExperiments.Size], _ label: String, _ ink: Ink) -> [any Mark] {
        let x = kind.flatMap { size in size.accuracies.map { _ in size.parameters } }
        return [
            Line(kind.map(\.parameters), kind.map { 100 * $0.mean }, label: label, color: ink),
            Points(x, kind.flatMap { $0.accuracies.map { 100 * $0 } }, color: ink, size: 18, opacity: 0.7),
        ]
    }
    return Figure(
        xLabel: "parameters", yLabel: "test digits named correctly (%)", xScale: .log, theme: .fromAfar
    ) {
        marks(sizes.filter(\.isConvolutional), "CNN", .data)
        marks(sizes.filter { !$0.isConvolutional }, "MLP", .neutral)
    }
}

/// Accuracy against the size of a shift, for three networks.
func shiftsFigure(
    _ pixels: [Int], _ curves: [(name: String, ink: Ink, accuracies: [Scalar])]
) -> Figure {
    Figure(
        xLabel: "moved by so many pixels", yLabel: "test digits named correctly (%)", yRange: 0...100,
        xTicks: pixels.map { Tick(Double($0), String($0)) }, theme: .fromAfar
    ) {
        HorizontalLine(11.35)
        Note("always 1", at: (1.1, 6), color: .neutral)
        curves.map { curve in
            Line(pixels, curve.accuracies.map { 100 * $0 }, label: curve.name, color: curve.ink) as any Mark
        }
    }
}

/// Three ways to compute the same convolution, by time.
func timingFigure(_ ways: [(name: String, milliseconds: Double)]) -> Figure {
    Figure(xLabel: "milliseconds for one batch") {
        Bars(
            ways.map(\.name), ways.map(\.milliseconds), color: .data, direction: .horizontal, decimals: 1)
    }
}

/// The loss after a fixed number of steps against depth, and the gradients at the start by layer in the deepest networks.
func depthFigure(_ climbs: [ConvolutionalExperiments.Climb]) -> Figure {
    let deepest = climbs.map(\.depth).max()!
    return Figure(columns: 2) {
        Axes(
            title: "training loss", xLabel: "layers", yLabel: "loss at the end", xScale: .log,
            xTicks: Set(climbs.map(\.depth)).sorted().map { Tick(Double($0), String($0)) }
        ) {
            HorizontalLine(2.3026, label: "chance")
            for tower in Tower.allCases {
                let some = climbs.filter { $0.tower == tower }
                Line(some.map(\.depth), some.map(\.loss), label: tower.rawValue, color: tower.ink)
                // What was measured: the lines between only lead the eye.
                Points(some.map(\.depth), some.map(\.loss), color: tower.ink, size: 20)
            }
        }
        Axes(
            title: "gradients at the start, \(deepest) layers", xLabel: "layer; gradients come from the right",
            yLabel: "gradient norm of the maps", yScale: .log
        ) {
            for climb in climbs where climb.depth == deepest {
                Line(
                    climb.slopes.map(\.layer), climb.slopes.map { max($0.size, 1e-12) },
                    label: climb.tower.rawValue, color: climb.tower.ink)
            }
        }
    }
}
