@file:Suppress("UNUSED_PARAMETER")

package okhttp3

import java.io.Closeable
import java.io.IOException
import java.io.InputStream
import java.util.concurrent.TimeUnit

// The part of OkHttp's API that the adapter uses: it must compile, though no registry here has OkHttp.

class OkHttpClient {
    fun newBuilder() = Builder()

    fun newCall(request: Request): Call = throw UnsupportedOperationException()

    class Builder {
        fun retryOnConnectionFailure(retryOnConnectionFailure: Boolean) = this

        fun followRedirects(followRedirects: Boolean) = this

        fun build() = OkHttpClient()
    }
}

class Timeout {
    fun timeout(timeout: Long, unit: TimeUnit) = this
}

interface Call {
    fun timeout(): Timeout

    fun enqueue(responseCallback: Callback)

    fun cancel()
}

interface Callback {
    fun onFailure(call: Call, e: IOException)

    fun onResponse(call: Call, response: Response)
}

class Request private constructor() {
    class Builder {
        fun url(url: String) = this

        fun header(name: String, value: String) = this

        fun method(method: String, body: RequestBody?) = this

        fun build(): Request = throw UnsupportedOperationException()
    }
}

abstract class RequestBody {
    companion object {
        fun ByteArray.toRequestBody(): RequestBody = throw UnsupportedOperationException()
    }
}

class Headers {
    fun names(): Set<String> = emptySet()

    fun values(name: String): List<String> = emptyList()
}

abstract class ResponseBody {
    abstract fun byteStream(): InputStream
}

class Response(val code: Int, val headers: Headers, val body: ResponseBody?) : Closeable {
    override fun close() {}
}
