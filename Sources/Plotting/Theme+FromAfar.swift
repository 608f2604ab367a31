extension Theme {
    /// Larger letters and heavier lines, for figures that have room for them.
    public static let fromAfar: Theme = {
        var theme = Theme.light
        (theme.tickSize, theme.labelSize, theme.panelTitleSize, theme.lineWidth) = (38, 38, 40, 6)
        return theme
    }()
}
