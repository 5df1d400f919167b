import Foundation

@testable import DovetailClient

/// An order that cannot be carried out.
struct Unreadable: Error {
    let message: String
}

func decoded<Value: Decodable>(_ json: Data) throws -> Value {
    do { return try makeDecoder().decode(Value.self, from: json) } catch let error as DecodingError {
        throw Unreadable(message: failure(of: "", from: error).message)
    }
}

func encoded<Value: Encodable>(_ value: Value) throws -> Json {
    try makeDecoder().decode(Json.self, from: makeEncoder().encode(value))
}

extension Json {
    subscript(text name: String) -> String {
        if case .text(let text)? = self[name] { return text }
        return ""
    }

    func data(_ name: String) throws -> Data { try makeEncoder().encode(self[name] ?? .null) }

    func client() -> ApiClient { ApiClient(ClientOptions(url: url)) }

    var url: URL { URL(string: self[text: "url"]) ?? URL(filePath: "/") }
}

private func told(_ failure: Failure) -> Json {
    .object([
        "code": .text(failure.code),
        "status": .number(Double(failure.status)),
        "message": .text(failure.message),
        "errors": .object(failure.errors.mapValues { .list($0.map(Json.text)) }),
        "details": failure.details,
    ])
}

private func called(_ order: Json) async throws -> Json {
    var options = ClientOptions(url: order.url)
    options.headers = try decoded(order.data("headers"))
    options.retryMutations = false
    do {
        return .object(["output": try await call(order[text: "name"], ApiClient(options), order.data("input"))])
    } catch let error as any AnyCallError {
        return .object(["error": told(error.failure)])
    }
}

/// Decodes JSON as a type, and encodes it again.
private func recoded(_ order: Json) throws -> Json {
    do { return try decoded(codec(order[text: "type"], order.data("json"))) } catch let error as DecodingError {
        throw Unreadable(message: failure(of: "", from: error).message)
    }
}

private func answer(_ order: Json) async throws -> Json {
    switch order[text: "do"] {
    case "call": return try await called(order)
    case "codec": return .object(["json": try recoded(order)])
    default: return .object(["told": try await scene(order)])
    }
}

// Answers orders on standard input, one JSON text a line.
while let line = readLine() {
    var reply: Json
    do {
        reply = try await answer(makeDecoder().decode(Json.self, from: Data(line.utf8)))
    } catch let error as Unreadable {
        reply = .object(["malformed": .text(error.message)])
    } catch let error as DecodingError {
        // A text of JSON that Swift's texts cannot hold: half of a surrogate pair.
        reply = .object(["malformed": .text(failure(of: "", from: error).message)])
    } catch {
        reply = .object(["failed": .text("\(error)")])
    }
    print(String(decoding: try makeEncoder().encode(reply), as: UTF8.self))
    fflush(nil)
}
