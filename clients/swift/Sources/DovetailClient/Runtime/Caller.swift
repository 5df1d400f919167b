import Foundation

/// Options of one call.
public struct CallOptions: Sendable {
    /// Deadline of the call, retries included; nil takes the client's.
    public var timeoutSeconds: Double?
    /// Makes a mutation safe to repeat, also after the app was restarted: unique for each operation.
    public var idempotencyKey: String?

    public init(timeoutSeconds: Double? = nil, idempotencyKey: String? = nil) {
        self.timeoutSeconds = timeoutSeconds
        self.idempotencyKey = idempotencyKey
    }
}

/// Options of a client.
public struct ClientOptions: Sendable {
    /// Base URL of the service, `https://api.example.com`.
    public var url: URL
    /// An app's session; its tokens are refreshed once for all waiting calls.
    public var session: AppSession?
    /// A session's token, instead of `session`; asked for before each request.
    public var token: (@Sendable () async throws -> String?)?
    /// Called when calls are rejected because the user is not signed in any more.
    public var onSignInNeeded: (@Sendable () -> Void)?
    /// Sent with every request.
    public var headers: [String: String] = [:]
    public var transport: any Transport = UrlSessionTransport()
    /// Repeats mutations like reads after a lost response, under a generated idempotency key, where the contract takes one.
    public var retryMutations = true
    /// Deadline of calls, retries included.
    public var timeoutSeconds = 30.0

    public init(url: URL, session: AppSession? = nil) {
        self.url = url
        self.session = session
    }
}

/// How a procedure is called.
enum CallKind: Sendable {
    case query
    /// A query with the same answer for all callers, which caches on the way may keep: sent without a token.
    case cacheable
    case mutation
    /// A mutation that takes an idempotency key.
    case keyed

    var isRead: Bool { self == .query || self == .cacheable }
}

private struct Deadline: Error {}

private struct Call: Sendable {
    let procedure: String
    let kind: CallKind
    let input: Data
    let idempotencyKey: String?
    let mayRepeat: Bool
    let endsAt: Date

    func failure(_ code: String, _ message: String) -> Failure {
        Failure(procedure: procedure, code: code, message: message)
    }
}

/// Sends the calls of a client.
final class Caller: Sendable {
    private static let maxRetries = 2
    private static let baseDelaySeconds = 0.2
    /// A longer `Retry-After` fails the call instead of waiting.
    private static let maxDelaySeconds = 60.0
    private static let maxUrlLength = 2_000
    private static let refreshTimeoutSeconds = 10.0
    /// A stream that says nothing for so long is taken for broken; the service sends heartbeats.
    private static let maxSilenceSeconds = 60.0
    private static let transient: Set<String> = [Failure.network, "unavailable", "limited"]

    private let options: ClientOptions
    private let base: String

    init(_ options: ClientOptions) {
        self.options = options
        var base = options.url.absoluteString
        while base.hasSuffix("/") { base.removeLast() }
        self.base = base
    }

    /// Calls a procedure. Reads, and mutations with an idempotency key, are repeated after a transient failure.
    /// Cancelling the task cancels the call.
    func call<Input: Encodable & Sendable, Output: Decodable & Sendable, Declared: DeclaredError>(
        _ procedure: String,
        _ kind: CallKind,
        _ input: Input,
        _ output: Output.Type,
        _ callOptions: CallOptions,
        _ errors: Declared.Type
    ) async throws(CallError<Declared>) -> Output {
        let timeout = callOptions.timeoutSeconds ?? options.timeoutSeconds
        do {
            let generated = kind == .keyed && options.retryMutations ? UUID().uuidString : nil
            let key = callOptions.idempotencyKey ?? generated
            let call = Call(
                procedure: procedure,
                kind: kind,
                input: try makeEncoder().encode(input),
                idempotencyKey: key,
                mayRepeat: kind.isRead || key != nil,
                endsAt: Date(timeIntervalSinceNow: timeout)
            )
            let body = try await within(timeout) { try await self.repeated(call) { try await self.authorized($0) } }
            return try makeDecoder().decode(Success<Output>.self, from: body).result.data
        } catch let failure as Failure {
            throw CallError<Declared>(failure)
        } catch is Deadline {
            let message = "No response within \(timeout) s."
            throw CallError<Declared>(Failure(procedure: procedure, code: Failure.timeout, message: message))
        } catch is CancellationError {
            throw CallError<Declared>(Failure(procedure: procedure, code: Failure.aborted, message: "The call was cancelled."))
        } catch {
            let message = "The answer cannot be read: \(error)"
            throw CallError<Declared>(Failure(procedure: procedure, code: Failure.badAnswer, message: message))
        }
    }

    /// Messages of a subscription, over all its connections: a broken one is opened again after the last message.
    func live<Input: Encodable & Sendable, Output: Decodable & Sendable, Declared: DeclaredError>(
        _ procedure: String,
        _ input: Input,
        after lastId: String?,
        _ output: Output.Type,
        _ errors: Declared.Type
    ) -> AsyncThrowingStream<LiveMessage<Output>, any Error> {
        let policy = AsyncThrowingStream<LiveMessage<Output>, any Error>.Continuation.BufferingPolicy.bufferingOldest(1_000)
        return AsyncThrowingStream(LiveMessage<Output>.self, bufferingPolicy: policy) { continuation in
            let task = Task {
                do {
                    let body = try makeEncoder().encode(input)
                    try await self.listen(procedure, body, lastId) { event in
                        guard let message = try liveMessage(event, of: procedure, as: output) else { return false }
                        // Resume after the last message that the app has seen.
                        if case .dropped = continuation.yield(message) {
                            throw Failure(procedure: procedure, code: Failure.tooSlow, message: "The app does not keep up with the stream.")
                        }
                        return true
                    }
                } catch let failure as Failure {
                    continuation.finish(throwing: CallError<Declared>(failure))
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    /// Reads a stream until it fails for good. `onEvent` tells whether the event was a message.
    private func listen(
        _ procedure: String,
        _ input: Data,
        _ lastId: String?,
        _ onEvent: @escaping @Sendable (ServerEvent) async throws -> Bool
    ) async throws {
        let reader = EventReader(after: lastId)
        let progress = StreamProgress()
        while true {
            let endsAt = Date(timeIntervalSinceNow: Caller.maxSilenceSeconds)
            let call = Call(procedure: procedure, kind: .query, input: input, idempotencyKey: nil, mayRepeat: true, endsAt: endsAt)
            var wait = 0.0
            let token = try await self.token(for: call)
            do {
                var request = try self.request(call, token)
                request.headers["accept"] = "text/event-stream"
                request.headers["last-event-id"] = await reader.lastId
                await reader.begin()
                try await options.transport.lines(request) { line in
                    guard let event = await reader.read(line) else { return }
                    if try await onEvent(event) { await progress.reset() }
                }
            } catch {
                let failure = try streamFailure(error, call)
                wait = failure.retryAfterSeconds ?? 0
                if failure.code == "unauthorized", let token, await progress.mayRenew() {
                    guard try await renewed(token, for: call) != nil else { throw failure }
                } else if !Caller.transient.contains(failure.code) {
                    throw failure
                }
            }
            let failures = await progress.next()
            try await Caller.pause(min(wait + Caller.baseDelaySeconds * pow(2, Double(failures)) * Double.random(in: 0.5...1), Caller.maxDelaySeconds))
        }
    }

    /// What ended a stream; throws what no reconnection helps against.
    private func streamFailure(_ error: any Error, _ call: Call) throws -> Failure {
        if Task.isCancelled || error is CancellationError { throw CancellationError() }
        if let failure = error as? Failure { return failure }
        if let refused = error as? RefusedStream { return failure(of: call.procedure, in: refused.response) }
        if error is DecodingError { return call.failure(Failure.badAnswer, "A message cannot be read: \(error)") }
        return call.failure(Failure.network, "The stream broke: \(error.localizedDescription)")
    }

    /// Runs work, and throws `Deadline` when it takes too long.
    private func within<Value: Sendable>(
        _ seconds: Double,
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await Caller.pause(seconds)
                throw Deadline()
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
        }
    }

    private static func pause(_ seconds: Double) async throws {
        // The clock's nanoseconds hold 64 bits.
        try await Task.sleep(nanoseconds: UInt64(min(max(seconds, 0), 1_000_000_000) * 1_000_000_000))
    }

    private func repeated(_ call: Call, _ send: @Sendable (Call) async throws -> Data) async throws -> Data {
        var attempt = 0
        while true {
            do {
                return try await send(call)
            } catch let failure as Failure {
                let own = Caller.baseDelaySeconds * pow(2, Double(attempt)) * Double.random(in: 0.5...1)
                let wait = (failure.retryAfterSeconds ?? 0) + own
                let isOver = attempt == Caller.maxRetries || wait > Caller.maxDelaySeconds || Date(timeIntervalSinceNow: wait) >= call.endsAt
                if !call.mayRepeat || !Caller.transient.contains(failure.code) || isOver { throw failure }
                try await Caller.pause(wait)
                attempt += 1
            }
        }
    }

    /// Sends a call, and again with a newer token if its token is rejected: it had no effect then.
    private func authorized(_ call: Call) async throws -> Data {
        let token = call.kind == .cacheable ? nil : try await self.token(for: call)
        let first = try await exchange(call, token)
        if !isRejected(call, first) { return try first.result.get() }
        var last = first
        if let token, let newer = try await renewed(token, for: call) {
            last = try await exchange(call, newer)
        }
        if isRejected(call, last) { options.onSignInNeeded?() }
        return try last.result.get()
    }

    private struct Exchanged: Sendable {
        let result: Result<Data, Failure>
        let isTokenRejected: Bool
    }

    /// A call that was rejected for its token, or a read that was answered as for a visitor.
    private func isRejected(_ call: Call, _ exchanged: Exchanged) -> Bool {
        switch exchanged.result {
        case .success: return exchanged.isTokenRejected && call.kind.isRead
        case .failure(let failure): return failure.code == "unauthorized"
        }
    }

    private func token(for call: Call) async throws -> String? {
        do {
            if let session = options.session { return try await session.accessToken { try await self.refresh($0) } }
            return try await options.token?()
        } catch {
            throw storeFailure(error, call)
        }
    }

    private func renewed(_ rejected: String, for call: Call) async throws -> String? {
        do {
            return try await options.session?.renew(rejected) { try await self.refresh($0) }
        } catch {
            throw storeFailure(error, call)
        }
    }

    private func storeFailure(_ error: any Error, _ call: Call) -> any Error {
        if let failure = error as? Failure { return call.failure(failure.code, failure.message) }
        if error is CancellationError || error is Deadline { return error }
        return call.failure(Failure.token, "The token for the call could not be read: \(error)")
    }

    /// Exchanges a refresh token; nil when the service rejects it.
    private func refresh(_ refreshToken: String) async throws -> Tokens? {
        // Repeated after a network failure, since the response may have been lost: the service answers the same again.
        let call = Call(
            procedure: "sessions.refresh",
            kind: .mutation,
            input: try makeEncoder().encode(["refreshToken": refreshToken]),
            idempotencyKey: nil,
            mayRepeat: true,
            endsAt: Date(timeIntervalSinceNow: Caller.refreshTimeoutSeconds)
        )
        do {
            let body = try await within(Caller.refreshTimeoutSeconds) {
                try await self.repeated(call) { try await self.exchange($0, nil).result.get() }
            }
            return try makeDecoder().decode(Success<Tokens>.self, from: body).result.data
        } catch let failure as Failure where failure.code == "refresh_refused" {
            return nil
        } catch is Deadline {
            throw call.failure(Failure.timeout, "The session could not be refreshed in time.")
        }
    }

    private func exchange(_ call: Call, _ token: String?) async throws -> Exchanged {
        let response: HttpResponse
        do {
            response = try await options.transport.send(try request(call, token))
        } catch {
            if Task.isCancelled { throw CancellationError() }
            // The connection's own timeout may come a moment before the call's.
            if call.endsAt.timeIntervalSinceNow <= 0.005 { throw Deadline() }
            throw call.failure(Failure.network, "The service could not be reached: \(error.localizedDescription)")
        }
        let challenge = response.headers["www-authenticate"] ?? ""
        let isTokenRejected = challenge.contains("error=\"invalid_token\"")
        let isSuccess = response.status == 200
        return Exchanged(
            result: isSuccess ? .success(response.body) : .failure(failure(of: call.procedure, in: response)),
            isTokenRejected: isTokenRejected
        )
    }

    /// Reads use GET, which caches may keep, unless the URL is too long for some proxies.
    private func request(_ call: Call, _ token: String?) throws -> HttpRequest {
        var headers = options.headers
        if let token { headers["authorization"] = "Bearer \(token)" }
        if let key = call.idempotencyKey { headers["idempotency-key"] = key }
        let address = "\(base)/trpc/\(call.procedure)"
        let left = call.endsAt.timeIntervalSinceNow
        var unreserved = CharacterSet()
        unreserved.insert(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        let input = String(decoding: call.input, as: UTF8.self)
        let encoded = input.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
        let query = input == "{}" ? address : "\(address)?input=\(encoded)"
        if call.kind.isRead, query.utf8.count <= Caller.maxUrlLength, let url = URL(string: query) {
            return HttpRequest(method: "GET", url: url, headers: headers, body: nil, timeoutSeconds: left)
        }
        guard let url = URL(string: address) else { throw URLError(.badURL) }
        headers["content-type"] = "application/json"
        return HttpRequest(method: "POST", url: url, headers: headers, body: call.input, timeoutSeconds: left)
    }
}

/// How often a stream has failed since its last message.
private actor StreamProgress {
    private var failures = 0
    private var isRenewed = false

    func reset() {
        failures = 0
        isRenewed = false
    }

    /// True once: a second rejected token in a row is not replaced.
    func mayRenew() -> Bool {
        defer { isRenewed = true }
        return !isRenewed
    }

    func next() -> Int {
        defer { failures = min(failures + 1, 7) }
        return failures
    }
}
