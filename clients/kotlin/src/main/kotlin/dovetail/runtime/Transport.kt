package dovetail.runtime

import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.InputStream
import java.net.HttpURLConnection
import java.net.URL
import kotlin.coroutines.resume
import kotlin.coroutines.resumeWithException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asExecutor
import kotlinx.coroutines.channels.SendChannel
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.channels.trySendBlocking
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.suspendCancellableCoroutine

class HttpRequest(
    val method: String,
    val url: String,
    val headers: Map<String, String>,
    val body: String?,
    /** Time that is left for the response. */
    val timeoutMs: Long,
)

class HttpResponse(val status: Int, private val headers: Map<String, String>, val body: String) {
    /** A header by its name in lower case. */
    fun header(name: String): String? = headers[name]
}

/** A stream that was answered by something else. */
class RefusedStream(val response: HttpResponse) : IOException("HTTP ${response.status} instead of a stream")

/** Sends HTTP requests. The default is [UrlConnectionTransport]; an app that has OkHttp takes `OkHttpTransport`. */
interface Transport {
    /** Cancelling the coroutine ends the request. @throws IOException when there is no response. */
    suspend fun send(request: HttpRequest): HttpResponse

    /** The lines of a response that goes on. @throws IOException [RefusedStream] for any status but 200. */
    fun lines(request: HttpRequest): Flow<String>
}

/** Responses above this many bytes are refused. */
const val MAX_RESPONSE_BYTES = 16 * 1024 * 1024

/** Reads a body up to [MAX_RESPONSE_BYTES]. */
fun readBody(stream: InputStream): String {
    val out = ByteArrayOutputStream()
    val buffer = ByteArray(16_384)
    stream.use {
        while (true) {
            val count = it.read(buffer)
            if (count < 0) return out.toString("UTF-8")
            out.write(buffer, 0, count)
            if (out.size() > MAX_RESPONSE_BYTES) throw IOException("the response is larger than $MAX_RESPONSE_BYTES bytes")
        }
    }
}

/** Sends the lines of a stream on, no faster than they are read. Blocks. */
fun linesOf(stream: InputStream, channel: SendChannel<String>) =
    stream.bufferedReader().useLines { lines -> lines.forEach { channel.trySendBlocking(it).getOrThrow() } }

/** The platform's HTTP client. On Android, `HttpResponseCache.install` makes it keep responses with an ETag. */
class UrlConnectionTransport : Transport {
    override suspend fun send(request: HttpRequest): HttpResponse {
        val connection = URL(request.url).openConnection() as HttpURLConnection
        return suspendCancellableCoroutine { continuation ->
            continuation.invokeOnCancellation { executor.execute(connection::disconnect) }
            executor.execute {
                val result = runCatching { exchange(connection, request) }
                result.fold(continuation::resume) { continuation.resumeWithException(it) }
            }
        }
    }

    override fun lines(request: HttpRequest): Flow<String> = callbackFlow {
        val connection = URL(request.url).openConnection() as HttpURLConnection
        executor.execute {
            val outcome = runCatching {
                open(connection, request)
                if (connection.responseCode != 200) throw RefusedStream(responseOf(connection))
                linesOf(connection.inputStream, channel)
            }
            close(outcome.exceptionOrNull())
        }
        awaitClose { executor.execute(connection::disconnect) }
    }

    private fun exchange(connection: HttpURLConnection, request: HttpRequest): HttpResponse {
        open(connection, request)
        return responseOf(connection)
    }

    private fun open(connection: HttpURLConnection, request: HttpRequest) {
        connection.requestMethod = request.method
        connection.instanceFollowRedirects = false
        val timeoutMs = request.timeoutMs.coerceIn(1, Int.MAX_VALUE.toLong()).toInt()
        connection.connectTimeout = minOf(timeoutMs, MAX_CONNECT_MS)
        connection.readTimeout = timeoutMs
        request.headers.forEach(connection::setRequestProperty)
        val bytes = request.body?.toByteArray() ?: return
        connection.doOutput = true
        if (isAndroid) connection.setFixedLengthStreamingMode(bytes.size)
        connection.outputStream.use { it.write(bytes) }
    }

    private fun responseOf(connection: HttpURLConnection): HttpResponse {
        val status = connection.responseCode
        if (status < 0) throw IOException("the response is not HTTP")
        val headers = connection.headerFields.entries
            .filter { it.key != null }
            .associate { (name, values) -> name.lowercase() to values.joinToString(", ") }
        val stream = if (status >= 400) connection.errorStream else connection.inputStream
        return HttpResponse(status, headers, if (stream == null) "" else readBody(stream))
    }

    private companion object {
        const val MAX_CONNECT_MS = 15_000
        val executor = Dispatchers.IO.asExecutor()
        val isAndroid = System.getProperty("java.vm.name") == "Dalvik"

        init {
            // Both platforms send a POST again by themselves when a kept connection breaks, which may run it twice. On
            // Android a streamed body prevents it; on the JVM that would lose the body of a 401, and this property does.
            if (!isAndroid && System.getProperty("sun.net.http.retryPost") == null)
                System.setProperty("sun.net.http.retryPost", "false")
        }
    }
}
