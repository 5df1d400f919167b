// Generated from the contracts in shared/ by `npm run generate`; never edited by hand.
import Foundation

/// Input of `things.put`.
public struct ThingsPutInput: Codable, Hashable, Sendable {
    public var problem: ApiError
    public var label: Tag
    public var listed: ApiList
    public var pair: ThingsPutInputPair
    public var line: ThingsPutInputLine
    public var noPlace: [Json]
    public var onlyRest: [Int64]
    public var loose: ThingsPutInputLoose
    public var caught: ThingsPutInputCaught
    public var tree: Tree
    public var chain: Chain
    public var expression: ApiExpression
    public var shape: ThingsPutInputShape
    public var nested: ThingsPutInputNested?
    public var shapes: [ThingsPutInputShapesItem?]
    public var byNumber: ThingsPutInputByNumber
    public var either: ThingsPutInputEither?
    public var similar: ThingsPutInputSimilar
    public var partly: ThingsPutInputPartly
    public var known: ThingsPutInputKnown
    public var mixed: Json
    public var json: ThingsPutInputJson?
    public var anything: Json
    public var prices: [String: String]
    public var levels: [String: Int64]
    public var both: ThingsPutInputBoth
    public var level: ThingsPutInputLevel
    public var share: ThingsPutInputShare
    public var odd: ThingsPutInputOdd?
    public var maybe: ThingsPutInputMaybe?
    public var flag: Bool
    public var big: String
    public var day: String
    public var moment: Date
    public var exact: String
    public var local: String
    public var nullable: String?
    public var optional: String?
    public var note: Field<String>
    public var counts: Field<[Int64?]>
    public var made: String?
    private var _size: Int64?
    /// Items.
    /// Left out, it is 20.
    @available(*, deprecated, message: "The contract deprecates this field.")
    public var size: Int64? {
        get { _size }
        set { _size = newValue }
    }
    public var matrix: [[Double]]
    public var empty: ThingsPutInputEmpty
    public var inner: ThingsPutInputInner

    public init(
        problem: ApiError,
        label: Tag,
        listed: ApiList,
        pair: ThingsPutInputPair,
        line: ThingsPutInputLine,
        noPlace: [Json],
        onlyRest: [Int64],
        loose: ThingsPutInputLoose,
        caught: ThingsPutInputCaught,
        tree: Tree,
        chain: Chain,
        expression: ApiExpression,
        shape: ThingsPutInputShape,
        nested: ThingsPutInputNested?,
        shapes: [ThingsPutInputShapesItem?],
        byNumber: ThingsPutInputByNumber,
        either: ThingsPutInputEither?,
        similar: ThingsPutInputSimilar,
        partly: ThingsPutInputPartly,
        known: ThingsPutInputKnown,
        mixed: Json,
        json: ThingsPutInputJson?,
        anything: Json,
        prices: [String: String],
        levels: [String: Int64],
        both: ThingsPutInputBoth,
        level: ThingsPutInputLevel,
        share: ThingsPutInputShare,
        odd: ThingsPutInputOdd?,
        maybe: ThingsPutInputMaybe? = nil,
        flag: Bool,
        big: String,
        day: String,
        moment: Date,
        exact: String,
        local: String,
        nullable: String?,
        optional: String? = nil,
        note: Field<String> = .absent,
        counts: Field<[Int64?]> = .absent,
        made: String? = nil,
        size: Int64? = nil,
        matrix: [[Double]],
        empty: ThingsPutInputEmpty,
        inner: ThingsPutInputInner
    ) {
        self.problem = problem
        self.label = label
        self.listed = listed
        self.pair = pair
        self.line = line
        self.noPlace = noPlace
        self.onlyRest = onlyRest
        self.loose = loose
        self.caught = caught
        self.tree = tree
        self.chain = chain
        self.expression = expression
        self.shape = shape
        self.nested = nested
        self.shapes = shapes
        self.byNumber = byNumber
        self.either = either
        self.similar = similar
        self.partly = partly
        self.known = known
        self.mixed = mixed
        self.json = json
        self.anything = anything
        self.prices = prices
        self.levels = levels
        self.both = both
        self.level = level
        self.share = share
        self.odd = odd
        self.maybe = maybe
        self.flag = flag
        self.big = big
        self.day = day
        self.moment = moment
        self.exact = exact
        self.local = local
        self.nullable = nullable
        self.optional = optional
        self.note = note
        self.counts = counts
        self.made = made
        self._size = size
        self.matrix = matrix
        self.empty = empty
        self.inner = inner
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.problem = try container.decode(ApiError.self, forKey: "problem")
        self.label = try container.decode(Tag.self, forKey: "label")
        self.listed = try container.decode(ApiList.self, forKey: "listed")
        self.pair = try container.decode(ThingsPutInputPair.self, forKey: "pair")
        self.line = try container.decode(ThingsPutInputLine.self, forKey: "line")
        self.noPlace = try container.decode([Json].self, forKey: "noPlace")
        self.onlyRest = try container.decode([Int64].self, forKey: "onlyRest")
        self.loose = try container.decode(ThingsPutInputLoose.self, forKey: "loose")
        self.caught = try container.decode(ThingsPutInputCaught.self, forKey: "caught")
        self.tree = try container.decode(Tree.self, forKey: "tree")
        self.chain = try container.decode(Chain.self, forKey: "chain")
        self.expression = try container.decode(ApiExpression.self, forKey: "expression")
        self.shape = try container.decode(ThingsPutInputShape.self, forKey: "shape")
        self.nested = try container.decode(ThingsPutInputNested?.self, forKey: "nested")
        self.shapes = try container.decode([ThingsPutInputShapesItem?].self, forKey: "shapes")
        self.byNumber = try container.decode(ThingsPutInputByNumber.self, forKey: "byNumber")
        self.either = try container.decode(ThingsPutInputEither?.self, forKey: "either")
        self.similar = try container.decode(ThingsPutInputSimilar.self, forKey: "similar")
        self.partly = try container.decode(ThingsPutInputPartly.self, forKey: "partly")
        self.known = try container.decode(ThingsPutInputKnown.self, forKey: "known")
        self.mixed = try container.decode(Json.self, forKey: "mixed")
        self.json = try container.decode(ThingsPutInputJson?.self, forKey: "json")
        self.anything = try container.decode(Json.self, forKey: "anything")
        self.prices = try container.decode([String: String].self, forKey: "prices")
        self.levels = try container.decode([String: Int64].self, forKey: "levels")
        self.both = try container.decode(ThingsPutInputBoth.self, forKey: "both")
        self.level = try container.decode(ThingsPutInputLevel.self, forKey: "level")
        self.share = try container.decode(ThingsPutInputShare.self, forKey: "share")
        self.odd = try container.decode(ThingsPutInputOdd?.self, forKey: "odd")
        self.maybe = try container.decodeIfPresent(ThingsPutInputMaybe.self, forKey: "maybe")
        self.flag = try container.decode(Bool.self, forKey: "flag")
        self.big = try container.decode(String.self, forKey: "big")
        self.day = try container.decode(String.self, forKey: "day")
        self.moment = try container.decode(Date.self, forKey: "moment")
        self.exact = try container.decode(String.self, forKey: "exact")
        self.local = try container.decode(String.self, forKey: "local")
        self.nullable = try container.decode(String?.self, forKey: "nullable")
        self.optional = try container.decodeIfPresent(String.self, forKey: "optional")
        self.note = try container.decodeField(String.self, forKey: "note")
        self.counts = try container.decodeField([Int64?].self, forKey: "counts")
        self.made = try container.decodeIfPresent(String.self, forKey: "made")
        self._size = try container.decodeIfPresent(Int64.self, forKey: "size")
        self.matrix = try container.decode([[Double]].self, forKey: "matrix")
        self.empty = try container.decode(ThingsPutInputEmpty.self, forKey: "empty")
        self.inner = try container.decode(ThingsPutInputInner.self, forKey: "inner")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.problem, forKey: "problem")
        try container.encode(self.label, forKey: "label")
        try container.encode(self.listed, forKey: "listed")
        try container.encode(self.pair, forKey: "pair")
        try container.encode(self.line, forKey: "line")
        try container.encode(self.noPlace, forKey: "noPlace")
        try container.encode(self.onlyRest, forKey: "onlyRest")
        try container.encode(self.loose, forKey: "loose")
        try container.encode(self.caught, forKey: "caught")
        try container.encode(self.tree, forKey: "tree")
        try container.encode(self.chain, forKey: "chain")
        try container.encode(self.expression, forKey: "expression")
        try container.encode(self.shape, forKey: "shape")
        try container.encode(self.nested, forKey: "nested")
        try container.encode(self.shapes, forKey: "shapes")
        try container.encode(self.byNumber, forKey: "byNumber")
        try container.encode(self.either, forKey: "either")
        try container.encode(self.similar, forKey: "similar")
        try container.encode(self.partly, forKey: "partly")
        try container.encode(self.known, forKey: "known")
        try container.encode(self.mixed, forKey: "mixed")
        try container.encode(self.json, forKey: "json")
        try container.encode(self.anything, forKey: "anything")
        try container.encode(self.prices, forKey: "prices")
        try container.encode(self.levels, forKey: "levels")
        try container.encode(self.both, forKey: "both")
        try container.encode(self.level, forKey: "level")
        try container.encode(self.share, forKey: "share")
        try container.encode(self.odd, forKey: "odd")
        try container.encode(true, forKey: "yes")
        try container.encodeIfPresent(self.maybe, forKey: "maybe")
        try container.encode(Json.null, forKey: "nil")
        try container.encode(self.flag, forKey: "flag")
        try container.encode(self.big, forKey: "big")
        try container.encode(self.day, forKey: "day")
        try container.encode(self.moment, forKey: "moment")
        try container.encode(self.exact, forKey: "exact")
        try container.encode(self.local, forKey: "local")
        try container.encode(self.nullable, forKey: "nullable")
        try container.encodeIfPresent(self.optional, forKey: "optional")
        try container.encodeField(self.note, forKey: "note")
        try container.encodeField(self.counts, forKey: "counts")
        try container.encodeIfPresent(self.made, forKey: "made")
        try container.encodeIfPresent(self._size, forKey: "size")
        try container.encode(self.matrix, forKey: "matrix")
        try container.encode(self.empty, forKey: "empty")
        try container.encode(self.inner, forKey: "inner")
    }
}

public struct ApiError: Codable, Hashable, Sendable {
    public var code: String
    public var result: String?

    public init(
        code: String,
        result: String?
    ) {
        self.code = code
        self.result = result
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.code = try container.decode(String.self, forKey: "code")
        self.result = try container.decode(String?.self, forKey: "result")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.code, forKey: "code")
        try container.encode(self.result, forKey: "result")
    }
}

/// A tag. */ /* $x
public struct Tag: Codable, Hashable, Sendable {
    public var string: String
    public var typeValue: String

    public init(
        string: String,
        typeValue: String
    ) {
        self.string = string
        self.typeValue = typeValue
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.string = try container.decode(String.self, forKey: "string")
        self.typeValue = try container.decode(String.self, forKey: "type")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.string, forKey: "string")
        try container.encode(self.typeValue, forKey: "type")
    }
}

public struct ApiList: Codable, Hashable, Sendable {
    public var list: [String]
    public var map: [String: Int64]

    public init(
        list: [String],
        map: [String: Int64]
    ) {
        self.list = list
        self.map = map
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.list = try container.decode([String].self, forKey: "list")
        self.map = try container.decode([String: Int64].self, forKey: "map")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.list, forKey: "list")
        try container.encode(self.map, forKey: "map")
    }
}

/// A list of fixed length.
public struct ThingsPutInputPair: Codable, Hashable, Sendable {
    public var item1: String
    public var item2: Int64?

    public init(
        item1: String,
        item2: Int64? = nil
    ) {
        self.item1 = item1
        self.item2 = item2
    }

    public init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        self.item1 = try container.decode(String.self)
        self.item2 = container.isAtEnd ? nil : try container.decodeIfPresent(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        try container.encode(self.item1)
        if let item = self.item2 { try container.encode(item) }
    }
}

/// A list of fixed length.
public struct ThingsPutInputLine: Codable, Hashable, Sendable {
    public var item1: String
    public var item2: String?
    /// Further items.
    public var rest: [Int64]

    public init(
        item1: String,
        item2: String?,
        rest: [Int64] = []
    ) {
        self.item1 = item1
        self.item2 = item2
        self.rest = rest
    }

    public init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        self.item1 = try container.decode(String.self)
        self.item2 = try container.decodeIfPresent(String.self)
        var rest: [Int64] = []
        while !container.isAtEnd {
            rest.append(try container.decode(Int64.self))
        }
        self.rest = rest
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        try container.encode(self.item1)
        if let item = self.item2 { try container.encode(item) } else { try container.encodeNil() }
        for item in self.rest { try container.encode(item) }
    }
}

public struct ThingsPutInputLoose: Codable, Hashable, Sendable {
    public var a: String
    /// All other fields.
    public var otherFields: [String: Json]

    public init(
        a: String,
        otherFields: [String: Json] = [:]
    ) {
        self.a = a
        self.otherFields = otherFields
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.a = try container.decode(String.self, forKey: "a")
        self.otherFields = try container.decodeOthers(Json.self, known: ["a"])
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.a, forKey: "a")
        try container.encodeOthers(self.otherFields, known: ["a"])
    }
}

public struct ThingsPutInputCaught: Codable, Hashable, Sendable {
    public var a: String
    public var b: Bool?
    /// All other fields.
    public var otherFields: [String: Int64]

    public init(
        a: String,
        b: Bool? = nil,
        otherFields: [String: Int64] = [:]
    ) {
        self.a = a
        self.b = b
        self.otherFields = otherFields
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.a = try container.decode(String.self, forKey: "a")
        self.b = try container.decodeIfPresent(Bool.self, forKey: "b")
        self.otherFields = try container.decodeOthers(Int64.self, known: ["a", "b"])
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.a, forKey: "a")
        try container.encodeIfPresent(self.b, forKey: "b")
        try container.encodeOthers(self.otherFields, known: ["a", "b"])
    }
}

public struct Tree: Codable, Hashable, Sendable {
    public var text: String
    public var branches: [Tree]?

    public init(
        text: String,
        branches: [Tree]? = nil
    ) {
        self.text = text
        self.branches = branches
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.text = try container.decode(String.self, forKey: "text")
        self.branches = try container.decodeIfPresent([Tree].self, forKey: "branches")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.text, forKey: "text")
        try container.encodeIfPresent(self.branches, forKey: "branches")
    }
}

public struct Chain: Codable, Hashable, Sendable {
    public var value: Int64
    public var next: Indirect<Chain>?

    public init(
        value: Int64,
        next: Indirect<Chain>?
    ) {
        self.value = value
        self.next = next
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.value = try container.decode(Int64.self, forKey: "value")
        self.next = try container.decode(Indirect<Chain>?.self, forKey: "next")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.value, forKey: "value")
        try container.encode(self.next, forKey: "next")
    }
}

public indirect enum ApiExpression: Codable, Hashable, Sendable {
    case number(ApiExpressionNumber)
    case not(ApiExpressionNot)
    case and(ApiExpressionAnd)
    /// A case that this version of the app does not know.
    case unknown(Json)

    public init(from decoder: any Decoder) throws {
        switch tag(of: decoder, "op") {
        case "number": self = .number(try ApiExpressionNumber(from: decoder))
        case "not": self = .not(try ApiExpressionNot(from: decoder))
        case "and": self = .and(try ApiExpressionAnd(from: decoder))
        default: self = .unknown(try Json(from: decoder))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let value): try container.encode(value)
        case .not(let value): try container.encode(value)
        case .and(let value): try container.encode(value)
        case .unknown(let value): try container.encode(value)
        }
    }
}

public struct ApiExpressionNumber: Codable, Hashable, Sendable {
    public var value: Double

    public init(
        value: Double
    ) {
        self.value = value
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.value = try container.decode(Double.self, forKey: "value")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode("number", forKey: "op")
        try container.encode(self.value, forKey: "value")
    }
}

public struct ApiExpressionNot: Codable, Hashable, Sendable {
    public var of: ApiExpression

    public init(
        of: ApiExpression
    ) {
        self.of = of
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.of = try container.decode(ApiExpression.self, forKey: "of")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode("not", forKey: "op")
        try container.encode(self.of, forKey: "of")
    }
}

public struct ApiExpressionAnd: Codable, Hashable, Sendable {
    public var left: ApiExpression
    public var right: ApiExpression

    public init(
        left: ApiExpression,
        right: ApiExpression
    ) {
        self.left = left
        self.right = right
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.left = try container.decode(ApiExpression.self, forKey: "left")
        self.right = try container.decode(ApiExpression.self, forKey: "right")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode("and", forKey: "op")
        try container.encode(self.left, forKey: "left")
        try container.encode(self.right, forKey: "right")
    }
}

public enum ThingsPutInputShape: Codable, Hashable, Sendable {
    case circle(Circle)
    case square(Square)
    case none2(ThingsPutInputShapeNone)
    /// A case that this version of the app does not know.
    case unknown(Json)

    public init(from decoder: any Decoder) throws {
        switch tag(of: decoder, "kind") {
        case "circle": self = .circle(try Circle(from: decoder))
        case "square", "box": self = .square(try Square(from: decoder))
        case "none": self = .none2(try ThingsPutInputShapeNone(from: decoder))
        default: self = .unknown(try Json(from: decoder))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .circle(let value): try container.encode(value)
        case .square(let value): try container.encode(value)
        case .none2(let value): try container.encode(value)
        case .unknown(let value): try container.encode(value)
        }
    }
}

public struct Circle: Codable, Hashable, Sendable {
    public var radius: Double

    public init(
        radius: Double
    ) {
        self.radius = radius
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.radius = try container.decode(Double.self, forKey: "radius")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode("circle", forKey: "kind")
        try container.encode(self.radius, forKey: "radius")
    }
}

public struct Square: Codable, Hashable, Sendable {
    public var kind: SquareKind
    public var side: Int64

    public init(
        kind: SquareKind,
        side: Int64
    ) {
        self.kind = kind
        self.side = side
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.kind = try container.decode(SquareKind.self, forKey: "kind")
        self.side = try container.decode(Int64.self, forKey: "side")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.kind, forKey: "kind")
        try container.encode(self.side, forKey: "side")
    }
}

public enum SquareKind: Codable, Hashable, Sendable {
    case square
    case box
    /// A value that this version of the app does not know.
    case unknown(String)

    /// The values that this version of the app knows.
    public static let known: [SquareKind] = [.square, .box]

    public init(_ value: String) {
        switch value {
        case "square": self = .square
        case "box": self = .box
        default: self = .unknown(value)
        }
    }

    public var value: String {
        switch self {
        case .square: return "square"
        case .box: return "box"
        case .unknown(let value): return value
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(String.self)
        self.init(value)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

public struct ThingsPutInputShapeNone: Codable, Hashable, Sendable {

    public init() {}

    public init(from decoder: any Decoder) throws {
        _ = try decoder.container(keyedBy: AnyKey.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode("none", forKey: "kind")
    }
}

public enum ThingsPutInputNested: Codable, Hashable, Sendable {
    case circle(Circle)
    case square(Square)
    case none2(ThingsPutInputNestedNone)
    case string(ThingsPutInputNestedString)
    /// A case that this version of the app does not know.
    case unknown(Json)

    public init(from decoder: any Decoder) throws {
        switch tag(of: decoder, "kind") {
        case "circle": self = .circle(try Circle(from: decoder))
        case "square", "box": self = .square(try Square(from: decoder))
        case "none": self = .none2(try ThingsPutInputNestedNone(from: decoder))
        case "string": self = .string(try ThingsPutInputNestedString(from: decoder))
        default: self = .unknown(try Json(from: decoder))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .circle(let value): try container.encode(value)
        case .square(let value): try container.encode(value)
        case .none2(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .unknown(let value): try container.encode(value)
        }
    }
}

public struct ThingsPutInputNestedNone: Codable, Hashable, Sendable {

    public init() {}

    public init(from decoder: any Decoder) throws {
        _ = try decoder.container(keyedBy: AnyKey.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode("none", forKey: "kind")
    }
}

public struct ThingsPutInputNestedString: Codable, Hashable, Sendable {
    public var string: String

    public init(
        string: String
    ) {
        self.string = string
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.string = try container.decode(String.self, forKey: "string")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode("string", forKey: "kind")
        try container.encode(self.string, forKey: "string")
    }
}

public enum ThingsPutInputShapesItem: Codable, Hashable, Sendable {
    case circle(Circle)
    case square(Square)
    case none2(ThingsPutInputShapesItemNone)
    /// A case that this version of the app does not know.
    case unknown(Json)

    public init(from decoder: any Decoder) throws {
        switch tag(of: decoder, "kind") {
        case "circle": self = .circle(try Circle(from: decoder))
        case "square", "box": self = .square(try Square(from: decoder))
        case "none": self = .none2(try ThingsPutInputShapesItemNone(from: decoder))
        default: self = .unknown(try Json(from: decoder))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .circle(let value): try container.encode(value)
        case .square(let value): try container.encode(value)
        case .none2(let value): try container.encode(value)
        case .unknown(let value): try container.encode(value)
        }
    }
}

public struct ThingsPutInputShapesItemNone: Codable, Hashable, Sendable {

    public init() {}

    public init(from decoder: any Decoder) throws {
        _ = try decoder.container(keyedBy: AnyKey.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode("none", forKey: "kind")
    }
}

public enum ThingsPutInputByNumber: Codable, Hashable, Sendable {
    case v1(ThingsPutInputByNumberV1)
    case v2(ThingsPutInputByNumberV2)
    /// A case that this version of the app does not know.
    case unknown(Json)

    public init(from decoder: any Decoder) throws {
        switch tag(of: decoder, "v") {
        case "1": self = .v1(try ThingsPutInputByNumberV1(from: decoder))
        case "2": self = .v2(try ThingsPutInputByNumberV2(from: decoder))
        default: self = .unknown(try Json(from: decoder))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .v1(let value): try container.encode(value)
        case .v2(let value): try container.encode(value)
        case .unknown(let value): try container.encode(value)
        }
    }
}

public struct ThingsPutInputByNumberV1: Codable, Hashable, Sendable {
    public var a: String

    public init(
        a: String
    ) {
        self.a = a
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.a = try container.decode(String.self, forKey: "a")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(1, forKey: "v")
        try container.encode(self.a, forKey: "a")
    }
}

public struct ThingsPutInputByNumberV2: Codable, Hashable, Sendable {
    public var b: Int64

    public init(
        b: Int64
    ) {
        self.b = b
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.b = try container.decode(Int64.self, forKey: "b")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(2, forKey: "v")
        try container.encode(self.b, forKey: "b")
    }
}

/// The first case that fits is taken.
public enum ThingsPutInputEither: Codable, Hashable, Sendable {
    case integer(Int64)
    case option4(ThingsPutInputEitherOption4)
    case list([String])
    case text(String)
    /// A case that this version of the app does not know.
    case unknown(Json)

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(Int64.self) {
            self = .integer(value)
            return
        }
        if let value = try? container.decode(ThingsPutInputEitherOption4.self) {
            self = .option4(value)
            return
        }
        if let value = try? container.decode([String].self) {
            self = .list(value)
            return
        }
        if let value = try? container.decode(String.self) {
            self = .text(value)
            return
        }
        self = .unknown(try container.decode(Json.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .integer(let value): try container.encode(value)
        case .option4(let value): try container.encode(value)
        case .list(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .unknown(let value): try container.encode(value)
        }
    }
}

public struct ThingsPutInputEitherOption4: Codable, Hashable, Sendable {
    public var a: String

    public init(
        a: String
    ) {
        self.a = a
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.a = try container.decode(String.self, forKey: "a")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.a, forKey: "a")
    }
}

/// The first case that fits is taken.
public enum ThingsPutInputSimilar: Codable, Hashable, Sendable {
    case option2(ThingsPutInputSimilarOption2)
    case option1(ThingsPutInputSimilarOption1)
    /// A case that this version of the app does not know.
    case unknown(Json)

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(ThingsPutInputSimilarOption2.self) {
            self = .option2(value)
            return
        }
        if let value = try? container.decode(ThingsPutInputSimilarOption1.self) {
            self = .option1(value)
            return
        }
        self = .unknown(try container.decode(Json.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .option2(let value): try container.encode(value)
        case .option1(let value): try container.encode(value)
        case .unknown(let value): try container.encode(value)
        }
    }
}

public struct ThingsPutInputSimilarOption1: Codable, Hashable, Sendable {
    public var a: String

    public init(
        a: String
    ) {
        self.a = a
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.a = try container.decode(String.self, forKey: "a")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.a, forKey: "a")
    }
}

public struct ThingsPutInputSimilarOption2: Codable, Hashable, Sendable {
    public var a: String
    public var b: String

    public init(
        a: String,
        b: String
    ) {
        self.a = a
        self.b = b
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.a = try container.decode(String.self, forKey: "a")
        self.b = try container.decode(String.self, forKey: "b")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.a, forKey: "a")
        try container.encode(self.b, forKey: "b")
    }
}

/// The first case that fits is taken.
public enum ThingsPutInputPartly: Codable, Hashable, Sendable {
    case option2(ThingsPutInputPartlyOption2)
    case option3(ThingsPutInputPartlyOption3)
    case text(String)
    /// A case that this version of the app does not know.
    case unknown(Json)

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if tag(of: decoder, "kind") == "a", let value = try? container.decode(ThingsPutInputPartlyOption2.self) {
            self = .option2(value)
            return
        }
        if tag(of: decoder, "kind") == "b", let value = try? container.decode(ThingsPutInputPartlyOption3.self) {
            self = .option3(value)
            return
        }
        if let value = try? container.decode(String.self) {
            self = .text(value)
            return
        }
        self = .unknown(try container.decode(Json.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .option2(let value): try container.encode(value)
        case .option3(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .unknown(let value): try container.encode(value)
        }
    }
}

public struct ThingsPutInputPartlyOption2: Codable, Hashable, Sendable {
    public var a: String?

    public init(
        a: String? = nil
    ) {
        self.a = a
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.a = try container.decodeIfPresent(String.self, forKey: "a")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode("a", forKey: "kind")
        try container.encodeIfPresent(self.a, forKey: "a")
    }
}

public struct ThingsPutInputPartlyOption3: Codable, Hashable, Sendable {
    public var a: String?

    public init(
        a: String? = nil
    ) {
        self.a = a
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.a = try container.decodeIfPresent(String.self, forKey: "a")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode("b", forKey: "kind")
        try container.encodeIfPresent(self.a, forKey: "a")
    }
}

/// The first case that fits is taken.
public enum ThingsPutInputKnown: Codable, Hashable, Sendable {
    case known2(ThingsPutInputKnownKnown)
    case text(String)
    /// A case that this version of the app does not know.
    case unknown(Json)

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(ThingsPutInputKnownKnown.self), ThingsPutInputKnownKnown.known.contains(value) {
            self = .known2(value)
            return
        }
        if let value = try? container.decode(String.self) {
            self = .text(value)
            return
        }
        self = .unknown(try container.decode(Json.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .known2(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .unknown(let value): try container.encode(value)
        }
    }
}

public enum ThingsPutInputKnownKnown: Codable, Hashable, Sendable {
    case auto
    /// A value that this version of the app does not know.
    case unknown(String)

    /// The values that this version of the app knows.
    public static let known: [ThingsPutInputKnownKnown] = [.auto]

    public init(_ value: String) {
        switch value {
        case "auto": self = .auto
        default: self = .unknown(value)
        }
    }

    public var value: String {
        switch self {
        case .auto: return "auto"
        case .unknown(let value): return value
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(String.self)
        self.init(value)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

/// The first case that fits is taken.
public enum ThingsPutInputJson: Codable, Hashable, Sendable {
    case number(Double)
    case boolean(Bool)
    case list([ThingsPutInputJson?])
    case map([String: ThingsPutInputJson?])
    case text(String)
    /// A case that this version of the app does not know.
    case unknown(Json)

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(Double.self) {
            self = .number(value)
            return
        }
        if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
            return
        }
        if let value = try? container.decode([ThingsPutInputJson?].self) {
            self = .list(value)
            return
        }
        if let value = try? container.decode([String: ThingsPutInputJson?].self) {
            self = .map(value)
            return
        }
        if let value = try? container.decode(String.self) {
            self = .text(value)
            return
        }
        self = .unknown(try container.decode(Json.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let value): try container.encode(value)
        case .boolean(let value): try container.encode(value)
        case .list(let value): try container.encode(value)
        case .map(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .unknown(let value): try container.encode(value)
        }
    }
}

public struct ThingsPutInputBoth: Codable, Hashable, Sendable {
    public var a: String
    public var b: Int64

    public init(
        a: String,
        b: Int64
    ) {
        self.a = a
        self.b = b
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.a = try container.decode(String.self, forKey: "a")
        self.b = try container.decode(Int64.self, forKey: "b")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.a, forKey: "a")
        try container.encode(self.b, forKey: "b")
    }
}

public enum ThingsPutInputLevel: Codable, Hashable, Sendable {
    case v1
    case v2
    /// A value that this version of the app does not know.
    case unknown(Int64)

    /// The values that this version of the app knows.
    public static let known: [ThingsPutInputLevel] = [.v1, .v2]

    public init(_ value: Int64) {
        switch value {
        case 1: self = .v1
        case 2: self = .v2
        default: self = .unknown(value)
        }
    }

    public var value: Int64 {
        switch self {
        case .v1: return 1
        case .v2: return 2
        case .unknown(let value): return value
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(Int64.self)
        self.init(value)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

public enum ThingsPutInputShare: Codable, Hashable, Sendable {
    case v05
    case v1
    /// A value that this version of the app does not know.
    case unknown(Double)

    /// The values that this version of the app knows.
    public static let known: [ThingsPutInputShare] = [.v05, .v1]

    public init(_ value: Double) {
        switch value {
        case 0.5: self = .v05
        case 1: self = .v1
        default: self = .unknown(value)
        }
    }

    public var value: Double {
        switch self {
        case .v05: return 0.5
        case .v1: return 1
        case .unknown(let value): return value
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(Double.self)
        self.init(value)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

public enum ThingsPutInputOdd: Codable, Hashable, Sendable {
    case v1
    case empty
    case plus
    case aB
    case aB2
    case unknown2
    case none2
    case `default`
    case `true`
    case value2
    case x
    case value3
    /// A value that this version of the app does not know.
    case unknown(String)

    /// The values that this version of the app knows.
    public static let known: [ThingsPutInputOdd] = [.v1, .empty, .plus, .aB, .aB2, .unknown2, .none2, .`default`, .`true`, .value2, .x, .value3]

    public init(_ value: String) {
        switch value {
        case "1": self = .v1
        case "": self = .empty
        case "+": self = .plus
        case "a-b": self = .aB
        case "A-B": self = .aB2
        case "unknown": self = .unknown2
        case "none": self = .none2
        case "default": self = .`default`
        case "true": self = .`true`
        case "value": self = .value2
        case "$x": self = .x
        case "'": self = .value3
        default: self = .unknown(value)
        }
    }

    public var value: String {
        switch self {
        case .v1: return "1"
        case .empty: return ""
        case .plus: return "+"
        case .aB: return "a-b"
        case .aB2: return "A-B"
        case .unknown2: return "unknown"
        case .none2: return "none"
        case .`default`: return "default"
        case .`true`: return "true"
        case .value2: return "value"
        case .x: return "$x"
        case .value3: return "'"
        case .unknown(let value): return value
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(String.self)
        self.init(value)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

public enum ThingsPutInputMaybe: Codable, Hashable, Sendable {
    case maybe
    /// A value that this version of the app does not know.
    case unknown(String)

    /// The values that this version of the app knows.
    public static let known: [ThingsPutInputMaybe] = [.maybe]

    public init(_ value: String) {
        switch value {
        case "maybe": self = .maybe
        default: self = .unknown(value)
        }
    }

    public var value: String {
        switch self {
        case .maybe: return "maybe"
        case .unknown(let value): return value
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(String.self)
        self.init(value)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

public struct ThingsPutInputEmpty: Codable, Hashable, Sendable {

    public init() {}

    public init(from decoder: any Decoder) throws {
        _ = try decoder.container(keyedBy: AnyKey.self)
    }

    public func encode(to encoder: any Encoder) throws {
        _ = encoder.container(keyedBy: AnyKey.self)
    }
}

public struct ThingsPutInputInner: Codable, Hashable, Sendable {
    public var inner: ThingsPutInputInnerInner

    public init(
        inner: ThingsPutInputInnerInner
    ) {
        self.inner = inner
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.inner = try container.decode(ThingsPutInputInnerInner.self, forKey: "inner")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.inner, forKey: "inner")
    }
}

public struct ThingsPutInputInnerInner: Codable, Hashable, Sendable {
    public var moment: Field<Date>

    public init(
        moment: Field<Date> = .absent
    ) {
        self.moment = moment
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.moment = try container.decodeField(Date.self, forKey: "moment")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encodeField(self.moment, forKey: "moment")
    }
}

/// Input of `things.words`.
public struct ThingsWordsInput: Codable, Hashable, Sendable {
    public var `class`: String
    public var `default`: String
    public var selfValue: String
    public var initValue: String
    public var `in`: String
    public var object: String
    public var fun: String
    public var val: String
    public var `switch`: String
    public var `case`: String
    public var final: String
    public var int: Int64
    public var kebabCase: String
    public var snakeCase: String
    public var v1st: String
    public var migr: String
    public var field: String
    public var ref: String
    public var quoTe: String
    public var url: String
    public var url2: String
    public var copy: String
    public var component1: String
    public var companion: String
    public var equals: String
    public var value: String
    public var json: String
    public var reader: String
    public var description: String

    public init(
        `class`: String,
        `default`: String,
        selfValue: String,
        initValue: String,
        `in`: String,
        object: String,
        fun: String,
        val: String,
        `switch`: String,
        `case`: String,
        final: String,
        int: Int64,
        kebabCase: String,
        snakeCase: String,
        v1st: String,
        migr: String,
        field: String,
        ref: String,
        quoTe: String,
        url: String,
        url2: String,
        copy: String,
        component1: String,
        companion: String,
        equals: String,
        value: String,
        json: String,
        reader: String,
        description: String
    ) {
        self.`class` = `class`
        self.`default` = `default`
        self.selfValue = selfValue
        self.initValue = initValue
        self.`in` = `in`
        self.object = object
        self.fun = fun
        self.val = val
        self.`switch` = `switch`
        self.`case` = `case`
        self.final = final
        self.int = int
        self.kebabCase = kebabCase
        self.snakeCase = snakeCase
        self.v1st = v1st
        self.migr = migr
        self.field = field
        self.ref = ref
        self.quoTe = quoTe
        self.url = url
        self.url2 = url2
        self.copy = copy
        self.component1 = component1
        self.companion = companion
        self.equals = equals
        self.value = value
        self.json = json
        self.reader = reader
        self.description = description
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.`class` = try container.decode(String.self, forKey: "class")
        self.`default` = try container.decode(String.self, forKey: "default")
        self.selfValue = try container.decode(String.self, forKey: "self")
        self.initValue = try container.decode(String.self, forKey: "init")
        self.`in` = try container.decode(String.self, forKey: "in")
        self.object = try container.decode(String.self, forKey: "object")
        self.fun = try container.decode(String.self, forKey: "fun")
        self.val = try container.decode(String.self, forKey: "val")
        self.`switch` = try container.decode(String.self, forKey: "switch")
        self.`case` = try container.decode(String.self, forKey: "case")
        self.final = try container.decode(String.self, forKey: "final")
        self.int = try container.decode(Int64.self, forKey: "int")
        self.kebabCase = try container.decode(String.self, forKey: "kebab-case")
        self.snakeCase = try container.decode(String.self, forKey: "snake_case")
        self.v1st = try container.decode(String.self, forKey: "1st")
        self.migr = try container.decode(String.self, forKey: "émigré")
        self.field = try container.decode(String.self, forKey: "")
        self.ref = try container.decode(String.self, forKey: "$ref")
        self.quoTe = try container.decode(String.self, forKey: "quo\"te")
        self.url = try container.decode(String.self, forKey: "URL")
        self.url2 = try container.decode(String.self, forKey: "url")
        self.copy = try container.decode(String.self, forKey: "copy")
        self.component1 = try container.decode(String.self, forKey: "component1")
        self.companion = try container.decode(String.self, forKey: "companion")
        self.equals = try container.decode(String.self, forKey: "equals")
        self.value = try container.decode(String.self, forKey: "value")
        self.json = try container.decode(String.self, forKey: "json")
        self.reader = try container.decode(String.self, forKey: "reader")
        self.description = try container.decode(String.self, forKey: "description")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.`class`, forKey: "class")
        try container.encode(self.`default`, forKey: "default")
        try container.encode(self.selfValue, forKey: "self")
        try container.encode(self.initValue, forKey: "init")
        try container.encode(self.`in`, forKey: "in")
        try container.encode(self.object, forKey: "object")
        try container.encode(self.fun, forKey: "fun")
        try container.encode(self.val, forKey: "val")
        try container.encode(self.`switch`, forKey: "switch")
        try container.encode(self.`case`, forKey: "case")
        try container.encode(self.final, forKey: "final")
        try container.encode(self.int, forKey: "int")
        try container.encode(self.kebabCase, forKey: "kebab-case")
        try container.encode(self.snakeCase, forKey: "snake_case")
        try container.encode(self.v1st, forKey: "1st")
        try container.encode(self.migr, forKey: "émigré")
        try container.encode(self.field, forKey: "")
        try container.encode(self.ref, forKey: "$ref")
        try container.encode(self.quoTe, forKey: "quo\"te")
        try container.encode(self.url, forKey: "URL")
        try container.encode(self.url2, forKey: "url")
        try container.encode(self.copy, forKey: "copy")
        try container.encode(self.component1, forKey: "component1")
        try container.encode(self.companion, forKey: "companion")
        try container.encode(self.equals, forKey: "equals")
        try container.encode(self.value, forKey: "value")
        try container.encode(self.json, forKey: "json")
        try container.encode(self.reader, forKey: "reader")
        try container.encode(self.description, forKey: "description")
    }
}

public struct ThingsGetOutput: Codable, Hashable, Sendable {
    public var note: Field<String>
    private var _size: Int64
    /// Items.
    @available(*, deprecated, message: "The contract deprecates this field.")
    public var size: Int64 {
        get { _size }
        set { _size = newValue }
    }
    public var optional: String?
    public var chain: Chain
    public var pair: ThingsGetOutputPair

    public init(
        note: Field<String> = .absent,
        size: Int64,
        optional: String? = nil,
        chain: Chain,
        pair: ThingsGetOutputPair
    ) {
        self.note = note
        self._size = size
        self.optional = optional
        self.chain = chain
        self.pair = pair
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.note = try container.decodeField(String.self, forKey: "note")
        self._size = try container.decode(Int64.self, forKey: "size")
        self.optional = try container.decodeIfPresent(String.self, forKey: "optional")
        self.chain = try container.decode(Chain.self, forKey: "chain")
        self.pair = try container.decode(ThingsGetOutputPair.self, forKey: "pair")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encodeField(self.note, forKey: "note")
        try container.encode(self._size, forKey: "size")
        try container.encodeIfPresent(self.optional, forKey: "optional")
        try container.encode(self.chain, forKey: "chain")
        try container.encode(self.pair, forKey: "pair")
    }
}

/// A list of fixed length.
public struct ThingsGetOutputPair: Codable, Hashable, Sendable {
    public var item1: String
    public var item2: Int64?

    public init(
        item1: String,
        item2: Int64? = nil
    ) {
        self.item1 = item1
        self.item2 = item2
    }

    public init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        self.item1 = try container.decode(String.self)
        self.item2 = container.isAtEnd ? nil : try container.decodeIfPresent(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        try container.encode(self.item1)
        if let item = self.item2 { try container.encode(item) }
    }
}

/// Input of `things.list`.
public struct ThingsListInput: Codable, Hashable, Sendable {
    public var cursor: String?
    /// Left out, it is 20.
    public var limit: Int64?

    public init(
        cursor: String? = nil,
        limit: Int64? = nil
    ) {
        self.cursor = cursor
        self.limit = limit
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.cursor = try container.decodeIfPresent(String.self, forKey: "cursor")
        self.limit = try container.decodeIfPresent(Int64.self, forKey: "limit")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encodeIfPresent(self.cursor, forKey: "cursor")
        try container.encodeIfPresent(self.limit, forKey: "limit")
    }
}

public struct ThingsListOutput: Codable, Hashable, Sendable {
    public var items: [Tag]
    public var next: String?

    public init(
        items: [Tag],
        next: String?
    ) {
        self.items = items
        self.next = next
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.items = try container.decode([Tag].self, forKey: "items")
        self.next = try container.decode(String?.self, forKey: "next")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.items, forKey: "items")
        try container.encode(self.next, forKey: "next")
    }
}

/// Input of `things.lists`.
public struct ThingsListsInput: Codable, Hashable, Sendable {
    public var cursor: String?
    /// Left out, it is 20.
    public var limit: Int64?
    public var must: String

    public init(
        cursor: String? = nil,
        limit: Int64? = nil,
        must: String
    ) {
        self.cursor = cursor
        self.limit = limit
        self.must = must
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.cursor = try container.decodeIfPresent(String.self, forKey: "cursor")
        self.limit = try container.decodeIfPresent(Int64.self, forKey: "limit")
        self.must = try container.decode(String.self, forKey: "must")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encodeIfPresent(self.cursor, forKey: "cursor")
        try container.encodeIfPresent(self.limit, forKey: "limit")
        try container.encode(self.must, forKey: "must")
    }
}

public struct ThingsListsOutput: Codable, Hashable, Sendable {
    public var a: [String]
    public var b: [String]
    public var next: String?

    public init(
        a: [String],
        b: [String],
        next: String?
    ) {
        self.a = a
        self.b = b
        self.next = next
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.a = try container.decode([String].self, forKey: "a")
        self.b = try container.decode([String].self, forKey: "b")
        self.next = try container.decode(String?.self, forKey: "next")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.a, forKey: "a")
        try container.encode(self.b, forKey: "b")
        try container.encode(self.next, forKey: "next")
    }
}

public enum ThingsShapeOutput: Codable, Hashable, Sendable {
    case circle(Circle)
    case square(Square)
    case none2(ThingsShapeOutputNone)
    /// A case that this version of the app does not know.
    case unknown(Json)

    public init(from decoder: any Decoder) throws {
        switch tag(of: decoder, "kind") {
        case "circle": self = .circle(try Circle(from: decoder))
        case "square", "box": self = .square(try Square(from: decoder))
        case "none": self = .none2(try ThingsShapeOutputNone(from: decoder))
        default: self = .unknown(try Json(from: decoder))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .circle(let value): try container.encode(value)
        case .square(let value): try container.encode(value)
        case .none2(let value): try container.encode(value)
        case .unknown(let value): try container.encode(value)
        }
    }
}

public struct ThingsShapeOutputNone: Codable, Hashable, Sendable {

    public init() {}

    public init(from decoder: any Decoder) throws {
        _ = try decoder.container(keyedBy: AnyKey.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode("none", forKey: "kind")
    }
}

public struct ThingsFailWithDetailsDetails: Codable, Hashable, Sendable {
    public var left: Int64
    public var shape: ThingsFailWithDetailsDetailsShape

    public init(
        left: Int64,
        shape: ThingsFailWithDetailsDetailsShape
    ) {
        self.left = left
        self.shape = shape
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        self.left = try container.decode(Int64.self, forKey: "left")
        self.shape = try container.decode(ThingsFailWithDetailsDetailsShape.self, forKey: "shape")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode(self.left, forKey: "left")
        try container.encode(self.shape, forKey: "shape")
    }
}

public enum ThingsFailWithDetailsDetailsShape: Codable, Hashable, Sendable {
    case circle(Circle)
    case square(Square)
    case none2(ThingsFailWithDetailsDetailsShapeNone)
    /// A case that this version of the app does not know.
    case unknown(Json)

    public init(from decoder: any Decoder) throws {
        switch tag(of: decoder, "kind") {
        case "circle": self = .circle(try Circle(from: decoder))
        case "square", "box": self = .square(try Square(from: decoder))
        case "none": self = .none2(try ThingsFailWithDetailsDetailsShapeNone(from: decoder))
        default: self = .unknown(try Json(from: decoder))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .circle(let value): try container.encode(value)
        case .square(let value): try container.encode(value)
        case .none2(let value): try container.encode(value)
        case .unknown(let value): try container.encode(value)
        }
    }
}

public struct ThingsFailWithDetailsDetailsShapeNone: Codable, Hashable, Sendable {

    public init() {}

    public init(from decoder: any Decoder) throws {
        _ = try decoder.container(keyedBy: AnyKey.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        try container.encode("none", forKey: "kind")
    }
}

// Generated from the contracts in shared/ by `npm run generate`; never edited by hand.
import Foundation

/// Codes that every call may fail with.
public enum StandardErrors {
    /// 400: The request could not be parsed.
    public static let malformed = "malformed"
    /// 401: Sign in to call this procedure.
    public static let unauthorized = "unauthorized"
    /// 403: You may not call this procedure.
    public static let refused = "refused"
    /// 403: This API key may not call this procedure.
    public static let outOfScope = "out_of_scope"
    /// 403: Re-authenticate, then call again within ten minutes.
    public static let reauthRequired = "reauth_required"
    /// 404: No such procedure or route.
    public static let noSuchProcedure = "no_such_procedure"
    /// 405: This HTTP method is not allowed here.
    public static let wrongMethod = "wrong_method"
    /// 409: A call with this Idempotency-Key is still in progress: try again shortly.
    public static let running = "running"
    /// 422: This Idempotency-Key was used for a different call.
    public static let keyReused = "key_reused"
    /// 428: Send the ETag of the current version as If-Match.
    public static let conditionRequired = "condition_required"
    /// 413: The request is too large.
    public static let tooLarge = "too_large"
    /// 415: Send the body as application/json.
    public static let wrongMediaType = "wrong_media_type"
    /// 422: The input does not match the contract.
    public static let invalid = "invalid"
    /// 429: Too many calls: try again later.
    public static let limited = "limited"
    /// 500: An internal error occurred.
    public static let `internal` = "internal"
    /// 503: The service is temporarily unavailable: try again shortly.
    public static let unavailable = "unavailable"
}

/// Errors of `things.fail`.
public enum ThingsFailError: DeclaredError {
    /// `other` (404): No such thing.
    case other2
    /// `class` (404): No such thing.
    case `class`
    /// `with_details` (404): No such thing.
    case withDetails(ThingsFailWithDetailsDetails)
    /// `with_list` (404): No such thing.
    case withList([Date])
    /// An error that every call may fail with, or one that this version of the app does not know: see `code`.
    case other

    public static func of(_ failure: Failure) -> ThingsFailError {
        switch failure.code {
        case "other": return .other2
        case "class": return .`class`
        case "with_details":
            guard let details = failure.details.decoded(as: ThingsFailWithDetailsDetails.self) else { return .other }
            return .withDetails(details)
        case "with_list":
            guard let details = failure.details.decoded(as: [Date].self) else { return .other }
            return .withList(details)
        default: return .other
        }
    }
}

/// Procedures of `things`.
public struct ThingsClient: Sendable {
    let caller: Caller

    /// Put */ a $thing.
    public func put(_ input: ThingsPutInput, options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) {
        _ = try await caller.call("things.put", .mutation, input, Json.self, options, NoErrors.self)
    }

    /// s.
    public func words(_ input: ThingsWordsInput, options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) {
        _ = try await caller.call("things.words", .mutation, input, Json.self, options, NoErrors.self)
    }

    /// s.
    public func get(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) -> ThingsGetOutput {
        try await caller.call("things.get", .query, Json.object([:]), ThingsGetOutput.self, options, NoErrors.self)
    }

    /// s.
    public func list(_ input: ThingsListInput = ThingsListInput(), options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) -> ThingsListOutput {
        try await caller.call("things.list", .query, input, ThingsListOutput.self, options, NoErrors.self)
    }

    /// Pages of `list` from `cursor` on; each is requested when it is awaited.
    public func listPages(_ input: ThingsListInput = ThingsListInput(), options: CallOptions = CallOptions()) -> PullSequence<ThingsListOutput> {
        caller.pages(from: input.cursor, next: { page in page.next }) { cursor in
            var page = input
            page.cursor = cursor
            return try await self.list(page, options: options)
        }
    }

    /// Items of `list` from `cursor` on, over all pages.
    public func listItems(_ input: ThingsListInput = ThingsListInput(), options: CallOptions = CallOptions()) -> PullSequence<Tag> {
        caller.items(of: listPages(input, options: options)) { page in page.items }
    }

    /// s.
    public func lists(_ input: ThingsListsInput, options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) -> ThingsListsOutput {
        try await caller.call("things.lists", .query, input, ThingsListsOutput.self, options, NoErrors.self)
    }

    /// Pages of `lists` from `cursor` on; each is requested when it is awaited.
    public func listsPages(_ input: ThingsListsInput, options: CallOptions = CallOptions()) -> PullSequence<ThingsListsOutput> {
        caller.pages(from: input.cursor, next: { page in page.next }) { cursor in
            var page = input
            page.cursor = cursor
            return try await self.lists(page, options: options)
        }
    }

    /// s.
    public func shape(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) -> ThingsShapeOutput {
        try await caller.call("things.shape", .query, Json.object([:]), ThingsShapeOutput.self, options, NoErrors.self)
    }

    /// s.
    public func expression(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) -> ApiExpression? {
        try await caller.call("things.expression", .query, Json.object([:]), ApiExpression?.self, options, NoErrors.self)
    }

    /// s.
    public func text(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) -> String {
        try await caller.call("things.text", .query, Json.object([:]), String.self, options, NoErrors.self)
    }

    /// s.
    public func many(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) -> [Tag?] {
        try await caller.call("things.many", .query, Json.object([:]), [Tag?].self, options, NoErrors.self)
    }

    /// s.
    /// - Throws: `other` (404): No such thing.
    /// - Throws: `class` (404): No such thing.
    /// - Throws: `with_details` (404): No such thing.
    /// - Throws: `with_list` (404): No such thing.
    public func fail(options: CallOptions = CallOptions()) async throws(CallError<ThingsFailError>) {
        _ = try await caller.call("things.fail", .mutation, Json.object([:]), Json.self, options, ThingsFailError.self)
    }

    /// s.
    @available(*, deprecated, message: "Since 2026-01-01: use things.text; removed from 2027-01-01 on.")
    public func old(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) {
        _ = try await caller.call("things.old", .query, Json.object([:]), Json.self, options, NoErrors.self)
    }
}

/// Procedures of `class`.
public struct ClassClient: Sendable {
    let caller: Caller

    /// s.
    public func delete(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) {
        _ = try await caller.call("class.delete", .mutation, Json.object([:]), Json.self, options, NoErrors.self)
    }

    /// s.
    public func new(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) {
        _ = try await caller.call("class.new", .mutation, Json.object([:]), Json.self, options, NoErrors.self)
    }

    /// s.
    public func `default`(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) {
        _ = try await caller.call("class.default", .mutation, Json.object([:]), Json.self, options, NoErrors.self)
    }

    /// s.
    public func initValue(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) {
        _ = try await caller.call("class.init", .mutation, Json.object([:]), Json.self, options, NoErrors.self)
    }
}

/// Procedures of `int`.
public struct IntClient: Sendable {
    let caller: Caller

    /// s.
    public func selfValue(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) {
        _ = try await caller.call("int.self", .mutation, Json.object([:]), Json.self, options, NoErrors.self)
    }

    /// s.
    public func callerValue(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) {
        _ = try await caller.call("int.caller", .mutation, Json.object([:]), Json.self, options, NoErrors.self)
    }

    /// s.
    public func int(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) {
        _ = try await caller.call("int.int", .mutation, Json.object([:]), Json.self, options, NoErrors.self)
    }

    /// s.
    public func get(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) {
        _ = try await caller.call("int.get", .query, Json.object([:]), Json.self, options, NoErrors.self)
    }

    /// s.
    public func set(options: CallOptions = CallOptions()) async throws(CallError<NoErrors>) {
        _ = try await caller.call("int.set", .mutation, Json.object([:]), Json.self, options, NoErrors.self)
    }
}

/// Every procedure, feature by feature.
public struct ApiClient: Sendable {
    public let things: ThingsClient
    public let `class`: ClassClient
    public let int: IntClient

    public init(_ options: ClientOptions) {
        let caller = Caller(options)
        self.things = ThingsClient(caller: caller)
        self.`class` = ClassClient(caller: caller)
        self.int = IntClient(caller: caller)
    }
}
