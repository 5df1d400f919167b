import 'dart:async';
import 'dart:convert';

/// Where the app keeps a session: one text, best in the device's secure storage.
abstract interface class TokenStore {
  /// The stored text; null if there is none.
  Future<String?> read();

  /// Stores the text; null deletes it.
  Future<void> write(String? text);
}

/// Tokens of an app: the output of `sessions.openApp`, `sessions.refresh` or the token endpoint.
final class Tokens {
  const Tokens({required this.accessToken, required this.refreshToken, required this.expiresInSeconds});

  final String accessToken;
  final String refreshToken;
  final num expiresInSeconds;
}

typedef Refresh = Future<Tokens?> Function(String refreshToken);

typedef _Kept = ({String accessToken, String refreshToken, int endsAtMs});

/// Tokens that expire within this time are refreshed first, so that a slow request does not outlive them.
const int _marginMs = 30000;

/// An app's session on this device, shared by all clients that use it. A refresh token is valid for one use: all waiting
/// calls share one refresh, and new tokens are stored before they are used.
final class AppSession {
  AppSession(this._store);

  final TokenStore _store;
  Future<String?>? _refreshing;

  /// Stores the tokens of a sign-in.
  Future<void> keep(Tokens tokens) {
    final endsAtMs = DateTime.now().millisecondsSinceEpoch + (tokens.expiresInSeconds * 1000).round();
    return _store.write(
      jsonEncode({
        'accessToken': tokens.accessToken,
        'refreshToken': tokens.refreshToken,
        'endsAtMs': endsAtMs,
      }),
    );
  }

  /// Deletes the tokens; call `sessions.logout` first to end the session at the service.
  Future<void> forget() => _store.write(null);

  /// Whether this device has tokens.
  Future<bool> isKept() async => await _load() != null;

  Future<_Kept?> _load() async {
    final text = await _store.read();
    if (text == null) return null;
    try {
      return switch (jsonDecode(text)) {
        {
          'accessToken': final String accessToken,
          'refreshToken': final String refreshToken,
          'endsAtMs': final int endsAtMs,
        } =>
          (accessToken: accessToken, refreshToken: refreshToken, endsAtMs: endsAtMs),
        _ => null,
      };
    } on FormatException {
      return null;
    }
  }

  /// The access token, refreshed shortly before it expires; null without a session.
  Future<String?> accessToken(Refresh refresh) async {
    final kept = await _load();
    if (kept == null) return null;
    if (DateTime.now().millisecondsSinceEpoch < kept.endsAtMs - _marginMs) return kept.accessToken;
    return renew(kept.accessToken, refresh);
  }

  /// A token newer than the rejected one; null if the user must sign in again.
  Future<String?> renew(String rejected, Refresh refresh) async {
    final kept = await _load();
    if (kept == null) return null;
    if (kept.accessToken != rejected) return kept.accessToken;
    // Nothing is awaited between this look and the beginning, so that no two refreshes begin.
    return _refreshing ??= _exchange(kept, refresh).whenComplete(() => _refreshing = null);
  }

  Future<String?> _exchange(_Kept kept, Refresh refresh) async {
    final tokens = await refresh(kept.refreshToken);
    final latest = await _load();
    // A sign-out or sign-in during the refresh takes precedence.
    if (latest?.refreshToken != kept.refreshToken) return latest?.accessToken;
    await (tokens == null ? forget() : keep(tokens));
    return tokens?.accessToken;
  }
}
