import Foundation

@testable import DovetailClient

// Runs the Swift of docs/MOBILE.md.

private func temporary() -> URL {
    URL(filePath: NSTemporaryDirectory()).appending(path: UUID().uuidString)
}

/// An article is sent without a network, then with one, and once more as if the response had been lost.
func mobileDrafts(_ client: ApiClient) async throws -> Json {
    let file = temporary()
    let article = ArticlesPublishInput(title: "While offline", description: "d", body: "b")
    // Nothing listens at this port.
    guard let nowhere = URL(string: "http://127.0.0.1:9") else { throw Wrong(what: "address") }
    let offline = ApiClient(ClientOptions(url: nowhere))
    try same("offline", nil, try await Drafts(client: offline, file: file).publish(article)?.slug)
    let kept = try Data(contentsOf: file)
    let first = try await Drafts(client: client, file: file).flush()
    try kept.write(to: file)
    let second = try await Drafts(client: client, file: file).flush()
    try same("kept file", false, FileManager.default.fileExists(atPath: file.path))
    return .list([first, second].map { .text($0?.slug ?? "") })
}

/// The title of the first change after the app was away.
func mobileFollow(_ client: ApiClient) async throws -> Json {
    let live = Live(client: client, file: temporary())
    let publishing = Task {
        // A stream begins when it is open: tell of something until it tells of it.
        for attempt in 0..<100 {
            _ = try await client.articles.publish(ArticlesPublishInput(title: "Heard \(attempt)", description: "d", body: "b"))
            try await Task.sleep(nanoseconds: 100_000_000)
        }
    }
    let first = try await firstChange(live)
    publishing.cancel()
    _ = await publishing.result
    try same("first", true, first.hasPrefix("Heard"))
    _ = try await client.articles.publish(ArticlesPublishInput(title: "While away", description: "d", body: "b"))
    var last = first
    while last.hasPrefix("Heard") { last = try await firstChange(live) }
    return .text(last)
}

/// Follows until the first change, and keeps its place: the file is written when the app has handled the change.
private func firstChange(_ live: Live) async throws -> String {
    let (titles, seen) = AsyncStream.makeStream(of: String.self)
    let following = Task {
        defer { seen.finish() }
        try await live.follow(reload: { throw Wrong(what: "a gap") }) { change in seen.yield(change.title ?? "") }
    }
    for await title in titles {
        following.cancel()
        _ = await following.result
        return title
    }
    try await following.value
    return ""
}
