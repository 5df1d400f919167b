import DovetailClient
import Foundation

// Tells whether the client works against a service: `swift run Conformance http://localhost:8787`.

struct Failed: Error {
    let message: String
}

func same<Value: Equatable>(_ what: String, _ expected: Value, _ actual: Value) throws {
    if expected != actual { throw Failed(message: "\(what): expected \(expected), got \(actual)") }
}

actor MemoryStore: TokenStore {
    private var text: String?

    func read() async throws -> String? {
        text
    }

    func write(_ text: String?) async throws {
        self.text = text
    }
}

func client(_ url: URL, token: String? = nil) -> ApiClient {
    var options = ClientOptions(url: url)
    if let token { options.token = { token } }
    return ApiClient(options)
}

func conform(_ url: URL) async throws {
    let name = "swift\(Int.random(in: 1...999_999_999))"
    let user = try await client(url).accounts.register(
        AccountsRegisterInput(username: name, email: "\(name)@example.com", password: "tail and pin")
    )
    try same("username", name, user.username)
    let ada = client(url, token: user.token)

    let article = try await ada.articles.publish(
        ArticlesPublishInput(title: "How \(name) holds", description: "No nails", body: "Tails and pins.", tagList: [name])
    )
    try same("age", true, article.createdAt.timeIntervalSinceNow > -600)
    let joiner = try await ada.accounts.update(AccountsUpdateInput(bio: .value("Joiner")))
    try same("bio", "Joiner", joiner.bio)
    let kept = try await ada.accounts.update(AccountsUpdateInput(image: .null))
    try same("bio kept", "Joiner", kept.bio)
    let deleted = try await ada.accounts.update(AccountsUpdateInput(bio: .null))
    try same("bio deleted", nil, deleted.bio)

    var slugs: [String] = []
    for try await each in ada.articles.listItems(ArticlesListInput(tag: name, limit: 1)) {
        slugs.append(each.slug)
    }
    try same("slugs", [article.slug], slugs)

    do {
        _ = try await ada.articles.get(ArticlesGetInput(slug: "nowhere-\(name)"))
        throw Failed(message: "found what is not there")
    } catch let error as CallError<ArticlesGetError> {
        try same("reason", .notFound, error.reason)
        try same("status", 404, error.status)
    }
    do {
        _ = try await ada.accounts.register(AccountsRegisterInput(username: "", email: "no", password: "tail and pin"))
        throw Failed(message: "registered nobody")
    } catch let error as CallError<AccountsRegisterError> {
        try same("paths", ["username", "email"], error.issues.map { $0.path })
    }

    let tokens = try await ada.sessions.openApp()
    let session = AppSession(store: MemoryStore())
    try await session.keep(Tokens(accessToken: "stale", refreshToken: tokens.refreshToken, expiresInSeconds: 900))
    let app = ApiClient(ClientOptions(url: url, session: session))
    let names = try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<5 {
            group.addTask { try await app.accounts.current().username }
        }
        var names: [String] = []
        for try await each in group { names.append(each) }
        return names
    }
    try same("after one refresh", Array(repeating: name, count: 5), names)

    do {
        _ = try await client(url).tags.list(options: CallOptions(timeoutSeconds: 0.000_001))
        throw Failed(message: "answered in no time")
    } catch let error as CallError<NoErrors> {
        try same("deadline", Failure.timeout, error.code)
    }
}

let address = CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : "http://localhost:8787"
guard let url = URL(string: address) else { fatalError("no address: \(address)") }
do {
    try await conform(url)
    print("The Swift client conforms.")
} catch {
    print("The Swift client fails: \(error)")
    exit(1)
}
