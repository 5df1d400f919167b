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

/// A stream that was answered by something else.
public struct RefusedStream: Error {
    public let response: HttpResponse

    public init(response: HttpResponse) {
        self.response = response
    }
}

/// Sends HTTP requests; cancelling the task ends the request. The default is `UrlSessionTransport`.
public protocol Transport: Sendable {
    /// Throws when there is no response.
    func send(_ request: HttpRequest) async throws -> HttpResponse

    /// Hands on the lines of a response that goes on, empty ones too. Throws `RefusedStream` for any status but 200.
    func lines(_ request: HttpRequest, _ onLine: @Sendable (String) async throws -> Void) async throws
}

/// URLSession, whose cache keeps responses with an ETag and revalidates them.
public struct UrlSessionTransport: Transport {
    private let session: URLSession

    public init(session: URLSession = .shared) {
        self.session = session
    }

    public func send(_ request: HttpRequest) async throws -> HttpResponse {
        let (data, response) = try await session.data(for: foreign(request))
        return try read(response, data)
    }

    public func lines(_ request: HttpRequest, _ onLine: @Sendable (String) async throws -> Void) async throws {
        #if canImport(FoundationNetworking)
        // Foundation on Linux has no bytes of a response that goes on.
        throw URLError(.unsupportedURL)
        #else
        let (bytes, response) = try await session.bytes(for: foreign(request))
        let head = try read(response, Data())
        var line: [UInt8] = []
        if head.status != 200 {
            for try await byte in bytes.prefix(65_536) { line.append(byte) }
            throw RefusedStream(response: try read(response, Data(line)))
        }
        // `bytes.lines` passes over empty lines, which end the events of a stream.
        for try await byte in bytes {
            if byte == 10 {
                if line.last == 13 { line.removeLast() }
                try await onLine(String(decoding: line, as: UTF8.self))
                line.removeAll(keepingCapacity: true)
            } else {
                line.append(byte)
            }
        }
        #endif
    }

    private func foreign(_ request: HttpRequest) -> URLRequest {
        var foreign = URLRequest(url: request.url, timeoutInterval: max(request.timeoutSeconds, 0.001))
        foreign.httpMethod = request.method
        foreign.httpBody = request.body
        for (name, value) in request.headers {
            foreign.setValue(value, forHTTPHeaderField: name)
        }
        return foreign
    }

    private func read(_ response: URLResponse, _ body: Data) throws -> HttpResponse {
        guard let http = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        var headers: [String: String] = [:]
        for (name, value) in http.allHeaderFields {
            headers[String(describing: name).lowercased()] = String(describing: value)
        }
        return HttpResponse(status: http.statusCode, headers: headers, body: body)
    }
}
