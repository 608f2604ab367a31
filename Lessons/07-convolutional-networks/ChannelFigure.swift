import Nabla

/// Left: a kernel has a slice for each input channel; what the slices answer is added up, and makes one feature map.
/// Right: several kernels make several maps.
func channelsFigure() -> Figure {
    let (names, rows) = (["red", "green", "blue"], [8.0, 5.2, 2.4])
    let inks: [Ink] = [0xC0392B, 0x2E7D4F, 0x1F66AD].map { .custom(Color(hex: $0)) }
    return Figure(
        Diagram(width: 19, height: 10.6) {
            // One kernel.
            for (name, x, shape) in [
                ("3 input channels", 2.1, "[3, 28, 28]"), ("1 kernel, 3 slices", 5.9, "[3, 5, 5]"),
                ("1 feature map", 10.6, "[24, 24]"),
            ] {
                Note(name, at: (x, 10.2), size: 32, isBold: true)
                Note(shape, at: (x, name.hasPrefix("1 f") ? 3.6 : 0.6), color: .neutral, size: 30)
            }
            for (channel, y) in rows.enumerated() {
                let ink = inks[channel]
                Box("", at: (2.2, y), width: 2.3, height: 2.3, color: ink)
                grid(5, at: (1.75, y + 0.35), side: 0.7, color: ink)
                Note(names[channel], at: (0.9, y), anchor: .right, color: ink, size: 28)
                Note("∗", at: (4.1, y), size: 48, isBold: true)
                grid(5, at: (5.9, y), side: 1.7, color: ink)
                Arrow(from: (6.85, y), to: (7.95 + (y == 5.2 ? 0.0 : 0.1), 5.2 + 0.09 * (y - 5.2)), color: ink)
            }
            Disc("+", at: (8.35, 5.2), radius: 0.4, color: .foreground, size: 40)
            Note("bias", at: (8.35, 7.0), size: 28)
            Arrow(from: (8.35, 6.7), to: (8.35, 5.65), color: .foreground)
            Arrow(from: (8.75, 5.2), to: (9.4, 5.2), color: .foreground)
            Box("", at: (10.6, 5.2), width: 2.2, height: 2.2, color: .prediction)
            Box("", at: (10.25, 5.55), width: 0.22, height: 0.22, color: .prediction, isFilled: true)
            // Many kernels.
            Line([12.3, 12.3], [0.4, 10.4], color: .neutral, style: .dashed)
            Note("8 kernels", at: (14.2, 10.2), size: 32, isBold: true)
            Note("8 feature maps", at: (17.4, 10.2), size: 32, isBold: true)
            for (name, y) in [("1", 8.4), ("2", 6.2), ("8", 2.4)] {
                Note(name, at: (12.9, y), size: 32)
                for (layer, ink) in inks.enumerated().reversed() {
                    let shift = 0.28 * Double(layer)
                    let place = (14.0 + shift, y + shift - 0.28)
                    Box("", at: place, width: 1.2, height: 1.2, color: .background, isFilled: true)
                    grid(5, at: place, side: 1.2, color: ink)
                }
                Arrow(from: (15.5, y), to: (16.4, y), color: .foreground)
                Box("", at: (17.4, y), width: 1.6, height: 1.6, color: .prediction)
            }
            for x in [14.2, 17.4] { Note("⋮", at: (x, 4.3), size: 44, isBold: true) }
            Note("[8, 3, 5, 5]", at: (14.2, 0.6), color: .neutral, size: 30)
            Note("[8, 24, 24]", at: (17.4, 0.6), color: .neutral, size: 30)
        })
}

/// A square of n × n cells.
private func grid(_ n: Int, at center: (Double, Double), side: Double, color: Ink) -> [any Mark] {
    let (left, bottom) = (center.0 - side / 2, center.1 - side / 2)
    return (0...n).flatMap { number -> [any Mark] in
        let step = side * Double(number) / Double(n)
        return [
            Line([left + step, left + step], [bottom, bottom + side], color: color, weight: .thin),
            Line([left, left + side], [bottom + step, bottom + step], color: color, weight: .thin),
        ]
    }
}
