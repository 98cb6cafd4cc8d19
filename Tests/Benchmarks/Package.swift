// swift-tools-version: 6.2
// A package of its own, so that the product's build and tests do not pay for it: swift run -c release --package-path Tests/Benchmarks
import PackageDescription

let package = Package(
  name: "Benchmarks",
  dependencies: [
    .package(name: "chidao", path: "../.."),
    .package(url: "https://github.com/google/swift-benchmark", exact: "0.1.2"),
  ],
  targets: [
    .executableTarget(
      name: "Benchmarks", dependencies: [.product(name: "ChiDao", package: "chidao"), .product(name: "Benchmark", package: "swift-benchmark")])
  ],
  swiftLanguageModes: [.v5]
)
