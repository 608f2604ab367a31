import Tensors

/// A sunset over the sea, painted by broadcasting: rows [side, 1, 1], columns [1, side, 1], colours [3].
///
/// Shapes: → [side, side, 3], from 0 to 1.
func sunset(side: Int) -> Tensor {
    let down = Tensor(linspace: 0...1, count: side).reshaped(to: [side, 1, 1])
    let across = Tensor(linspace: 0...1, count: side).reshaped(to: [1, side, 1])
    let horizon: Scalar = 0.62
    let (zenith, glow, sun): (Tensor, Tensor, Tensor) = (
        [0.24, 0.42, 0.72], [0.99, 0.8, 0.56], [1, 0.97, 0.86]
    )

    let height = minimum(down / horizon, 1)
    var picture = zenith * (1 - height) + glow * height  // [side, 1, 3]
    let distance = square(down - 0.5) + square(across - 0.64)
    let light = exp(-distance / 0.03) * 0.6
    picture = picture * (1 - light) + sun * light  // [side, side, 3]
    let disc = sigmoid((0.0042 - distance) * 4000)
    picture = picture * (1 - disc) + sun * disc

    let ridge = 0.1 * exp(-square(across - 0.2) / 0.02) + 0.012 * sin(across * 41) + 0.03
    let mountain = sigmoid((down - (horizon - ridge)) * 500)
    picture = picture * (1 - mountain) + Tensor([0.3, 0.34, 0.46]) * mountain

    // The nearer the water, the longer the waves; the sun draws a path of sparks.
    let near = maximum(down - horizon, 0) / (1 - horizon)
    let waves = sin(60 / (near + 0.12) + 5 * sin(across * 17 + near * 23)) * 0.5 + 0.5
    let path = exp(-square(across - 0.64) / (0.003 + 0.02 * near)) * (0.35 + 0.65 * waves)
    let water =
        Tensor([0.13, 0.3, 0.46]) * (0.75 + 0.35 * waves * (1 - near)) + Tensor([0.95, 0.7, 0.45]) * path
        * 0.8
    let isWater = sigmoid((down - horizon) * 600)
    return minimum(maximum(picture * (1 - isWater) + water * isWater, 0), 1)
}
