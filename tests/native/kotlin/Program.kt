package tests

import dovetail.client.ApiClient
import dovetail.runtime.CallException
import dovetail.runtime.CallOptions
import dovetail.runtime.ClientOptions
import dovetail.runtime.Codecs
import dovetail.runtime.Json
import dovetail.runtime.MalformedJson
import dovetail.runtime.ObjectReader
import dovetail.runtime.ObjectWriter
import dovetail.runtime.map
import dovetail.runtime.print
import kotlinx.coroutines.runBlocking

/** A call of a typed client, by JSON. */
class TypedCall(val send: suspend (client: ApiClient, input: Json, options: CallOptions) -> Json)

private fun told(error: CallException): Json = ObjectWriter()
    .put("type", Codecs.text, error.javaClass.name)
    .put("code", Codecs.text, error.code)
    .put("status", Codecs.integer, error.status.toLong())
    .put("message", Codecs.text, error.message.orEmpty())
    .put("errors", Codecs.json, Json.Fields(error.errors.mapValues { (_, list) -> Json.Items(list.map(Json::Text)) }))
    .put("issues", Codecs.json, Json.Items(error.issues.map { Json.Text("${it.path}: ${it.code}") }))
    .put("details", Codecs.json, error.failure.details)
    .json()

private suspend fun call(order: ObjectReader): Json {
    val client = ApiClient(
        ClientOptions(
            order.get("url", Codecs.text),
            headers = order.get("headers", Codecs.text.map()),
            retryMutations = false,
        ),
    )
    val name = order.get("name", Codecs.text)
    val typed = calls[name] ?: throw MalformedJson("no call $name")
    return try {
        val output = typed.send(client, order.get("input", Codecs.json), CallOptions())
        ObjectWriter().put("output", Codecs.json, output).json()
    } catch (error: CallException) {
        ObjectWriter().put("error", Codecs.json, told(error)).json()
    }
}

private suspend fun answer(order: ObjectReader): Json =
    when (val what = order.get("do", Codecs.text)) {
        "call" -> call(order)
        // Decodes JSON as a type, and encodes it again.
        "codec" -> {
            val type = order.get("type", Codecs.text)
            val codec = codecs[type] ?: throw MalformedJson("no type $type")
            ObjectWriter().put("json", Codecs.json, codec(order.get("json", Codecs.json))).json()
        }
        else -> {
            val scene = scenes[what] ?: throw MalformedJson("no scene $what")
            ObjectWriter().put("told", Codecs.json, scene(order)).json()
        }
    }

/** Answers orders on standard input, one JSON text a line. */
fun main() = runBlocking {
    while (true) {
        val line = readlnOrNull() ?: break
        val answer = try {
            answer(ObjectReader(Json.parse(line)))
        } catch (error: MalformedJson) {
            ObjectWriter().put("malformed", Codecs.text, error.message.orEmpty()).json()
        } catch (error: Throwable) {
            ObjectWriter().put("failed", Codecs.text, error.stackTraceToString()).json()
        }
        println(answer.print())
    }
}
