// swift-tools-version: 6.2
// Targets stand lowest layer first. Stages (Normalization … Output) import the model and the
// lexicon, never one another; CI builds with --explicit-target-dependency-import-check error.
import PackageDescription

/// CI sets CHIDAO_STRICT so that a warning fails the build there and nowhere else.
let strict: [SwiftSetting] =
  [.strictMemorySafety()]
  + (Context.environment["CHIDAO_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)])

/// What these stages change while they read a document belongs to one task and is changed in one place at a time: debug builds prove it while
/// they run, release builds (2 % faster) take their word.
let exclusive: [SwiftSetting] = strict + [.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))]

func stage(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [], settings: [SwiftSetting] = strict) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let package = Package(
  name: "chidao",
  products: [
    .library(name: "ChiDao", targets: ["ChiDao"]),
    .executable(name: "chidao", targets: ["ChiDaoCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
  ],
  targets: [
    // Model and data
    stage("TextModel", []),
    .target(
      name: "CICU", cxxSettings: [.unsafeFlags(["-std=c++17"])],
      linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("stdc++")]),
    .target(name: "CHTML", cSettings: [.unsafeFlags(["-I/usr/include/libxml2"])], linkerSettings: [.linkedLibrary("xml2")]),
    stage("Lexicon", ["TextModel"]),
    // The tables become Swift when the project is built.
    .executableTarget(name: "LexiconCompiler", dependencies: ["Lexicon"], swiftSettings: strict),
    .plugin(name: "CompileLexicon", capability: .buildTool(), dependencies: ["LexiconCompiler"], path: "Sources/CompileLexicon"),
    .target(name: "LexiconData", exclude: ["tables"], swiftSettings: strict, plugins: ["CompileLexicon"]),

    // Stages: siblings, none imports another
    stage("Normalization", ["CHTML", "CICU", "TextModel"]),
    stage("Segmentation", ["Lexicon", "TextModel"]),
    stage("Entities", ["Lexicon", "TextModel"], settings: exclusive),
    stage("Directives", ["Lexicon", "TextModel"], settings: exclusive),
    stage("Output", ["TextModel"], exclude: ["record-v1.schema.json"]),

    // Beside the pipeline: what reads records
    stage("Evaluation", ["Normalization", "Output", "TextModel", .product(name: "Crypto", package: "swift-crypto")]),
    stage("Exchange", ["Evaluation", "Output", "TextModel"]),

    // Review by people
    .target(name: "ReviewPage", exclude: ["page"], cSettings: [.unsafeFlags(["-std=c23"])]),
    .target(
      name: "Review", dependencies: ["Evaluation", "Output", "ReviewPage", .product(name: "Crypto", package: "swift-crypto")], swiftSettings: strict),

    // The pipeline and the command
    stage(
      "ChiDao",
      [
        "Directives", "Entities", "Lexicon", "LexiconData", "Normalization", "Output", "Segmentation", "TextModel",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .executableTarget(
      name: "ChiDaoCommand",
      dependencies: [
        "ChiDao", "Directives", "Evaluation", "Exchange", "Lexicon", "Normalization", "Output", "Review", "TextModel",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ChiDaoTests",
      dependencies: [
        "CICU", "ChiDao", "ChiDaoCommand", "Evaluation", "Exchange", "Lexicon", "Normalization", "Output", "Review", "TextModel",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      exclude: ["Tables"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
