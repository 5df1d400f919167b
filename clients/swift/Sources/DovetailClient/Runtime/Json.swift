import Foundation

/// A JSON value.
public enum Json: Codable, Hashable, Sendable {
    case null
    case boolean(Bool)
    case number(Double)
    case text(String)
    case list([Json])
    case object([String: Json])

    /// A field of an object; nil for another value, or without the field.
    public subscript(name: String) -> Json? {
        if case .object(let fields) = self { return fields[name] }
        return nil
    }

    /// The value as a type; nil if it does not fit.
    public func decoded<Value: Decodable>(as type: Value.Type = Value.self) -> Value? {
        (try? makeEncoder().encode(self)).flatMap { try? makeDecoder().decode(type, from: $0) }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([Json].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: Json].self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .boolean(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .list(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}

/// A field that may be left out and may be null, which mean different things.
public enum Field<Value> {
    /// Left out: in an update, the value stays as it is.
    case absent
    /// Present, and null.
    case null
    case value(Value)

    /// The value; nil if it is null or left out.
    public var valueOrNil: Value? {
        if case .value(let value) = self { return value }
        return nil
    }
}

extension Field: Sendable where Value: Sendable {}
extension Field: Equatable where Value: Equatable {}
extension Field: Hashable where Value: Hashable {}

/// Breaks the size of a type that contains itself.
public indirect enum Indirect<Value: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
    case of(Value)

    public init(_ value: Value) {
        self = .of(value)
    }

    public var value: Value {
        switch self {
        case .of(let value): return value
        }
    }

    public init(from decoder: any Decoder) throws {
        self = .of(try Value(from: decoder))
    }

    public func encode(to encoder: any Encoder) throws {
        try value.encode(to: encoder)
    }
}

/// A field's name on the wire.
public struct AnyKey: CodingKey, ExpressibleByStringLiteral {
    public let stringValue: String
    public var intValue: Int? { nil }

    public init(stringValue: String) {
        self.stringValue = stringValue
    }

    public init?(intValue: Int) {
        return nil
    }

    public init(stringLiteral value: String) {
        self.stringValue = value
    }
}

extension KeyedDecodingContainer where Key == AnyKey {
    /// A field that may be left out and may be null.
    func decodeField<Value: Decodable>(_ type: Value.Type, forKey key: AnyKey) throws -> Field<Value> {
        guard contains(key) else { return .absent }
        return try decode(Value?.self, forKey: key).map(Field.value) ?? .null
    }

    /// A field that may be left out, and whose value may itself be null.
    func decodePresent<Value: Decodable>(_ type: Value.Type, forKey key: AnyKey) throws -> Value? {
        contains(key) ? try decode(type, forKey: key) : nil
    }

    /// All other fields.
    func decodeOthers<Value: Decodable>(_ type: Value.Type, known: Set<String>) throws -> [String: Value] {
        var others: [String: Value] = [:]
        for key in allKeys where !known.contains(key.stringValue) {
            others[key.stringValue] = try decode(type, forKey: key)
        }
        return others
    }
}

extension KeyedEncodingContainer where Key == AnyKey {
    mutating func encodeField<Value: Encodable>(_ field: Field<Value>, forKey key: AnyKey) throws {
        switch field {
        case .absent: break
        case .null: try encodeNil(forKey: key)
        case .value(let value): try encode(value, forKey: key)
        }
    }

    mutating func encodeOthers<Value: Encodable>(_ others: [String: Value], known: Set<String>) throws {
        for (name, value) in others where !known.contains(name) {
            try encode(value, forKey: AnyKey(stringValue: name))
        }
    }
}

/// The text of a field that tells the cases of a union apart; for other constants their JSON, and nothing if there is none.
func tag(of decoder: any Decoder, _ name: String) -> String {
    let container = try? decoder.container(keyedBy: AnyKey.self)
    guard let tag = try? container?.decode(Json.self, forKey: AnyKey(stringValue: name)) else { return "" }
    if case .text(let text) = tag { return text }
    return String(decoding: (try? makeEncoder().encode(tag)) ?? Data(), as: UTF8.self)
}

/// Times on the wire: UTC with any fraction of seconds, which Foundation's `.iso8601` refuses.
enum Moment {
    static func parse(_ text: String) -> Date? {
        guard let dot = text.firstIndex(of: ".") else { return try? Date.ISO8601FormatStyle().parse(text) }
        let digits = text[text.index(after: dot)...].prefix(while: { $0.isASCII && $0.isNumber })
        guard let fraction = Double("0." + digits) else { return nil }
        return parse(String(text[..<dot] + text[digits.endIndex...]))?.addingTimeInterval(fraction)
    }

    /// To the millisecond, or to the microsecond if it has any.
    static func print(_ date: Date) -> String {
        let microseconds = Int64((date.timeIntervalSince1970 * 1_000_000).rounded())
        let fraction = (microseconds % 1_000_000 + 1_000_000) % 1_000_000
        let whole = Date(timeIntervalSince1970: Double((microseconds - fraction) / 1_000_000))
        let digits = String(1_000_000 + fraction).dropFirst()
        let shown = digits.hasSuffix("000") ? digits.dropLast(3) : digits
        return whole.formatted(Date.ISO8601FormatStyle()).dropLast() + "." + shown + "Z"
    }
}

func makeEncoder() -> JSONEncoder {
    let encoder = JSONEncoder()
    // Equal inputs give equal addresses, by which caches keep responses.
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .custom { date, encoder in
        var container = encoder.singleValueContainer()
        try container.encode(Moment.print(date))
    }
    return encoder
}

func makeDecoder() -> JSONDecoder {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .custom { decoder in
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let date = Moment.parse(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected a time")
        }
        return date
    }
    return decoder
}
