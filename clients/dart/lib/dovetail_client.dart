/// The client of a Dovetail service.
library;

export 'src/client.dart';
export 'src/runtime/caller.dart' show CallOptions, ClientOptions;
export 'src/runtime/codec.dart' show Field, FieldAbsent, FieldNull, FieldValue, JsonValue, MalformedJson, OpenEnum;
export 'src/runtime/errors.dart' show CallException, Failure, Issue;
export 'src/runtime/live.dart' show LiveMessage, LiveReset, LiveValue;
export 'src/runtime/session.dart' show AppSession, Tokens, TokenStore;
export 'src/types.dart';
