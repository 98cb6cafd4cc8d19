// swift-tools-version: 6.2
// Targets stand lowest layer first. Stages (Normalization … Output) import the model and the
// lexicon, never one another; CI builds with --explicit-target-dependency-import-check error.
import PackageDescription

/// CI sets CHIDAO_STRICT so that a warning fails the build there and nowhere else.
let strict: [SwiftSetting] =
  [.strictMemorySafety()]
  + (Context.environment["CHIDAO_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)])

func stage(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "chidao",
  products: [
    .library(name: "ChiDao", targets: ["ChiDao"]),
    .executable(name: "chidao", targets: ["ChiDaoCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
  ],
  targets: [
    // Model and data
    stage("TextModel", []),
    .target(
      name: "CICU", cxxSettings: [.unsafeFlags(["-std=c++17"])],
      linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("stdc++")]),
    .target(name: "CHTML", cSettings: [.unsafeFlags(["-I/usr/include/libxml2"])], linkerSettings: [.linkedLibrary("xml2")]),
    .target(name: "LexiconData", exclude: ["tables"], cSettings: [.unsafeFlags(["-std=c23"])]),
    stage("Lexicon", ["LexiconData", "TextModel"]),

    // Stages: siblings, none imports another
    stage("Normalization", ["CHTML", "CICU", "TextModel"]),
    stage("Segmentation", ["Lexicon", "TextModel"]),
    stage("Entities", ["Lexicon", "TextModel"]),
    stage("Directives", ["Lexicon", "TextModel"]),
    stage("Output", ["TextModel"], exclude: ["record-v1.schema.json"]),
    stage("Evaluation", []),

    // Review by people
    .target(name: "ReviewPage", exclude: ["page"], cSettings: [.unsafeFlags(["-std=c23"])]),
    .target(
      name: "Review", dependencies: ["Evaluation", "ReviewPage", .product(name: "Crypto", package: "swift-crypto")], swiftSettings: strict),

    // The pipeline and the command
    stage(
      "ChiDao",
      [
        "Directives", "Entities", "Lexicon", "Normalization", "Output", "Segmentation", "TextModel",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .executableTarget(
      name: "ChiDaoCommand",
      dependencies: [
        "ChiDao", "Directives", "Evaluation", "Lexicon", "Normalization", "Output", "Review", "TextModel",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ChiDaoTests",
      dependencies: [
        "CICU", "ChiDao", "ChiDaoCommand", "Evaluation", "Lexicon", "Normalization", "Review", "TextModel", .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
