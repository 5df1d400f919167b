import Foundation

/// What a subscription sends.
public enum LiveMessage<Value: Sendable>: Sendable {
    /// A message with its id: to go on after it, also after the app was restarted.
    case value(Value, id: String)
    /// Messages before this one may be missing: read anew what the app shows.
    case reset(id: String)
}

/// Reads one subscription, over all its connections: a broken one is opened again after the last message.
struct LiveReader<Value: Decodable & Sendable> {
    private let caller: Caller
    private let procedure: String
    private let input: Data
    /// The resume position.
    private var lastId: String?
    private var events = EventReader()
    private var connection: LiveConnection?
    private var failures = 0
    private var isRenewed = false

    init(_ caller: Caller, _ procedure: String, _ input: Data, after lastId: String?) {
        self.caller = caller
        self.procedure = procedure
        self.input = input
        self.lastId = lastId
    }

    /// The next message. Throws a failure that no new connection helps against.
    mutating func next() async throws -> LiveMessage<Value> {
        while true {
            do {
                if let message = try await received() {
                    (failures, isRenewed) = (0, false)
                    return message
                }
                try await pause(after: nil)
            } catch let error where !Task.isCancelled {
                try await pause(after: failure(of: procedure, from: error))
            }
        }
    }

    /// The next message of this connection; nil at its end.
    private mutating func received() async throws -> LiveMessage<Value>? {
        if connection == nil {
            events = EventReader()
            connection = try await caller.open(procedure, input, after: lastId)
        }
        repeat {
            while let event = events.next() {
                lastId = event.id ?? lastId
                if let message: LiveMessage<Value> = try event.message(of: procedure) { return message }
            }
            guard case .data(let data)? = try await connection?.parts.next() else { return nil }
            try events.append(data)
        } while true
    }

    private mutating func pause(after failure: Failure?) async throws {
        let token = connection?.token
        connection = nil
        if let failure {
            let isRefused = failure.code == "unauthorized" && !isRenewed
            if isRefused, let token, try await caller.renewed(token, for: procedure) != nil {
                isRenewed = true
            } else if !failure.isTransient {
                throw failure
            }
        }
        try await Backoff.pause(min(Backoff.seconds(attempt: failures, failure), Backoff.maxSeconds))
        failures += 1
    }
}

/// One connection of a subscription.
struct LiveConnection {
    var parts: AsyncThrowingStream<ResponsePart, any Error>.AsyncIterator
    /// The token that was sent.
    let token: String?
}

/// An event of a stream.
struct ServerEvent {
    let name: Substring
    let data: String
    let id: String?

    /// The message of an event; nil for one that only moves the resume position. Throws the failure that it tells.
    func message<Value: Decodable & Sendable>(of procedure: String) throws -> LiveMessage<Value>? {
        if name == "serialized-error" {
            throw failure(of: procedure, in: HttpResponse(status: 0, headers: [:], body: Data("{\"error\":\(data)}".utf8)))
        }
        guard name == "message", !data.isEmpty else { return nil }
        let json = Data(data.utf8)
        if try makeDecoder().decode(Json.self, from: json)["reset"] == .boolean(true) { return .reset(id: id ?? "") }
        return .value(try makeDecoder().decode(Value.self, from: json), id: id ?? "")
    }
}

/// Reads Server-Sent Events.
struct EventReader {
    private static let maxWaitingBytes = 4_194_304

    private var bytes = Data()

    mutating func append(_ more: Data) throws {
        if bytes.count + more.count > Self.maxWaitingBytes { throw URLError(.dataLengthExceedsMaximum) }
        // JSON has no carriage return; a line may end with one.
        bytes.append(contentsOf: more.filter { $0 != 13 })
    }

    /// The next whole event, which ends with an empty line.
    mutating func next() -> ServerEvent? {
        while let end = bytes.range(of: Data("\n\n".utf8)) {
            let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\n")
            bytes = Data(bytes[end.upperBound...])
            func values(of field: String) -> [Substring] {
                lines.filter { $0.hasPrefix("\(field):") }.map { line in
                    let value = line.dropFirst(field.count + 1)
                    return value.hasPrefix(" ") ? value.dropFirst() : value
                }
            }
            if lines.isEmpty { continue }
            let data = values(of: "data").joined(separator: "\n")
            return ServerEvent(name: values(of: "event").last ?? "message", data: data, id: values(of: "id").last.map(String.init))
        }
        return nil
    }
}
