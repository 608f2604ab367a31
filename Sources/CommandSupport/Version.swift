/// The kit's version, the one place that holds it. `lesson --version` tells it, and CHANGELOG.md begins with it.
public enum Version {
    public static let current = "0.2.0"
}
