import Foundation
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

public struct HttpRequest: Sendable {
    public let method: String
    public let url: URL
    public var headers: [String: String]
    public let body: Data?
    /// Time that is left for the response.
    public let timeoutSeconds: Double
}

public struct HttpResponse: Sendable {
    public let status: Int
    /// By name in lower case.
    public let headers: [String: String]
    public let body: Data

    public init(status: Int, headers: [String: String], body: Data) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// Sends HTTP requests; cancelling the task ends the request. The default is `UrlSessionTransport`.
public protocol Transport: Sendable {
    /// Throws when there is no response.
    func send(_ request: HttpRequest) async throws -> HttpResponse
}

/// URLSession, whose cache keeps responses with an ETag and revalidates them.
public struct UrlSessionTransport: Transport {
    private let session: URLSession

    public init(session: URLSession = .shared) {
        self.session = session
    }

    public func send(_ request: HttpRequest) async throws -> HttpResponse {
        var foreign = URLRequest(url: request.url, timeoutInterval: max(request.timeoutSeconds, 0.001))
        foreign.httpMethod = request.method
        foreign.httpBody = request.body
        for (name, value) in request.headers {
            foreign.setValue(value, forHTTPHeaderField: name)
        }
        let (data, response) = try await session.data(for: foreign)
        guard let http = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        var headers: [String: String] = [:]
        for (name, value) in http.allHeaderFields {
            headers[String(describing: name).lowercased()] = String(describing: value)
        }
        return HttpResponse(status: http.statusCode, headers: headers, body: data)
    }
}
