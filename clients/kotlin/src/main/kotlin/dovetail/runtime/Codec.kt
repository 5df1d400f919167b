package dovetail.runtime

import java.math.BigDecimal
import java.time.Instant
import java.time.OffsetDateTime
import java.time.format.DateTimeParseException

/** Reads and writes a type as JSON. */
interface Codec<T> {
    fun encode(value: T): Json

    /** @throws MalformedJson when the JSON does not fit the type. */
    fun decode(json: Json): T
}

/** A field that may be left out and may be null, which mean different things. */
sealed interface Field<out T> {
    /** Left out: in an update, the value stays as it is. */
    data object Absent : Field<Nothing>

    /** Present, and null. */
    data object Null : Field<Nothing>

    data class Present<T>(val value: T) : Field<T>

    /** The value, or null if it is null or left out. */
    val valueOrNull: T? get() = (this as? Present)?.value

    companion object {
        /** A present value, or null. */
        fun <T : Any> of(value: T?): Field<T> = if (value == null) Null else Present(value)
    }
}

/** A value of a set that may grow: each set is a sealed class whose `Unknown` holds what this version does not know. */
abstract class OpenEnum<V : Any>(val value: V) {
    override fun equals(other: Any?): Boolean = other is OpenEnum<*> && other.value == value

    override fun hashCode(): Int = value.hashCode()

    override fun toString(): String = value.toString()
}

private fun <T> codec(write: (T) -> Json, read: (Json) -> T): Codec<T> =
    object : Codec<T> {
        override fun encode(value: T): Json = write(value)

        override fun decode(json: Json): T = read(json)
    }

private fun <T : Any> simple(name: String, write: (T) -> Json, read: (Json) -> T?): Codec<T> =
    codec(write) { read(it) ?: throw MalformedJson("expected $name") }

/** Reads a moment with any fraction of seconds and any offset. */
private fun instantOf(text: String): Instant? =
    try {
        OffsetDateTime.parse(text).toInstant()
    } catch (_: DateTimeParseException) {
        null
    }

private fun finite(value: Double): String {
    require(value.isFinite()) { "JSON has no $value" }
    return value.toString()
}

/** A whole number, also one that is written with a fraction of zero. */
private fun wholeOf(text: String): Long? =
    text.toLongOrNull() ?: if (text.length > 40) null else runCatching { BigDecimal(text).longValueExact() }.getOrNull()

/** Codecs of simple types. */
object Codecs {
    val text: Codec<String> = simple("text", Json::Text) { (it as? Json.Text)?.value }
    val integer: Codec<Long> =
        simple("a whole number", { Json.Number(it.toString()) }) { (it as? Json.Number)?.let { n -> wholeOf(n.text) } }
    val number: Codec<Double> =
        simple("a number", { Json.Number(finite(it)) }) { (it as? Json.Number)?.text?.toDouble() }
    val boolean: Codec<Boolean> = simple("true or false", Json::Bool) { (it as? Json.Bool)?.value }
    val time: Codec<Instant> =
        simple("a time", { Json.Text(it.toString()) }) { (it as? Json.Text)?.let { t -> instantOf(t.value) } }
    val nothing: Codec<Unit> = simple("null", { Json.Null }) { if (it == Json.Null) Unit else null }
    val json: Codec<Json> = codec({ it }) { it }

    /** Decodes JSON if it fits; null otherwise. */
    fun <T : Any> attempt(codec: Codec<T>, json: Json): T? =
        try {
            codec.decode(json)
        } catch (_: MalformedJson) {
            null
        }
}

fun <T> Codec<T>.list(): Codec<List<T>> =
    codec({ items -> Json.Items(items.map(::encode)) }) { json ->
        itemsOf(json).mapIndexed { index, each -> within("$index") { decode(each) } }
    }

fun <T> Codec<T>.map(): Codec<Map<String, T>> =
    codec({ fields -> Json.Fields(fields.mapValues { encode(it.value) }) }) { json ->
        fieldsOf(json).mapValues { (name, each) -> within(name) { decode(each) } }
    }

fun <T : Any> Codec<T>.nullable(): Codec<T?> =
    codec({ if (it == null) Json.Null else encode(it) }) { if (it == Json.Null) null else decode(it) }

private fun itemsOf(json: Json): List<Json> = ((json as? Json.Items) ?: throw MalformedJson("expected a list")).items

private fun fieldsOf(json: Json): Map<String, Json> =
    ((json as? Json.Fields) ?: throw MalformedJson("expected an object")).fields

private inline fun <T> within(step: String, decode: () -> T): T =
    try {
        decode()
    } catch (error: MalformedJson) {
        throw MalformedJson("$step: ${error.message}")
    }

/** The text of a field that tells the cases of a union apart; for other constants their JSON. */
fun Json.tag(name: String): String? =
    when (val tag = (this as? Json.Fields)?.fields?.get(name)) {
        null -> null
        is Json.Text -> tag.value
        else -> tag.print()
    }

/** Reads the fields of an object; unknown ones are passed over. */
class ObjectReader(json: Json) {
    private val fields = fieldsOf(json)

    fun <T> get(name: String, codec: Codec<T>): T =
        within(name) { codec.decode(fields[name] ?: throw MalformedJson("is missing")) }

    /** A field that may be left out. */
    fun <T : Any> optional(name: String, codec: Codec<T>): T? = fields[name]?.let { within(name) { codec.decode(it) } }

    /** A field that may be left out and may be null. */
    fun <T : Any> field(name: String, codec: Codec<T>): Field<T> =
        when (val json = fields[name]) {
            null -> Field.Absent
            Json.Null -> Field.Null
            else -> Field.Present(within(name) { codec.decode(json) })
        }

    /** All other fields. */
    fun <T> others(known: Set<String>, codec: Codec<T>): Map<String, T> =
        (fields - known).mapValues { (name, json) -> within(name) { codec.decode(json) } }
}

/** Writes the fields of an object. */
class ObjectWriter {
    private val fields = linkedMapOf<String, Json>()

    fun <T> put(name: String, codec: Codec<T>, value: T) = apply { fields[name] = codec.encode(value) }

    fun <T : Any> optional(name: String, codec: Codec<T>, value: T?) = apply { if (value != null) put(name, codec, value) }

    fun <T : Any> field(name: String, codec: Codec<T>, value: Field<T>) = apply {
        when (value) {
            Field.Absent -> {}
            Field.Null -> fields[name] = Json.Null
            is Field.Present -> put(name, codec, value.value)
        }
    }

    fun <T> others(codec: Codec<T>, values: Map<String, T>) = apply {
        for ((name, value) in values) if (name !in fields) put(name, codec, value)
    }

    fun json(): Json = Json.Fields(fields)
}

/** A tuple: at its end, items that are left out are none; before others they are null. */
fun tuple(needed: Int, items: List<Json?>, rest: List<Json> = emptyList()): Json {
    val length = if (rest.isEmpty()) maxOf(needed, items.indexOfLast { it != null } + 1) else items.size
    return Json.Items(items.take(length).map { it ?: Json.Null } + rest)
}

/** The items of a tuple. */
class TupleReader(json: Json) {
    private val items = itemsOf(json)

    fun <T> get(index: Int, codec: Codec<T>): T =
        within("$index") { codec.decode(items.getOrNull(index) ?: throw MalformedJson("is missing")) }

    fun <T> optional(index: Int, codec: Codec<T>): T? = items.getOrNull(index)?.let { within("$index") { codec.decode(it) } }

    fun <T> rest(from: Int, codec: Codec<T>): List<T> = codec.list().decode(Json.Items(items.drop(from)))
}
