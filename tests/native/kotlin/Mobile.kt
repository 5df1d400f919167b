package tests

import dovetail.client.ApiClient
import dovetail.client.ArticlesPublishInput
import dovetail.runtime.AppSession
import dovetail.runtime.ClientOptions
import dovetail.runtime.Codecs
import dovetail.runtime.Json
import dovetail.runtime.ObjectReader
import java.io.ByteArrayOutputStream
import java.io.File
import java.io.PrintStream
import java.net.ServerSocket
import kotlin.concurrent.thread
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeoutOrNull
import reader.Drafts
import reader.FileStore
import reader.Live
import reader.SignIn

// Runs the Kotlin of docs/MOBILE.md.

private fun temporary() = File.createTempFile("dovetail", null).also {
    it.delete()
    it.deleteOnExit()
}

private val session = AppSession(FileStore(temporary()))
private lateinit var client: ApiClient
private lateinit var signIn: SignIn

internal suspend fun mobileSignIn(order: ObjectReader): Json {
    val texts = listOf("issuer", "clientId", "redirectUri").map { order.get(it, Codecs.text) }
    client = ApiClient(ClientOptions(order.get("url", Codecs.text), session))
    signIn = SignIn(client, session, texts[0], texts[1], texts[2])
    return Json.Text(signIn.url)
}

internal suspend fun mobileFinish(order: ObjectReader): Json =
    if (signIn.finish(order.get("link", Codecs.text))) Json.Text(client.accounts.current().username) else Json.Null

/** A port at which nothing listens. */
private fun nowhere() = ServerSocket(0).use { "http://127.0.0.1:${it.localPort}" }

internal suspend fun mobileDrafts(order: ObjectReader): Json {
    val file = temporary()
    val article = ArticlesPublishInput("While offline", "d", "b")
    val offline = ApiClient(ClientOptions(nowhere(), session))
    if (Drafts(offline, file).publish(article) != null) throw AssertionError("published without a network")
    val kept = file.readText()
    val first = Drafts(client, file).flush()
    // As if the response had been lost: the app sends it once more.
    file.writeText(kept)
    val second = Drafts(client, file).flush()
    return Json.Items(listOf(first, second).map { Json.Text(it?.slug.orEmpty().replace('-', ' ')) })
}

internal fun mobileList(url: String): Json {
    val out = ByteArrayOutputStream()
    val usual = System.out
    System.setOut(PrintStream(out, true))
    try {
        // A thread of its own: the program blocks its thread by runBlocking.
        thread { reader.main(arrayOf(url)) }.join()
    } finally {
        System.setOut(usual)
    }
    return Json.Text(out.toString("UTF-8"))
}

/** The title of the first change after the app was away. */
internal suspend fun mobileFollow(): Json {
    val live = Live(client, temporary())
    val first = follow(live) { seen ->
        // A stream begins when it is open: tell of something until it tells of it.
        repeat(100) { attempt ->
            if (!seen.isCompleted) client.articles.publish(ArticlesPublishInput("Heard $attempt", "d", "b"))
            withTimeoutOrNull(100) { seen.await() }
        }
    }
    if (!first.startsWith("Heard")) throw AssertionError("heard of $first")
    client.articles.publish(ArticlesPublishInput("While away", "d", "b"))
    var last = first
    while (last.startsWith("Heard")) last = follow(live) {}
    return Json.Text(last)
}

/** Follows until the first change, and keeps its place. */
private suspend fun follow(live: Live, meanwhile: suspend (CompletableDeferred<String>) -> Unit): String = coroutineScope {
    val seen = CompletableDeferred<String>()
    val following = launch {
        live.follow({ throw AssertionError("a gap") }) { seen.complete(it.title.orEmpty()) }
    }
    meanwhile(seen)
    val title = seen.await()
    following.cancelAndJoin()
    title
}
