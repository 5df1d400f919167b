package dovetail.runtime

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.async
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock

/** Where the app keeps a session: one text, best in the device's secure storage. */
interface TokenStore {
    /** The stored text; null if there is none. */
    suspend fun read(): String?

    /** Stores the text; null deletes it. */
    suspend fun write(text: String?)
}

/** Tokens of an app: the output of `sessions.openApp`, `sessions.refresh` or the token endpoint. */
data class Tokens(val accessToken: String, val refreshToken: String, val expiresInSeconds: Double)

internal typealias Refresh = suspend (refreshToken: String) -> Tokens?

/**
 * An app's session on this device, shared by all clients that use it. A refresh token is valid for one use: all waiting
 * calls share one refresh, and new tokens are stored before they are used.
 */
class AppSession(private val store: TokenStore) {
    private class Kept(val accessToken: String, val refreshToken: String, val endsAtMs: Long)

    private val mutex = Mutex()

    // A refresh outlives the call that began it: were it cancelled half-way, the new tokens would be lost.
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)
    private var refreshing: Deferred<String?>? = null

    /** Stores the tokens of a sign-in. */
    suspend fun keep(tokens: Tokens) {
        val endsAtMs = System.currentTimeMillis() + (tokens.expiresInSeconds * 1000).toLong()
        val fields = mapOf(
            "accessToken" to Json.Text(tokens.accessToken),
            "refreshToken" to Json.Text(tokens.refreshToken),
            "endsAtMs" to Json.Number(endsAtMs.toString()),
        )
        store.write(Json.Fields(fields).print())
    }

    /** Deletes the tokens; call `sessions.logout` first to end the session at the service. */
    suspend fun forget() = store.write(null)

    /** Whether this device has tokens. */
    suspend fun isKept(): Boolean = load() != null

    private suspend fun load(): Kept? {
        val fields = runCatching { ObjectReader(Json.parse(store.read() ?: return null)) }.getOrNull() ?: return null
        return try {
            Kept(
                fields.get("accessToken", Codecs.text),
                fields.get("refreshToken", Codecs.text),
                fields.get("endsAtMs", Codecs.integer),
            )
        } catch (_: MalformedJson) {
            null
        }
    }

    /** The access token, refreshed shortly before it expires; null without a session. */
    internal suspend fun accessToken(refresh: Refresh): String? {
        val kept = load() ?: return null
        return if (System.currentTimeMillis() < kept.endsAtMs - MARGIN_MS) kept.accessToken
        else renew(kept.accessToken, refresh)
    }

    /** A token newer than the rejected one; null if the user must sign in again. */
    internal suspend fun renew(rejected: String, refresh: Refresh): String? {
        val running = mutex.withLock {
            val kept = load() ?: return null
            if (kept.accessToken != rejected) return kept.accessToken
            refreshing?.takeIf { it.isActive } ?: scope.async { exchange(kept, refresh) }.also { refreshing = it }
        }
        return running.await()
    }

    private suspend fun exchange(kept: Kept, refresh: Refresh): String? {
        val tokens = refresh(kept.refreshToken)
        val latest = load()
        // A sign-out or sign-in during the refresh takes precedence.
        if (latest?.refreshToken != kept.refreshToken) return latest?.accessToken
        if (tokens == null) forget() else keep(tokens)
        return tokens?.accessToken
    }

    private companion object {
        /** Tokens that expire within this time are refreshed first, so that a slow request does not outlive them. */
        const val MARGIN_MS = 30_000L
    }
}
