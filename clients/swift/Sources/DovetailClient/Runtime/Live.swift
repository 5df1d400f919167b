import Foundation

/// What a subscription sends.
public enum LiveMessage<Value: Sendable>: Sendable {
    /// A message with its id: to go on after it, also after the app was restarted.
    case value(Value, id: String)
    /// Messages before this one may be missing: read anew what the app shows.
    case reset(id: String)
}

/// An event of a stream.
struct ServerEvent: Sendable {
    let name: String
    let data: String?
    let id: String?
}

/// Reads Server-Sent Events line by line, by the HTML standard.
actor EventReader {
    private var name = "message"
    private var data: String?
    private var id: String?
    /// The resume position.
    private(set) var lastId: String?

    init(after lastId: String?) {
        self.lastId = lastId
    }

    /// Forgets what a broken connection left unfinished.
    func begin() {
        name = "message"
        data = nil
        id = nil
    }

    /// The event that this line ends.
    func read(_ line: String) -> ServerEvent? {
        let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let rest = parts.count > 1 ? String(parts[1]) : ""
        let value = rest.hasPrefix(" ") ? String(rest.dropFirst()) : rest
        switch parts.first.map(String.init) ?? "" {
        case "event": name = value
        case "data": data = data.map { $0 + "\n" + value } ?? value
        case "id": id = value
        default: break
        }
        guard line.isEmpty, data != nil || id != nil else { return nil }
        let event = ServerEvent(name: name, data: data, id: id)
        if let id { lastId = id }
        begin()
        return event
    }
}

/// The message of an event; nil for one that only moves the resume position. Throws the failure that it tells.
func liveMessage<Value: Decodable & Sendable>(
    _ event: ServerEvent,
    of procedure: String,
    as type: Value.Type
) throws -> LiveMessage<Value>? {
    let data = Data((event.data ?? "").utf8)
    if event.name == "serialized-error" {
        let body = Data("{\"error\":".utf8) + data + Data("}".utf8)
        throw failure(of: procedure, in: HttpResponse(status: 0, headers: [:], body: body))
    }
    guard event.name == "message", !data.isEmpty else { return nil }
    let id = event.id ?? ""
    if case .object(let fields) = try makeDecoder().decode(Json.self, from: data), fields["reset"] == .boolean(true) {
        return .reset(id: id)
    }
    return .value(try makeDecoder().decode(type, from: data), id: id)
}
