package dovetail.okhttp

import dovetail.runtime.HttpRequest
import dovetail.runtime.HttpResponse
import dovetail.runtime.RefusedStream
import dovetail.runtime.Transport
import dovetail.runtime.linesOf
import dovetail.runtime.readBody
import java.io.IOException
import java.util.concurrent.TimeUnit
import kotlin.coroutines.resume
import kotlin.coroutines.resumeWithException
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.suspendCancellableCoroutine
import okhttp3.Call
import okhttp3.Callback
import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.RequestBody.Companion.toRequestBody
import okhttp3.Response

/** Sends requests by OkHttp 4 or 5; give the client a cache to keep reads by their ETag. Copy this file into the app. */
class OkHttpTransport(client: OkHttpClient) : Transport {
    // OkHttp would send a mutation again by itself when a kept connection breaks; this client repeats what may be repeated.
    private val client = client.newBuilder().retryOnConnectionFailure(false).followRedirects(false).build()

    override suspend fun send(request: HttpRequest): HttpResponse {
        val call = callOf(request)
        call.timeout().timeout(request.timeoutMs, TimeUnit.MILLISECONDS)
        return suspendCancellableCoroutine { continuation ->
            continuation.invokeOnCancellation { call.cancel() }
            call.enqueue(object : Callback {
                override fun onFailure(call: Call, e: IOException) = continuation.resumeWithException(e)

                override fun onResponse(call: Call, response: Response) {
                    runCatching { response.use(::read) }
                        .fold(continuation::resume) { continuation.resumeWithException(it) }
                }
            })
        }
    }

    override fun lines(request: HttpRequest): Flow<String> = callbackFlow {
        val call = callOf(request)
        call.enqueue(object : Callback {
            override fun onFailure(call: Call, e: IOException) {
                close(e)
            }

            override fun onResponse(call: Call, response: Response) {
                val outcome = runCatching {
                    response.use {
                        if (it.code != 200) throw RefusedStream(read(it))
                        it.body?.byteStream()?.let { stream -> linesOf(stream, channel) }
                    }
                }
                close(outcome.exceptionOrNull())
            }
        })
        awaitClose { call.cancel() }
    }

    private fun callOf(request: HttpRequest): Call {
        val builder = Request.Builder().url(request.url)
        request.headers.forEach { (name, value) -> builder.header(name, value) }
        return client.newCall(builder.method(request.method, request.body?.toByteArray()?.toRequestBody()).build())
    }

    private fun read(response: Response) = HttpResponse(
        response.code,
        response.headers.names().associate { it.lowercase() to response.headers.values(it).joinToString(", ") },
        response.body?.byteStream()?.let(::readBody).orEmpty(),
    )
}
