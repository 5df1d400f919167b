package dovetail.runtime

import java.io.IOException
import java.net.URLEncoder
import java.util.UUID
import kotlin.math.pow
import kotlin.random.Random
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.catch
import kotlinx.coroutines.flow.emitAll
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.transform
import kotlinx.coroutines.withTimeoutOrNull

/** Options of one call. */
data class CallOptions(
    /** Deadline of the call, retries included; null takes the client's. */
    val timeoutMs: Long? = null,
    /** Makes a mutation safe to repeat, also after the app was restarted: unique for each operation. */
    val idempotencyKey: String? = null,
)

/** Options of a client. */
class ClientOptions(
    /** Base URL of the service, `https://api.example.com`. */
    val url: String,
    /** An app's session; its tokens are refreshed once for all waiting calls. */
    val session: AppSession? = null,
    /** A session's token, instead of [session]; asked for before each request. */
    val token: (suspend () -> String?)? = null,
    /** Called when calls are rejected because the user is not signed in any more. */
    val onSignInNeeded: (() -> Unit)? = null,
    /** Sent with every request. */
    val headers: Map<String, String> = emptyMap(),
    val transport: Transport = UrlConnectionTransport(),
    /** Repeats mutations like reads after a lost response, under a generated idempotency key, where the contract takes one. */
    val retryMutations: Boolean = true,
    /** Deadline of calls, retries included. */
    val timeoutMs: Long = 30_000,
)

/** How a procedure is called. */
enum class CallKind {
    QUERY,

    /** A query with the same answer for all callers, which caches on the way may keep: sent without a token. */
    PUBLIC,
    MUTATION,

    /** A mutation that takes an idempotency key. */
    KEYED,
    ;

    internal val isRead get() = this == QUERY || this == PUBLIC
}

private class Call(
    val procedure: String,
    val kind: CallKind,
    val input: Json,
    val idempotencyKey: String?,
    val mayRepeat: Boolean,
    val endsAtMs: Long,
) {
    fun leftMs() = endsAtMs - System.currentTimeMillis()

    fun failure(code: String, message: String, cause: Throwable? = null) =
        CallException(Failure(procedure, code, message, cause = cause))
}

/** Sends the calls of a client. */
class Caller(private val options: ClientOptions) {
    private val base = options.url.trimEnd('/')

    /**
     * Calls a procedure. Reads, and mutations with an idempotency key, are repeated after a transient failure.
     * Cancelling the coroutine cancels the call.
     * @throws CallException
     */
    suspend fun <T> call(
        procedure: String,
        kind: CallKind,
        input: Json,
        output: Codec<T>,
        callOptions: CallOptions,
        errorOf: (Failure) -> CallException = ::CallException,
    ): T {
        val timeoutMs = callOptions.timeoutMs ?: options.timeoutMs
        val key = callOptions.idempotencyKey
            ?: if (kind == CallKind.KEYED && options.retryMutations) UUID.randomUUID().toString() else null
        val call = Call(procedure, kind, input, key, kind.isRead || key != null, System.currentTimeMillis() + timeoutMs)
        try {
            val json = withTimeoutOrNull(timeoutMs) { repeated(call, ::authorized) }
                ?: throw call.failure(CallException.TIMEOUT, "No response within $timeoutMs ms.")
            return output.decode(json)
        } catch (error: MalformedJson) {
            throw errorOf(call.failure(CallException.BAD_ANSWER, "The answer cannot be read: ${error.message}.", error).failure)
        } catch (error: CallException) {
            throw errorOf(error.failure)
        }
    }

    /** Pages of a list, from a cursor on; each is requested when it is collected. */
    fun <P> pages(cursor: String?, next: (P) -> String?, load: suspend (cursor: String?) -> P): Flow<P> = flow {
        var at = cursor
        do {
            val page = load(at)
            emit(page)
            at = next(page)
        } while (at != null)
    }

    /** The items of all pages. */
    fun <P, I> items(pages: Flow<P>, itemsOf: (P) -> List<I>): Flow<I> = pages.transform { page -> itemsOf(page).forEach { emit(it) } }

    /**
     * Messages of a subscription, over all its connections: a broken one is opened again after the last message.
     * @param after the id of the last message received; null begins now.
     */
    fun <T> live(
        procedure: String,
        input: Json,
        after: String?,
        output: Codec<T>,
        errorOf: (Failure) -> CallException = ::CallException,
    ): Flow<LiveMessage<T>> = flow {
        var lastId = after
        var failures = 0
        var isRenewed = false
        while (true) {
            val call = Call(procedure, CallKind.QUERY, input, null, true, System.currentTimeMillis() + MAX_SILENCE_MS)
            var token: String? = null
            var end: Throwable? = null
            val events = flow {
                token = tokenFor(call)
                emitAll(options.transport.lines(streamRequest(call, token, lastId)).liveEvents(procedure, output))
            }
            // What the app throws while it handles a message is not caught here.
            events.catch { end = it }.collect { event ->
                lastId = event.id ?: lastId
                val message = event.message ?: return@collect
                failures = 0
                isRenewed = false
                emit(message)
            }
            val error = end?.let { failureOf(call, it) }
            val rejected = token?.takeIf { error?.code == "unauthorized" && !isRenewed }
            if (rejected != null && fromStore(call) { options.session?.renew(rejected, ::refresh) } != null) isRenewed = true
            else if (error != null && error.code !in transient) throw errorOf(error.failure)
            delay(minOf(delayMs(minOf(failures++, 7), error), MAX_DELAY_MS))
        }
    }

    private fun streamRequest(call: Call, token: String?, lastId: String?): HttpRequest {
        val headers = headersOf(call, token)
        headers["accept"] = "text/event-stream"
        if (lastId != null) headers["last-event-id"] = lastId
        return requestOf(call, headers)
    }

    /** What ended a stream. */
    private fun failureOf(call: Call, end: Throwable): CallException =
        when (end) {
            is CallException -> end
            is RefusedStream -> outcomeOf(call.procedure, end.response).exceptionOrNull() as CallException
            is IOException -> call.failure(CallException.NETWORK, "The stream broke.", end)
            is MalformedJson -> call.failure(CallException.BAD_ANSWER, "A message cannot be read: ${end.message}.", end)
            else -> throw end
        }

    private suspend fun repeated(call: Call, send: suspend (Call) -> Json): Json {
        var attempt = 0
        while (true) {
            try {
                return send(call)
            } catch (error: CallException) {
                val waitMs = delayMs(attempt, error)
                val isOver = attempt == MAX_RETRIES || waitMs > MAX_DELAY_MS || waitMs >= call.leftMs()
                if (!call.mayRepeat || error.code !in transient || isOver) throw error
                delay(waitMs)
                attempt++
            }
        }
    }

    /** Exponential backoff with jitter; at least the time that the service asks for. */
    private fun delayMs(attempt: Int, error: CallException?): Long {
        val ownMs = BASE_DELAY_MS * 2.0.pow(attempt) * Random.nextDouble(0.5, 1.0)
        return ((error?.retryAfterSeconds ?: 0.0) * 1000 + ownMs).toLong()
    }

    /** Sends a call, and again with a newer token if its token is rejected: it had no effect then. */
    private suspend fun authorized(call: Call): Json {
        val token = if (call.kind == CallKind.PUBLIC) null else tokenFor(call)
        val first = exchange(call, token)
        if (!isRejected(call, first)) return first.outcome.getOrThrow()
        val newer = token?.let { rejected -> fromStore(call) { options.session?.renew(rejected, ::refresh) } }
        val last = if (newer == null) first else exchange(call, newer)
        if (isRejected(call, last)) options.onSignInNeeded?.invoke()
        return last.outcome.getOrThrow()
    }

    private class Exchanged(val outcome: Result<Json>, val isTokenRejected: Boolean)

    /** A call that was rejected for its token, or a read that was answered as for a visitor. */
    private fun isRejected(call: Call, exchanged: Exchanged): Boolean =
        if (exchanged.outcome.isSuccess) exchanged.isTokenRejected && call.kind.isRead
        else (exchanged.outcome.exceptionOrNull() as? CallException)?.code == "unauthorized"

    private suspend fun tokenFor(call: Call): String? =
        fromStore(call) { options.session?.accessToken(::refresh) ?: options.token?.invoke() }

    private suspend fun <T> fromStore(call: Call, ask: suspend () -> T): T =
        try {
            ask()
        } catch (error: CancellationException) {
            throw error
        } catch (error: CallException) {
            throw call.failure(error.code, error.failure.message, error)
        } catch (error: Exception) {
            throw call.failure(CallException.TOKEN, "The token for the call could not be read.", error)
        }

    /** Exchanges a refresh token; null when the service rejects it. */
    private suspend fun refresh(refreshToken: String): Tokens? {
        val input = Json.Fields(mapOf("refreshToken" to Json.Text(refreshToken)))
        val endsAtMs = System.currentTimeMillis() + REFRESH_TIMEOUT_MS
        // Repeated after a network failure, since the response may have been lost: the service answers the same again.
        val call = Call("sessions.refresh", CallKind.MUTATION, input, null, true, endsAtMs)
        try {
            val json = withTimeoutOrNull(REFRESH_TIMEOUT_MS) { repeated(call) { exchange(it, null).outcome.getOrThrow() } }
                ?: throw call.failure(CallException.TIMEOUT, "The session could not be refreshed in time.")
            val tokens = ObjectReader(json)
            return Tokens(
                tokens.get("accessToken", Codecs.text),
                tokens.get("refreshToken", Codecs.text),
                tokens.get("expiresInSeconds", Codecs.number),
            )
        } catch (error: CallException) {
            if (error.code == "refresh_refused") return null
            throw error
        }
    }

    private suspend fun exchange(call: Call, token: String?): Exchanged {
        val response = try {
            options.transport.send(requestOf(call, headersOf(call, token)))
        } catch (error: IOException) {
            // The connection's own timeout may come a moment before the call's.
            if (call.leftMs() <= 5) throw call.failure(CallException.TIMEOUT, "No response in time.", error)
            throw call.failure(CallException.NETWORK, "The service could not be reached.", error)
        }
        val challenge = response.header("www-authenticate").orEmpty()
        return Exchanged(outcomeOf(call.procedure, response), "error=\"invalid_token\"" in challenge)
    }

    private fun headersOf(call: Call, token: String?): MutableMap<String, String> {
        val headers = options.headers.toMutableMap()
        if (token != null) headers["authorization"] = "Bearer $token"
        call.idempotencyKey?.let { headers["idempotency-key"] = it }
        return headers
    }

    /** Reads use GET, which caches may keep, unless the URL is too long for some proxies. */
    private fun requestOf(call: Call, headers: MutableMap<String, String>): HttpRequest {
        val address = "$base/trpc/${call.procedure}"
        val input = call.input.print()
        val query = if (input == "{}") address else "$address?input=${URLEncoder.encode(input, "UTF-8").replace("+", "%20")}"
        if (call.kind.isRead && query.length <= MAX_URL_LENGTH) return HttpRequest("GET", query, headers, null, call.leftMs())
        headers["content-type"] = "application/json"
        return HttpRequest("POST", address, headers, input, call.leftMs())
    }

    private companion object {
        const val MAX_RETRIES = 2
        const val BASE_DELAY_MS = 200.0

        /** A longer `Retry-After` fails the call instead of waiting. */
        const val MAX_DELAY_MS = 60_000L
        const val MAX_URL_LENGTH = 2000
        const val REFRESH_TIMEOUT_MS = 10_000L

        /** A stream that says nothing for so long is taken for broken; the service sends heartbeats. */
        const val MAX_SILENCE_MS = 60_000L
        val transient = setOf(CallException.NETWORK, "unavailable", "limited")
    }
}
