/// What the fonts of this machine can draw.
public enum Fonts {
    /// Characters that the course's figures use beyond plain letters.
    public static let neededCharacters = "∂∇σΣημλθ₀₁₂₃⁰¹²⁻≥≤≠±×·√∞→−½¼ŷ⋮…–“”"

    /// Characters that no installed font can draw. All is well when it is empty; when even letters are missing,
    /// the machine has no font at all.
    public static func missingCharacters(in text: String = "Aaz019" + neededCharacters) -> [Character] {
        Canvas(width: 8, height: 8).missingCharacters(in: text)
    }
}
