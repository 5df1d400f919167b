import Foundation

/// A validation issue of one input field: to mark the field in a form, or to translate the message.
public struct Issue: Decodable, Hashable, Sendable {
    /// Full path of the field, `lines.1.sku`.
    public let path: String
    /// The kind, such as `required`, `too_short` or `format`; new ones may be added.
    public let code: String
    /// Text for people.
    public let message: String
    /// The bounds that go with the code, such as `minimum`.
    public let bounds: [String: Json]

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: AnyKey.self)
        path = try fields.decode(String.self, forKey: "path")
        code = try fields.decode(String.self, forKey: "code")
        message = try fields.decode(String.self, forKey: "message")
        bounds = try fields.decodeOthers(Json.self, known: ["path", "code", "message"])
    }
}

/// What a failed call is told by.
public struct Failure: Error, Hashable, Sendable {
    /// No response; whether the call took effect is unknown.
    public static let network = "network"
    /// The call's deadline passed; whether it took effect is unknown.
    public static let timeout = "timeout"
    /// The call's task was cancelled.
    public static let aborted = "aborted"
    /// The response is not from this API, or not what this version of the app can read.
    public static let badAnswer = "bad_answer"
    /// The app's token store failed; nothing was sent.
    public static let token = "token"

    /// `articles.get`.
    public let procedure: String
    /// A code that the contract declares, a standard code, or one of those above.
    public let code: String
    /// A full sentence for people.
    public let message: String
    /// HTTP status, 0 without a response.
    public var status = 0
    /// Messages by subject, a field or a resource.
    public var errors: [String: [String]] = [:]
    /// Validation issues of the input.
    public var issues: [Issue] = []
    /// Details as declared for the code.
    public var details: Json = .null
    /// For reports to the operator of the service.
    public var requestId: String?
    public var retryAfterSeconds: Double?

    /// Whether the same call may well succeed later.
    var isTransient: Bool { [Failure.network, "unavailable", "limited"].contains(code) }
}

/// The errors that a procedure declares; `other` for standard ones and for what this version of the app does not know.
public protocol DeclaredError: Hashable, Sendable {
    static func of(_ failure: Failure) -> Self
}

/// For procedures that declare no errors.
public struct NoErrors: DeclaredError {
    public static func of(_ failure: Failure) -> NoErrors {
        NoErrors()
    }
}

/// Any error of a call.
public protocol AnyCallError: LocalizedError, Sendable {
    var failure: Failure { get }
}

/// The error that calls fail with.
public struct CallError<Declared: DeclaredError>: AnyCallError {
    /// Which of the declared errors it is.
    public let reason: Declared
    public let failure: Failure

    init(_ failure: Failure) {
        self.reason = Declared.of(failure)
        self.failure = failure
    }

    public var code: String { failure.code }
    public var status: Int { failure.status }
    public var issues: [Issue] { failure.issues }
    public var errorDescription: String? { failure.message }

    /// Validation issues of one field by its path, `lines.1.sku`.
    public func issues(at path: String) -> [Issue] {
        failure.issues.filter { $0.path == path }
    }
}

/// A successful answer.
struct Success<Output: Decodable>: Decodable {
    struct Wrapped: Decodable {
        let data: Output
    }

    let result: Wrapped
}

/// The failure that a response tells.
func failure(of procedure: String, in response: HttpResponse) -> Failure {
    let error = try? makeDecoder().decode(Json.self, from: response.body)["error"]
    let facts = error?["data"]
    // Without facts, it is from a proxy.
    let codes = [413: "too_large", 429: "limited", 502: "unavailable", 503: "unavailable", 504: "unavailable"]
    return Failure(
        procedure: procedure,
        code: facts?["reason"]?.decoded() ?? codes[response.status] ?? Failure.badAnswer,
        message: facts == nil ? "The response (HTTP \(response.status)) is not from this API." : error?["message"]?.decoded() ?? "",
        status: facts?["httpStatus"]?.decoded() ?? response.status,
        errors: facts?["errors"]?.decoded() ?? [:],
        issues: facts?["issues"]?.decoded() ?? [],
        details: facts?["details"] ?? .null,
        requestId: response.headers["x-request-id"],
        retryAfterSeconds: facts?["retryAfterSeconds"]?.decoded() ?? response.headers["retry-after"].flatMap(Double.init)
    )
}

/// The failure of a call that an error ended.
func failure(of procedure: String, from error: any Error) -> Failure {
    func told(_ code: String, _ message: String) -> Failure {
        Failure(procedure: procedure, code: code, message: message)
    }
    switch error {
    case let failure as Failure: return failure
    case is CancellationError: return told(Failure.aborted, "The call was cancelled.")
    case let error as DecodingError: return told(Failure.badAnswer, "The answer cannot be read: \(reason(of: error))")
    case is EncodingError: return told("invalid", "The input cannot be written as JSON: \(error)")
    default: return told(Failure.network, "The service could not be reached: \(error.localizedDescription)")
    }
}

/// What does not fit, with its path: `result.data.lines.1: Expected to decode Int64 but found a string instead.`
private func reason(of error: DecodingError) -> String {
    switch error {
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context), .keyNotFound(_, let context):
        let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
        return "\(path): \(context.debugDescription)"
    @unknown default: return "\(error)"
    }
}
