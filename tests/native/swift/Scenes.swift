import Foundation

@testable import DovetailClient

struct Wrong: Error {
    let what: String
}

func same<Value: Equatable>(_ what: String, _ expected: Value, _ actual: Value) throws {
    if expected != actual { throw Wrong(what: "\(what): expected \(expected), got \(actual)") }
}

/// A person with a client that sends their token once they have one.
private struct Person {
    let name: String
    let client: ApiClient

    init(_ url: URL, _ name: String) async throws {
        let user = try await ApiClient(ClientOptions(url: url)).accounts.register(
            AccountsRegisterInput(username: name, email: "\(name)@example.com", password: "tail and pin")
        )
        try same("username", name, user.username)
        try same("bio", nil, user.bio)
        var options = ClientOptions(url: url)
        options.token = { user.token }
        self.name = name
        client = ApiClient(options)
    }
}

/// Two people sign up, publish, follow, favorite, read their feed and sign out.
private func story(_ url: URL) async throws {
    let ada = try await Person(url, "ada")
    let grace = try await Person(url, "grace")
    let article = try await ada.client.articles.publish(
        ArticlesPublishInput(title: "How joints hold", description: "No nails", body: "Tails and pins.", tagList: ["wood"])
    )
    try same("slug", "how-joints-hold", article.slug)
    try same("age", true, article.createdAt.timeIntervalSince1970 > 1_700_000_000)
    try same("following", true, try await grace.client.profiles.follow(ProfilesFollowInput(username: "ada")).following)
    let favorite = try await grace.client.articles.favorite(ArticlesFavoriteInput(slug: article.slug))
    try same("favorites", 1, favorite.favoritesCount)
    try same("feed", [article.slug], try await grace.client.articles.feed().articles.map { $0.slug })
    _ = try await ada.client.accounts.update(AccountsUpdateInput(bio: .value("Joiner")))
    try same("bio kept", "Joiner", try await ada.client.accounts.update(AccountsUpdateInput(image: .null)).bio)
    try same("bio deleted", nil, try await ada.client.accounts.update(AccountsUpdateInput(bio: .null)).bio)
    let updated = try await ada.client.articles.update(ArticlesUpdateInput(slug: article.slug, title: "Why joints hold"))
    try same("tags", ["wood"], updated.tagList)
    do {
        _ = try await grace.client.articles.update(ArticlesUpdateInput(slug: updated.slug, title: "Mine"))
        throw Wrong(what: "another's article was updated")
    } catch let error as CallError<ArticlesUpdateError> {
        let kind =
            switch error.reason {
            case .forbidden: "forbidden"
            case .notFound: "not found"
            case .other: error.code
            }
        try same("error", "forbidden", kind)
    }
    try await grace.client.sessions.logout()
    do {
        _ = try await grace.client.accounts.current()
        throw Wrong(what: "signed out, and still there")
    } catch let error as any AnyCallError {
        try same("code and status", "unauthorized 401", "\(error.failure.code) \(error.failure.status)")
    }
}

/// Errors keep their code, status, sentence, subject, request id and issues.
private func errors(_ url: URL) async throws {
    var options = ClientOptions(url: url)
    options.headers = ["x-request-id": "request-0001"]
    let client = ApiClient(options)
    do {
        _ = try await client.articles.get(ArticlesGetInput(slug: "nowhere"))
        throw Wrong(what: "found")
    } catch let error as CallError<ArticlesGetError> {
        let failure = error.failure
        try same("reason", .notFound, error.reason)
        let expected = "articles.get not_found 404 request-0001"
        try same("told", expected, "\(failure.procedure) \(failure.code) \(failure.status) \(failure.requestId ?? "")")
        try same("subjects", ["article"], Array(failure.errors.keys))
        try same("shown", failure.message, error.localizedDescription)
    }
    do {
        _ = try await client.accounts.register(AccountsRegisterInput(username: "", email: "no", password: "tail and pin"))
        throw Wrong(what: "registered")
    } catch let error as CallError<AccountsRegisterError> {
        try same("code", "invalid", error.code)
        try same("paths", ["username", "email"], error.issues.map { $0.path })
        try same("issues of a field", ["format"], error.issues(at: "email").map { $0.code })
    }
    do {
        _ = try await ApiClient(ClientOptions(url: url.appending(path: "elsewhere"))).tags.list()
        throw Wrong(what: "answered")
    } catch let error as CallError<NoErrors> {
        try same("foreign", "bad_answer 404", "\(error.code) \(error.status)")
    }
}

/// A list is read page by page, as far as it is awaited.
private func pages(_ client: ApiClient) async throws -> Json {
    var expected: [String] = []
    for try await page in client.articles.listPages(ArticlesListInput(limit: 2)) {
        expected += page.articles.map { $0.slug }
    }
    var slugs: [String] = []
    for try await article in client.articles.listItems(ArticlesListInput(limit: 2)) {
        slugs.append(article.slug)
    }
    try same("all items", expected, slugs)
    return .list(slugs.map(Json.text))
}

func scene(_ order: Json) async throws -> Json {
    switch order[text: "do"] {
    case "story": try await story(order.url)
    case "errors": try await errors(order.url)
    case "pages": return try await pages(order.client())
    case "open session": try await device.open(order.url, order[text: "token"])
    case "call together": return try await device.callTogether()
    case "call alone": return try await device.callAlone()
    case "write": return try await write(order)
    case "deadline": return try await deadline(order.client())
    case "cancel": return try await cancel(order.url)
    case "stream": return try await stream(order)
    case "mobile drafts": return try await mobileDrafts(device.app())
    case "mobile follow": return try await mobileFollow(device.app())
    default: throw Unreadable(message: "no scene \(order[text: "do"])")
    }
    return .null
}
