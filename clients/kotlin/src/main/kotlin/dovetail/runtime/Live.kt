package dovetail.runtime

import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow

/** What a subscription sends. */
sealed interface LiveMessage<out T> {
    /** To go on after this message, also after the app was restarted. */
    val id: String

    data class Value<T>(val value: T, override val id: String) : LiveMessage<T>

    /** Messages before this one may be missing: read anew what the app shows. */
    data class Reset(override val id: String) : LiveMessage<Nothing>
}

/** An event of a stream; without a message it moves the resume position. */
internal class LiveEvent<T>(val id: String?, val message: LiveMessage<T>?)

private class ServerEvent(val name: String, val data: String?, val id: String?)

/** Server-Sent Events by the HTML standard. */
private fun Flow<String>.serverEvents(): Flow<ServerEvent> = flow {
    var name = "message"
    var data: String? = null
    var id: String? = null
    collect { line ->
        val value = line.substringAfter(':', "").removePrefix(" ")
        when (line.substringBefore(':')) {
            "event" -> name = value
            "data" -> data = data?.let { "$it\n$value" } ?: value
            "id" -> id = value
        }
        if (line.isEmpty()) {
            if (data != null || id != null) emit(ServerEvent(name, data, id))
            name = "message"
            data = null
            id = null
        }
    }
}

/** Messages of a stream. An error that it tells ends it. */
internal fun <T> Flow<String>.liveEvents(procedure: String, codec: Codec<T>): Flow<LiveEvent<T>> = flow {
    serverEvents().collect { event ->
        val data = event.data.orEmpty()
        if (event.name == "serialized-error")
            outcomeOf(procedure, HttpResponse(0, emptyMap(), "{\"error\":$data}")).getOrThrow()
        val message = if (event.name == "message" && data != "") messageOf(Json.parse(data), event.id.orEmpty(), codec) else null
        emit(LiveEvent(event.id, message))
    }
}

private fun <T> messageOf(json: Json, id: String, codec: Codec<T>): LiveMessage<T> =
    if (json.tag("reset") == "true") LiveMessage.Reset(id) else LiveMessage.Value(codec.decode(json), id)
