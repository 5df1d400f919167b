import Foundation

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

private struct Call: Sendable {
    let procedure: String
    let kind: CallKind
    let input: Data
    let timeoutSeconds: Double
    var idempotencyKey: String?
    var mayRepeat = true
    private let startedAt = Date()

    var secondsLeft: Double { timeoutSeconds + startedAt.timeIntervalSinceNow }

    var timeout: Failure {
        Failure(procedure: procedure, code: Failure.timeout, message: "No response within \(timeoutSeconds) s.")
    }
}

/// Delays between attempts.
enum Backoff {
    /// A longer `Retry-After` fails a call instead of waiting.
    static let maxSeconds = 60.0
    private static let baseSeconds = 0.2
    private static let maxDoublings = 7

    static func seconds(attempt: Int, _ failure: Failure?) -> Double {
        let own = baseSeconds * pow(2, Double(min(attempt, maxDoublings))) * Double.random(in: 0.5...1)
        return (failure?.retryAfterSeconds ?? 0) + own
    }

    /// Waits, for a day at most.
    static func pause(_ seconds: Double) async throws {
        try await Task.sleep(nanoseconds: UInt64(min(max(seconds, 0), 86_400) * 1_000_000_000))
    }
}

/// Sends the calls of a client.
final class Caller: Sendable {
    private static let maxRetries = 2
    private static let maxUrlLength = 2_000
    private static let maxRefusalBytes = 65_536
    private static let refreshTimeoutSeconds = 10.0
    /// A stream that says nothing for so long is taken for broken; the service sends heartbeats.
    private static let maxSilenceSeconds = 60.0
    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    )

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
        do {
            let key = callOptions.idempotencyKey ?? (kind == .keyed && options.retryMutations ? UUID().uuidString : nil)
            let call = Call(
                procedure: procedure,
                kind: kind,
                input: try makeEncoder().encode(input),
                timeoutSeconds: callOptions.timeoutSeconds ?? options.timeoutSeconds,
                idempotencyKey: key,
                mayRepeat: kind.isRead || key != nil
            )
            let body = try await repeated(call) { try await self.authorized(call) }
            return try makeDecoder().decode(Success<Output>.self, from: body).result.data
        } catch {
            throw CallError<Declared>(failure(of: procedure, from: error))
        }
    }

    /// Messages of a subscription, from the one after `lastId` on.
    func live<Input: Encodable & Sendable, Output: Decodable & Sendable, Declared: DeclaredError>(
        _ procedure: String,
        _ input: Input,
        after lastId: String?,
        _ output: Output.Type,
        _ errors: Declared.Type
    ) -> PullSequence<LiveMessage<Output>> {
        PullSequence {
            var reader: LiveReader<Output>?
            return {
                do {
                    if reader == nil { reader = LiveReader(self, procedure, try makeEncoder().encode(input), after: lastId) }
                    return try await reader?.next()
                } catch {
                    throw CallError<Declared>(failure(of: procedure, from: error))
                }
            }
        }
    }

    /// Opens a stream after its last message.
    func open(_ procedure: String, _ input: Data, after lastId: String?) async throws -> LiveConnection {
        let call = Call(procedure: procedure, kind: .query, input: input, timeoutSeconds: Caller.maxSilenceSeconds)
        let token = try await self.token(for: procedure)
        var request = try self.request(call, token)
        request.headers["accept"] = "text/event-stream"
        request.headers["last-event-id"] = lastId
        var connection = LiveConnection(parts: options.transport.stream(request).makeAsyncIterator(), token: token)
        guard case .head(var response)? = try await connection.parts.next() else { throw URLError(.badServerResponse) }
        if response.status == 200 { return connection }
        while response.body.count < Caller.maxRefusalBytes, case .data(let data)? = try await connection.parts.next() {
            response.body.append(data)
        }
        throw failure(of: procedure, in: response)
    }

    /// Sends a call, and again after a transient failure, until its deadline.
    private func repeated(_ call: Call, _ send: @escaping @Sendable () async throws -> Data) async throws -> Data {
        try await withThrowingTaskGroup(of: Data.self) { group in
            group.addTask {
                for attempt in 0... {
                    do {
                        return try await send()
                    } catch let failure as Failure where call.mayRepeat && failure.isTransient && attempt < Caller.maxRetries {
                        let wait = Backoff.seconds(attempt: attempt, failure)
                        if wait > min(Backoff.maxSeconds, call.secondsLeft) { throw failure }
                        try await Backoff.pause(wait)
                    }
                }
                throw CancellationError()
            }
            group.addTask {
                try await Backoff.pause(call.timeoutSeconds)
                throw call.timeout
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
        }
    }

    /// Sends a call, and again with a newer token if its token is rejected: it had no effect then.
    private func authorized(_ call: Call) async throws -> Data {
        let token = call.kind == .cacheable ? nil : try await self.token(for: call.procedure)
        var last = try await exchange(call, token)
        if last.isRejected, let token, let newer = try await renewed(token, for: call.procedure) {
            last = try await exchange(call, newer)
        }
        if last.isRejected { options.onSignInNeeded?() }
        return try last.result.get()
    }

    private func token(for procedure: String) async throws -> String? {
        try await fromStore(procedure) {
            guard let session = options.session else { return try await options.token?() }
            return try await session.accessToken(refresh)
        }
    }

    /// A token newer than the rejected one; nil if the user must sign in again.
    func renewed(_ rejected: String, for procedure: String) async throws -> String? {
        try await fromStore(procedure) { try await options.session?.renew(rejected, refresh) }
    }

    private func fromStore(_ procedure: String, _ ask: () async throws -> String?) async throws -> String? {
        do {
            return try await ask()
        } catch let failure as Failure {
            throw Failure(procedure: procedure, code: failure.code, message: failure.message)
        } catch let error where !(error is CancellationError) {
            let message = "The token for the call could not be read: \(error)"
            throw Failure(procedure: procedure, code: Failure.token, message: message)
        }
    }

    /// Exchanges a refresh token; nil when the service rejects it.
    @Sendable private func refresh(_ refreshToken: String) async throws -> Tokens? {
        let call = Call(
            procedure: "sessions.refresh",
            kind: .mutation,
            input: try makeEncoder().encode(["refreshToken": refreshToken]),
            timeoutSeconds: Caller.refreshTimeoutSeconds
        )
        do {
            // Repeated after a network failure, since the response may have been lost: the service answers the same again.
            let body = try await repeated(call) { try await self.exchange(call, nil).result.get() }
            return try makeDecoder().decode(Success<Tokens>.self, from: body).result.data
        } catch let failure as Failure where failure.code == "refresh_refused" {
            return nil
        }
    }

    /// Sends a call once. A call is rejected if its token is, also when the service answers a read as for a visitor.
    private func exchange(_ call: Call, _ token: String?) async throws -> (result: Result<Data, Failure>, isRejected: Bool) {
        let response: HttpResponse
        do {
            response = try await options.transport.send(try request(call, token))
        } catch {
            try Task.checkCancellation()
            // The connection's own timeout may come a moment before the call's.
            throw call.secondsLeft <= 0.005 ? call.timeout : failure(of: call.procedure, from: error)
        }
        if response.status == 200 {
            let challenge = response.headers["www-authenticate"] ?? ""
            return (.success(response.body), call.kind.isRead && challenge.contains("error=\"invalid_token\""))
        }
        let refusal = failure(of: call.procedure, in: response)
        return (.failure(refusal), refusal.code == "unauthorized")
    }

    /// Reads use GET, which caches may keep, unless the URL is too long for some proxies.
    private func request(_ call: Call, _ token: String?) throws -> HttpRequest {
        var headers = options.headers
        if let token { headers["authorization"] = "Bearer \(token)" }
        if let key = call.idempotencyKey { headers["idempotency-key"] = key }
        let address = "\(base)/trpc/\(call.procedure)"
        let input = String(decoding: call.input, as: UTF8.self)
        let query = input == "{}" ? "" : "?input=\(input.addingPercentEncoding(withAllowedCharacters: Caller.unreserved) ?? "")"
        let isGet = call.kind.isRead && address.utf8.count + query.utf8.count <= Caller.maxUrlLength
        if !isGet { headers["content-type"] = "application/json" }
        guard let url = URL(string: isGet ? address + query : address) else { throw URLError(.badURL) }
        return HttpRequest(
            method: isGet ? "GET" : "POST",
            url: url,
            headers: headers,
            body: isGet ? nil : call.input,
            timeoutSeconds: call.secondsLeft
        )
    }
}
