// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "DovetailClient",
    platforms: [.iOS(.v16), .macOS(.v13), .tvOS(.v16), .watchOS(.v9), .visionOS(.v1)],
    products: [.library(name: "DovetailClient", targets: ["DovetailClient"])],
    targets: [
        .target(name: "DovetailClient"),
        .executableTarget(name: "Conformance", dependencies: ["DovetailClient"]),
    ]
)
