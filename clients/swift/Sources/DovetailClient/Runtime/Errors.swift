import Foundation

/// A validation issue of one input field: to mark the field in a form, or to translate the message.
public struct Issue: Hashable, Sendable {
    /// Full path of the field, `lines.1.sku`.
    public let path: String
    /// The kind, such as `required`, `too_short` or `format`; new ones may be added.
    public let code: String
    /// Text for people.
    public let message: String
    /// The bounds that go with the code, such as `minimum`.
    public let bounds: [String: Json]

    init?(_ json: Json) {
        guard case .object(var fields) = json,
            case .text(let path)? = fields.removeValue(forKey: "path"),
            case .text(let code)? = fields.removeValue(forKey: "code"),
            case .text(let message)? = fields.removeValue(forKey: "message")
        else { return nil }
        self.path = path
        self.code = code
        self.message = message
        self.bounds = fields
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
    /// The app does not keep up with a stream.
    public static let tooSlow = "too_slow"
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

    /// Details as a type; nil if they do not fit.
    public func details<Details: Decodable>(as type: Details.Type) -> Details? {
        guard let data = try? makeEncoder().encode(details) else { return nil }
        return try? makeDecoder().decode(type, from: data)
    }
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

/// An error's answer.
struct Refusal: Decodable {
    struct Body: Decodable {
        let message: String
        let data: Facts
    }

    struct Facts: Decodable {
        let reason: String
        let httpStatus: Int?
        let errors: [String: [String]]?
        let issues: [Json]?
        let details: Json?
        let retryAfterSeconds: Double?
    }

    let error: Body
}

/// The failure that a response tells.
func failure(of procedure: String, in response: HttpResponse) -> Failure {
    let requestId = response.headers["x-request-id"]
    let retryAfter = response.headers["retry-after"].flatMap(Double.init)
    guard let refusal = try? makeDecoder().decode(Refusal.self, from: response.body) else {
        // From a proxy.
        let codes = [413: "too_large", 429: "limited", 502: "unavailable", 503: "unavailable", 504: "unavailable"]
        var foreign = Failure(
            procedure: procedure,
            code: codes[response.status] ?? Failure.badAnswer,
            message: "The response (HTTP \(response.status)) is not from this API."
        )
        foreign.status = response.status
        foreign.requestId = requestId
        foreign.retryAfterSeconds = retryAfter
        return foreign
    }
    let facts = refusal.error.data
    var failure = Failure(procedure: procedure, code: facts.reason, message: refusal.error.message)
    failure.status = facts.httpStatus ?? response.status
    failure.errors = facts.errors ?? [:]
    failure.issues = (facts.issues ?? []).compactMap(Issue.init)
    failure.details = facts.details ?? .null
    failure.requestId = requestId
    failure.retryAfterSeconds = facts.retryAfterSeconds ?? retryAfter
    return failure
}
