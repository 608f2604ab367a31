// swift-tools-version: 6.2
import Foundation
import PackageDescription

// MARK: - Settings

/// Whether this package is built for itself. As somebody else's dependency it is, like any other, built with the flags of
/// their configuration only; SwiftPM would refuse all others. `NABLA_PLAIN=1` tries that here.
let isRoot = !Context.packageDirectory.contains("/checkouts/") && Context.environment["NABLA_PLAIN"] == nil

/// `swift run lesson` builds in debug mode. The engine is optimised there too, for the processor it runs on. Without
/// `-fno-math-errno` a square root is a call, and an optimiser's loop over the weights five times slower.
#if arch(x86_64)
    let engine: [SwiftSetting] = unsafe(["-O", "-Xcc", "-march=native", "-Xcc", "-fno-math-errno"])
#else
    let engine: [SwiftSetting] = unsafe(["-O", "-Xcc", "-fno-math-errno"])
#endif

func unsafe(_ flags: [String]) -> [SwiftSetting] { isRoot ? [.unsafeFlags(flags)] : [] }

func system(_ name: String, _ pkgConfig: String, apt: [String], brew: [String]) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt(apt), .brew(brew)])
}

/// For programs that lessons, checks and answers are loaded into: they look for the kit there.
let hosting: [LinkerSetting] =
    isRoot ? [.unsafeFlags(["-Xlinker", "-export-dynamic"], .when(platforms: [.linux]))] : []

// MARK: Content

/// The lessons, and the checks of their exercises. The program `lesson` compiles and loads the one that is asked for;
/// they are targets so that `swift build`, `swift test` and editors see them all.
let lessons = [
    "00-swift", "01-tensors", "02-broadcasting", "03-gradient-descent", "04-perceptron", "05-backpropagation",
    "06-mlp-mnist", "07-convolutional-networks", "08-recurrent", "09-training-craft", "10-deep-vision",
    "11-attention", "12-graphs", "13-representations", "14-generating", "15-uncertainty", "16-architecture-search",
]

/// What a lesson reads from its own folder.
let lessonFiles = ["16-architecture-search": ["networks.csv"]]

/// Lessons with a text in another language, and which: `Perceptron.de.swift` beside `Perceptron.swift`. The program compiles the
/// text that is asked for; to SwiftPM a lesson is its English one.
let translations = ["04-perceptron": ["Perceptron.de.swift"]]
let tables = ["04-perceptron": ["Words.de.json"]]

/// Lessons whose exercises together make a training run: `lesson mine 06`. Compiled as targets with the engine's functions in
/// the place of a learner's.
let milestones = [
    "03-gradient-descent", "05-backpropagation", "06-mlp-mnist", "07-convolutional-networks", "08-recurrent",
    "11-attention",
]

let content: [Target] = lessons.flatMap { folder -> [Target] in
    let number = folder.prefix(2)
    let milestone: [Target] =
        !milestones.contains(folder)
        ? []
        : [
            .target(
                name: "Milestone\(number)", dependencies: ["Exercises", "Nabla", "Notebook"],
                path: "Sources/Milestones/\(folder)")
        ]
    return milestone + [
        .target(
            name: "Lesson\(number)", dependencies: ["Tensors", "Datasets", "Nabla", "Notebook"],
            path: "Lessons/\(folder)",
            exclude: [lessonFiles, translations, tables].flatMap { $0[folder] ?? [] }),
        .target(
            name: "Checks\(number)", dependencies: ["Nabla", "Exercises", "Grading"],
            path: "Sources/Checks/\(folder)", exclude: tables[folder] ?? []),
    ]
}

let package = Package(
    name: "Nabla",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Nabla", targets: ["Nabla"]),
        .executable(name: "lesson", targets: ["lesson"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
    ],
    targets: [
        // MARK: C libraries
        system("COpenBLAS", "openblas", apt: ["libopenblas-dev"], brew: ["openblas"]),
        system("CCairo", "cairo", apt: ["libcairo2-dev"], brew: ["cairo"]),
        system("CPNG", "libpng", apt: ["libpng-dev"], brew: ["libpng"]),
        system("CZlib", "zlib", apt: ["zlib1g-dev"], brew: ["zlib"]),
        system(
            "CMarkdown", "libcmark-gfm", apt: ["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"],
            brew: ["cmark-gfm"]),

        .systemLibrary(name: "CSupport"),
        .target(name: "CPageFiles"),
        .target(name: "CPixels", cSettings: isRoot ? [.unsafeFlags(["-O2"])] : []),

        // MARK: Text
        .target(name: "Text", exclude: ["README.md", "Words.de.json"]),

        // MARK: Engine
        .target(
            name: "Tensors", dependencies: ["COpenBLAS", "CSupport"], exclude: ["README.md"], swiftSettings: engine),
        .target(name: "Autodiff", dependencies: ["Tensors"], exclude: ["README.md"], swiftSettings: engine),
        .target(
            name: "NeuralNetworks", dependencies: ["Tensors", "Autodiff"], exclude: ["README.md"],
            swiftSettings: engine),
        .target(
            name: "SampleData", dependencies: ["Tensors"], path: "Sources/Datasets/SampleData",
            exclude: ["README.md"], swiftSettings: engine),
        // Not optimised: readers of files, over which an optimiser takes long and gains nothing.
        .target(
            name: "WeightFiles", dependencies: ["Tensors", "Autodiff", "NeuralNetworks"], exclude: ["README.md"]),
        .target(
            name: "Datasets", dependencies: ["Tensors", "SampleData", "CZlib", "Text"],
            exclude: ["README.md", "SampleData"]),
        .target(name: "Plotting", dependencies: ["CCairo", "CPNG", "CPixels", "Text"], exclude: ["README.md"]),
        .target(
            name: "Nabla",
            dependencies: ["Tensors", "Autodiff", "NeuralNetworks", "WeightFiles", "Datasets", "Plotting"],
            exclude: ["README.md"], swiftSettings: engine),

        // MARK: Course tools
        .target(
            name: "Literate", dependencies: ["CMarkdown", "CPageFiles", "Text"],
            exclude: [
                "README.md", "Page/page.css", "Page/live.css", "Page/live.js", "Slides/slides.css", "Slides/slides.js",
            ]),
        .target(name: "Notebook", dependencies: ["Plotting", "Text"], exclude: ["README.md"]),
        .target(name: "Exercises", dependencies: ["Tensors"], exclude: ["README.md"]),
        .target(
            name: "Grading",
            dependencies: ["Exercises", "Nabla", "Text"], exclude: ["README.md"]),
        .target(
            name: "CommandSupport",
            dependencies: ["Grading", "Text", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            exclude: ["README.md"]),
        // Like a lesson, loaded by `lesson` when it is called for; see `ClassLibrary`.
        .target(
            name: "Classroom",
            dependencies: [
                "CommandSupport", "Grading", "Literate", "Nabla", "Text", "CZlib", "CPageFiles",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            exclude: ["README.md", "Report/report.css"]),
        .executableTarget(
            name: "lesson",
            dependencies: [
                "CSupport", "Nabla", "Text", "Literate", "Notebook", "Exercises", "Grading", "CommandSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            exclude: ["README.md"],
            linkerSettings: hosting),

        // MARK: Benchmarks
        .executableTarget(
            name: "benchmark", dependencies: ["Nabla", "Lesson16"], path: "Benchmarks/benchmark", swiftSettings: engine),

        // MARK: Tests
        .executableTarget(
            name: "fuzz", dependencies: ["Nabla", "Literate", "Notebook", "Grading"], path: "Tests/Fuzz",
            exclude: ["README.md"]),
        .testTarget(name: "FuzzTests", dependencies: ["fuzz"]),
        .testTarget(name: "TensorsTests", dependencies: ["Tensors"]),
        .testTarget(name: "AutodiffTests", dependencies: ["Tensors", "Autodiff"]),
        .testTarget(
            name: "NeuralNetworksTests", dependencies: ["Tensors", "Autodiff", "NeuralNetworks", "WeightFiles"],
            resources: [.copy("Reference")]),
        .testTarget(name: "DatasetsTests", dependencies: ["Tensors", "Datasets", "Nabla"]),
        .testTarget(name: "PlottingTests", dependencies: ["Plotting", "Text"], exclude: ["Reference"]),
        .testTarget(name: "TextTests", dependencies: ["Text"]),
        .testTarget(name: "LiterateTests", dependencies: ["Literate", "Text"], exclude: ["check-outputs"]),
        .testTarget(name: "NotebookTests", dependencies: ["Notebook", "Plotting"]),
        .testTarget(name: "GradingTests", dependencies: ["Nabla", "Exercises", "Grading"], linkerSettings: hosting),
        .testTarget(
            name: "ClassroomTests", dependencies: ["Classroom", "Grading", "Nabla", "Text"], linkerSettings: hosting),
        .testTarget(
            name: "ExerciseTests", dependencies: ["Nabla", "Exercises", "Grading"], linkerSettings: hosting),
        .testTarget(name: "SolutionTests", dependencies: ["Grading"]),
        .testTarget(
            name: "CommandTests",
            dependencies: ["lesson", "Grading", "Literate", "Notebook", "Tensors", "Text"]),
    ] + content
)

// A kit for students has no checks in source, no solutions, and not all of the tests; see `lesson class release`. An autograder,
// `lesson class export --gradescope`, has no lessons. There, a target whose folder is not here is left out. (Of a package that
// is only resolved, no folder is here.)
let files = FileManager.default
if files.fileExists("Release/release.json") || files.fileExists("Sources") && !files.fileExists("Lessons") {
    let absent = Set(package.targets.filter { !files.fileExists($0.folder) }.map(\.name))
    package.targets.removeAll { absent.contains($0.name) }
    for target in package.targets {
        target.dependencies.removeAll { dependency in
            if case .byNameItem(let name, _) = dependency { absent.contains(name) } else { false }
        }
    }
}

extension Target {
    var folder: String { path ?? (type == .test ? "Tests/" : "Sources/") + name }
}

extension FileManager {
    /// Whether there is something at a path in this package.
    func fileExists(_ path: String) -> Bool { fileExists(atPath: "\(Context.packageDirectory)/\(path)") }
}

// A build from nothing would otherwise begin by indexing the standard library and Foundation (Plotting alone: 26 s of
// processor time against 21). Editors keep an index of their own.
for target in package.targets where target.type != .system {
    target.swiftSettings = (target.swiftSettings ?? []) + unsafe(["-index-ignore-system-modules"])
}

// The documentation's plugin, for `.ci/documentation` only: nobody else waits for it.
if Context.environment["NABLA_DOCC"] != nil {
    package.dependencies.append(.package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"))
}

// The engine and its tests alone, for `.ci/run`: it builds them once more in 64 bits, and nothing else.
if Context.environment["NABLA_ENGINE"] != nil {
    let engine = [
        "COpenBLAS", "CSupport", "Tensors", "TensorsTests", "Autodiff", "AutodiffTests", "NeuralNetworks",
        "WeightFiles", "NeuralNetworksTests",
    ]
    package.targets.removeAll { !engine.contains($0.name) }
    package.products = []
    package.dependencies = []
}
