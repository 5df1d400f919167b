import Foundation

@testable import DovetailClient

private actor MemoryStore: TokenStore {
    private var text: String?

    func read() -> String? { text }

    func write(_ text: String?) { self.text = text }
}


/// An app on a device, signed in.
actor Device {
    private var session = AppSession(store: MemoryStore())
    private var client: ApiClient?
    private var signInsNeeded = Counter(0)

    func open(_ url: URL, _ token: String) async throws {
        var visitor = ClientOptions(url: url)
        visitor.token = { token }
        let tokens = try await ApiClient(visitor).sessions.openApp()
        session = AppSession(store: MemoryStore())
        signInsNeeded = Counter(0)
        var options = ClientOptions(url: url, session: session)
        options.onSignInNeeded = { [signInsNeeded] in signInsNeeded.add(1) }
        client = ApiClient(options)
        let seconds = Double(tokens.expiresInSeconds)
        try await session.keep(
            Tokens(accessToken: tokens.accessToken, refreshToken: tokens.refreshToken, expiresInSeconds: seconds)
        )
    }

    func app() throws -> ApiClient {
        guard let client else { throw Unreadable(message: "no session is open") }
        return client
    }

    func callTogether() async throws -> Json {
        let client = try app()
        return try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<20 { group.addTask { try await client.accounts.current().username } }
            var names: [Json] = []
            for try await name in group { names.append(.text(name)) }
            return .list(names)
        }
    }

    func callAlone() async throws -> Json {
        var code = ""
        do { code = try await app().accounts.current().username } catch let error as any AnyCallError {
            code = error.failure.code
        }
        return .object([
            "code": .text(code),
            "isKept": .boolean(try await session.isKept()),
            "signInsNeeded": .number(Double(signInsNeeded.value)),
        ])
    }
}

let device = Device()

/// A number that several threads count.
final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count: Int64

    init(_ count: Int64) { self.count = count }

    var value: Int64 { lock.withLock { count } }

    func add(_ more: Int64) { lock.withLock { count += more } }
}

/// A mutation that takes an idempotency key, or one that takes none.
func write(_ order: Json) async throws -> Json {
    let client = order.client()
    do {
        if order["isKeyed"] == .boolean(true) {
            try await client.sessions.logout()
        } else {
            let input = AccountsRegisterInput(username: "ada", email: "ada@example.com", password: "tail and pin")
            _ = try await client.accounts.register(input)
        }
        return .text("done")
    } catch let error as any AnyCallError {
        return .text(error.failure.code)
    }
}

func deadline(_ client: ApiClient) async throws -> Json {
    do {
        _ = try await client.tags.list(options: CallOptions(timeoutSeconds: 0.3))
        return .text("answered")
    } catch {
        return .text(error.code)
    }
}

/// Tells when a request is about to be sent.
private struct Watched: Transport {
    let inner = UrlSessionTransport()
    let onSend: @Sendable () -> Void

    func send(_ request: HttpRequest) async throws -> HttpResponse {
        onSend()
        return try await inner.send(request)
    }

    func stream(_ request: HttpRequest) -> AsyncThrowingStream<ResponsePart, any Error> {
        inner.stream(request)
    }
}

func cancel(_ url: URL) async throws -> Json {
    let (sent, continuation) = AsyncStream.makeStream(of: Void.self)
    var options = ClientOptions(url: url)
    options.transport = Watched(onSend: { continuation.yield() })
    let client = ApiClient(options)
    let call = Task { try await client.tags.list() }
    for await _ in sent { break }
    try await Task.sleep(nanoseconds: 100_000_000)
    call.cancel()
    do {
        _ = try await call.value
        return .text("answered")
    } catch let error as CallError<NoErrors> {
        return .text(error.code == Failure.aborted ? "cancelled" : error.code)
    }
}

/// The messages of a stream, as far as asked for, with their ids; or the code it fails with.
func stream(_ order: Json) async throws -> Json {
    guard case .number(let count)? = order["count"] else { throw Unreadable(message: "no count") }
    let after = order["after"] == nil ? nil : order[text: "after"]
    let caller = Caller(ClientOptions(url: order.url))
    let messages = caller.live("things.changes", Json.object([:]), after: after, Json.self, NoErrors.self)
    var told: [Json] = []
    do {
        for try await message in messages {
            switch message {
            case .value(let value, let id):
                told.append(.text("\(id) \(String(decoding: try makeEncoder().encode(value), as: UTF8.self))"))
            case .reset(let id): told.append(.text("\(id) reset"))
            }
            if told.count == Int(count) { break }
        }
        return .list(told)
    } catch let error as any AnyCallError {
        return .text(error.failure.code)
    }
}
