package tests

import dovetail.client.AccountsRegisterInput
import dovetail.client.ApiClient
import dovetail.runtime.AppSession
import dovetail.runtime.CallException
import dovetail.runtime.CallOptions
import dovetail.runtime.Caller
import dovetail.runtime.ClientOptions
import dovetail.runtime.Codecs
import dovetail.runtime.HttpRequest
import dovetail.runtime.HttpResponse
import dovetail.runtime.Json
import dovetail.runtime.LiveMessage
import dovetail.runtime.ObjectReader
import dovetail.runtime.ObjectWriter
import dovetail.runtime.TokenStore
import dovetail.runtime.Tokens
import dovetail.runtime.Transport
import dovetail.runtime.UrlConnectionTransport
import dovetail.runtime.print
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch

private class MemoryStore : TokenStore {
    private var text: String? = null

    override suspend fun read() = text

    override suspend fun write(text: String?) {
        this.text = text
    }
}

/** An app on a device, signed in. */
private class Device(url: String) {
    val session = AppSession(MemoryStore())
    var signInsNeeded = 0
    val client = ApiClient(ClientOptions(url, session, onSignInNeeded = { signInsNeeded++ }))
}

private lateinit var device: Device

internal suspend fun openSession(order: ObjectReader): Json {
    val url = order.get("url", Codecs.text)
    val token = order.get("token", Codecs.text)
    val tokens = ApiClient(ClientOptions(url, token = { token })).sessions.openApp()
    device = Device(url)
    device.session.keep(Tokens(tokens.accessToken, tokens.refreshToken, tokens.expiresInSeconds.toDouble()))
    return Json.Null
}

internal suspend fun callTogether(order: ObjectReader): Json = coroutineScope {
    val calls = List(order.get("count", Codecs.integer).toInt()) { async { device.client.accounts.current().username } }
    Json.Items(calls.awaitAll().map(Json::Text))
}

internal suspend fun callAlone(): Json {
    val code = try {
        device.client.accounts.current().username
    } catch (error: CallException) {
        error.code
    }
    return ObjectWriter()
        .put("code", Codecs.text, code)
        .put("isKept", Codecs.boolean, device.session.isKept())
        .put("signInsNeeded", Codecs.integer, device.signInsNeeded.toLong())
        .json()
}

/** A mutation that takes an idempotency key, or one that takes none. */
internal suspend fun write(order: ObjectReader): Json {
    val client = ApiClient(ClientOptions(order.get("url", Codecs.text)))
    return try {
        if (order.get("isKeyed", Codecs.boolean)) client.sessions.logout()
        else client.accounts.register(AccountsRegisterInput("ada", "ada@example.com", "tail and pin"))
        Json.Text("done")
    } catch (error: CallException) {
        Json.Text(error.code)
    }
}

internal suspend fun deadline(order: ObjectReader): Json =
    try {
        ApiClient(ClientOptions(order.get("url", Codecs.text))).tags.list(options = CallOptions(timeoutMs = 300))
        Json.Text("answered")
    } catch (error: CallException) {
        Json.Text(error.code)
    }

/** Tells when a request is about to be sent. */
private class Watched(private val inner: Transport) : Transport by inner {
    val sent = CompletableDeferred<Unit>()

    override suspend fun send(request: HttpRequest): HttpResponse {
        sent.complete(Unit)
        return inner.send(request)
    }
}

internal suspend fun cancel(order: ObjectReader): Json = coroutineScope {
    val transport = Watched(UrlConnectionTransport())
    val client = ApiClient(ClientOptions(order.get("url", Codecs.text), transport = transport))
    val call = launch { client.tags.list() }
    transport.sent.await()
    kotlinx.coroutines.delay(100)
    call.cancelAndJoin()
    Json.Text(if (call.isCancelled) "cancelled" else "answered")
}

/** The messages of a stream, as far as asked for, with their ids; or the code it fails with. */
internal suspend fun stream(order: ObjectReader): Json {
    val caller = Caller(ClientOptions(order.get("url", Codecs.text)))
    val messages = caller.live("things.changes", Json.Fields(), order.optional("after", Codecs.text), Codecs.json)
    return try {
        val told = messages.take(order.get("count", Codecs.integer).toInt()).toList().map {
            when (it) {
                is LiveMessage.Value -> "${it.id} ${it.value.print()}"
                is LiveMessage.Reset -> "${it.id} reset"
            }
        }
        Json.Items(told.map(Json::Text))
    } catch (error: CallException) {
        Json.Text(error.code)
    }
}
