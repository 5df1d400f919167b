import Foundation

/// Where the app keeps a session: one text, best in the Keychain.
public protocol TokenStore: Sendable {
    /// The stored text; nil if there is none.
    func read() async throws -> String?
    /// Stores the text; nil deletes it.
    func write(_ text: String?) async throws
}

/// Tokens of an app: the output of `sessions.openApp`, `sessions.refresh` or the token endpoint.
public struct Tokens: Codable, Hashable, Sendable {
    public let accessToken: String
    public let refreshToken: String
    public let expiresInSeconds: Double

    public init(accessToken: String, refreshToken: String, expiresInSeconds: Double) {
        self.accessToken = accessToken
        self.refreshToken = refreshToken
        self.expiresInSeconds = expiresInSeconds
    }
}

typealias Refresh = @Sendable (_ refreshToken: String) async throws -> Tokens?

/// An app's session on this device, shared by all clients that use it. A refresh token is valid for one use: all waiting
/// calls share one refresh, and new tokens are stored before they are used.
public actor AppSession {
    private struct Kept: Codable {
        let accessToken: String
        let refreshToken: String
        let endsAt: Double
    }

    /// Tokens that expire within this time are refreshed first, so that a slow request does not outlive them.
    private static let marginSeconds = 30.0

    private let store: any TokenStore
    // A task of its own: were it cancelled with the call that began it, the new tokens would be lost.
    private var refreshing: Task<String?, any Error>?

    public init(store: any TokenStore) {
        self.store = store
    }

    /// Stores the tokens of a sign-in.
    public func keep(_ tokens: Tokens) async throws {
        let endsAt = Date().timeIntervalSince1970 + tokens.expiresInSeconds
        let kept = Kept(accessToken: tokens.accessToken, refreshToken: tokens.refreshToken, endsAt: endsAt)
        try await store.write(String(decoding: try JSONEncoder().encode(kept), as: UTF8.self))
    }

    /// Deletes the tokens; call `sessions.logout` first to end the session at the service.
    public func forget() async throws {
        try await store.write(nil)
    }

    /// Whether this device has tokens.
    public func isKept() async throws -> Bool {
        try await load() != nil
    }

    private func load() async throws -> Kept? {
        guard let text = try await store.read() else { return nil }
        return try? JSONDecoder().decode(Kept.self, from: Data(text.utf8))
    }

    /// The access token, refreshed shortly before it expires; nil without a session.
    func accessToken(_ refresh: @escaping Refresh) async throws -> String? {
        guard let kept = try await load() else { return nil }
        if Date().timeIntervalSince1970 < kept.endsAt - AppSession.marginSeconds { return kept.accessToken }
        return try await renew(kept.accessToken, refresh)
    }

    /// A token newer than the rejected one; nil if the user must sign in again.
    func renew(_ rejected: String, _ refresh: @escaping Refresh) async throws -> String? {
        let kept = try await load()
        guard let kept else { return nil }
        if kept.accessToken != rejected { return kept.accessToken }
        // Looked at after the last suspension, so that no two refreshes begin.
        if let running = refreshing { return try await running.value }
        let task = Task { try await self.exchange(kept, refresh) }
        refreshing = task
        defer { refreshing = nil }
        return try await task.value
    }

    private func exchange(_ kept: Kept, _ refresh: Refresh) async throws -> String? {
        let tokens = try await refresh(kept.refreshToken)
        let latest = try await load()
        // A sign-out or sign-in during the refresh takes precedence.
        guard let latest, latest.refreshToken == kept.refreshToken else { return latest?.accessToken }
        guard let tokens else {
            try await forget()
            return nil
        }
        try await keep(tokens)
        return tokens.accessToken
    }
}
