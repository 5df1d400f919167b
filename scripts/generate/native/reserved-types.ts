import { typeNameOf } from "./names.ts";

const words = (text: string) => text.trim().split(/\s+/);

/**
 * Type names that Swift, Kotlin, Dart or the runtimes use themselves: a schema of such a name is called `ApiList` in all
 * three, so that their names agree.
 */
const reserved = [
  // The languages' own, as far as generated code or its users write them.
  ...words(`
  Any AnyObject Array Bool Boolean Byte Char Character Comparable Data Date DateTime Decimal Deprecated
  Dictionary Double Duration Dynamic Enum Equatable Error Exception Field File Float Function Future Hashable
  Identifiable Instant Int Int64 Iterable List Long Map MapEntry Never None Nothing Null Number Num Object
  Optional Override Pair Protocol Record Result Self Sendable Sequence Set Short Some Stream String Suppress
  Symbol Task Throwable Timestamp Type Unit URL UUID Uri Void Encoder Decoder Encodable Decodable Codable
  CodingKey CodingKeys Flow
  `),
  // Types of Foundation, which every Swift file of an app imports as well as ours.
  ...words(`
  Bundle Calendar Dimension Expression Formatter Host Locale Measurement Notification Operation Port Predicate
  Process Progress Scanner Thread TimeZone Timer
  `),
  // Swift's, which the runtime uses: a type of the same module would hide them. The module's own name as well.
  ...words(`
  ArraySlice AsyncIteratorProtocol AsyncSequence AsyncThrowingStream CancellationError CharacterSet
  DecodingError DovetailClient EncodingError ExpressibleByStringLiteral Foundation FoundationNetworking
  HTTPURLResponse ISO8601FormatStyle JSONDecoder JSONEncoder KeyedDecodingContainer KeyedEncodingContainer
  LocalizedError NSObject SessionDelegate Substring UInt64 URLError URLRequest URLResponse URLSession
  URLSessionDataDelegate URLSessionDataTask URLSessionTask UTF8
  `),
  // The runtimes'.
  ...words(`
  ApiClient AppSession Call Caller CallError CallException CallKind CallOptions ClientOptions Codec Codecs
  DeclaredError Failure HttpRequest HttpResponse Indirect Issue Json MalformedJson ObjectReader ObjectWriter
  OpenEnum OpenValue Refresh Tokens TokenStore Transport TupleReader UrlConnectionTransport AnyKey
  AnyCallError Backoff EventReader FieldAbsent FieldNull FieldValue JsonValue LiveConnection LiveMessage
  LiveReader LiveReset LiveValue Moment NoErrors Other PullSequence Refusal ResponsePart ServerEvent
  StandardErrors Success Unknown UrlSessionTransport
  `),
];

const reservedNames = new Set(reserved.map((name) => name.toLowerCase()));

/** The name of a schema's type. */
export const schemaName = (id: string): string => {
  const name = typeNameOf(id);
  return reservedNames.has(name.toLowerCase()) ? `Api${name}` : name;
};

/** Names that no declaration may have. */
export const reservedTypeNames: Iterable<string> = reserved;
