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
    /// Sends the requests.
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
