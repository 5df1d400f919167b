import Foundation

/// A JSON value.
public enum Json: Codable, Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case number(Double)
    case text(String)
    case list([Json])
    case object([String: Json])

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
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
        case .integer(let value): try container.encode(value)
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
    /// A field that is always there and may be null.
    func decodeNullable<Value: Decodable>(_ type: Value.Type, forKey key: AnyKey) throws -> Value? {
        guard contains(key) else {
            throw DecodingError.keyNotFound(key, DecodingError.Context(codingPath: codingPath, debugDescription: "is missing"))
        }
        return try decodeIfPresent(type, forKey: key)
    }

    /// A field that may be left out and may be null.
    func decodeField<Value: Decodable>(_ type: Value.Type, forKey key: AnyKey) throws -> Field<Value> {
        guard contains(key) else { return .absent }
        guard let value = try decodeIfPresent(type, forKey: key) else { return .null }
        return .value(value)
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
    mutating func encodeNullable<Value: Encodable>(_ value: Value?, forKey key: AnyKey) throws {
        if let value {
            try encode(value, forKey: key)
        } else {
            try encodeNil(forKey: key)
        }
    }

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
    guard let container = try? decoder.container(keyedBy: AnyKey.self),
        let tag = try? container.decode(Json.self, forKey: AnyKey(stringValue: name))
    else { return "" }
    switch tag {
    case .text(let text): return text
    case .integer(let value): return String(value)
    case .number(let value): return String(value)
    case .boolean(let value): return String(value)
    default: return ""
    }
}

/// Times on the wire: UTC with any fraction of seconds, which Foundation's `.iso8601` refuses.
enum Moment {
    static func parse(_ text: String) -> Date? {
        guard let dot = text.firstIndex(of: ".") else { return try? Date.ISO8601FormatStyle().parse(text) }
        let rest = text[text.index(after: dot)...]
        let digits = rest.prefix(while: { $0.isASCII && $0.isNumber })
        let whole = String(text[..<dot]) + String(rest.dropFirst(digits.count))
        guard let fraction = Double("0." + String(digits)), let date = try? Date.ISO8601FormatStyle().parse(whole)
        else { return nil }
        return date.addingTimeInterval(fraction)
    }

    /// To the millisecond.
    static func print(_ date: Date) -> String {
        date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
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
