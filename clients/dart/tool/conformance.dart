import 'dart:io';
import 'dart:math';

import 'package:dovetail_client/dovetail_client.dart';

// Tells whether the client works against a service: `dart run tool/conformance.dart http://localhost:8787`.

void same(String what, Object? expected, Object? actual) {
  if ('$expected' != '$actual') throw StateError('$what: expected $expected, got $actual');
}

final class MemoryStore implements TokenStore {
  String? _text;

  @override
  Future<String?> read() async => _text;

  @override
  Future<void> write(String? text) async => _text = text;
}

Future<void> conform(String url) async {
  final name = 'dart${Random().nextInt(1 << 30)}';
  final stranger = ApiClient(ClientOptions(url: url));
  final user = await stranger.accounts.register(
    AccountsRegisterInput(username: name, email: '$name@example.com', password: 'tail and pin'),
  );
  same('username', name, user.username);
  final ada = ApiClient(ClientOptions(url: url, token: () async => user.token));

  final article = await ada.articles.publish(
    ArticlesPublishInput(title: 'How $name holds', description: 'No nails', body: 'Tails and pins.', tagList: [name]),
  );
  same('age', true, DateTime.now().difference(article.createdAt).inMinutes < 10);
  same('bio', 'Joiner', (await ada.accounts.update(const AccountsUpdateInput(bio: FieldValue('Joiner')))).bio);
  same('bio kept', 'Joiner', (await ada.accounts.update(const AccountsUpdateInput(image: FieldNull()))).bio);
  same('bio deleted', null, (await ada.accounts.update(const AccountsUpdateInput(bio: FieldNull()))).bio);

  final slugs = await ada.articles.listItems(ArticlesListInput(tag: name, limit: 1)).map((each) => each.slug).toList();
  same('slugs', [article.slug], slugs);

  try {
    await ada.articles.get(ArticlesGetInput(slug: 'nowhere-$name'));
    throw StateError('found what is not there');
  } on ArticlesGetError catch (error) {
    switch (error) {
      case ArticlesGetErrorNotFound():
        same('status', 404, error.status);
      case ArticlesGetErrorOther():
        throw StateError('another error: ${error.code}');
    }
  }
  try {
    await stranger.accounts.register(const AccountsRegisterInput(username: '', email: 'no', password: 'tail and pin'));
    throw StateError('registered nobody');
  } on CallException catch (error) {
    same('paths', ['username', 'email'], [for (final issue in error.issues) issue.path]);
  }

  final tokens = await ada.sessions.openApp();
  final session = AppSession(MemoryStore());
  await session.keep(Tokens(accessToken: 'stale', refreshToken: tokens.refreshToken, expiresInSeconds: 900));
  final app = ApiClient(ClientOptions(url: url, session: session));
  final users = await Future.wait([for (var each = 0; each < 5; each++) app.accounts.current()]);
  same('after one refresh', List.filled(5, name), [for (final each in users) each.username]);

  // A subscription that waits for its next message ends as soon as nobody listens.
  final listening = ada.articles.changes().listen((_) {});
  await Future<void>.delayed(const Duration(milliseconds: 500));
  await listening.cancel().timeout(const Duration(seconds: 5));

  try {
    await stranger.tags.list(const CallOptions(timeout: Duration(microseconds: 1)));
    throw StateError('answered in no time');
  } on CallException catch (error) {
    same('deadline', CallException.timeout, error.code);
  }
}

Future<void> main(List<String> arguments) async {
  try {
    await conform(arguments.firstOrNull ?? 'http://localhost:8787');
    stdout.writeln('The Dart client conforms.');
    exit(0);
  } catch (error) {
    stdout.writeln('The Dart client fails: $error');
    exit(1);
  }
}
