package dovetail.runtime

/** A JSON value. Numbers keep their text, so that no digit is lost. */
sealed interface Json {
    data object Null : Json

    data class Bool(val value: Boolean) : Json

    data class Number(val text: String) : Json

    data class Text(val value: String) : Json

    data class Items(val items: List<Json>) : Json

    data class Fields(val fields: Map<String, Json> = emptyMap()) : Json

    companion object {
        /** Parses JSON text (RFC 8259). @throws MalformedJson */
        fun parse(text: String): Json = JsonParser(text).parse()
    }
}

/** Text that is not JSON, or JSON that does not fit the type. */
class MalformedJson(message: String) : Exception(message)

/** Encodes a value as JSON text. */
fun Json.print(): String =
    when (this) {
        Json.Null -> "null"
        is Json.Bool -> value.toString()
        is Json.Number -> text
        is Json.Text -> quoted(value)
        is Json.Items -> items.joinToString(",", "[", "]") { it.print() }
        is Json.Fields -> fields.entries.joinToString(",", "{", "}") { "${quoted(it.key)}:${it.value.print()}" }
    }

private fun quoted(text: String): String = buildString(text.length + 2) {
    append('"')
    for ((index, char) in text.withIndex()) {
        val isLone = char.isSurrogate() && !isPaired(text, index)
        when {
            char == '"' || char == '\\' -> append('\\').append(char)
            char < ' ' || isLone -> append("\\u").append(char.code.toString(16).padStart(4, '0'))
            else -> append(char)
        }
    }
    append('"')
}

private fun isPaired(text: String, index: Int): Boolean =
    if (text[index].isHighSurrogate()) text.getOrNull(index + 1)?.isLowSurrogate() == true
    else text.getOrNull(index - 1)?.isHighSurrogate() == true

/** Nesting limit, so that no response exhausts the stack. */
private const val MAX_DEPTH = 200

private class JsonParser(private val text: String) {
    private var at = 0

    fun parse(): Json {
        val value = value(0)
        skipSpace()
        if (at < text.length) fail()
        return value
    }

    private fun fail(): Nothing = throw MalformedJson("not JSON at character $at")

    private fun skipSpace() {
        while (at < text.length && text[at] in " \t\r\n") at++
    }

    private fun peek(): Char = text.getOrNull(at) ?: fail()

    private fun expect(char: Char) {
        if (peek() != char) fail()
        at++
    }

    private fun value(depth: Int): Json {
        if (depth > MAX_DEPTH) throw MalformedJson("nested more than $MAX_DEPTH levels deep")
        skipSpace()
        return when (peek()) {
            '{' -> Json.Fields(fields(depth))
            '[' -> Json.Items(items(depth))
            '"' -> Json.Text(string())
            't' -> word("true", Json.Bool(true))
            'f' -> word("false", Json.Bool(false))
            'n' -> word("null", Json.Null)
            else -> number()
        }
    }

    private fun word(word: String, value: Json): Json {
        if (!text.startsWith(word, at)) fail()
        at += word.length
        return value
    }

    private fun number(): Json {
        val start = at
        while (at < text.length && text[at] in "+-.eE0123456789") at++
        val digits = text.substring(start, at)
        if (!NUMBER.matches(digits)) fail()
        return Json.Number(digits)
    }

    private fun string(): String {
        expect('"')
        val out = StringBuilder()
        while (true) {
            val char = peek()
            at++
            when {
                char == '"' -> return out.toString()
                char == '\\' -> out.append(escaped())
                char < ' ' -> fail()
                else -> out.append(char)
            }
        }
    }

    private fun escaped(): Char {
        val char = peek()
        at++
        if (char != 'u') return MEANT.getOrNull(ESCAPED.indexOf(char)) ?: fail()
        if (at + 4 > text.length) fail()
        at += 4
        return (text.substring(at - 4, at).toIntOrNull(16) ?: fail()).toChar()
    }

    private fun items(depth: Int): List<Json> {
        val items = mutableListOf<Json>()
        list(']') { items.add(value(depth + 1)) }
        return items
    }

    private fun fields(depth: Int): Map<String, Json> {
        val fields = linkedMapOf<String, Json>()
        list('}') {
            skipSpace()
            val name = string()
            skipSpace()
            expect(':')
            fields[name] = value(depth + 1)
        }
        return fields
    }

    private inline fun list(end: Char, item: () -> Unit) {
        at++
        skipSpace()
        if (peek() == end) {
            at++
            return
        }
        while (true) {
            item()
            skipSpace()
            val char = peek()
            at++
            if (char == end) return
            if (char != ',') fail()
        }
    }

    private companion object {
        const val ESCAPED = "\"\\/bfnrt"
        const val MEANT = "\"\\/\b\u000c\n\r\t"
        val NUMBER = Regex("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")
    }
}
