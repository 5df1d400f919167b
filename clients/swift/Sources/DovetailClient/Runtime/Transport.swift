import Foundation
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

public struct HttpRequest: Sendable {
    public let method: String
    public let url: URL
    public var headers: [String: String]
    public let body: Data?
    /// Time that is left for the response; in a stream, the longest silence.
    public let timeoutSeconds: Double
}

public struct HttpResponse: Sendable {
    public let status: Int
    /// By name in lower case.
    public let headers: [String: String]
    public var body: Data

    public init(status: Int, headers: [String: String], body: Data) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// A part of a response that goes on.
public enum ResponsePart: Sendable {
    /// Comes first, and once; its body is empty.
    case head(HttpResponse)
    case data(Data)
}

/// Sends HTTP requests, and should follow no redirection: it could carry a token elsewhere. The default is `UrlSessionTransport`.
public protocol Transport: Sendable {
    /// Throws when there is no response. Cancelling the task ends the request.
    func send(_ request: HttpRequest) async throws -> HttpResponse

    /// A response as it comes. Leaving the stream ends the request.
    func stream(_ request: HttpRequest) -> AsyncThrowingStream<ResponsePart, any Error>
}

/// URLSession. On Apple's platforms its cache keeps responses with an ETag and revalidates them.
public struct UrlSessionTransport: Transport {
    /// Parts that wait for the app; with more, the stream breaks, and the client opens it again after its last message.
    private static let maxWaitingParts = 256

    private let session: URLSession

    public init(session: URLSession = .shared) {
        self.session = session
    }

    public func send(_ request: HttpRequest) async throws -> HttpResponse {
        let (body, head) = try await session.data(for: urlRequest(request), delegate: SessionDelegate())
        var response = try HttpResponse(head)
        response.body = body
        return response
    }

    public func stream(_ request: HttpRequest) -> AsyncThrowingStream<ResponsePart, any Error> {
        AsyncThrowingStream(ResponsePart.self, bufferingPolicy: .bufferingOldest(Self.maxWaitingParts)) { continuation in
            // A session of its own: Foundation on Linux has no `bytes(for:)`, and hands data to the session's delegate alone.
            let delegate = SessionDelegate(continuation)
            let own = URLSession(configuration: session.configuration, delegate: delegate, delegateQueue: nil)
            continuation.onTermination = { _ in own.invalidateAndCancel() }
            own.dataTask(with: urlRequest(request)).resume()
        }
    }

    private func urlRequest(_ request: HttpRequest) -> URLRequest {
        var result = URLRequest(url: request.url, timeoutInterval: max(request.timeoutSeconds, 0.001))
        result.httpMethod = request.method
        result.httpBody = request.body
        for (name, value) in request.headers {
            result.setValue(value, forHTTPHeaderField: name)
        }
        return result
    }
}

extension HttpResponse {
    fileprivate init(_ head: URLResponse) throws {
        guard let head = head as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        let headers = head.allHeaderFields.map { (String(describing: $0.key).lowercased(), String(describing: $0.value)) }
        let byName = Dictionary(headers, uniquingKeysWith: { first, _ in first })
        self.init(status: head.statusCode, headers: byName, body: Data())
    }
}

/// Hands on what a session receives, and keeps a token with the service that it was meant for.
private final class SessionDelegate: NSObject, URLSessionDataDelegate {
    private let parts: AsyncThrowingStream<ResponsePart, any Error>.Continuation?

    init(_ parts: AsyncThrowingStream<ResponsePart, any Error>.Continuation? = nil) {
        self.parts = parts
    }

    func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }

    func urlSession(
        _ session: URLSession,
        dataTask: URLSessionDataTask,
        didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        if let head = try? HttpResponse(response) { parts?.yield(.head(head)) }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        guard case .dropped? = parts?.yield(.data(data)) else { return }
        parts?.finish(throwing: URLError(.dataLengthExceedsMaximum))
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        parts?.finish(throwing: error)
    }
}
