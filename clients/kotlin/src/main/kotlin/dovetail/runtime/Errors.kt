package dovetail.runtime

/** A validation issue of one input field: to mark the field in a form, or to translate the message. */
data class Issue(
    /** Full path of the field, `lines.1.sku`. */
    val path: String,
    /** The kind, such as `required`, `too_short` or `format`; new ones may be added. */
    val code: String,
    /** Text for people. */
    val message: String,
    /** The bounds that go with the code, such as `minimum`. */
    val bounds: Map<String, Json>,
)

/** What a failed call is told by. */
class Failure(
    /** `articles.get`. */
    val procedure: String,
    /** A code that the contract declares, a standard code, or one of [CallException]'s companion. */
    val code: String,
    /** A full sentence for people. */
    val message: String,
    /** HTTP status, 0 without a response. */
    val status: Int = 0,
    /** Messages by subject, a field or a resource. */
    val errors: Map<String, List<String>> = emptyMap(),
    /** Validation issues of the input. */
    val issues: List<Issue> = emptyList(),
    /** Details as declared for the code. */
    val details: Json = Json.Null,
    /** For reports to the operator of the service. */
    val requestId: String? = null,
    val retryAfterSeconds: Double? = null,
    val cause: Throwable? = null,
) {
    /** Makes an error with typed details; null if they do not fit. */
    fun <D, E> withDetails(codec: Codec<D>, make: (D) -> E): E? =
        try {
            make(codec.decode(details))
        } catch (_: MalformedJson) {
            null
        }
}

/** The error that calls fail with; its subclasses tell the errors that a procedure declares. */
open class CallException(val failure: Failure) : Exception(failure.message, failure.cause) {
    val procedure: String get() = failure.procedure
    val code: String get() = failure.code
    val status: Int get() = failure.status
    val errors: Map<String, List<String>> get() = failure.errors
    val issues: List<Issue> get() = failure.issues
    val requestId: String? get() = failure.requestId
    val retryAfterSeconds: Double? get() = failure.retryAfterSeconds

    /** Validation issues of one field by its path, `lines.1.sku`. */
    fun issuesAt(path: String): List<Issue> = issues.filter { it.path == path }

    companion object {
        /** No response; whether the call took effect is unknown. */
        const val NETWORK = "network"

        /** The call's deadline passed; whether it took effect is unknown. */
        const val TIMEOUT = "timeout"

        /** The response is not from this API, or not what this version of the app can read. */
        const val BAD_ANSWER = "bad_answer"

        /** The app's token store failed; nothing was sent. */
        const val TOKEN = "token"
    }
}

private fun Json?.text(): String? = (this as? Json.Text)?.value

private fun Json?.double(): Double? = (this as? Json.Number)?.text?.toDouble()

private fun Json?.fields(): Map<String, Json> = (this as? Json.Fields)?.fields.orEmpty()

private fun Json?.items(): List<Json> = (this as? Json.Items)?.items.orEmpty()

private fun issueOf(json: Json): Issue? {
    val fields = json.fields()
    return Issue(
        path = fields["path"].text() ?: return null,
        code = fields["code"].text() ?: return null,
        message = fields["message"].text() ?: return null,
        bounds = fields - setOf("path", "code", "message"),
    )
}

/** Codes of responses from proxies, by status. */
private fun foreignCode(status: Int): String =
    when (status) {
        413 -> "too_large"
        429 -> "limited"
        502, 503, 504 -> "unavailable"
        else -> CallException.BAD_ANSWER
    }

/** The output of a response, or what it failed with. */
internal fun outcomeOf(procedure: String, response: HttpResponse): Result<Json> {
    val envelope = runCatching { Json.parse(response.body) }.getOrNull().fields()
    envelope["result"]?.let { return Result.success(it.fields()["data"] ?: Json.Null) }
    val error = envelope["error"].fields()
    val data = error["data"].fields()
    val requestId = response.header("x-request-id")
    val retryAfter = response.header("retry-after")?.toDoubleOrNull()
    val code = data["reason"].text()
    if (code == null) {
        val message = "The response (HTTP ${response.status}) is not from this API."
        val foreign = Failure(procedure, foreignCode(response.status), message, response.status, requestId = requestId, retryAfterSeconds = retryAfter)
        return Result.failure(CallException(foreign))
    }
    val failure = Failure(
        procedure,
        code,
        error["message"].text().orEmpty(),
        data["httpStatus"].double()?.toInt() ?: response.status,
        data["errors"].fields().mapValues { (_, list) -> list.items().mapNotNull { it.text() } },
        data["issues"].items().mapNotNull(::issueOf),
        data["details"] ?: Json.Null,
        requestId,
        data["retryAfterSeconds"].double() ?: retryAfter,
    )
    return Result.failure(CallException(failure))
}
