package dovetail.runtime

import java.io.IOException
import java.io.InputStream
import java.net.HttpURLConnection
import java.net.URL
import kotlin.coroutines.resume
import kotlin.coroutines.resumeWithException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asExecutor
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

/** Sends HTTP requests. The default is [UrlConnectionTransport]; an app that has OkHttp takes `OkHttpTransport`. */
interface Transport {
    /** Cancelling the coroutine ends the request. @throws IOException when there is no response. */
    suspend fun send(request: HttpRequest): HttpResponse
}

/** Responses above this many bytes are refused. */
const val MAX_RESPONSE_BYTES = 16 * 1024 * 1024

/** Reads a body up to [MAX_RESPONSE_BYTES]. */
fun readBody(stream: InputStream): String {
    val bytes = stream.use { it.readNBytesCompatible(MAX_RESPONSE_BYTES + 1) }
    if (bytes.size > MAX_RESPONSE_BYTES) throw IOException("the response is larger than $MAX_RESPONSE_BYTES bytes")
    return String(bytes, Charsets.UTF_8)
}

// Android has InputStream.readNBytes since API 33 only.
private fun InputStream.readNBytesCompatible(max: Int): ByteArray {
    val out = java.io.ByteArrayOutputStream()
    val buffer = ByteArray(16_384)
    while (out.size() < max) {
        val count = read(buffer, 0, minOf(buffer.size, max - out.size()))
        if (count < 0) break
        out.write(buffer, 0, count)
    }
    return out.toByteArray()
}

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

    private fun exchange(connection: HttpURLConnection, request: HttpRequest): HttpResponse {
        connection.requestMethod = request.method
        connection.instanceFollowRedirects = false
        val timeoutMs = request.timeoutMs.coerceIn(1, Int.MAX_VALUE.toLong()).toInt()
        connection.connectTimeout = minOf(timeoutMs, MAX_CONNECT_MS)
        connection.readTimeout = timeoutMs
        request.headers.forEach(connection::setRequestProperty)
        request.body?.toByteArray()?.let { bytes ->
            connection.doOutput = true
            if (isAndroid) connection.setFixedLengthStreamingMode(bytes.size)
            connection.outputStream.use { it.write(bytes) }
        }
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
