// swift-tools-version: 6.2
import PackageDescription

// A package of somebody else's that uses the engine, as any would: by address and version. `Tests/Dependent/run` builds it
// against the commit at hand.
let package = Package(
    name: "Dependent",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: Context.environment["NABLA_URL"] ?? "", revision: Context.environment["NABLA_REVISION"] ?? "")
    ],
    targets: [
        .executableTarget(
            name: "dependent",
            dependencies: [.product(name: "Nabla", package: "nabla")])
    ]
)
