import 'dart:async';
import 'dart:convert';
import 'dart:math';

import 'package:http/http.dart' as http;

import 'codec.dart';
import 'errors.dart';
import 'live.dart';
import 'session.dart';

/// Options of one call.
final class CallOptions {
  const CallOptions({this.timeout, this.idempotencyKey, this.cancelled});

  /// Deadline of the call, retries included; null takes the client's.
  final Duration? timeout;

  /// Makes a mutation safe to repeat, also after the app was restarted: unique for each operation.
  final String? idempotencyKey;

  /// Completing this future cancels the call.
  final Future<void>? cancelled;
}

/// Options of a client.
final class ClientOptions {
  const ClientOptions({
    required this.url,
    this.session,
    this.token,
    this.onSignInNeeded,
    this.headers = const {},
    this.httpClient,
    this.retryMutations = true,
    this.timeout = const Duration(seconds: 30),
  });

  /// Base URL of the service, `https://api.example.com`.
  final String url;

  /// An app's session; its tokens are refreshed once for all waiting calls.
  final AppSession? session;

  /// A session's token, instead of [session]; asked for before each request.
  final Future<String?> Function()? token;

  /// Called when calls are rejected because the user is not signed in any more.
  final void Function()? onSignInNeeded;

  /// Sent with every request.
  final Map<String, String> headers;

  /// Replaces the platform's client: `cronet_http` and `cupertino_http` keep responses by their ETag.
  final http.Client? httpClient;

  /// Repeats mutations like reads after a lost response, under a generated idempotency key, where the contract takes one.
  final bool retryMutations;

  /// Deadline of calls, retries included.
  final Duration timeout;
}

/// How a procedure is called.
enum CallKind {
  query,

  /// A query with the same answer for everybody, which caches on the way may keep: sent without a token.
  public,
  mutation,

  /// A mutation that takes an idempotency key.
  keyed;

  bool get isRead => this == query || this == public;
}

const int _maxRetries = 2;
const int _baseDelayMs = 200;

/// A longer `Retry-After` fails the call instead of waiting.
const int _maxDelayMs = 60000;
const int _maxUrlLength = 2000;
const Duration _refreshTimeout = Duration(seconds: 10);

/// A stream that says nothing for so long is taken for broken; the service sends heartbeats.
const Duration _maxSilence = Duration(seconds: 60);
const Set<String> _transient = {CallException.network, 'unavailable', 'limited'};
final Random _random = Random();

/// 96 random bits and the time: unique, and not a secret.
String _newKey() => [
      DateTime.now().microsecondsSinceEpoch,
      for (var part = 0; part < 3; part++) _random.nextInt(0x100000000),
    ].map((part) => part.toRadixString(36)).join('-');

final class _Call {
  _Call(this.procedure, this.kind, this.input, Duration timeout, {this.idempotencyKey, bool? mayRepeat, Future<void>? cancelled})
      : mayRepeat = mayRepeat ?? (kind.isRead || idempotencyKey != null),
        endsAt = DateTime.now().add(timeout) {
    _timer = Timer(timeout, () => end(CallException.timeout, 'No response within ${timeout.inMilliseconds} ms.'));
    cancelled?.then((_) => end(CallException.aborted, 'The call was cancelled.'), onError: (Object _) {});
  }

  final String procedure;
  final CallKind kind;
  final Map<String, Object?> input;
  final String? idempotencyKey;
  final bool mayRepeat;
  final DateTime endsAt;
  late final Timer _timer;

  /// Completes with what ended the call early.
  final Completer<CallException> ended = Completer<CallException>();

  void end(String code, String message) {
    if (!ended.isCompleted) ended.complete(failure(code, message));
  }

  void close() => _timer.cancel();

  CallException failure(String code, String message, [Object? cause]) =>
      CallException(Failure(procedure, code, message, cause: cause));

  /// Waits for work, or throws what ends the call early.
  Future<T> orEnd<T>(Future<T> work) => Future.any([work, ended.future.then((error) => throw error)]);
}

/// A call is rejected if its token is, also when the service answers a read as for a visitor.
typedef _Exchanged = ({Object? output, CallException? error, bool isRejected});

/// Sends the calls of a client.
final class Caller {
  Caller(this._options)
      : _base = _options.url.replaceFirst(RegExp(r'/+$'), ''),
        _client = _options.httpClient ?? http.Client();

  final ClientOptions _options;
  final String _base;
  final http.Client _client;

  /// Calls a procedure. Reads, and mutations with an idempotency key, are repeated after a transient failure.
  Future<T> call<T>(
    String procedure,
    CallKind kind,
    Object? input,
    Codec<T> output,
    CallOptions options, [
    CallException Function(Failure failure) errorOf = CallException.new,
  ]) async {
    final generated = kind == CallKind.keyed && _options.retryMutations ? _newKey() : null;
    final call = _Call(
      procedure,
      kind,
      fieldsOf(input),
      options.timeout ?? _options.timeout,
      idempotencyKey: options.idempotencyKey ?? generated,
      cancelled: options.cancelled,
    );
    try {
      return output.decode(await call.orEnd(_repeated(call, _authorized)));
    } on MalformedJson catch (error) {
      throw errorOf(call.failure(CallException.badAnswer, 'The answer cannot be read: ${error.message}.', error).failure);
    } on CallException catch (error) {
      throw errorOf(error.failure);
    } finally {
      call.close();
    }
  }

  /// Pages of a list, from a cursor on; each is requested when it is listened for.
  Stream<P> pages<P>(String? cursor, String? Function(P page) next, Future<P> Function(String? cursor) load) async* {
    String? at = cursor;
    do {
      final page = await load(at);
      yield page;
      at = next(page);
    } while (at != null);
  }

  /// The items of all pages.
  Stream<I> items<P, I>(Stream<P> pages, List<I> Function(P page) itemsOf) async* {
    await for (final page in pages) {
      yield* Stream<I>.fromIterable(itemsOf(page));
    }
  }

  /// Messages of a subscription, over all its connections: a broken one is opened again after the last message.
  Stream<LiveMessage<T>> live<T>(
    String procedure,
    Object? input,
    String? after,
    Codec<T> output, [
    CallException Function(Failure failure) errorOf = CallException.new,
  ]) {
    final left = Completer<void>();
    final controller = StreamController<LiveMessage<T>>();
    controller.onListen = () {
      final messages = _messages(procedure, fieldsOf(input), after, output, errorOf, left)
          .listen(controller.add, onError: controller.addError, onDone: controller.close);
      controller.onPause = messages.pause;
      controller.onResume = messages.resume;
      // A generator that waits ends at its next message only, so that what it waits for is ended as well.
      controller.onCancel = () {
        if (!left.isCompleted) left.complete();
        return messages.cancel();
      };
    };
    return controller.stream;
  }

  Stream<LiveMessage<T>> _messages<T>(
    String procedure,
    Map<String, Object?> input,
    String? after,
    Codec<T> output,
    CallException Function(Failure failure) errorOf,
    Completer<void> left,
  ) async* {
    var lastId = after;
    var failures = 0;
    var isRenewed = false;
    while (!left.isCompleted) {
      final call = _Call(procedure, CallKind.query, input, _maxSilence, cancelled: left.future);
      String? token;
      CallException? error;
      try {
        token = await _fromStore(call, _token);
        await for (final event in serverEvents(_linesOf(call, token, lastId))) {
          lastId = event.id ?? lastId;
          final message = liveMessage(event, procedure, output);
          if (message == null) continue;
          failures = 0;
          isRenewed = false;
          yield message;
        }
      } on CallException catch (end) {
        error = end;
      } on FormatException catch (end) {
        error = call.failure(CallException.badAnswer, 'A message cannot be read: ${end.message}.', end);
      } on Exception catch (end) {
        // Clients of other platforms have exceptions of their own.
        error = call.failure(CallException.network, 'The stream broke, or was silent.', end);
      } finally {
        call.end(CallException.aborted, 'The stream is over.');
        call.close();
      }
      if (left.isCompleted) return;
      final rejected = error?.code == 'unauthorized' && !isRenewed ? token : null;
      if (rejected != null && await _fromStore(call, () async => _options.session?.renew(rejected, _refresh)) != null) {
        isRenewed = true;
      } else if (error != null && !_transient.contains(error.code)) {
        throw errorOf(error.failure);
      }
      final ownMs = _baseDelayMs * pow(2, min(failures++, 7)) * (0.5 + _random.nextDouble() / 2);
      final waitMs = min(((error?.retryAfterSeconds ?? 0) * 1000 + ownMs).round(), _maxDelayMs);
      await Future.any([Future<void>.delayed(Duration(milliseconds: waitMs)), left.future]);
    }
  }

  Stream<String> _linesOf(_Call call, String? token, String? lastId) async* {
    final request = _requestOf(call, token);
    request.headers['accept'] = 'text/event-stream';
    if (lastId != null) request.headers['last-event-id'] = lastId;
    final response = await _client.send(request);
    if (response.statusCode != 200) {
      final body = await response.stream.bytesToString();
      outputOf(call.procedure, response.statusCode, response.headers, body);
    }
    call.close();
    yield* response.stream.timeout(_maxSilence).transform(utf8.decoder).transform(const LineSplitter());
  }

  Future<Object?> _repeated(_Call call, Future<Object?> Function(_Call call) send) async {
    for (var attempt = 0;; attempt++) {
      try {
        return await send(call);
      } on CallException catch (error) {
        final ownMs = _baseDelayMs * pow(2, attempt) * (0.5 + _random.nextDouble() / 2);
        final waitMs = ((error.retryAfterSeconds ?? 0) * 1000 + ownMs).round();
        final isOver = attempt == _maxRetries ||
            waitMs > _maxDelayMs ||
            DateTime.now().add(Duration(milliseconds: waitMs)).isAfter(call.endsAt);
        if (!call.mayRepeat || !_transient.contains(error.code) || isOver || call.ended.isCompleted) rethrow;
        await call.orEnd(Future<void>.delayed(Duration(milliseconds: waitMs)));
      }
    }
  }

  /// Sends a call, and again with a newer token if its token is rejected: it had no effect then.
  Future<Object?> _authorized(_Call call) async {
    final token = call.kind == CallKind.public ? null : await _fromStore(call, _token);
    var last = await _exchange(call, token);
    if (last.isRejected && token != null) {
      final newer = await _fromStore(call, () async => _options.session?.renew(token, _refresh));
      if (newer != null) last = await _exchange(call, newer);
    }
    if (last.isRejected) _options.onSignInNeeded?.call();
    return _outputOf(last);
  }

  Object? _outputOf(_Exchanged exchanged) {
    final error = exchanged.error;
    if (error != null) throw error;
    return exchanged.output;
  }

  Future<String?> _token() async {
    final session = _options.session;
    return session == null ? await _options.token?.call() : await session.accessToken(_refresh);
  }

  Future<String?> _fromStore(_Call call, Future<String?> Function() ask) async {
    try {
      return await ask();
    } on CallException catch (error) {
      throw call.failure(error.code, error.message, error);
    } catch (error) {
      throw call.failure(CallException.token, 'The token for the call could not be read.', error);
    }
  }

  /// Exchanges a refresh token; null when the service rejects it.
  Future<Tokens?> _refresh(String refreshToken) async {
    // Repeated after a network failure, since the response may have been lost: the service answers the same again.
    final call = _Call('sessions.refresh', CallKind.mutation, {'refreshToken': refreshToken}, _refreshTimeout, mayRepeat: true);
    try {
      final json = await call.orEnd(_repeated(call, (call) async => _outputOf(await _exchange(call, null))));
      final reader = ObjectReader(json);
      return Tokens(
        accessToken: reader.get('accessToken', textCodec),
        refreshToken: reader.get('refreshToken', textCodec),
        expiresInSeconds: reader.get('expiresInSeconds', numberCodec),
      );
    } on CallException catch (error) {
      if (error.code == 'refresh_refused') return null;
      rethrow;
    } finally {
      call.close();
    }
  }

  Future<_Exchanged> _exchange(_Call call, String? token) async {
    final http.Response response;
    try {
      response = await http.Response.fromStream(await _client.send(_requestOf(call, token)));
    } on Exception catch (error) {
      if (call.ended.isCompleted) throw await call.ended.future;
      throw call.failure(CallException.network, 'The service could not be reached.', error);
    }
    final challenge = response.headers['www-authenticate'] ?? '';
    try {
      final body = utf8.decode(response.bodyBytes, allowMalformed: true);
      final output = outputOf(call.procedure, response.statusCode, response.headers, body);
      return (output: output, error: null, isRejected: call.kind.isRead && challenge.contains('error="invalid_token"'));
    } on CallException catch (error) {
      return (output: null, error: error, isRejected: error.code == 'unauthorized');
    }
  }

  /// Reads use GET, which caches may keep, unless the URL is too long for some proxies.
  http.AbortableRequest _requestOf(_Call call, String? token) {
    final address = '$_base/trpc/${call.procedure}';
    final input = jsonEncode(call.input);
    final query = input == '{}' ? address : '$address?input=${Uri.encodeComponent(input)}';
    final isGet = call.kind.isRead && query.length <= _maxUrlLength;
    final request = http.AbortableRequest(
      isGet ? 'GET' : 'POST',
      Uri.parse(isGet ? query : address),
      abortTrigger: call.ended.future,
    );
    request.followRedirects = false;
    request.headers.addAll(_options.headers);
    if (token != null) request.headers['authorization'] = 'Bearer $token';
    final key = call.idempotencyKey;
    if (key != null) request.headers['idempotency-key'] = key;
    if (!isGet) {
      request.headers['content-type'] = 'application/json';
      request.bodyBytes = utf8.encode(input);
    }
    return request;
  }
}
