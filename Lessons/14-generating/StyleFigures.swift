import Nabla
import Notebook

/// Textures above, what was made of noise below, with the loss under each.
func textureFigure(_ textures: [(name: String, original: Tensor, made: Tensor, losses: [Scalar])]) -> Figure {
    Figure(
        ImageGrid(columns: textures.count, rowTitles: ["given", "made"]) {
            textures.map { Tile($0.original.picture, caption: $0.name) }
            textures.map { Tile($0.made.picture, caption: "loss \(decimals(4, $0.losses.last!))") }
        })
}

/// A content, and the same in some styles.
func transferFigure(_ content: Tensor, _ made: [(name: String, picture: Tensor)]) -> Figure {
    Figure(
        ImageGrid(columns: made.count + 1) {
            Tile(content.picture, caption: "content")
            made.map { Tile($0.picture.picture, caption: $0.name) }
        })
}
