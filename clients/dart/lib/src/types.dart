// Generated from the contracts in shared/ by `npm run generate`; never edited by hand.
import 'runtime/codec.dart';

/// Input of `accounts.register`.
final class AccountsRegisterInput extends JsonValue {
  const AccountsRegisterInput({
    required this.username,
    required this.email,
    required this.password,
    this.session,
  });

  factory AccountsRegisterInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AccountsRegisterInput(
      username: reader.get('username', textCodec),
      email: reader.get('email', textCodec),
      password: reader.get('password', textCodec),
      session: reader.optional('session', AccountsRegisterInputSession.codec),
    );
  }

  static final Codec<AccountsRegisterInput> codec = Codec<AccountsRegisterInput>(AccountsRegisterInput.fromJson, (value) => value.toJson());

  /// A user name, unique regardless of case.
  final String username;

  /// An e-mail address.
  final String email;

  /// 8 to 128 characters; no character classes are required.
  final String password;

  /// How the session is stored. `token`: returned as `token`, to be sent as a bearer token. `cookie`: set as an HttpOnly cookie and never returned.
  /// Left out, it is "token".
  final AccountsRegisterInputSession? session;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('username', textCodec, username);
    writer.put('email', textCodec, email);
    writer.put('password', textCodec, password);
    writer.optional('session', AccountsRegisterInputSession.codec, session);
    return writer.json;
  }
}

/// How the session is stored. `token`: returned as `token`, to be sent as a bearer token. `cookie`: set as an HttpOnly cookie and never returned.
final class AccountsRegisterInputSession extends OpenEnum<String> {
  const AccountsRegisterInputSession._(super.value);

  /// A value from the service; one that this version of the app does not know is kept as it is.
  factory AccountsRegisterInputSession.of(String value) => known.firstWhere((each) => each.value == value, orElse: () => AccountsRegisterInputSession._(value));

  static const AccountsRegisterInputSession token = AccountsRegisterInputSession._('token');
  static const AccountsRegisterInputSession cookie = AccountsRegisterInputSession._('cookie');

  /// The values that this version of the app knows.
  static const List<AccountsRegisterInputSession> known = [token, cookie];

  static final Codec<AccountsRegisterInputSession> codec =
      Codec<AccountsRegisterInputSession>((json) => AccountsRegisterInputSession.of(textCodec.decode(json)), (each) => textCodec.encode(each.value));

  /// Whether this version of the app knows the value.
  bool get isKnown => known.contains(this);
}

/// The viewer's own account.
final class User extends JsonValue {
  const User({
    required this.email,
    required this.token,
    required this.username,
    required this.bio,
    required this.image,
  });

  factory User.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return User(
      email: reader.get('email', textCodec),
      token: reader.get('token', textCodec.nullable),
      username: reader.get('username', textCodec),
      bio: reader.get('bio', textCodec.nullable),
      image: reader.get('image', textCodec.nullable),
    );
  }

  static final Codec<User> codec = Codec<User>(User.fromJson, (value) => value.toJson());

  final String email;

  /// The session's token; null when a cookie holds it.
  final String? token;

  /// A user name, unique regardless of case.
  final String username;

  final String? bio;

  final String? image;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('email', textCodec, email);
    writer.put('token', textCodec.nullable, token);
    writer.put('username', textCodec, username);
    writer.put('bio', textCodec.nullable, bio);
    writer.put('image', textCodec.nullable, image);
    return writer.json;
  }
}

/// Input of `accounts.login`.
final class AccountsLoginInput extends JsonValue {
  const AccountsLoginInput({
    required this.email,
    required this.password,
    this.session,
    this.code,
    this.passkey,
  });

  factory AccountsLoginInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AccountsLoginInput(
      email: reader.get('email', textCodec),
      password: reader.get('password', textCodec),
      session: reader.optional('session', AccountsLoginInputSession.codec),
      code: reader.optional('code', textCodec),
      passkey: reader.optional('passkey', PasskeyAssertion.codec),
    );
  }

  static final Codec<AccountsLoginInput> codec = Codec<AccountsLoginInput>(AccountsLoginInput.fromJson, (value) => value.toJson());

  final String email;

  final String password;

  /// How the session is stored. `token`: returned as `token`, to be sent as a bearer token. `cookie`: set as an HttpOnly cookie and never returned.
  /// Left out, it is "token".
  final AccountsLoginInputSession? session;

  /// A code from the authenticator app, or a recovery code.
  final String? code;

  final PasskeyAssertion? passkey;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('email', textCodec, email);
    writer.put('password', textCodec, password);
    writer.optional('session', AccountsLoginInputSession.codec, session);
    writer.optional('code', textCodec, code);
    writer.optional('passkey', PasskeyAssertion.codec, passkey);
    return writer.json;
  }
}

/// How the session is stored. `token`: returned as `token`, to be sent as a bearer token. `cookie`: set as an HttpOnly cookie and never returned.
final class AccountsLoginInputSession extends OpenEnum<String> {
  const AccountsLoginInputSession._(super.value);

  /// A value from the service; one that this version of the app does not know is kept as it is.
  factory AccountsLoginInputSession.of(String value) => known.firstWhere((each) => each.value == value, orElse: () => AccountsLoginInputSession._(value));

  static const AccountsLoginInputSession token = AccountsLoginInputSession._('token');
  static const AccountsLoginInputSession cookie = AccountsLoginInputSession._('cookie');

  /// The values that this version of the app knows.
  static const List<AccountsLoginInputSession> known = [token, cookie];

  static final Codec<AccountsLoginInputSession> codec =
      Codec<AccountsLoginInputSession>((json) => AccountsLoginInputSession.of(textCodec.decode(json)), (each) => textCodec.encode(each.value));

  /// Whether this version of the app knows the value.
  bool get isKnown => known.contains(this);
}

/// A passkey assertion: `ceremony` from `passkeys.beginSignIn`, and the browser's credential, serialized by `toJSON()`.
final class PasskeyAssertion extends JsonValue {
  const PasskeyAssertion({
    required this.ceremony,
    required this.credential,
  });

  factory PasskeyAssertion.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return PasskeyAssertion(
      ceremony: reader.get('ceremony', textCodec),
      credential: reader.get('credential', PasskeyAssertionCredential.codec),
    );
  }

  static final Codec<PasskeyAssertion> codec = Codec<PasskeyAssertion>(PasskeyAssertion.fromJson, (value) => value.toJson());

  /// `ceremony` of the response that began it. Valid for one use, for five minutes, and for the same caller only.
  final String ceremony;

  final PasskeyAssertionCredential credential;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('ceremony', textCodec, ceremony);
    writer.put('credential', PasskeyAssertionCredential.codec, credential);
    return writer.json;
  }
}

final class PasskeyAssertionCredential extends JsonValue {
  const PasskeyAssertionCredential({
    required this.id,
    required this.rawId,
    required this.response,
  });

  factory PasskeyAssertionCredential.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return PasskeyAssertionCredential(
      id: reader.get('id', textCodec),
      rawId: reader.get('rawId', textCodec),
      response: reader.get('response', PasskeyAssertionCredentialResponse.codec),
    );
  }

  static final Codec<PasskeyAssertionCredential> codec = Codec<PasskeyAssertionCredential>(PasskeyAssertionCredential.fromJson, (value) => value.toJson());

  final String id;

  final String rawId;

  final PasskeyAssertionCredentialResponse response;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', textCodec, id);
    writer.put('rawId', textCodec, rawId);
    writer.put('type', jsonCodec, 'public-key');
    writer.put('response', PasskeyAssertionCredentialResponse.codec, response);
    return writer.json;
  }
}

final class PasskeyAssertionCredentialResponse extends JsonValue {
  const PasskeyAssertionCredentialResponse({
    required this.clientDataJSON,
    required this.authenticatorData,
    required this.signature,
    this.userHandle = const FieldAbsent(),
  });

  factory PasskeyAssertionCredentialResponse.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return PasskeyAssertionCredentialResponse(
      clientDataJSON: reader.get('clientDataJSON', textCodec),
      authenticatorData: reader.get('authenticatorData', textCodec),
      signature: reader.get('signature', textCodec),
      userHandle: reader.field('userHandle', textCodec),
    );
  }

  static final Codec<PasskeyAssertionCredentialResponse> codec = Codec<PasskeyAssertionCredentialResponse>(PasskeyAssertionCredentialResponse.fromJson, (value) => value.toJson());

  final String clientDataJSON;

  final String authenticatorData;

  final String signature;

  final Field<String> userHandle;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('clientDataJSON', textCodec, clientDataJSON);
    writer.put('authenticatorData', textCodec, authenticatorData);
    writer.put('signature', textCodec, signature);
    writer.field('userHandle', textCodec, userHandle);
    return writer.json;
  }
}

/// Input of `accounts.update`.
final class AccountsUpdateInput extends JsonValue {
  const AccountsUpdateInput({
    this.username,
    this.email,
    this.password,
    this.bio = const FieldAbsent(),
    this.image = const FieldAbsent(),
  });

  factory AccountsUpdateInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AccountsUpdateInput(
      username: reader.optional('username', textCodec),
      email: reader.optional('email', textCodec),
      password: reader.optional('password', textCodec),
      bio: reader.field('bio', textCodec),
      image: reader.field('image', textCodec),
    );
  }

  static final Codec<AccountsUpdateInput> codec = Codec<AccountsUpdateInput>(AccountsUpdateInput.fromJson, (value) => value.toJson());

  /// A user name, unique regardless of case.
  final String? username;

  /// An e-mail address.
  final String? email;

  /// 8 to 128 characters; no character classes are required.
  final String? password;

  final Field<String> bio;

  /// URL of a picture.
  final Field<String> image;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.optional('username', textCodec, username);
    writer.optional('email', textCodec, email);
    writer.optional('password', textCodec, password);
    writer.field('bio', textCodec, bio);
    writer.field('image', textCodec, image);
    return writer.json;
  }
}

/// Input of `accounts.export`.
final class AccountsExportInput extends JsonValue {
  const AccountsExportInput({
    this.cursor,
  });

  factory AccountsExportInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AccountsExportInput(
      cursor: reader.optional('cursor', textCodec),
    );
  }

  static final Codec<AccountsExportInput> codec = Codec<AccountsExportInput>(AccountsExportInput.fromJson, (value) => value.toJson());

  /// Opaque cursor: `next` of the previous page.
  final String? cursor;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.optional('cursor', textCodec, cursor);
    return writer.json;
  }
}

/// All data of an account, newest first.
final class AccountExport extends JsonValue {
  const AccountExport({
    required this.account,
    required this.articles,
    required this.comments,
    required this.favourites,
    required this.following,
    required this.record,
    required this.documents,
    required this.next,
  });

  factory AccountExport.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AccountExport(
      account: reader.get('account', AccountExportAccount.codec),
      articles: reader.get('articles', AccountExportArticlesItem.codec.list),
      comments: reader.get('comments', AccountExportCommentsItem.codec.list),
      favourites: reader.get('favourites', AccountExportFavouritesItem.codec.list),
      following: reader.get('following', AccountExportFollowingItem.codec.list),
      record: reader.get('record', AccountExportRecordItem.codec.list),
      documents: reader.get('documents', AccountExportDocumentsItem.codec.list),
      next: reader.get('next', textCodec.nullable),
    );
  }

  static final Codec<AccountExport> codec = Codec<AccountExport>(AccountExport.fromJson, (value) => value.toJson());

  final AccountExportAccount account;

  final List<AccountExportArticlesItem> articles;

  final List<AccountExportCommentsItem> comments;

  final List<AccountExportFavouritesItem> favourites;

  final List<AccountExportFollowingItem> following;

  /// Audit log entries about the account.
  final List<AccountExportRecordItem> record;

  /// Documents of all collections.
  final List<AccountExportDocumentsItem> documents;

  /// Send as `cursor` to get the next page; null on the last page.
  final String? next;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('account', AccountExportAccount.codec, account);
    writer.put('articles', AccountExportArticlesItem.codec.list, articles);
    writer.put('comments', AccountExportCommentsItem.codec.list, comments);
    writer.put('favourites', AccountExportFavouritesItem.codec.list, favourites);
    writer.put('following', AccountExportFollowingItem.codec.list, following);
    writer.put('record', AccountExportRecordItem.codec.list, record);
    writer.put('documents', AccountExportDocumentsItem.codec.list, documents);
    writer.put('next', textCodec.nullable, next);
    return writer.json;
  }
}

final class AccountExportAccount extends JsonValue {
  const AccountExportAccount({
    required this.username,
    required this.email,
    required this.emailVerifiedAt,
    required this.bio,
    required this.image,
    required this.role,
    required this.createdAt,
  });

  factory AccountExportAccount.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AccountExportAccount(
      username: reader.get('username', textCodec),
      email: reader.get('email', textCodec),
      emailVerifiedAt: reader.get('emailVerifiedAt', timeCodec.nullable),
      bio: reader.get('bio', textCodec.nullable),
      image: reader.get('image', textCodec.nullable),
      role: reader.get('role', textCodec),
      createdAt: reader.get('createdAt', timeCodec),
    );
  }

  static final Codec<AccountExportAccount> codec = Codec<AccountExportAccount>(AccountExportAccount.fromJson, (value) => value.toJson());

  /// A user name, unique regardless of case.
  final String username;

  final String email;

  final DateTime? emailVerifiedAt;

  final String? bio;

  final String? image;

  final String role;

  /// Timestamp in UTC, ISO 8601.
  final DateTime createdAt;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('username', textCodec, username);
    writer.put('email', textCodec, email);
    writer.put('emailVerifiedAt', timeCodec.nullable, emailVerifiedAt);
    writer.put('bio', textCodec.nullable, bio);
    writer.put('image', textCodec.nullable, image);
    writer.put('role', textCodec, role);
    writer.put('createdAt', timeCodec, createdAt);
    return writer.json;
  }
}

final class AccountExportArticlesItem extends JsonValue {
  const AccountExportArticlesItem({
    required this.slug,
    required this.title,
    required this.description,
    required this.body,
    required this.tagList,
    required this.createdAt,
    required this.updatedAt,
  });

  factory AccountExportArticlesItem.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AccountExportArticlesItem(
      slug: reader.get('slug', textCodec),
      title: reader.get('title', textCodec),
      description: reader.get('description', textCodec),
      body: reader.get('body', textCodec),
      tagList: reader.get('tagList', textCodec.list),
      createdAt: reader.get('createdAt', timeCodec),
      updatedAt: reader.get('updatedAt', timeCodec),
    );
  }

  static final Codec<AccountExportArticlesItem> codec = Codec<AccountExportArticlesItem>(AccountExportArticlesItem.fromJson, (value) => value.toJson());

  final String slug;

  final String title;

  final String description;

  final String body;

  final List<String> tagList;

  /// Timestamp in UTC, ISO 8601.
  final DateTime createdAt;

  /// Timestamp in UTC, ISO 8601.
  final DateTime updatedAt;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('slug', textCodec, slug);
    writer.put('title', textCodec, title);
    writer.put('description', textCodec, description);
    writer.put('body', textCodec, body);
    writer.put('tagList', textCodec.list, tagList);
    writer.put('createdAt', timeCodec, createdAt);
    writer.put('updatedAt', timeCodec, updatedAt);
    return writer.json;
  }
}

final class AccountExportCommentsItem extends JsonValue {
  const AccountExportCommentsItem({
    required this.id,
    required this.slug,
    required this.body,
    required this.createdAt,
  });

  factory AccountExportCommentsItem.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AccountExportCommentsItem(
      id: reader.get('id', integerCodec),
      slug: reader.get('slug', textCodec),
      body: reader.get('body', textCodec),
      createdAt: reader.get('createdAt', timeCodec),
    );
  }

  static final Codec<AccountExportCommentsItem> codec = Codec<AccountExportCommentsItem>(AccountExportCommentsItem.fromJson, (value) => value.toJson());

  final int id;

  final String slug;

  final String body;

  /// Timestamp in UTC, ISO 8601.
  final DateTime createdAt;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', integerCodec, id);
    writer.put('slug', textCodec, slug);
    writer.put('body', textCodec, body);
    writer.put('createdAt', timeCodec, createdAt);
    return writer.json;
  }
}

final class AccountExportFavouritesItem extends JsonValue {
  const AccountExportFavouritesItem({
    required this.slug,
    required this.createdAt,
  });

  factory AccountExportFavouritesItem.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AccountExportFavouritesItem(
      slug: reader.get('slug', textCodec),
      createdAt: reader.get('createdAt', timeCodec),
    );
  }

  static final Codec<AccountExportFavouritesItem> codec = Codec<AccountExportFavouritesItem>(AccountExportFavouritesItem.fromJson, (value) => value.toJson());

  final String slug;

  /// Timestamp in UTC, ISO 8601.
  final DateTime createdAt;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('slug', textCodec, slug);
    writer.put('createdAt', timeCodec, createdAt);
    return writer.json;
  }
}

final class AccountExportFollowingItem extends JsonValue {
  const AccountExportFollowingItem({
    required this.username,
    required this.createdAt,
  });

  factory AccountExportFollowingItem.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AccountExportFollowingItem(
      username: reader.get('username', textCodec),
      createdAt: reader.get('createdAt', timeCodec),
    );
  }

  static final Codec<AccountExportFollowingItem> codec = Codec<AccountExportFollowingItem>(AccountExportFollowingItem.fromJson, (value) => value.toJson());

  final String username;

  /// Timestamp in UTC, ISO 8601.
  final DateTime createdAt;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('username', textCodec, username);
    writer.put('createdAt', timeCodec, createdAt);
    return writer.json;
  }
}

final class AccountExportRecordItem extends JsonValue {
  const AccountExportRecordItem({
    required this.at,
    required this.action,
    required this.address,
  });

  factory AccountExportRecordItem.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AccountExportRecordItem(
      at: reader.get('at', timeCodec),
      action: reader.get('action', textCodec),
      address: reader.get('address', textCodec),
    );
  }

  static final Codec<AccountExportRecordItem> codec = Codec<AccountExportRecordItem>(AccountExportRecordItem.fromJson, (value) => value.toJson());

  /// Timestamp in UTC, ISO 8601.
  final DateTime at;

  final String action;

  /// IP address of the owner's own calls; empty for the actions of others.
  final String address;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('at', timeCodec, at);
    writer.put('action', textCodec, action);
    writer.put('address', textCodec, address);
    return writer.json;
  }
}

final class AccountExportDocumentsItem extends JsonValue {
  const AccountExportDocumentsItem({
    required this.collection,
    required this.key,
    required this.version,
    required this.value,
    required this.createdAt,
    required this.updatedAt,
  });

  factory AccountExportDocumentsItem.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AccountExportDocumentsItem(
      collection: reader.get('collection', textCodec),
      key: reader.get('key', textCodec),
      version: reader.get('version', integerCodec),
      value: reader.get('value', jsonCodec.map),
      createdAt: reader.get('createdAt', timeCodec),
      updatedAt: reader.get('updatedAt', timeCodec),
    );
  }

  static final Codec<AccountExportDocumentsItem> codec = Codec<AccountExportDocumentsItem>(AccountExportDocumentsItem.fromJson, (value) => value.toJson());

  final String collection;

  final String key;

  /// The version of the shape that the value was stored in.
  final int version;

  final Map<String, Object?> value;

  /// Timestamp in UTC, ISO 8601.
  final DateTime createdAt;

  /// Timestamp in UTC, ISO 8601.
  final DateTime updatedAt;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('collection', textCodec, collection);
    writer.put('key', textCodec, key);
    writer.put('version', integerCodec, version);
    writer.put('value', jsonCodec.map, value);
    writer.put('createdAt', timeCodec, createdAt);
    writer.put('updatedAt', timeCodec, updatedAt);
    return writer.json;
  }
}

/// Input of `accounts.delete`.
final class AccountsDeleteInput extends JsonValue {
  const AccountsDeleteInput({
    required this.username,
  });

  factory AccountsDeleteInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AccountsDeleteInput(
      username: reader.get('username', textCodec),
    );
  }

  static final Codec<AccountsDeleteInput> codec = Codec<AccountsDeleteInput>(AccountsDeleteInput.fromJson, (value) => value.toJson());

  /// A user name, unique regardless of case.
  final String username;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('username', textCodec, username);
    return writer.json;
  }
}

/// Input of `emails.verify`.
final class EmailsVerifyInput extends JsonValue {
  const EmailsVerifyInput({
    required this.token,
    this.password,
  });

  factory EmailsVerifyInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return EmailsVerifyInput(
      token: reader.get('token', textCodec),
      password: reader.optional('password', textCodec),
    );
  }

  static final Codec<EmailsVerifyInput> codec = Codec<EmailsVerifyInput>(EmailsVerifyInput.fromJson, (value) => value.toJson());

  /// The link's token, after `#token=`.
  final String token;

  final String? password;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('token', textCodec, token);
    writer.optional('password', textCodec, password);
    return writer.json;
  }
}

final class EmailsVerifyOutput extends JsonValue {
  const EmailsVerifyOutput({
    required this.email,
    required this.token,
    required this.resetToken,
  });

  factory EmailsVerifyOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return EmailsVerifyOutput(
      email: reader.get('email', textCodec),
      token: reader.get('token', textCodec.nullable),
      resetToken: reader.get('resetToken', textCodec.nullable),
    );
  }

  static final Codec<EmailsVerifyOutput> codec = Codec<EmailsVerifyOutput>(EmailsVerifyOutput.fromJson, (value) => value.toJson());

  final String email;

  /// The session's new token, or an app's new access token; null if a cookie holds it.
  final String? token;

  /// Token for `passwords.reset` if the credentials were removed; else null.
  final String? resetToken;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('email', textCodec, email);
    writer.put('token', textCodec.nullable, token);
    writer.put('resetToken', textCodec.nullable, resetToken);
    return writer.json;
  }
}

/// Input of `emails.change`.
final class EmailsChangeInput extends JsonValue {
  const EmailsChangeInput({
    required this.email,
  });

  factory EmailsChangeInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return EmailsChangeInput(
      email: reader.get('email', textCodec),
    );
  }

  static final Codec<EmailsChangeInput> codec = Codec<EmailsChangeInput>(EmailsChangeInput.fromJson, (value) => value.toJson());

  /// An e-mail address.
  final String email;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('email', textCodec, email);
    return writer.json;
  }
}

/// Input of `emails.undo`.
final class EmailsUndoInput extends JsonValue {
  const EmailsUndoInput({
    required this.token,
  });

  factory EmailsUndoInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return EmailsUndoInput(
      token: reader.get('token', textCodec),
    );
  }

  static final Codec<EmailsUndoInput> codec = Codec<EmailsUndoInput>(EmailsUndoInput.fromJson, (value) => value.toJson());

  /// The notification link's token, after `#undo=`.
  final String token;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('token', textCodec, token);
    return writer.json;
  }
}

final class EmailsUndoOutput extends JsonValue {
  const EmailsUndoOutput({
    required this.email,
    required this.resetToken,
  });

  factory EmailsUndoOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return EmailsUndoOutput(
      email: reader.get('email', textCodec),
      resetToken: reader.get('resetToken', textCodec),
    );
  }

  static final Codec<EmailsUndoOutput> codec = Codec<EmailsUndoOutput>(EmailsUndoOutput.fromJson, (value) => value.toJson());

  final String email;

  /// Token for `passwords.reset`.
  final String resetToken;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('email', textCodec, email);
    writer.put('resetToken', textCodec, resetToken);
    return writer.json;
  }
}

/// Input of `emails.confirmChange`.
final class EmailsConfirmChangeInput extends JsonValue {
  const EmailsConfirmChangeInput({
    required this.token,
  });

  factory EmailsConfirmChangeInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return EmailsConfirmChangeInput(
      token: reader.get('token', textCodec),
    );
  }

  static final Codec<EmailsConfirmChangeInput> codec = Codec<EmailsConfirmChangeInput>(EmailsConfirmChangeInput.fromJson, (value) => value.toJson());

  /// The link's token, after `#token=`.
  final String token;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('token', textCodec, token);
    return writer.json;
  }
}

final class EmailsConfirmChangeOutput extends JsonValue {
  const EmailsConfirmChangeOutput({
    required this.email,
    required this.token,
  });

  factory EmailsConfirmChangeOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return EmailsConfirmChangeOutput(
      email: reader.get('email', textCodec),
      token: reader.get('token', textCodec.nullable),
    );
  }

  static final Codec<EmailsConfirmChangeOutput> codec = Codec<EmailsConfirmChangeOutput>(EmailsConfirmChangeOutput.fromJson, (value) => value.toJson());

  final String email;

  /// The session's new token, or an app's new access token; null if a cookie holds it.
  final String? token;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('email', textCodec, email);
    writer.put('token', textCodec.nullable, token);
    return writer.json;
  }
}

/// Input of `passwords.requestReset`.
final class PasswordsRequestResetInput extends JsonValue {
  const PasswordsRequestResetInput({
    required this.email,
  });

  factory PasswordsRequestResetInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return PasswordsRequestResetInput(
      email: reader.get('email', textCodec),
    );
  }

  static final Codec<PasswordsRequestResetInput> codec = Codec<PasswordsRequestResetInput>(PasswordsRequestResetInput.fromJson, (value) => value.toJson());

  /// An e-mail address.
  final String email;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('email', textCodec, email);
    return writer.json;
  }
}

/// Input of `passwords.reset`.
final class PasswordsResetInput extends JsonValue {
  const PasswordsResetInput({
    required this.token,
    required this.password,
    this.removeRecent,
  });

  factory PasswordsResetInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return PasswordsResetInput(
      token: reader.get('token', textCodec),
      password: reader.get('password', textCodec),
      removeRecent: reader.optional('removeRecent', booleanCodec),
    );
  }

  static final Codec<PasswordsResetInput> codec = Codec<PasswordsResetInput>(PasswordsResetInput.fromJson, (value) => value.toJson());

  /// The link's token, after `#token=`.
  final String token;

  /// 8 to 128 characters; no character classes are required.
  final String password;

  /// Also removes the passkeys, authenticator apps, linked identities, API keys and recovery codes added within the last seven days, for an owner who did not add them.
  final bool? removeRecent;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('token', textCodec, token);
    writer.put('password', textCodec, password);
    writer.optional('removeRecent', booleanCodec, removeRecent);
    return writer.json;
  }
}

/// Input of `passwords.change`.
final class PasswordsChangeInput extends JsonValue {
  const PasswordsChangeInput({
    required this.password,
    this.currentPassword,
  });

  factory PasswordsChangeInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return PasswordsChangeInput(
      password: reader.get('password', textCodec),
      currentPassword: reader.optional('currentPassword', textCodec),
    );
  }

  static final Codec<PasswordsChangeInput> codec = Codec<PasswordsChangeInput>(PasswordsChangeInput.fromJson, (value) => value.toJson());

  /// 8 to 128 characters; no character classes are required.
  final String password;

  final String? currentPassword;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('password', textCodec, password);
    writer.optional('currentPassword', textCodec, currentPassword);
    return writer.json;
  }
}

final class PasswordsChangeOutput extends JsonValue {
  const PasswordsChangeOutput({
    required this.token,
  });

  factory PasswordsChangeOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return PasswordsChangeOutput(
      token: reader.get('token', textCodec.nullable),
    );
  }

  static final Codec<PasswordsChangeOutput> codec = Codec<PasswordsChangeOutput>(PasswordsChangeOutput.fromJson, (value) => value.toJson());

  /// The session's new token, or an app's new access token; null if a cookie holds it.
  final String? token;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('token', textCodec.nullable, token);
    return writer.json;
  }
}

/// The tokens of an app's session.
final class AppTokens extends JsonValue {
  const AppTokens({
    required this.accessToken,
    required this.refreshToken,
    required this.expiresInSeconds,
  });

  factory AppTokens.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AppTokens(
      accessToken: reader.get('accessToken', textCodec),
      refreshToken: reader.get('refreshToken', textCodec),
      expiresInSeconds: reader.get('expiresInSeconds', integerCodec),
    );
  }

  static final Codec<AppTokens> codec = Codec<AppTokens>(AppTokens.fromJson, (value) => value.toJson());

  /// Send as a bearer token.
  final String accessToken;

  /// Valid for one refresh.
  final String refreshToken;

  /// Lifetime of the access token, in seconds.
  final int expiresInSeconds;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('accessToken', textCodec, accessToken);
    writer.put('refreshToken', textCodec, refreshToken);
    writer.put('expiresInSeconds', integerCodec, expiresInSeconds);
    return writer.json;
  }
}

/// Input of `sessions.refresh`.
final class SessionsRefreshInput extends JsonValue {
  const SessionsRefreshInput({
    required this.refreshToken,
    this.clientId,
  });

  factory SessionsRefreshInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return SessionsRefreshInput(
      refreshToken: reader.get('refreshToken', textCodec),
      clientId: reader.optional('clientId', textCodec),
    );
  }

  static final Codec<SessionsRefreshInput> codec = Codec<SessionsRefreshInput>(SessionsRefreshInput.fromJson, (value) => value.toJson());

  final String refreshToken;

  /// Client id of the app that was authorized in the browser; rejected if the token belongs to another app.
  final String? clientId;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('refreshToken', textCodec, refreshToken);
    writer.optional('clientId', textCodec, clientId);
    return writer.json;
  }
}

/// Input of `sessions.reauthenticate`.
final class SessionsReauthenticateInput extends JsonValue {
  const SessionsReauthenticateInput({
    this.password,
    this.code,
    this.passkey,
  });

  factory SessionsReauthenticateInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return SessionsReauthenticateInput(
      password: reader.optional('password', textCodec),
      code: reader.optional('code', textCodec),
      passkey: reader.optional('passkey', PasskeyAssertion.codec),
    );
  }

  static final Codec<SessionsReauthenticateInput> codec = Codec<SessionsReauthenticateInput>(SessionsReauthenticateInput.fromJson, (value) => value.toJson());

  final String? password;

  /// A code from the authenticator app, or a recovery code.
  final String? code;

  final PasskeyAssertion? passkey;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.optional('password', textCodec, password);
    writer.optional('code', textCodec, code);
    writer.optional('passkey', PasskeyAssertion.codec, passkey);
    return writer.json;
  }
}

final class SessionsReauthenticateOutput extends JsonValue {
  const SessionsReauthenticateOutput({
    required this.token,
  });

  factory SessionsReauthenticateOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return SessionsReauthenticateOutput(
      token: reader.get('token', textCodec.nullable),
    );
  }

  static final Codec<SessionsReauthenticateOutput> codec = Codec<SessionsReauthenticateOutput>(SessionsReauthenticateOutput.fromJson, (value) => value.toJson());

  /// The session's new token, or an app's new access token; null if a cookie holds it.
  final String? token;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('token', textCodec.nullable, token);
    return writer.json;
  }
}

final class SessionsCurrentOutput extends JsonValue {
  const SessionsCurrentOutput({
    required this.session,
    required this.isFresh,
  });

  factory SessionsCurrentOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return SessionsCurrentOutput(
      session: reader.get('session', Session.codec),
      isFresh: reader.get('isFresh', booleanCodec),
    );
  }

  static final Codec<SessionsCurrentOutput> codec = Codec<SessionsCurrentOutput>(SessionsCurrentOutput.fromJson, (value) => value.toJson());

  final Session session;

  /// Whether the viewer authenticated within the last ten minutes.
  final bool isFresh;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('session', Session.codec, session);
    writer.put('isFresh', booleanCodec, isFresh);
    return writer.json;
  }
}

/// A signed-in device or app.
final class Session extends JsonValue {
  const Session({
    required this.id,
    required this.keptIn,
    required this.app,
    required this.userAgent,
    required this.methods,
    required this.createdAt,
    required this.lastUsedAt,
    required this.expiresAt,
    required this.current,
  });

  factory Session.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return Session(
      id: reader.get('id', textCodec),
      keptIn: reader.get('keptIn', SessionKeptIn.codec),
      app: reader.get('app', textCodec.nullable),
      userAgent: reader.get('userAgent', textCodec.nullable),
      methods: reader.get('methods', textCodec.list),
      createdAt: reader.get('createdAt', timeCodec),
      lastUsedAt: reader.get('lastUsedAt', timeCodec),
      expiresAt: reader.get('expiresAt', timeCodec),
      current: reader.get('current', booleanCodec),
    );
  }

  static final Codec<Session> codec = Codec<Session>(Session.fromJson, (value) => value.toJson());

  /// A session's id, not its token.
  final String id;

  /// `app`: an app holds a refresh token and short-lived access tokens.
  final SessionKeptIn keptIn;

  /// Display name of the app that was authorized in the browser.
  final String? app;

  /// `User-Agent` of the client at sign-in.
  final String? userAgent;

  /// Authentication methods used: `pwd`, `otp`, `recovery`, `passkey`, `oauth`.
  final List<String> methods;

  /// Timestamp in UTC, ISO 8601.
  final DateTime createdAt;

  /// Timestamp in UTC, ISO 8601.
  final DateTime lastUsedAt;

  /// When the session ends unless it is used before.
  final DateTime expiresAt;

  /// Whether this call uses this session.
  final bool current;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', textCodec, id);
    writer.put('keptIn', SessionKeptIn.codec, keptIn);
    writer.put('app', textCodec.nullable, app);
    writer.put('userAgent', textCodec.nullable, userAgent);
    writer.put('methods', textCodec.list, methods);
    writer.put('createdAt', timeCodec, createdAt);
    writer.put('lastUsedAt', timeCodec, lastUsedAt);
    writer.put('expiresAt', timeCodec, expiresAt);
    writer.put('current', booleanCodec, current);
    return writer.json;
  }
}

/// `app`: an app holds a refresh token and short-lived access tokens.
final class SessionKeptIn extends OpenEnum<String> {
  const SessionKeptIn._(super.value);

  /// A value from the service; one that this version of the app does not know is kept as it is.
  factory SessionKeptIn.of(String value) => known.firstWhere((each) => each.value == value, orElse: () => SessionKeptIn._(value));

  static const SessionKeptIn token = SessionKeptIn._('token');
  static const SessionKeptIn cookie = SessionKeptIn._('cookie');
  static const SessionKeptIn app = SessionKeptIn._('app');

  /// The values that this version of the app knows.
  static const List<SessionKeptIn> known = [token, cookie, app];

  static final Codec<SessionKeptIn> codec =
      Codec<SessionKeptIn>((json) => SessionKeptIn.of(textCodec.decode(json)), (each) => textCodec.encode(each.value));

  /// Whether this version of the app knows the value.
  bool get isKnown => known.contains(this);
}

final class SessionsListOutput extends JsonValue {
  const SessionsListOutput({
    required this.sessions,
  });

  factory SessionsListOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return SessionsListOutput(
      sessions: reader.get('sessions', Session.codec.list),
    );
  }

  static final Codec<SessionsListOutput> codec = Codec<SessionsListOutput>(SessionsListOutput.fromJson, (value) => value.toJson());

  final List<Session> sessions;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('sessions', Session.codec.list, sessions);
    return writer.json;
  }
}

/// Input of `sessions.revoke`.
final class SessionsRevokeInput extends JsonValue {
  const SessionsRevokeInput({
    required this.id,
  });

  factory SessionsRevokeInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return SessionsRevokeInput(
      id: reader.get('id', textCodec),
    );
  }

  static final Codec<SessionsRevokeInput> codec = Codec<SessionsRevokeInput>(SessionsRevokeInput.fromJson, (value) => value.toJson());

  /// A session's id, not its token.
  final String id;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', textCodec, id);
    return writer.json;
  }
}

/// Input of `apiKeys.create`.
final class ApiKeysCreateInput extends JsonValue {
  const ApiKeysCreateInput({
    required this.name,
    required this.scopes,
    this.expiresInDays,
  });

  factory ApiKeysCreateInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ApiKeysCreateInput(
      name: reader.get('name', textCodec),
      scopes: reader.get('scopes', ApiKeysCreateInputScopesItem.codec.list),
      expiresInDays: reader.optional('expiresInDays', integerCodec),
    );
  }

  static final Codec<ApiKeysCreateInput> codec = Codec<ApiKeysCreateInput>(ApiKeysCreateInput.fromJson, (value) => value.toJson());

  final String name;

  final List<ApiKeysCreateInputScopesItem> scopes;

  /// Lifetime in days.
  /// Left out, it is 90.
  final int? expiresInDays;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('name', textCodec, name);
    writer.put('scopes', ApiKeysCreateInputScopesItem.codec.list, scopes);
    writer.optional('expiresInDays', integerCodec, expiresInDays);
    return writer.json;
  }
}

/// A permission of an API key. `articles:write`: publish, update, delete and favorite articles. `comments:write`: add and delete comments. `feed:read`: read the feed. `profiles:write`: follow and unfollow authors. `tokens:create`: create tokens for other services.
final class ApiKeysCreateInputScopesItem extends OpenEnum<String> {
  const ApiKeysCreateInputScopesItem._(super.value);

  /// A value from the service; one that this version of the app does not know is kept as it is.
  factory ApiKeysCreateInputScopesItem.of(String value) => known.firstWhere((each) => each.value == value, orElse: () => ApiKeysCreateInputScopesItem._(value));

  static const ApiKeysCreateInputScopesItem articlesWrite = ApiKeysCreateInputScopesItem._('articles:write');
  static const ApiKeysCreateInputScopesItem commentsWrite = ApiKeysCreateInputScopesItem._('comments:write');
  static const ApiKeysCreateInputScopesItem feedRead = ApiKeysCreateInputScopesItem._('feed:read');
  static const ApiKeysCreateInputScopesItem profilesWrite = ApiKeysCreateInputScopesItem._('profiles:write');
  static const ApiKeysCreateInputScopesItem tokensCreate = ApiKeysCreateInputScopesItem._('tokens:create');

  /// The values that this version of the app knows.
  static const List<ApiKeysCreateInputScopesItem> known = [articlesWrite, commentsWrite, feedRead, profilesWrite, tokensCreate];

  static final Codec<ApiKeysCreateInputScopesItem> codec =
      Codec<ApiKeysCreateInputScopesItem>((json) => ApiKeysCreateInputScopesItem.of(textCodec.decode(json)), (each) => textCodec.encode(each.value));

  /// Whether this version of the app knows the value.
  bool get isKnown => known.contains(this);
}

final class ApiKeysCreateOutput extends JsonValue {
  const ApiKeysCreateOutput({
    required this.key,
    required this.apiKey,
  });

  factory ApiKeysCreateOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ApiKeysCreateOutput(
      key: reader.get('key', textCodec),
      apiKey: reader.get('apiKey', ApiKey.codec),
    );
  }

  static final Codec<ApiKeysCreateOutput> codec = Codec<ApiKeysCreateOutput>(ApiKeysCreateOutput.fromJson, (value) => value.toJson());

  /// The key itself.
  final String key;

  final ApiKey apiKey;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('key', textCodec, key);
    writer.put('apiKey', ApiKey.codec, apiKey);
    return writer.json;
  }
}

/// A key for programs, limited to its scopes.
final class ApiKey extends JsonValue {
  const ApiKey({
    required this.id,
    required this.name,
    required this.prefix,
    required this.scopes,
    required this.createdAt,
    required this.expiresAt,
    required this.lastUsedAt,
  });

  factory ApiKey.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ApiKey(
      id: reader.get('id', textCodec),
      name: reader.get('name', textCodec),
      prefix: reader.get('prefix', textCodec),
      scopes: reader.get('scopes', textCodec.list),
      createdAt: reader.get('createdAt', timeCodec),
      expiresAt: reader.get('expiresAt', timeCodec),
      lastUsedAt: reader.get('lastUsedAt', timeCodec.nullable),
    );
  }

  static final Codec<ApiKey> codec = Codec<ApiKey>(ApiKey.fromJson, (value) => value.toJson());

  /// A key's id, not its secret.
  final String id;

  final String name;

  /// First characters of the key, to identify it.
  final String prefix;

  final List<String> scopes;

  /// Timestamp in UTC, ISO 8601.
  final DateTime createdAt;

  /// Timestamp in UTC, ISO 8601.
  final DateTime expiresAt;

  /// Rounded to the hour; null if it was never used.
  final DateTime? lastUsedAt;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', textCodec, id);
    writer.put('name', textCodec, name);
    writer.put('prefix', textCodec, prefix);
    writer.put('scopes', textCodec.list, scopes);
    writer.put('createdAt', timeCodec, createdAt);
    writer.put('expiresAt', timeCodec, expiresAt);
    writer.put('lastUsedAt', timeCodec.nullable, lastUsedAt);
    return writer.json;
  }
}

final class ApiKeysListOutput extends JsonValue {
  const ApiKeysListOutput({
    required this.apiKeys,
  });

  factory ApiKeysListOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ApiKeysListOutput(
      apiKeys: reader.get('apiKeys', ApiKey.codec.list),
    );
  }

  static final Codec<ApiKeysListOutput> codec = Codec<ApiKeysListOutput>(ApiKeysListOutput.fromJson, (value) => value.toJson());

  final List<ApiKey> apiKeys;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('apiKeys', ApiKey.codec.list, apiKeys);
    return writer.json;
  }
}

/// Input of `apiKeys.revoke`.
final class ApiKeysRevokeInput extends JsonValue {
  const ApiKeysRevokeInput({
    required this.id,
  });

  factory ApiKeysRevokeInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ApiKeysRevokeInput(
      id: reader.get('id', textCodec),
    );
  }

  static final Codec<ApiKeysRevokeInput> codec = Codec<ApiKeysRevokeInput>(ApiKeysRevokeInput.fromJson, (value) => value.toJson());

  /// A key's id, not its secret.
  final String id;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', textCodec, id);
    return writer.json;
  }
}

/// Input of `serviceTokens.create`.
final class ServiceTokensCreateInput extends JsonValue {
  const ServiceTokensCreateInput({
    required this.audience,
  });

  factory ServiceTokensCreateInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ServiceTokensCreateInput(
      audience: reader.get('audience', textCodec),
    );
  }

  static final Codec<ServiceTokensCreateInput> codec = Codec<ServiceTokensCreateInput>(ServiceTokensCreateInput.fromJson, (value) => value.toJson());

  /// The service that will accept the token: its name or URL, used as `aud`.
  final String audience;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('audience', textCodec, audience);
    return writer.json;
  }
}

final class ServiceTokensCreateOutput extends JsonValue {
  const ServiceTokensCreateOutput({
    required this.token,
    required this.expiresInSeconds,
  });

  factory ServiceTokensCreateOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ServiceTokensCreateOutput(
      token: reader.get('token', textCodec),
      expiresInSeconds: reader.get('expiresInSeconds', integerCodec),
    );
  }

  static final Codec<ServiceTokensCreateOutput> codec = Codec<ServiceTokensCreateOutput>(ServiceTokensCreateOutput.fromJson, (value) => value.toJson());

  /// The JWT.
  final String token;

  /// Lifetime in seconds.
  final int expiresInSeconds;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('token', textCodec, token);
    writer.put('expiresInSeconds', integerCodec, expiresInSeconds);
    return writer.json;
  }
}

final class OauthProvidersOutput extends JsonValue {
  const OauthProvidersOutput({
    required this.providers,
  });

  factory OauthProvidersOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return OauthProvidersOutput(
      providers: reader.get('providers', OauthProvidersOutputProvidersItem.codec.list),
    );
  }

  static final Codec<OauthProvidersOutput> codec = Codec<OauthProvidersOutput>(OauthProvidersOutput.fromJson, (value) => value.toJson());

  final List<OauthProvidersOutputProvidersItem> providers;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('providers', OauthProvidersOutputProvidersItem.codec.list, providers);
    return writer.json;
  }
}

final class OauthProvidersOutputProvidersItem extends JsonValue {
  const OauthProvidersOutputProvidersItem({
    required this.name,
    required this.label,
  });

  factory OauthProvidersOutputProvidersItem.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return OauthProvidersOutputProvidersItem(
      name: reader.get('name', textCodec),
      label: reader.get('label', textCodec),
    );
  }

  static final Codec<OauthProvidersOutputProvidersItem> codec = Codec<OauthProvidersOutputProvidersItem>(OauthProvidersOutputProvidersItem.fromJson, (value) => value.toJson());

  /// A provider's name.
  final String name;

  /// Display name, for a button.
  final String label;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('name', textCodec, name);
    writer.put('label', textCodec, label);
    return writer.json;
  }
}

/// Input of `oauth.start`.
final class OauthStartInput extends JsonValue {
  const OauthStartInput({
    required this.provider,
    this.returnTo,
  });

  factory OauthStartInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return OauthStartInput(
      provider: reader.get('provider', textCodec),
      returnTo: reader.optional('returnTo', textCodec),
    );
  }

  static final Codec<OauthStartInput> codec = Codec<OauthStartInput>(OauthStartInput.fromJson, (value) => value.toJson());

  /// A provider's name.
  final String provider;

  /// Where the browser goes afterwards: a path of this service, or a registered URL of an app.
  final String? returnTo;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('provider', textCodec, provider);
    writer.optional('returnTo', textCodec, returnTo);
    return writer.json;
  }
}

final class OauthStartOutput extends JsonValue {
  const OauthStartOutput({
    required this.url,
  });

  factory OauthStartOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return OauthStartOutput(
      url: reader.get('url', textCodec),
    );
  }

  static final Codec<OauthStartOutput> codec = Codec<OauthStartOutput>(OauthStartOutput.fromJson, (value) => value.toJson());

  /// URL to send the browser to within ten minutes. Valid for this browser only.
  final String url;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('url', textCodec, url);
    return writer.json;
  }
}

/// Input of `oauth.link`.
final class OauthLinkInput extends JsonValue {
  const OauthLinkInput({
    required this.provider,
    this.returnTo,
  });

  factory OauthLinkInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return OauthLinkInput(
      provider: reader.get('provider', textCodec),
      returnTo: reader.optional('returnTo', textCodec),
    );
  }

  static final Codec<OauthLinkInput> codec = Codec<OauthLinkInput>(OauthLinkInput.fromJson, (value) => value.toJson());

  /// A provider's name.
  final String provider;

  /// Where the browser goes afterwards: a path of this service, or a registered URL of an app.
  final String? returnTo;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('provider', textCodec, provider);
    writer.optional('returnTo', textCodec, returnTo);
    return writer.json;
  }
}

final class OauthLinkOutput extends JsonValue {
  const OauthLinkOutput({
    required this.url,
  });

  factory OauthLinkOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return OauthLinkOutput(
      url: reader.get('url', textCodec),
    );
  }

  static final Codec<OauthLinkOutput> codec = Codec<OauthLinkOutput>(OauthLinkOutput.fromJson, (value) => value.toJson());

  /// URL to send the browser to within ten minutes. Valid for this browser only.
  final String url;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('url', textCodec, url);
    return writer.json;
  }
}

final class OauthIdentitiesOutput extends JsonValue {
  const OauthIdentitiesOutput({
    required this.identities,
  });

  factory OauthIdentitiesOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return OauthIdentitiesOutput(
      identities: reader.get('identities', Identity.codec.list),
    );
  }

  static final Codec<OauthIdentitiesOutput> codec = Codec<OauthIdentitiesOutput>(OauthIdentitiesOutput.fromJson, (value) => value.toJson());

  final List<Identity> identities;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('identities', Identity.codec.list, identities);
    return writer.json;
  }
}

/// A linked account at an identity provider.
final class Identity extends JsonValue {
  const Identity({
    required this.id,
    required this.provider,
    required this.email,
    required this.createdAt,
  });

  factory Identity.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return Identity(
      id: reader.get('id', integerCodec),
      provider: reader.get('provider', textCodec),
      email: reader.get('email', textCodec.nullable),
      createdAt: reader.get('createdAt', timeCodec),
    );
  }

  static final Codec<Identity> codec = Codec<Identity>(Identity.fromJson, (value) => value.toJson());

  final int id;

  /// A provider's name.
  final String provider;

  /// E-mail address that the provider reported when the account was linked.
  final String? email;

  /// Timestamp in UTC, ISO 8601.
  final DateTime createdAt;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', integerCodec, id);
    writer.put('provider', textCodec, provider);
    writer.put('email', textCodec.nullable, email);
    writer.put('createdAt', timeCodec, createdAt);
    return writer.json;
  }
}

/// Input of `oauth.unlink`.
final class OauthUnlinkInput extends JsonValue {
  const OauthUnlinkInput({
    required this.id,
  });

  factory OauthUnlinkInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return OauthUnlinkInput(
      id: reader.get('id', integerCodec),
    );
  }

  static final Codec<OauthUnlinkInput> codec = Codec<OauthUnlinkInput>(OauthUnlinkInput.fromJson, (value) => value.toJson());

  final int id;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', integerCodec, id);
    return writer.json;
  }
}

final class FactorsListOutput extends JsonValue {
  const FactorsListOutput({
    required this.totp,
    required this.passkeys,
    required this.recoveryCodes,
  });

  factory FactorsListOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return FactorsListOutput(
      totp: reader.get('totp', booleanCodec),
      passkeys: reader.get('passkeys', integerCodec),
      recoveryCodes: reader.get('recoveryCodes', integerCodec),
    );
  }

  static final Codec<FactorsListOutput> codec = Codec<FactorsListOutput>(FactorsListOutput.fromJson, (value) => value.toJson());

  /// Whether an authenticator app is enabled.
  final bool totp;

  /// Number of passkeys.
  final int passkeys;

  /// Number of unused recovery codes.
  final int recoveryCodes;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('totp', booleanCodec, totp);
    writer.put('passkeys', integerCodec, passkeys);
    writer.put('recoveryCodes', integerCodec, recoveryCodes);
    return writer.json;
  }
}

final class FactorsRenewRecoveryCodesOutput extends JsonValue {
  const FactorsRenewRecoveryCodesOutput({
    required this.recoveryCodes,
  });

  factory FactorsRenewRecoveryCodesOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return FactorsRenewRecoveryCodesOutput(
      recoveryCodes: reader.get('recoveryCodes', textCodec.list),
    );
  }

  static final Codec<FactorsRenewRecoveryCodesOutput> codec = Codec<FactorsRenewRecoveryCodesOutput>(FactorsRenewRecoveryCodesOutput.fromJson, (value) => value.toJson());

  /// Each code replaces a second factor once. Returned here only; empty if the account already has recovery codes.
  final List<String> recoveryCodes;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('recoveryCodes', textCodec.list, recoveryCodes);
    return writer.json;
  }
}

final class TotpBeginOutput extends JsonValue {
  const TotpBeginOutput({
    required this.secret,
    required this.uri,
  });

  factory TotpBeginOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return TotpBeginOutput(
      secret: reader.get('secret', textCodec),
      uri: reader.get('uri', textCodec),
    );
  }

  static final Codec<TotpBeginOutput> codec = Codec<TotpBeginOutput>(TotpBeginOutput.fromJson, (value) => value.toJson());

  /// The secret in base32, for manual entry.
  final String secret;

  /// The secret as an `otpauth:` URI, for a QR code.
  final String uri;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('secret', textCodec, secret);
    writer.put('uri', textCodec, uri);
    return writer.json;
  }
}

/// Input of `totp.confirm`.
final class TotpConfirmInput extends JsonValue {
  const TotpConfirmInput({
    required this.code,
  });

  factory TotpConfirmInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return TotpConfirmInput(
      code: reader.get('code', textCodec),
    );
  }

  static final Codec<TotpConfirmInput> codec = Codec<TotpConfirmInput>(TotpConfirmInput.fromJson, (value) => value.toJson());

  /// The code that the app shows.
  final String code;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('code', textCodec, code);
    return writer.json;
  }
}

final class TotpConfirmOutput extends JsonValue {
  const TotpConfirmOutput({
    required this.recoveryCodes,
    required this.token,
  });

  factory TotpConfirmOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return TotpConfirmOutput(
      recoveryCodes: reader.get('recoveryCodes', textCodec.list),
      token: reader.get('token', textCodec.nullable),
    );
  }

  static final Codec<TotpConfirmOutput> codec = Codec<TotpConfirmOutput>(TotpConfirmOutput.fromJson, (value) => value.toJson());

  /// Each code replaces a second factor once. Returned here only; empty if the account already has recovery codes.
  final List<String> recoveryCodes;

  /// The session's new token, or an app's new access token; null if a cookie holds it.
  final String? token;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('recoveryCodes', textCodec.list, recoveryCodes);
    writer.put('token', textCodec.nullable, token);
    return writer.json;
  }
}

final class PasskeysListOutput extends JsonValue {
  const PasskeysListOutput({
    required this.passkeys,
  });

  factory PasskeysListOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return PasskeysListOutput(
      passkeys: reader.get('passkeys', Passkey.codec.list),
    );
  }

  static final Codec<PasskeysListOutput> codec = Codec<PasskeysListOutput>(PasskeysListOutput.fromJson, (value) => value.toJson());

  final List<Passkey> passkeys;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('passkeys', Passkey.codec.list, passkeys);
    return writer.json;
  }
}

/// A passkey of the viewer's account.
final class Passkey extends JsonValue {
  const Passkey({
    required this.id,
    required this.name,
    required this.isSynced,
    required this.createdAt,
    required this.lastUsedAt,
  });

  factory Passkey.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return Passkey(
      id: reader.get('id', textCodec),
      name: reader.get('name', textCodec),
      isSynced: reader.get('isSynced', booleanCodec),
      createdAt: reader.get('createdAt', timeCodec),
      lastUsedAt: reader.get('lastUsedAt', timeCodec.nullable),
    );
  }

  static final Codec<Passkey> codec = Codec<Passkey>(Passkey.fromJson, (value) => value.toJson());

  /// A passkey's id, not its credential id.
  final String id;

  /// A name for the owner to identify it.
  final String name;

  /// Whether the passkey was backed up when it was created.
  final bool isSynced;

  /// Timestamp in UTC, ISO 8601.
  final DateTime createdAt;

  /// Null if it was never used.
  final DateTime? lastUsedAt;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', textCodec, id);
    writer.put('name', textCodec, name);
    writer.put('isSynced', booleanCodec, isSynced);
    writer.put('createdAt', timeCodec, createdAt);
    writer.put('lastUsedAt', timeCodec.nullable, lastUsedAt);
    return writer.json;
  }
}

final class PasskeysBeginEnrolmentOutput extends JsonValue {
  const PasskeysBeginEnrolmentOutput({
    required this.ceremony,
    required this.options,
  });

  factory PasskeysBeginEnrolmentOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return PasskeysBeginEnrolmentOutput(
      ceremony: reader.get('ceremony', textCodec),
      options: reader.get('options', PasskeyCreationOptions.codec),
    );
  }

  static final Codec<PasskeysBeginEnrolmentOutput> codec = Codec<PasskeysBeginEnrolmentOutput>(PasskeysBeginEnrolmentOutput.fromJson, (value) => value.toJson());

  /// `ceremony` of the response that began it. Valid for one use, for five minutes, and for the same caller only.
  final String ceremony;

  final PasskeyCreationOptions options;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('ceremony', textCodec, ceremony);
    writer.put('options', PasskeyCreationOptions.codec, options);
    return writer.json;
  }
}

/// Options for `PublicKeyCredential.parseCreationOptionsFromJSON()` and `navigator.credentials.create()`.
final class PasskeyCreationOptions extends JsonValue {
  const PasskeyCreationOptions({
    required this.rp,
    required this.user,
    required this.challenge,
    required this.pubKeyCredParams,
    required this.timeout,
    required this.excludeCredentials,
    required this.authenticatorSelection,
  });

  factory PasskeyCreationOptions.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return PasskeyCreationOptions(
      rp: reader.get('rp', PasskeyCreationOptionsRp.codec),
      user: reader.get('user', PasskeyCreationOptionsUser.codec),
      challenge: reader.get('challenge', textCodec),
      pubKeyCredParams: reader.get('pubKeyCredParams', PasskeyCreationOptionsPubKeyCredParamsItem.codec.list),
      timeout: reader.get('timeout', integerCodec),
      excludeCredentials: reader.get('excludeCredentials', PasskeyCreationOptionsExcludeCredentialsItem.codec.list),
      authenticatorSelection: reader.get('authenticatorSelection', PasskeyCreationOptionsAuthenticatorSelection.codec),
    );
  }

  static final Codec<PasskeyCreationOptions> codec = Codec<PasskeyCreationOptions>(PasskeyCreationOptions.fromJson, (value) => value.toJson());

  final PasskeyCreationOptionsRp rp;

  final PasskeyCreationOptionsUser user;

  final String challenge;

  final List<PasskeyCreationOptionsPubKeyCredParamsItem> pubKeyCredParams;

  /// Milliseconds.
  final int timeout;

  final List<PasskeyCreationOptionsExcludeCredentialsItem> excludeCredentials;

  final PasskeyCreationOptionsAuthenticatorSelection authenticatorSelection;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('rp', PasskeyCreationOptionsRp.codec, rp);
    writer.put('user', PasskeyCreationOptionsUser.codec, user);
    writer.put('challenge', textCodec, challenge);
    writer.put('pubKeyCredParams', PasskeyCreationOptionsPubKeyCredParamsItem.codec.list, pubKeyCredParams);
    writer.put('timeout', integerCodec, timeout);
    writer.put('excludeCredentials', PasskeyCreationOptionsExcludeCredentialsItem.codec.list, excludeCredentials);
    writer.put('authenticatorSelection', PasskeyCreationOptionsAuthenticatorSelection.codec, authenticatorSelection);
    writer.put('attestation', jsonCodec, 'none');
    return writer.json;
  }
}

final class PasskeyCreationOptionsRp extends JsonValue {
  const PasskeyCreationOptionsRp({
    required this.id,
    required this.name,
  });

  factory PasskeyCreationOptionsRp.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return PasskeyCreationOptionsRp(
      id: reader.get('id', textCodec),
      name: reader.get('name', textCodec),
    );
  }

  static final Codec<PasskeyCreationOptionsRp> codec = Codec<PasskeyCreationOptionsRp>(PasskeyCreationOptionsRp.fromJson, (value) => value.toJson());

  final String id;

  final String name;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', textCodec, id);
    writer.put('name', textCodec, name);
    return writer.json;
  }
}

final class PasskeyCreationOptionsUser extends JsonValue {
  const PasskeyCreationOptionsUser({
    required this.id,
    required this.name,
    required this.displayName,
  });

  factory PasskeyCreationOptionsUser.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return PasskeyCreationOptionsUser(
      id: reader.get('id', textCodec),
      name: reader.get('name', textCodec),
      displayName: reader.get('displayName', textCodec),
    );
  }

  static final Codec<PasskeyCreationOptionsUser> codec = Codec<PasskeyCreationOptionsUser>(PasskeyCreationOptionsUser.fromJson, (value) => value.toJson());

  final String id;

  final String name;

  final String displayName;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', textCodec, id);
    writer.put('name', textCodec, name);
    writer.put('displayName', textCodec, displayName);
    return writer.json;
  }
}

final class PasskeyCreationOptionsPubKeyCredParamsItem extends JsonValue {
  const PasskeyCreationOptionsPubKeyCredParamsItem({
    required this.alg,
  });

  factory PasskeyCreationOptionsPubKeyCredParamsItem.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return PasskeyCreationOptionsPubKeyCredParamsItem(
      alg: reader.get('alg', integerCodec),
    );
  }

  static final Codec<PasskeyCreationOptionsPubKeyCredParamsItem> codec = Codec<PasskeyCreationOptionsPubKeyCredParamsItem>(PasskeyCreationOptionsPubKeyCredParamsItem.fromJson, (value) => value.toJson());

  final int alg;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('type', jsonCodec, 'public-key');
    writer.put('alg', integerCodec, alg);
    return writer.json;
  }
}

final class PasskeyCreationOptionsExcludeCredentialsItem extends JsonValue {
  const PasskeyCreationOptionsExcludeCredentialsItem({
    required this.id,
  });

  factory PasskeyCreationOptionsExcludeCredentialsItem.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return PasskeyCreationOptionsExcludeCredentialsItem(
      id: reader.get('id', textCodec),
    );
  }

  static final Codec<PasskeyCreationOptionsExcludeCredentialsItem> codec = Codec<PasskeyCreationOptionsExcludeCredentialsItem>(PasskeyCreationOptionsExcludeCredentialsItem.fromJson, (value) => value.toJson());

  final String id;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('type', jsonCodec, 'public-key');
    writer.put('id', textCodec, id);
    return writer.json;
  }
}

final class PasskeyCreationOptionsAuthenticatorSelection extends JsonValue {
  const PasskeyCreationOptionsAuthenticatorSelection({
    required this.requireResidentKey,
  });

  factory PasskeyCreationOptionsAuthenticatorSelection.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return PasskeyCreationOptionsAuthenticatorSelection(
      requireResidentKey: reader.get('requireResidentKey', booleanCodec),
    );
  }

  static final Codec<PasskeyCreationOptionsAuthenticatorSelection> codec = Codec<PasskeyCreationOptionsAuthenticatorSelection>(PasskeyCreationOptionsAuthenticatorSelection.fromJson, (value) => value.toJson());

  final bool requireResidentKey;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('residentKey', jsonCodec, 'required');
    writer.put('requireResidentKey', booleanCodec, requireResidentKey);
    writer.put('userVerification', jsonCodec, 'required');
    return writer.json;
  }
}

/// Input of `passkeys.finishEnrolment`.
final class PasskeysFinishEnrolmentInput extends JsonValue {
  const PasskeysFinishEnrolmentInput({
    required this.ceremony,
    required this.credential,
    this.name,
  });

  factory PasskeysFinishEnrolmentInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return PasskeysFinishEnrolmentInput(
      ceremony: reader.get('ceremony', textCodec),
      credential: reader.get('credential', PasskeyRegistration.codec),
      name: reader.optional('name', textCodec),
    );
  }

  static final Codec<PasskeysFinishEnrolmentInput> codec = Codec<PasskeysFinishEnrolmentInput>(PasskeysFinishEnrolmentInput.fromJson, (value) => value.toJson());

  /// `ceremony` of the response that began it. Valid for one use, for five minutes, and for the same caller only.
  final String ceremony;

  final PasskeyRegistration credential;

  /// A name for the owner to identify it.
  /// Left out, it is "Passkey".
  final String? name;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('ceremony', textCodec, ceremony);
    writer.put('credential', PasskeyRegistration.codec, credential);
    writer.optional('name', textCodec, name);
    return writer.json;
  }
}

/// The browser's new credential, serialized by `toJSON()`.
final class PasskeyRegistration extends JsonValue {
  const PasskeyRegistration({
    required this.id,
    required this.rawId,
    required this.response,
  });

  factory PasskeyRegistration.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return PasskeyRegistration(
      id: reader.get('id', textCodec),
      rawId: reader.get('rawId', textCodec),
      response: reader.get('response', PasskeyRegistrationResponse.codec),
    );
  }

  static final Codec<PasskeyRegistration> codec = Codec<PasskeyRegistration>(PasskeyRegistration.fromJson, (value) => value.toJson());

  final String id;

  final String rawId;

  final PasskeyRegistrationResponse response;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', textCodec, id);
    writer.put('rawId', textCodec, rawId);
    writer.put('type', jsonCodec, 'public-key');
    writer.put('response', PasskeyRegistrationResponse.codec, response);
    return writer.json;
  }
}

final class PasskeyRegistrationResponse extends JsonValue {
  const PasskeyRegistrationResponse({
    required this.clientDataJSON,
    required this.attestationObject,
    this.transports,
  });

  factory PasskeyRegistrationResponse.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return PasskeyRegistrationResponse(
      clientDataJSON: reader.get('clientDataJSON', textCodec),
      attestationObject: reader.get('attestationObject', textCodec),
      transports: reader.optional('transports', textCodec.list),
    );
  }

  static final Codec<PasskeyRegistrationResponse> codec = Codec<PasskeyRegistrationResponse>(PasskeyRegistrationResponse.fromJson, (value) => value.toJson());

  final String clientDataJSON;

  final String attestationObject;

  final List<String>? transports;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('clientDataJSON', textCodec, clientDataJSON);
    writer.put('attestationObject', textCodec, attestationObject);
    writer.optional('transports', textCodec.list, transports);
    return writer.json;
  }
}

final class PasskeysFinishEnrolmentOutput extends JsonValue {
  const PasskeysFinishEnrolmentOutput({
    required this.passkey,
    required this.recoveryCodes,
    required this.token,
  });

  factory PasskeysFinishEnrolmentOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return PasskeysFinishEnrolmentOutput(
      passkey: reader.get('passkey', Passkey.codec),
      recoveryCodes: reader.get('recoveryCodes', textCodec.list),
      token: reader.get('token', textCodec.nullable),
    );
  }

  static final Codec<PasskeysFinishEnrolmentOutput> codec = Codec<PasskeysFinishEnrolmentOutput>(PasskeysFinishEnrolmentOutput.fromJson, (value) => value.toJson());

  final Passkey passkey;

  /// Each code replaces a second factor once. Returned here only; empty if the account already has recovery codes.
  final List<String> recoveryCodes;

  /// The session's new token, or an app's new access token; null if a cookie holds it.
  final String? token;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('passkey', Passkey.codec, passkey);
    writer.put('recoveryCodes', textCodec.list, recoveryCodes);
    writer.put('token', textCodec.nullable, token);
    return writer.json;
  }
}

/// Input of `passkeys.rename`.
final class PasskeysRenameInput extends JsonValue {
  const PasskeysRenameInput({
    required this.id,
    required this.name,
  });

  factory PasskeysRenameInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return PasskeysRenameInput(
      id: reader.get('id', textCodec),
      name: reader.get('name', textCodec),
    );
  }

  static final Codec<PasskeysRenameInput> codec = Codec<PasskeysRenameInput>(PasskeysRenameInput.fromJson, (value) => value.toJson());

  /// A passkey's id, not its credential id.
  final String id;

  /// A name for the owner to identify it.
  final String name;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', textCodec, id);
    writer.put('name', textCodec, name);
    return writer.json;
  }
}

/// Input of `passkeys.remove`.
final class PasskeysRemoveInput extends JsonValue {
  const PasskeysRemoveInput({
    required this.id,
  });

  factory PasskeysRemoveInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return PasskeysRemoveInput(
      id: reader.get('id', textCodec),
    );
  }

  static final Codec<PasskeysRemoveInput> codec = Codec<PasskeysRemoveInput>(PasskeysRemoveInput.fromJson, (value) => value.toJson());

  /// A passkey's id, not its credential id.
  final String id;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', textCodec, id);
    return writer.json;
  }
}

final class PasskeysBeginSignInOutput extends JsonValue {
  const PasskeysBeginSignInOutput({
    required this.ceremony,
    required this.options,
  });

  factory PasskeysBeginSignInOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return PasskeysBeginSignInOutput(
      ceremony: reader.get('ceremony', textCodec),
      options: reader.get('options', PasskeyRequestOptions.codec),
    );
  }

  static final Codec<PasskeysBeginSignInOutput> codec = Codec<PasskeysBeginSignInOutput>(PasskeysBeginSignInOutput.fromJson, (value) => value.toJson());

  /// `ceremony` of the response that began it. Valid for one use, for five minutes, and for the same caller only.
  final String ceremony;

  final PasskeyRequestOptions options;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('ceremony', textCodec, ceremony);
    writer.put('options', PasskeyRequestOptions.codec, options);
    return writer.json;
  }
}

/// Options for `PublicKeyCredential.parseRequestOptionsFromJSON()` and `navigator.credentials.get()`.
final class PasskeyRequestOptions extends JsonValue {
  const PasskeyRequestOptions({
    required this.rpId,
    required this.challenge,
    required this.timeout,
  });

  factory PasskeyRequestOptions.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return PasskeyRequestOptions(
      rpId: reader.get('rpId', textCodec),
      challenge: reader.get('challenge', textCodec),
      timeout: reader.get('timeout', integerCodec),
    );
  }

  static final Codec<PasskeyRequestOptions> codec = Codec<PasskeyRequestOptions>(PasskeyRequestOptions.fromJson, (value) => value.toJson());

  final String rpId;

  final String challenge;

  /// Milliseconds.
  final int timeout;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('rpId', textCodec, rpId);
    writer.put('challenge', textCodec, challenge);
    writer.put('timeout', integerCodec, timeout);
    writer.put('userVerification', jsonCodec, 'required');
    return writer.json;
  }
}

/// Input of `passkeys.signIn`.
final class PasskeysSignInInput extends JsonValue {
  const PasskeysSignInInput({
    required this.ceremony,
    required this.credential,
    this.session,
  });

  factory PasskeysSignInInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return PasskeysSignInInput(
      ceremony: reader.get('ceremony', textCodec),
      credential: reader.get('credential', PasskeysSignInInputCredential.codec),
      session: reader.optional('session', PasskeysSignInInputSession.codec),
    );
  }

  static final Codec<PasskeysSignInInput> codec = Codec<PasskeysSignInInput>(PasskeysSignInInput.fromJson, (value) => value.toJson());

  /// `ceremony` of the response that began it. Valid for one use, for five minutes, and for the same caller only.
  final String ceremony;

  final PasskeysSignInInputCredential credential;

  /// How the session is stored. `token`: returned as `token`, to be sent as a bearer token. `cookie`: set as an HttpOnly cookie and never returned.
  /// Left out, it is "token".
  final PasskeysSignInInputSession? session;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('ceremony', textCodec, ceremony);
    writer.put('credential', PasskeysSignInInputCredential.codec, credential);
    writer.optional('session', PasskeysSignInInputSession.codec, session);
    return writer.json;
  }
}

final class PasskeysSignInInputCredential extends JsonValue {
  const PasskeysSignInInputCredential({
    required this.id,
    required this.rawId,
    required this.response,
  });

  factory PasskeysSignInInputCredential.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return PasskeysSignInInputCredential(
      id: reader.get('id', textCodec),
      rawId: reader.get('rawId', textCodec),
      response: reader.get('response', PasskeysSignInInputCredentialResponse.codec),
    );
  }

  static final Codec<PasskeysSignInInputCredential> codec = Codec<PasskeysSignInInputCredential>(PasskeysSignInInputCredential.fromJson, (value) => value.toJson());

  final String id;

  final String rawId;

  final PasskeysSignInInputCredentialResponse response;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', textCodec, id);
    writer.put('rawId', textCodec, rawId);
    writer.put('type', jsonCodec, 'public-key');
    writer.put('response', PasskeysSignInInputCredentialResponse.codec, response);
    return writer.json;
  }
}

final class PasskeysSignInInputCredentialResponse extends JsonValue {
  const PasskeysSignInInputCredentialResponse({
    required this.clientDataJSON,
    required this.authenticatorData,
    required this.signature,
    this.userHandle = const FieldAbsent(),
  });

  factory PasskeysSignInInputCredentialResponse.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return PasskeysSignInInputCredentialResponse(
      clientDataJSON: reader.get('clientDataJSON', textCodec),
      authenticatorData: reader.get('authenticatorData', textCodec),
      signature: reader.get('signature', textCodec),
      userHandle: reader.field('userHandle', textCodec),
    );
  }

  static final Codec<PasskeysSignInInputCredentialResponse> codec = Codec<PasskeysSignInInputCredentialResponse>(PasskeysSignInInputCredentialResponse.fromJson, (value) => value.toJson());

  final String clientDataJSON;

  final String authenticatorData;

  final String signature;

  final Field<String> userHandle;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('clientDataJSON', textCodec, clientDataJSON);
    writer.put('authenticatorData', textCodec, authenticatorData);
    writer.put('signature', textCodec, signature);
    writer.field('userHandle', textCodec, userHandle);
    return writer.json;
  }
}

/// How the session is stored. `token`: returned as `token`, to be sent as a bearer token. `cookie`: set as an HttpOnly cookie and never returned.
final class PasskeysSignInInputSession extends OpenEnum<String> {
  const PasskeysSignInInputSession._(super.value);

  /// A value from the service; one that this version of the app does not know is kept as it is.
  factory PasskeysSignInInputSession.of(String value) => known.firstWhere((each) => each.value == value, orElse: () => PasskeysSignInInputSession._(value));

  static const PasskeysSignInInputSession token = PasskeysSignInInputSession._('token');
  static const PasskeysSignInInputSession cookie = PasskeysSignInInputSession._('cookie');

  /// The values that this version of the app knows.
  static const List<PasskeysSignInInputSession> known = [token, cookie];

  static final Codec<PasskeysSignInInputSession> codec =
      Codec<PasskeysSignInInputSession>((json) => PasskeysSignInInputSession.of(textCodec.decode(json)), (each) => textCodec.encode(each.value));

  /// Whether this version of the app knows the value.
  bool get isKnown => known.contains(this);
}

/// Input of `apps.approve`.
final class AppsApproveInput extends JsonValue {
  const AppsApproveInput({
    required this.clientId,
    required this.redirectUri,
    this.state,
    required this.codeChallenge,
  });

  factory AppsApproveInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AppsApproveInput(
      clientId: reader.get('clientId', textCodec),
      redirectUri: reader.get('redirectUri', textCodec),
      state: reader.optional('state', textCodec),
      codeChallenge: reader.get('codeChallenge', textCodec),
    );
  }

  static final Codec<AppsApproveInput> codec = Codec<AppsApproveInput>(AppsApproveInput.fromJson, (value) => value.toJson());

  /// The app's registered client id.
  final String clientId;

  /// URL at which the app receives the browser.
  final String redirectUri;

  /// Returned to the app unchanged.
  final String? state;

  /// SHA-256 of the code verifier, in base64url (RFC 7636, S256).
  final String codeChallenge;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('clientId', textCodec, clientId);
    writer.put('redirectUri', textCodec, redirectUri);
    writer.optional('state', textCodec, state);
    writer.put('codeChallenge', textCodec, codeChallenge);
    return writer.json;
  }
}

final class AppsApproveOutput extends JsonValue {
  const AppsApproveOutput({
    required this.url,
  });

  factory AppsApproveOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AppsApproveOutput(
      url: reader.get('url', textCodec),
    );
  }

  static final Codec<AppsApproveOutput> codec = Codec<AppsApproveOutput>(AppsApproveOutput.fromJson, (value) => value.toJson());

  /// URL to send the browser to.
  final String url;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('url', textCodec, url);
    return writer.json;
  }
}

/// Input of `apps.redeem`.
final class AppsRedeemInput extends JsonValue {
  const AppsRedeemInput({
    required this.clientId,
    required this.redirectUri,
    required this.code,
    required this.codeVerifier,
  });

  factory AppsRedeemInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AppsRedeemInput(
      clientId: reader.get('clientId', textCodec),
      redirectUri: reader.get('redirectUri', textCodec),
      code: reader.get('code', textCodec),
      codeVerifier: reader.get('codeVerifier', textCodec),
    );
  }

  static final Codec<AppsRedeemInput> codec = Codec<AppsRedeemInput>(AppsRedeemInput.fromJson, (value) => value.toJson());

  /// The app's registered client id.
  final String clientId;

  /// URL at which the app receives the browser.
  final String redirectUri;

  /// The code from the redirect.
  final String code;

  /// The code verifier (RFC 7636).
  final String codeVerifier;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('clientId', textCodec, clientId);
    writer.put('redirectUri', textCodec, redirectUri);
    writer.put('code', textCodec, code);
    writer.put('codeVerifier', textCodec, codeVerifier);
    return writer.json;
  }
}

/// Input of `apps.revoke`.
final class AppsRevokeInput extends JsonValue {
  const AppsRevokeInput({
    required this.clientId,
    required this.token,
  });

  factory AppsRevokeInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AppsRevokeInput(
      clientId: reader.get('clientId', textCodec),
      token: reader.get('token', textCodec),
    );
  }

  static final Codec<AppsRevokeInput> codec = Codec<AppsRevokeInput>(AppsRevokeInput.fromJson, (value) => value.toJson());

  /// The app's registered client id.
  final String clientId;

  /// An access or refresh token.
  final String token;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('clientId', textCodec, clientId);
    writer.put('token', textCodec, token);
    return writer.json;
  }
}

/// Input of `profiles.get`.
final class ProfilesGetInput extends JsonValue {
  const ProfilesGetInput({
    required this.username,
  });

  factory ProfilesGetInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ProfilesGetInput(
      username: reader.get('username', textCodec),
    );
  }

  static final Codec<ProfilesGetInput> codec = Codec<ProfilesGetInput>(ProfilesGetInput.fromJson, (value) => value.toJson());

  /// A user name, unique regardless of case.
  final String username;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('username', textCodec, username);
    return writer.json;
  }
}

/// A public profile of an author.
final class Profile extends JsonValue {
  const Profile({
    required this.username,
    required this.bio,
    required this.image,
    required this.following,
  });

  factory Profile.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return Profile(
      username: reader.get('username', textCodec),
      bio: reader.get('bio', textCodec.nullable),
      image: reader.get('image', textCodec.nullable),
      following: reader.get('following', booleanCodec),
    );
  }

  static final Codec<Profile> codec = Codec<Profile>(Profile.fromJson, (value) => value.toJson());

  /// A user name, unique regardless of case.
  final String username;

  final String? bio;

  final String? image;

  /// Whether the viewer follows this author.
  final bool following;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('username', textCodec, username);
    writer.put('bio', textCodec.nullable, bio);
    writer.put('image', textCodec.nullable, image);
    writer.put('following', booleanCodec, following);
    return writer.json;
  }
}

/// Input of `profiles.follow`.
final class ProfilesFollowInput extends JsonValue {
  const ProfilesFollowInput({
    required this.username,
  });

  factory ProfilesFollowInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ProfilesFollowInput(
      username: reader.get('username', textCodec),
    );
  }

  static final Codec<ProfilesFollowInput> codec = Codec<ProfilesFollowInput>(ProfilesFollowInput.fromJson, (value) => value.toJson());

  /// A user name, unique regardless of case.
  final String username;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('username', textCodec, username);
    return writer.json;
  }
}

/// Input of `profiles.unfollow`.
final class ProfilesUnfollowInput extends JsonValue {
  const ProfilesUnfollowInput({
    required this.username,
  });

  factory ProfilesUnfollowInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ProfilesUnfollowInput(
      username: reader.get('username', textCodec),
    );
  }

  static final Codec<ProfilesUnfollowInput> codec = Codec<ProfilesUnfollowInput>(ProfilesUnfollowInput.fromJson, (value) => value.toJson());

  /// A user name, unique regardless of case.
  final String username;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('username', textCodec, username);
    return writer.json;
  }
}

/// Input of `articles.list`.
final class ArticlesListInput extends JsonValue {
  const ArticlesListInput({
    this.tag,
    this.author,
    this.favorited,
    this.limit,
    this.offset,
    this.cursor,
  });

  factory ArticlesListInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ArticlesListInput(
      tag: reader.optional('tag', textCodec),
      author: reader.optional('author', textCodec),
      favorited: reader.optional('favorited', textCodec),
      limit: reader.optional('limit', integerCodec),
      offset: reader.optional('offset', integerCodec),
      cursor: reader.optional('cursor', textCodec),
    );
  }

  static final Codec<ArticlesListInput> codec = Codec<ArticlesListInput>(ArticlesListInput.fromJson, (value) => value.toJson());

  /// Only articles with this tag.
  final String? tag;

  /// Only articles by this author.
  final String? author;

  /// Only articles that this user has favorited.
  final String? favorited;

  /// Maximum number of items to return; larger values are clamped to 100.
  /// Left out, it is 20.
  final int? limit;

  /// Number of items to skip, at most 10,000; use `cursor` to go deeper.
  /// Left out, it is 0.
  final int? offset;

  /// Opaque cursor: `next` of the previous page.
  final String? cursor;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.optional('tag', textCodec, tag);
    writer.optional('author', textCodec, author);
    writer.optional('favorited', textCodec, favorited);
    writer.optional('limit', integerCodec, limit);
    writer.optional('offset', integerCodec, offset);
    writer.optional('cursor', textCodec, cursor);
    return writer.json;
  }
}

/// Articles, newest first.
final class ArticlePage extends JsonValue {
  const ArticlePage({
    required this.articles,
    required this.articlesCount,
    required this.next,
  });

  factory ArticlePage.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ArticlePage(
      articles: reader.get('articles', ArticleSummary.codec.list),
      articlesCount: reader.get('articlesCount', integerCodec),
      next: reader.get('next', textCodec.nullable),
    );
  }

  static final Codec<ArticlePage> codec = Codec<ArticlePage>(ArticlePage.fromJson, (value) => value.toJson());

  final List<ArticleSummary> articles;

  /// Number of matching articles; with two or more filters, counted up to 10,000.
  final int articlesCount;

  /// Send as `cursor` to get the next page; null on the last page.
  final String? next;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('articles', ArticleSummary.codec.list, articles);
    writer.put('articlesCount', integerCodec, articlesCount);
    writer.put('next', textCodec.nullable, next);
    return writer.json;
  }
}

/// An article without its body, as in lists.
final class ArticleSummary extends JsonValue {
  const ArticleSummary({
    required this.slug,
    required this.title,
    required this.description,
    required this.tagList,
    required this.createdAt,
    required this.updatedAt,
    required this.favorited,
    required this.favoritesCount,
    required this.author,
  });

  factory ArticleSummary.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ArticleSummary(
      slug: reader.get('slug', textCodec),
      title: reader.get('title', textCodec),
      description: reader.get('description', textCodec),
      tagList: reader.get('tagList', textCodec.list),
      createdAt: reader.get('createdAt', timeCodec),
      updatedAt: reader.get('updatedAt', timeCodec),
      favorited: reader.get('favorited', booleanCodec),
      favoritesCount: reader.get('favoritesCount', integerCodec),
      author: reader.get('author', Profile.codec),
    );
  }

  static final Codec<ArticleSummary> codec = Codec<ArticleSummary>(ArticleSummary.fromJson, (value) => value.toJson());

  /// The article's identifier in URLs.
  final String slug;

  final String title;

  final String description;

  /// Sorted, without duplicates.
  final List<String> tagList;

  /// Timestamp in UTC, ISO 8601.
  final DateTime createdAt;

  /// Timestamp in UTC, ISO 8601.
  final DateTime updatedAt;

  /// Whether the viewer has favorited the article.
  final bool favorited;

  final int favoritesCount;

  final Profile author;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('slug', textCodec, slug);
    writer.put('title', textCodec, title);
    writer.put('description', textCodec, description);
    writer.put('tagList', textCodec.list, tagList);
    writer.put('createdAt', timeCodec, createdAt);
    writer.put('updatedAt', timeCodec, updatedAt);
    writer.put('favorited', booleanCodec, favorited);
    writer.put('favoritesCount', integerCodec, favoritesCount);
    writer.put('author', Profile.codec, author);
    return writer.json;
  }
}

/// Input of `articles.feed`.
final class ArticlesFeedInput extends JsonValue {
  const ArticlesFeedInput({
    this.limit,
    this.offset,
    this.cursor,
  });

  factory ArticlesFeedInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ArticlesFeedInput(
      limit: reader.optional('limit', integerCodec),
      offset: reader.optional('offset', integerCodec),
      cursor: reader.optional('cursor', textCodec),
    );
  }

  static final Codec<ArticlesFeedInput> codec = Codec<ArticlesFeedInput>(ArticlesFeedInput.fromJson, (value) => value.toJson());

  /// Maximum number of items to return; larger values are clamped to 100.
  /// Left out, it is 20.
  final int? limit;

  /// Number of items to skip, at most 10,000; use `cursor` to go deeper.
  /// Left out, it is 0.
  final int? offset;

  /// Opaque cursor: `next` of the previous page.
  final String? cursor;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.optional('limit', integerCodec, limit);
    writer.optional('offset', integerCodec, offset);
    writer.optional('cursor', textCodec, cursor);
    return writer.json;
  }
}

/// Input of `articles.get`.
final class ArticlesGetInput extends JsonValue {
  const ArticlesGetInput({
    required this.slug,
  });

  factory ArticlesGetInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ArticlesGetInput(
      slug: reader.get('slug', textCodec),
    );
  }

  static final Codec<ArticlesGetInput> codec = Codec<ArticlesGetInput>(ArticlesGetInput.fromJson, (value) => value.toJson());

  /// The article's identifier in URLs.
  final String slug;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('slug', textCodec, slug);
    return writer.json;
  }
}

/// An article.
final class Article extends JsonValue {
  const Article({
    required this.slug,
    required this.title,
    required this.description,
    required this.tagList,
    required this.createdAt,
    required this.updatedAt,
    required this.favorited,
    required this.favoritesCount,
    required this.author,
    required this.body,
  });

  factory Article.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return Article(
      slug: reader.get('slug', textCodec),
      title: reader.get('title', textCodec),
      description: reader.get('description', textCodec),
      tagList: reader.get('tagList', textCodec.list),
      createdAt: reader.get('createdAt', timeCodec),
      updatedAt: reader.get('updatedAt', timeCodec),
      favorited: reader.get('favorited', booleanCodec),
      favoritesCount: reader.get('favoritesCount', integerCodec),
      author: reader.get('author', Profile.codec),
      body: reader.get('body', textCodec),
    );
  }

  static final Codec<Article> codec = Codec<Article>(Article.fromJson, (value) => value.toJson());

  /// The article's identifier in URLs.
  final String slug;

  final String title;

  final String description;

  /// Sorted, without duplicates.
  final List<String> tagList;

  /// Timestamp in UTC, ISO 8601.
  final DateTime createdAt;

  /// Timestamp in UTC, ISO 8601.
  final DateTime updatedAt;

  /// Whether the viewer has favorited the article.
  final bool favorited;

  final int favoritesCount;

  final Profile author;

  final String body;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('slug', textCodec, slug);
    writer.put('title', textCodec, title);
    writer.put('description', textCodec, description);
    writer.put('tagList', textCodec.list, tagList);
    writer.put('createdAt', timeCodec, createdAt);
    writer.put('updatedAt', timeCodec, updatedAt);
    writer.put('favorited', booleanCodec, favorited);
    writer.put('favoritesCount', integerCodec, favoritesCount);
    writer.put('author', Profile.codec, author);
    writer.put('body', textCodec, body);
    return writer.json;
  }
}

/// Input of `articles.publish`.
final class ArticlesPublishInput extends JsonValue {
  const ArticlesPublishInput({
    required this.title,
    required this.description,
    required this.body,
    this.tagList,
  });

  factory ArticlesPublishInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ArticlesPublishInput(
      title: reader.get('title', textCodec),
      description: reader.get('description', textCodec),
      body: reader.get('body', textCodec),
      tagList: reader.optional('tagList', textCodec.list),
    );
  }

  static final Codec<ArticlesPublishInput> codec = Codec<ArticlesPublishInput>(ArticlesPublishInput.fromJson, (value) => value.toJson());

  final String title;

  final String description;

  final String body;

  /// Left out, it is [].
  final List<String>? tagList;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('title', textCodec, title);
    writer.put('description', textCodec, description);
    writer.put('body', textCodec, body);
    writer.optional('tagList', textCodec.list, tagList);
    return writer.json;
  }
}

/// Input of `articles.update`.
final class ArticlesUpdateInput extends JsonValue {
  const ArticlesUpdateInput({
    required this.slug,
    this.title,
    this.description,
    this.body,
    this.tagList,
  });

  factory ArticlesUpdateInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ArticlesUpdateInput(
      slug: reader.get('slug', textCodec),
      title: reader.optional('title', textCodec),
      description: reader.optional('description', textCodec),
      body: reader.optional('body', textCodec),
      tagList: reader.optional('tagList', textCodec.list),
    );
  }

  static final Codec<ArticlesUpdateInput> codec = Codec<ArticlesUpdateInput>(ArticlesUpdateInput.fromJson, (value) => value.toJson());

  /// The article's identifier in URLs.
  final String slug;

  final String? title;

  final String? description;

  final String? body;

  final List<String>? tagList;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('slug', textCodec, slug);
    writer.optional('title', textCodec, title);
    writer.optional('description', textCodec, description);
    writer.optional('body', textCodec, body);
    writer.optional('tagList', textCodec.list, tagList);
    return writer.json;
  }
}

/// Input of `articles.delete`.
final class ArticlesDeleteInput extends JsonValue {
  const ArticlesDeleteInput({
    required this.slug,
  });

  factory ArticlesDeleteInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ArticlesDeleteInput(
      slug: reader.get('slug', textCodec),
    );
  }

  static final Codec<ArticlesDeleteInput> codec = Codec<ArticlesDeleteInput>(ArticlesDeleteInput.fromJson, (value) => value.toJson());

  /// The article's identifier in URLs.
  final String slug;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('slug', textCodec, slug);
    return writer.json;
  }
}

/// Input of `articles.favorite`.
final class ArticlesFavoriteInput extends JsonValue {
  const ArticlesFavoriteInput({
    required this.slug,
  });

  factory ArticlesFavoriteInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ArticlesFavoriteInput(
      slug: reader.get('slug', textCodec),
    );
  }

  static final Codec<ArticlesFavoriteInput> codec = Codec<ArticlesFavoriteInput>(ArticlesFavoriteInput.fromJson, (value) => value.toJson());

  /// The article's identifier in URLs.
  final String slug;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('slug', textCodec, slug);
    return writer.json;
  }
}

/// Input of `articles.unfavorite`.
final class ArticlesUnfavoriteInput extends JsonValue {
  const ArticlesUnfavoriteInput({
    required this.slug,
  });

  factory ArticlesUnfavoriteInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ArticlesUnfavoriteInput(
      slug: reader.get('slug', textCodec),
    );
  }

  static final Codec<ArticlesUnfavoriteInput> codec = Codec<ArticlesUnfavoriteInput>(ArticlesUnfavoriteInput.fromJson, (value) => value.toJson());

  /// The article's identifier in URLs.
  final String slug;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('slug', textCodec, slug);
    return writer.json;
  }
}

/// Input of `articles.changes`.
final class ArticlesChangesInput extends JsonValue {
  const ArticlesChangesInput({
    this.author,
  });

  factory ArticlesChangesInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ArticlesChangesInput(
      author: reader.optional('author', textCodec),
    );
  }

  static final Codec<ArticlesChangesInput> codec = Codec<ArticlesChangesInput>(ArticlesChangesInput.fromJson, (value) => value.toJson());

  /// Only articles by this author.
  final String? author;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.optional('author', textCodec, author);
    return writer.json;
  }
}

/// An article was published, updated or deleted.
final class ArticleChange extends JsonValue {
  const ArticleChange({
    required this.type,
    required this.at,
    required this.slug,
    required this.formerSlug,
    required this.author,
    required this.title,
    required this.description,
    required this.tagList,
  });

  factory ArticleChange.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ArticleChange(
      type: reader.get('type', ArticleChangeType.codec),
      at: reader.get('at', timeCodec),
      slug: reader.get('slug', textCodec),
      formerSlug: reader.get('formerSlug', textCodec.nullable),
      author: reader.get('author', textCodec),
      title: reader.get('title', textCodec.nullable),
      description: reader.get('description', textCodec.nullable),
      tagList: reader.get('tagList', textCodec.list),
    );
  }

  static final Codec<ArticleChange> codec = Codec<ArticleChange>(ArticleChange.fromJson, (value) => value.toJson());

  final ArticleChangeType type;

  /// Timestamp in UTC, ISO 8601.
  final DateTime at;

  final String slug;

  /// The slug before, where the title changed it.
  final String? formerSlug;

  /// The author's user name.
  final String author;

  /// The title as it is now; null once the article is deleted.
  final String? title;

  final String? description;

  final List<String> tagList;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('type', ArticleChangeType.codec, type);
    writer.put('at', timeCodec, at);
    writer.put('slug', textCodec, slug);
    writer.put('formerSlug', textCodec.nullable, formerSlug);
    writer.put('author', textCodec, author);
    writer.put('title', textCodec.nullable, title);
    writer.put('description', textCodec.nullable, description);
    writer.put('tagList', textCodec.list, tagList);
    return writer.json;
  }
}

final class ArticleChangeType extends OpenEnum<String> {
  const ArticleChangeType._(super.value);

  /// A value from the service; one that this version of the app does not know is kept as it is.
  factory ArticleChangeType.of(String value) => known.firstWhere((each) => each.value == value, orElse: () => ArticleChangeType._(value));

  static const ArticleChangeType published = ArticleChangeType._('published');
  static const ArticleChangeType updated = ArticleChangeType._('updated');
  static const ArticleChangeType deleted = ArticleChangeType._('deleted');

  /// The values that this version of the app knows.
  static const List<ArticleChangeType> known = [published, updated, deleted];

  static final Codec<ArticleChangeType> codec =
      Codec<ArticleChangeType>((json) => ArticleChangeType.of(textCodec.decode(json)), (each) => textCodec.encode(each.value));

  /// Whether this version of the app knows the value.
  bool get isKnown => known.contains(this);
}

/// Input of `comments.list`.
final class CommentsListInput extends JsonValue {
  const CommentsListInput({
    required this.slug,
    this.limit,
    this.cursor,
  });

  factory CommentsListInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return CommentsListInput(
      slug: reader.get('slug', textCodec),
      limit: reader.optional('limit', integerCodec),
      cursor: reader.optional('cursor', textCodec),
    );
  }

  static final Codec<CommentsListInput> codec = Codec<CommentsListInput>(CommentsListInput.fromJson, (value) => value.toJson());

  /// The article's identifier in URLs.
  final String slug;

  /// Maximum number of items to return.
  /// Left out, it is 100.
  final int? limit;

  /// Opaque cursor: `next` of the previous page.
  final String? cursor;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('slug', textCodec, slug);
    writer.optional('limit', integerCodec, limit);
    writer.optional('cursor', textCodec, cursor);
    return writer.json;
  }
}

final class CommentsListOutput extends JsonValue {
  const CommentsListOutput({
    required this.comments,
    required this.next,
  });

  factory CommentsListOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return CommentsListOutput(
      comments: reader.get('comments', Comment.codec.list),
      next: reader.get('next', textCodec.nullable),
    );
  }

  static final Codec<CommentsListOutput> codec = Codec<CommentsListOutput>(CommentsListOutput.fromJson, (value) => value.toJson());

  final List<Comment> comments;

  /// Send as `cursor` to get the next page; null on the last page.
  final String? next;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('comments', Comment.codec.list, comments);
    writer.put('next', textCodec.nullable, next);
    return writer.json;
  }
}

/// A comment on an article.
final class Comment extends JsonValue {
  const Comment({
    required this.id,
    required this.createdAt,
    required this.updatedAt,
    required this.body,
    required this.author,
  });

  factory Comment.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return Comment(
      id: reader.get('id', integerCodec),
      createdAt: reader.get('createdAt', timeCodec),
      updatedAt: reader.get('updatedAt', timeCodec),
      body: reader.get('body', textCodec),
      author: reader.get('author', Profile.codec),
    );
  }

  static final Codec<Comment> codec = Codec<Comment>(Comment.fromJson, (value) => value.toJson());

  /// A comment's id.
  final int id;

  /// Timestamp in UTC, ISO 8601.
  final DateTime createdAt;

  /// Timestamp in UTC, ISO 8601.
  final DateTime updatedAt;

  final String body;

  final Profile author;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', integerCodec, id);
    writer.put('createdAt', timeCodec, createdAt);
    writer.put('updatedAt', timeCodec, updatedAt);
    writer.put('body', textCodec, body);
    writer.put('author', Profile.codec, author);
    return writer.json;
  }
}

/// Input of `comments.add`.
final class CommentsAddInput extends JsonValue {
  const CommentsAddInput({
    required this.slug,
    required this.body,
  });

  factory CommentsAddInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return CommentsAddInput(
      slug: reader.get('slug', textCodec),
      body: reader.get('body', textCodec),
    );
  }

  static final Codec<CommentsAddInput> codec = Codec<CommentsAddInput>(CommentsAddInput.fromJson, (value) => value.toJson());

  /// The article's identifier in URLs.
  final String slug;

  final String body;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('slug', textCodec, slug);
    writer.put('body', textCodec, body);
    return writer.json;
  }
}

/// Input of `comments.delete`.
final class CommentsDeleteInput extends JsonValue {
  const CommentsDeleteInput({
    required this.slug,
    required this.id,
  });

  factory CommentsDeleteInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return CommentsDeleteInput(
      slug: reader.get('slug', textCodec),
      id: reader.get('id', integerCodec),
    );
  }

  static final Codec<CommentsDeleteInput> codec = Codec<CommentsDeleteInput>(CommentsDeleteInput.fromJson, (value) => value.toJson());

  /// The article's identifier in URLs.
  final String slug;

  /// A comment's id.
  final int id;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('slug', textCodec, slug);
    writer.put('id', integerCodec, id);
    return writer.json;
  }
}

/// Input of `comments.added`.
final class CommentsAddedInput extends JsonValue {
  const CommentsAddedInput({
    required this.slug,
  });

  factory CommentsAddedInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return CommentsAddedInput(
      slug: reader.get('slug', textCodec),
    );
  }

  static final Codec<CommentsAddedInput> codec = Codec<CommentsAddedInput>(CommentsAddedInput.fromJson, (value) => value.toJson());

  /// The article's identifier in URLs.
  final String slug;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('slug', textCodec, slug);
    return writer.json;
  }
}

/// A comment that was added to an article.
final class AddedComment extends JsonValue {
  const AddedComment({
    required this.id,
    required this.slug,
    required this.createdAt,
    required this.body,
    required this.author,
  });

  factory AddedComment.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AddedComment(
      id: reader.get('id', integerCodec),
      slug: reader.get('slug', textCodec),
      createdAt: reader.get('createdAt', timeCodec),
      body: reader.get('body', textCodec),
      author: reader.get('author', AddedCommentAuthor.codec),
    );
  }

  static final Codec<AddedComment> codec = Codec<AddedComment>(AddedComment.fromJson, (value) => value.toJson());

  /// A comment's id.
  final int id;

  final String slug;

  /// Timestamp in UTC, ISO 8601.
  final DateTime createdAt;

  final String body;

  final AddedCommentAuthor author;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', integerCodec, id);
    writer.put('slug', textCodec, slug);
    writer.put('createdAt', timeCodec, createdAt);
    writer.put('body', textCodec, body);
    writer.put('author', AddedCommentAuthor.codec, author);
    return writer.json;
  }
}

final class AddedCommentAuthor extends JsonValue {
  const AddedCommentAuthor({
    required this.username,
    required this.bio,
    required this.image,
  });

  factory AddedCommentAuthor.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AddedCommentAuthor(
      username: reader.get('username', textCodec),
      bio: reader.get('bio', textCodec.nullable),
      image: reader.get('image', textCodec.nullable),
    );
  }

  static final Codec<AddedCommentAuthor> codec = Codec<AddedCommentAuthor>(AddedCommentAuthor.fromJson, (value) => value.toJson());

  /// A user name, unique regardless of case.
  final String username;

  final String? bio;

  final String? image;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('username', textCodec, username);
    writer.put('bio', textCodec.nullable, bio);
    writer.put('image', textCodec.nullable, image);
    return writer.json;
  }
}

final class TagsListOutput extends JsonValue {
  const TagsListOutput({
    required this.tags,
  });

  factory TagsListOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return TagsListOutput(
      tags: reader.get('tags', textCodec.list),
    );
  }

  static final Codec<TagsListOutput> codec = Codec<TagsListOutput>(TagsListOutput.fromJson, (value) => value.toJson());

  final List<String> tags;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('tags', textCodec.list, tags);
    return writer.json;
  }
}

/// Input of `webhooks.create`.
final class WebhooksCreateInput extends JsonValue {
  const WebhooksCreateInput({
    required this.url,
    this.description,
    this.events,
    this.signature,
    this.forAll,
  });

  factory WebhooksCreateInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return WebhooksCreateInput(
      url: reader.get('url', textCodec),
      description: reader.optional('description', textCodec),
      events: reader.optional('events', textCodec.list),
      signature: reader.optional('signature', WebhooksCreateInputSignature.codec),
      forAll: reader.optional('forAll', booleanCodec),
    );
  }

  static final Codec<WebhooksCreateInput> codec = Codec<WebhooksCreateInput>(WebhooksCreateInput.fromJson, (value) => value.toJson());

  /// Where events are posted: HTTPS, at a public address.
  final String url;

  /// For people.
  /// Left out, it is "".
  final String? description;

  /// The events that are sent; without any, all.
  /// Left out, it is [].
  final List<String>? events;

  /// Left out, it is "hmac".
  final WebhooksCreateInputSignature? signature;

  /// Send events about all accounts; for admins.
  /// Left out, it is false.
  final bool? forAll;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('url', textCodec, url);
    writer.optional('description', textCodec, description);
    writer.optional('events', textCodec.list, events);
    writer.optional('signature', WebhooksCreateInputSignature.codec, signature);
    writer.optional('forAll', booleanCodec, forAll);
    return writer.json;
  }
}

final class WebhooksCreateInputSignature extends OpenEnum<String> {
  const WebhooksCreateInputSignature._(super.value);

  /// A value from the service; one that this version of the app does not know is kept as it is.
  factory WebhooksCreateInputSignature.of(String value) => known.firstWhere((each) => each.value == value, orElse: () => WebhooksCreateInputSignature._(value));

  static const WebhooksCreateInputSignature hmac = WebhooksCreateInputSignature._('hmac');
  static const WebhooksCreateInputSignature ed25519 = WebhooksCreateInputSignature._('ed25519');

  /// The values that this version of the app knows.
  static const List<WebhooksCreateInputSignature> known = [hmac, ed25519];

  static final Codec<WebhooksCreateInputSignature> codec =
      Codec<WebhooksCreateInputSignature>((json) => WebhooksCreateInputSignature.of(textCodec.decode(json)), (each) => textCodec.encode(each.value));

  /// Whether this version of the app knows the value.
  bool get isKnown => known.contains(this);
}

final class WebhooksCreateOutput extends JsonValue {
  const WebhooksCreateOutput({
    required this.secret,
    required this.endpoint,
  });

  factory WebhooksCreateOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return WebhooksCreateOutput(
      secret: reader.get('secret', textCodec.nullable),
      endpoint: reader.get('endpoint', WebhookEndpoint.codec),
    );
  }

  static final Codec<WebhooksCreateOutput> codec = Codec<WebhooksCreateOutput>(WebhooksCreateOutput.fromJson, (value) => value.toJson());

  /// The signing secret, `whsec_…`; null for ed25519, whose receivers need `publicKey` alone.
  final String? secret;

  final WebhookEndpoint endpoint;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('secret', textCodec.nullable, secret);
    writer.put('endpoint', WebhookEndpoint.codec, endpoint);
    return writer.json;
  }
}

/// A receiver of events over HTTPS.
final class WebhookEndpoint extends JsonValue {
  const WebhookEndpoint({
    required this.id,
    required this.url,
    required this.description,
    required this.events,
    required this.forAll,
    required this.signature,
    required this.publicKey,
    required this.previousSecretUntil,
    required this.disabledAt,
    required this.disabledReason,
    required this.failingSince,
    required this.pending,
    required this.createdAt,
  });

  factory WebhookEndpoint.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return WebhookEndpoint(
      id: reader.get('id', textCodec),
      url: reader.get('url', textCodec),
      description: reader.get('description', textCodec),
      events: reader.get('events', textCodec.list),
      forAll: reader.get('forAll', booleanCodec),
      signature: reader.get('signature', WebhookEndpointSignature.codec),
      publicKey: reader.get('publicKey', textCodec.nullable),
      previousSecretUntil: reader.get('previousSecretUntil', timeCodec.nullable),
      disabledAt: reader.get('disabledAt', timeCodec.nullable),
      disabledReason: reader.get('disabledReason', textCodec.nullable),
      failingSince: reader.get('failingSince', timeCodec.nullable),
      pending: reader.get('pending', integerCodec),
      createdAt: reader.get('createdAt', timeCodec),
    );
  }

  static final Codec<WebhookEndpoint> codec = Codec<WebhookEndpoint>(WebhookEndpoint.fromJson, (value) => value.toJson());

  /// An endpoint's id.
  final String id;

  final String url;

  final String description;

  final List<String> events;

  /// Whether it gets events about all accounts.
  final bool forAll;

  final WebhookEndpointSignature signature;

  /// Verifies ed25519 signatures, `whpk_…`; null for HMAC.
  final String? publicKey;

  /// Until then the former secret signs too; null after that.
  final DateTime? previousSecretUntil;

  /// Since when nothing is sent; null while it is enabled.
  final DateTime? disabledAt;

  /// Why it is disabled: `owner`, `gone` (it answered 410), `failing` (for three days); null while enabled.
  final String? disabledReason;

  /// Time of the first failure since the last success.
  final DateTime? failingSince;

  /// The number of events that wait to be sent.
  final int pending;

  /// Timestamp in UTC, ISO 8601.
  final DateTime createdAt;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', textCodec, id);
    writer.put('url', textCodec, url);
    writer.put('description', textCodec, description);
    writer.put('events', textCodec.list, events);
    writer.put('forAll', booleanCodec, forAll);
    writer.put('signature', WebhookEndpointSignature.codec, signature);
    writer.put('publicKey', textCodec.nullable, publicKey);
    writer.put('previousSecretUntil', timeCodec.nullable, previousSecretUntil);
    writer.put('disabledAt', timeCodec.nullable, disabledAt);
    writer.put('disabledReason', textCodec.nullable, disabledReason);
    writer.put('failingSince', timeCodec.nullable, failingSince);
    writer.put('pending', integerCodec, pending);
    writer.put('createdAt', timeCodec, createdAt);
    return writer.json;
  }
}

final class WebhookEndpointSignature extends OpenEnum<String> {
  const WebhookEndpointSignature._(super.value);

  /// A value from the service; one that this version of the app does not know is kept as it is.
  factory WebhookEndpointSignature.of(String value) => known.firstWhere((each) => each.value == value, orElse: () => WebhookEndpointSignature._(value));

  static const WebhookEndpointSignature hmac = WebhookEndpointSignature._('hmac');
  static const WebhookEndpointSignature ed25519 = WebhookEndpointSignature._('ed25519');

  /// The values that this version of the app knows.
  static const List<WebhookEndpointSignature> known = [hmac, ed25519];

  static final Codec<WebhookEndpointSignature> codec =
      Codec<WebhookEndpointSignature>((json) => WebhookEndpointSignature.of(textCodec.decode(json)), (each) => textCodec.encode(each.value));

  /// Whether this version of the app knows the value.
  bool get isKnown => known.contains(this);
}

final class WebhooksListOutput extends JsonValue {
  const WebhooksListOutput({
    required this.endpoints,
  });

  factory WebhooksListOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return WebhooksListOutput(
      endpoints: reader.get('endpoints', WebhookEndpoint.codec.list),
    );
  }

  static final Codec<WebhooksListOutput> codec = Codec<WebhooksListOutput>(WebhooksListOutput.fromJson, (value) => value.toJson());

  final List<WebhookEndpoint> endpoints;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('endpoints', WebhookEndpoint.codec.list, endpoints);
    return writer.json;
  }
}

/// Input of `webhooks.get`.
final class WebhooksGetInput extends JsonValue {
  const WebhooksGetInput({
    required this.id,
  });

  factory WebhooksGetInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return WebhooksGetInput(
      id: reader.get('id', textCodec),
    );
  }

  static final Codec<WebhooksGetInput> codec = Codec<WebhooksGetInput>(WebhooksGetInput.fromJson, (value) => value.toJson());

  /// An endpoint's id.
  final String id;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', textCodec, id);
    return writer.json;
  }
}

/// Input of `webhooks.update`.
final class WebhooksUpdateInput extends JsonValue {
  const WebhooksUpdateInput({
    required this.id,
    this.url,
    this.description,
    this.events,
    this.enabled,
  });

  factory WebhooksUpdateInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return WebhooksUpdateInput(
      id: reader.get('id', textCodec),
      url: reader.optional('url', textCodec),
      description: reader.optional('description', textCodec),
      events: reader.optional('events', textCodec.list),
      enabled: reader.optional('enabled', booleanCodec),
    );
  }

  static final Codec<WebhooksUpdateInput> codec = Codec<WebhooksUpdateInput>(WebhooksUpdateInput.fromJson, (value) => value.toJson());

  /// An endpoint's id.
  final String id;

  /// Where events are posted: HTTPS, at a public address.
  final String? url;

  /// For people.
  final String? description;

  /// The events that are sent; without any, all.
  final List<String>? events;

  final bool? enabled;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', textCodec, id);
    writer.optional('url', textCodec, url);
    writer.optional('description', textCodec, description);
    writer.optional('events', textCodec.list, events);
    writer.optional('enabled', booleanCodec, enabled);
    return writer.json;
  }
}

/// Input of `webhooks.delete`.
final class WebhooksDeleteInput extends JsonValue {
  const WebhooksDeleteInput({
    required this.id,
  });

  factory WebhooksDeleteInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return WebhooksDeleteInput(
      id: reader.get('id', textCodec),
    );
  }

  static final Codec<WebhooksDeleteInput> codec = Codec<WebhooksDeleteInput>(WebhooksDeleteInput.fromJson, (value) => value.toJson());

  /// An endpoint's id.
  final String id;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', textCodec, id);
    return writer.json;
  }
}

/// Input of `webhooks.rotateSecret`.
final class WebhooksRotateSecretInput extends JsonValue {
  const WebhooksRotateSecretInput({
    required this.id,
    this.overlapHours,
  });

  factory WebhooksRotateSecretInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return WebhooksRotateSecretInput(
      id: reader.get('id', textCodec),
      overlapHours: reader.optional('overlapHours', integerCodec),
    );
  }

  static final Codec<WebhooksRotateSecretInput> codec = Codec<WebhooksRotateSecretInput>(WebhooksRotateSecretInput.fromJson, (value) => value.toJson());

  /// An endpoint's id.
  final String id;

  /// How long the former secret signs too; 0 if it was disclosed.
  /// Left out, it is 24.
  final int? overlapHours;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', textCodec, id);
    writer.optional('overlapHours', integerCodec, overlapHours);
    return writer.json;
  }
}

final class WebhooksRotateSecretOutput extends JsonValue {
  const WebhooksRotateSecretOutput({
    required this.secret,
    required this.endpoint,
  });

  factory WebhooksRotateSecretOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return WebhooksRotateSecretOutput(
      secret: reader.get('secret', textCodec.nullable),
      endpoint: reader.get('endpoint', WebhookEndpoint.codec),
    );
  }

  static final Codec<WebhooksRotateSecretOutput> codec = Codec<WebhooksRotateSecretOutput>(WebhooksRotateSecretOutput.fromJson, (value) => value.toJson());

  /// The signing secret, `whsec_…`; null for ed25519, whose receivers need `publicKey` alone.
  final String? secret;

  final WebhookEndpoint endpoint;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('secret', textCodec.nullable, secret);
    writer.put('endpoint', WebhookEndpoint.codec, endpoint);
    return writer.json;
  }
}

/// Input of `webhooks.test`.
final class WebhooksTestInput extends JsonValue {
  const WebhooksTestInput({
    required this.id,
  });

  factory WebhooksTestInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return WebhooksTestInput(
      id: reader.get('id', textCodec),
    );
  }

  static final Codec<WebhooksTestInput> codec = Codec<WebhooksTestInput>(WebhooksTestInput.fromJson, (value) => value.toJson());

  /// An endpoint's id.
  final String id;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', textCodec, id);
    return writer.json;
  }
}

final class WebhooksTestOutput extends JsonValue {
  const WebhooksTestOutput({
    required this.eventId,
  });

  factory WebhooksTestOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return WebhooksTestOutput(
      eventId: reader.get('eventId', textCodec),
    );
  }

  static final Codec<WebhooksTestOutput> codec = Codec<WebhooksTestOutput>(WebhooksTestOutput.fromJson, (value) => value.toJson());

  /// The event's id, `webhook-id` of its deliveries.
  final String eventId;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('eventId', textCodec, eventId);
    return writer.json;
  }
}

/// Input of `webhooks.listAttempts`.
final class WebhooksListAttemptsInput extends JsonValue {
  const WebhooksListAttemptsInput({
    required this.id,
    this.limit,
    this.cursor,
  });

  factory WebhooksListAttemptsInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return WebhooksListAttemptsInput(
      id: reader.get('id', textCodec),
      limit: reader.optional('limit', integerCodec),
      cursor: reader.optional('cursor', textCodec),
    );
  }

  static final Codec<WebhooksListAttemptsInput> codec = Codec<WebhooksListAttemptsInput>(WebhooksListAttemptsInput.fromJson, (value) => value.toJson());

  /// An endpoint's id.
  final String id;

  /// Left out, it is 50.
  final int? limit;

  /// Opaque cursor: `next` of the previous page.
  final String? cursor;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', textCodec, id);
    writer.optional('limit', integerCodec, limit);
    writer.optional('cursor', textCodec, cursor);
    return writer.json;
  }
}

final class WebhooksListAttemptsOutput extends JsonValue {
  const WebhooksListAttemptsOutput({
    required this.attempts,
    required this.next,
  });

  factory WebhooksListAttemptsOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return WebhooksListAttemptsOutput(
      attempts: reader.get('attempts', WebhooksListAttemptsOutputAttemptsItem.codec.list),
      next: reader.get('next', textCodec.nullable),
    );
  }

  static final Codec<WebhooksListAttemptsOutput> codec = Codec<WebhooksListAttemptsOutput>(WebhooksListAttemptsOutput.fromJson, (value) => value.toJson());

  final List<WebhooksListAttemptsOutputAttemptsItem> attempts;

  /// Send as `cursor` to get the next page; null on the last page.
  final String? next;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('attempts', WebhooksListAttemptsOutputAttemptsItem.codec.list, attempts);
    writer.put('next', textCodec.nullable, next);
    return writer.json;
  }
}

final class WebhooksListAttemptsOutputAttemptsItem extends JsonValue {
  const WebhooksListAttemptsOutputAttemptsItem({
    required this.eventId,
    required this.event,
    required this.attempt,
    required this.at,
    required this.durationMs,
    required this.status,
    required this.error,
  });

  factory WebhooksListAttemptsOutputAttemptsItem.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return WebhooksListAttemptsOutputAttemptsItem(
      eventId: reader.get('eventId', textCodec),
      event: reader.get('event', textCodec),
      attempt: reader.get('attempt', integerCodec),
      at: reader.get('at', timeCodec),
      durationMs: reader.get('durationMs', integerCodec),
      status: reader.get('status', integerCodec.nullable),
      error: reader.get('error', textCodec.nullable),
    );
  }

  static final Codec<WebhooksListAttemptsOutputAttemptsItem> codec = Codec<WebhooksListAttemptsOutputAttemptsItem>(WebhooksListAttemptsOutputAttemptsItem.fromJson, (value) => value.toJson());

  /// The event's id, `webhook-id` of its deliveries.
  final String eventId;

  final String event;

  /// 1 for the first attempt of a delivery.
  final int attempt;

  /// Timestamp in UTC, ISO 8601.
  final DateTime at;

  final int durationMs;

  /// The status that was answered; null without an answer.
  final int? status;

  /// Why there was no answer: `timed_out`, `connection_refused`, `certificate_expired`, `certificate_untrusted` (self-signed, or without its chain), `certificate_of_another_host`, `tls_failed`, `connection_failed` (for any other reason), `unresolvable`, `address_refused`, `url_refused`.
  final String? error;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('eventId', textCodec, eventId);
    writer.put('event', textCodec, event);
    writer.put('attempt', integerCodec, attempt);
    writer.put('at', timeCodec, at);
    writer.put('durationMs', integerCodec, durationMs);
    writer.put('status', integerCodec.nullable, status);
    writer.put('error', textCodec.nullable, error);
    return writer.json;
  }
}

/// Input of `webhooks.replay`.
final class WebhooksReplayInput extends JsonValue {
  const WebhooksReplayInput({
    required this.id,
    this.eventId,
    this.since,
    this.until,
  });

  factory WebhooksReplayInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return WebhooksReplayInput(
      id: reader.get('id', textCodec),
      eventId: reader.optional('eventId', textCodec),
      since: reader.optional('since', timeCodec),
      until: reader.optional('until', timeCodec),
    );
  }

  static final Codec<WebhooksReplayInput> codec = Codec<WebhooksReplayInput>(WebhooksReplayInput.fromJson, (value) => value.toJson());

  /// An endpoint's id.
  final String id;

  /// The event's id, `webhook-id` of its deliveries.
  final String? eventId;

  /// Timestamp in UTC, ISO 8601.
  final DateTime? since;

  /// Timestamp in UTC, ISO 8601.
  final DateTime? until;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', textCodec, id);
    writer.optional('eventId', textCodec, eventId);
    writer.optional('since', timeCodec, since);
    writer.optional('until', timeCodec, until);
    return writer.json;
  }
}

final class WebhooksReplayOutput extends JsonValue {
  const WebhooksReplayOutput({
    required this.count,
    required this.next,
  });

  factory WebhooksReplayOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return WebhooksReplayOutput(
      count: reader.get('count', integerCodec),
      next: reader.get('next', timeCodec.nullable),
    );
  }

  static final Codec<WebhooksReplayOutput> codec = Codec<WebhooksReplayOutput>(WebhooksReplayOutput.fromJson, (value) => value.toJson());

  /// The number of events that are sent again.
  final int count;

  /// Send as `since` for the rest; null when there is none.
  final DateTime? next;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('count', integerCodec, count);
    writer.put('next', timeCodec.nullable, next);
    return writer.json;
  }
}

/// Input of `admin.removeComment`.
final class AdminRemoveCommentInput extends JsonValue {
  const AdminRemoveCommentInput({
    required this.slug,
    required this.id,
  });

  factory AdminRemoveCommentInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AdminRemoveCommentInput(
      slug: reader.get('slug', textCodec),
      id: reader.get('id', integerCodec),
    );
  }

  static final Codec<AdminRemoveCommentInput> codec = Codec<AdminRemoveCommentInput>(AdminRemoveCommentInput.fromJson, (value) => value.toJson());

  /// The article's identifier in URLs.
  final String slug;

  /// A comment's id.
  final int id;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('slug', textCodec, slug);
    writer.put('id', integerCodec, id);
    return writer.json;
  }
}

/// Input of `admin.listJobs`.
final class AdminListJobsInput extends JsonValue {
  const AdminListJobsInput({
    this.state,
    this.name,
    this.limit,
    this.cursor,
  });

  factory AdminListJobsInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AdminListJobsInput(
      state: reader.optional('state', AdminListJobsInputState.codec),
      name: reader.optional('name', textCodec),
      limit: reader.optional('limit', integerCodec),
      cursor: reader.optional('cursor', textCodec),
    );
  }

  static final Codec<AdminListJobsInput> codec = Codec<AdminListJobsInput>(AdminListJobsInput.fromJson, (value) => value.toJson());

  /// `running`: under the lease of an attempt. `dead`: out of attempts.
  /// Left out, it is "dead".
  final AdminListJobsInputState? state;

  /// Only jobs of this name; not with `done` and `cancelled`.
  final String? name;

  /// Maximum number of items to return.
  /// Left out, it is 100.
  final int? limit;

  /// Opaque cursor: `next` of the previous page.
  final String? cursor;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.optional('state', AdminListJobsInputState.codec, state);
    writer.optional('name', textCodec, name);
    writer.optional('limit', integerCodec, limit);
    writer.optional('cursor', textCodec, cursor);
    return writer.json;
  }
}

/// `running`: under the lease of an attempt. `dead`: out of attempts.
final class AdminListJobsInputState extends OpenEnum<String> {
  const AdminListJobsInputState._(super.value);

  /// A value from the service; one that this version of the app does not know is kept as it is.
  factory AdminListJobsInputState.of(String value) => known.firstWhere((each) => each.value == value, orElse: () => AdminListJobsInputState._(value));

  static const AdminListJobsInputState pending = AdminListJobsInputState._('pending');
  static const AdminListJobsInputState running = AdminListJobsInputState._('running');
  static const AdminListJobsInputState done = AdminListJobsInputState._('done');
  static const AdminListJobsInputState dead = AdminListJobsInputState._('dead');
  static const AdminListJobsInputState cancelled = AdminListJobsInputState._('cancelled');

  /// The values that this version of the app knows.
  static const List<AdminListJobsInputState> known = [pending, running, done, dead, cancelled];

  static final Codec<AdminListJobsInputState> codec =
      Codec<AdminListJobsInputState>((json) => AdminListJobsInputState.of(textCodec.decode(json)), (each) => textCodec.encode(each.value));

  /// Whether this version of the app knows the value.
  bool get isKnown => known.contains(this);
}

final class AdminListJobsOutput extends JsonValue {
  const AdminListJobsOutput({
    required this.jobs,
    required this.next,
  });

  factory AdminListJobsOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AdminListJobsOutput(
      jobs: reader.get('jobs', ManagedJob.codec.list),
      next: reader.get('next', textCodec.nullable),
    );
  }

  static final Codec<AdminListJobsOutput> codec = Codec<AdminListJobsOutput>(AdminListJobsOutput.fromJson, (value) => value.toJson());

  final List<ManagedJob> jobs;

  /// Send as `cursor` to get the next page; null on the last page.
  final String? next;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('jobs', ManagedJob.codec.list, jobs);
    writer.put('next', textCodec.nullable, next);
    return writer.json;
  }
}

/// A job, as shown to admins: without its input, which may hold personal data.
final class ManagedJob extends JsonValue {
  const ManagedJob({
    required this.id,
    required this.name,
    required this.state,
    required this.attempts,
    required this.lastError,
    required this.createdAt,
    required this.availableAt,
    required this.finishedAt,
  });

  factory ManagedJob.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ManagedJob(
      id: reader.get('id', textCodec),
      name: reader.get('name', textCodec),
      state: reader.get('state', ManagedJobState.codec),
      attempts: reader.get('attempts', integerCodec),
      lastError: reader.get('lastError', textCodec.nullable),
      createdAt: reader.get('createdAt', timeCodec),
      availableAt: reader.get('availableAt', timeCodec.nullable),
      finishedAt: reader.get('finishedAt', timeCodec.nullable),
    );
  }

  static final Codec<ManagedJob> codec = Codec<ManagedJob>(ManagedJob.fromJson, (value) => value.toJson());

  /// A job's id.
  final String id;

  final String name;

  /// `running`: under the lease of an attempt. `dead`: out of attempts.
  final ManagedJobState state;

  /// Attempts begun so far.
  final int attempts;

  /// How the last failed attempt ended: `failed`, `timed_out`, `payload_misfit` or `lease_lapsed`.
  final String? lastError;

  /// Timestamp in UTC, ISO 8601.
  final DateTime createdAt;

  /// When the next attempt is due, or the lease ends; null behind another job of the same key.
  final DateTime? availableAt;

  /// When it ended; null until then.
  final DateTime? finishedAt;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', textCodec, id);
    writer.put('name', textCodec, name);
    writer.put('state', ManagedJobState.codec, state);
    writer.put('attempts', integerCodec, attempts);
    writer.put('lastError', textCodec.nullable, lastError);
    writer.put('createdAt', timeCodec, createdAt);
    writer.put('availableAt', timeCodec.nullable, availableAt);
    writer.put('finishedAt', timeCodec.nullable, finishedAt);
    return writer.json;
  }
}

/// `running`: under the lease of an attempt. `dead`: out of attempts.
final class ManagedJobState extends OpenEnum<String> {
  const ManagedJobState._(super.value);

  /// A value from the service; one that this version of the app does not know is kept as it is.
  factory ManagedJobState.of(String value) => known.firstWhere((each) => each.value == value, orElse: () => ManagedJobState._(value));

  static const ManagedJobState pending = ManagedJobState._('pending');
  static const ManagedJobState running = ManagedJobState._('running');
  static const ManagedJobState done = ManagedJobState._('done');
  static const ManagedJobState dead = ManagedJobState._('dead');
  static const ManagedJobState cancelled = ManagedJobState._('cancelled');

  /// The values that this version of the app knows.
  static const List<ManagedJobState> known = [pending, running, done, dead, cancelled];

  static final Codec<ManagedJobState> codec =
      Codec<ManagedJobState>((json) => ManagedJobState.of(textCodec.decode(json)), (each) => textCodec.encode(each.value));

  /// Whether this version of the app knows the value.
  bool get isKnown => known.contains(this);
}

/// Input of `admin.retryJob`.
final class AdminRetryJobInput extends JsonValue {
  const AdminRetryJobInput({
    required this.id,
  });

  factory AdminRetryJobInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AdminRetryJobInput(
      id: reader.get('id', textCodec),
    );
  }

  static final Codec<AdminRetryJobInput> codec = Codec<AdminRetryJobInput>(AdminRetryJobInput.fromJson, (value) => value.toJson());

  /// A job's id.
  final String id;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', textCodec, id);
    return writer.json;
  }
}

/// Input of `admin.retryDeadJobs`.
final class AdminRetryDeadJobsInput extends JsonValue {
  const AdminRetryDeadJobsInput({
    required this.name,
  });

  factory AdminRetryDeadJobsInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AdminRetryDeadJobsInput(
      name: reader.get('name', textCodec),
    );
  }

  static final Codec<AdminRetryDeadJobsInput> codec = Codec<AdminRetryDeadJobsInput>(AdminRetryDeadJobsInput.fromJson, (value) => value.toJson());

  /// A job's name.
  final String name;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('name', textCodec, name);
    return writer.json;
  }
}

final class AdminRetryDeadJobsOutput extends JsonValue {
  const AdminRetryDeadJobsOutput({
    required this.retried,
    required this.hasMore,
  });

  factory AdminRetryDeadJobsOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AdminRetryDeadJobsOutput(
      retried: reader.get('retried', integerCodec),
      hasMore: reader.get('hasMore', booleanCodec),
    );
  }

  static final Codec<AdminRetryDeadJobsOutput> codec = Codec<AdminRetryDeadJobsOutput>(AdminRetryDeadJobsOutput.fromJson, (value) => value.toJson());

  /// The number of jobs that are due again.
  final int retried;

  /// Whether the name has more dead jobs: call again.
  final bool hasMore;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('retried', integerCodec, retried);
    writer.put('hasMore', booleanCodec, hasMore);
    return writer.json;
  }
}

/// Input of `admin.cancelJob`.
final class AdminCancelJobInput extends JsonValue {
  const AdminCancelJobInput({
    required this.id,
  });

  factory AdminCancelJobInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AdminCancelJobInput(
      id: reader.get('id', textCodec),
    );
  }

  static final Codec<AdminCancelJobInput> codec = Codec<AdminCancelJobInput>(AdminCancelJobInput.fromJson, (value) => value.toJson());

  /// A job's id.
  final String id;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('id', textCodec, id);
    return writer.json;
  }
}

/// Input of `admin.listUsers`.
final class AdminListUsersInput extends JsonValue {
  const AdminListUsersInput({
    this.search,
    this.role,
    this.state,
    this.limit,
    this.cursor,
  });

  factory AdminListUsersInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AdminListUsersInput(
      search: reader.optional('search', textCodec),
      role: reader.optional('role', AdminListUsersInputRole.codec),
      state: reader.optional('state', AdminListUsersInputState.codec),
      limit: reader.optional('limit', integerCodec),
      cursor: reader.optional('cursor', textCodec),
    );
  }

  static final Codec<AdminListUsersInput> codec = Codec<AdminListUsersInput>(AdminListUsersInput.fromJson, (value) => value.toJson());

  /// Case-insensitive prefix of the user name or e-mail address.
  final String? search;

  /// Each role includes the rights of the roles before it. New accounts are members.
  final AdminListUsersInputRole? role;

  final AdminListUsersInputState? state;

  /// Maximum number of items to return.
  /// Left out, it is 100.
  final int? limit;

  /// Opaque cursor: `next` of the previous page.
  final String? cursor;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.optional('search', textCodec, search);
    writer.optional('role', AdminListUsersInputRole.codec, role);
    writer.optional('state', AdminListUsersInputState.codec, state);
    writer.optional('limit', integerCodec, limit);
    writer.optional('cursor', textCodec, cursor);
    return writer.json;
  }
}

/// Each role includes the rights of the roles before it. New accounts are members.
final class AdminListUsersInputRole extends OpenEnum<String> {
  const AdminListUsersInputRole._(super.value);

  /// A value from the service; one that this version of the app does not know is kept as it is.
  factory AdminListUsersInputRole.of(String value) => known.firstWhere((each) => each.value == value, orElse: () => AdminListUsersInputRole._(value));

  static const AdminListUsersInputRole member = AdminListUsersInputRole._('member');
  static const AdminListUsersInputRole moderator = AdminListUsersInputRole._('moderator');
  static const AdminListUsersInputRole admin = AdminListUsersInputRole._('admin');

  /// The values that this version of the app knows.
  static const List<AdminListUsersInputRole> known = [member, moderator, admin];

  static final Codec<AdminListUsersInputRole> codec =
      Codec<AdminListUsersInputRole>((json) => AdminListUsersInputRole.of(textCodec.decode(json)), (each) => textCodec.encode(each.value));

  /// Whether this version of the app knows the value.
  bool get isKnown => known.contains(this);
}

final class AdminListUsersInputState extends OpenEnum<String> {
  const AdminListUsersInputState._(super.value);

  /// A value from the service; one that this version of the app does not know is kept as it is.
  factory AdminListUsersInputState.of(String value) => known.firstWhere((each) => each.value == value, orElse: () => AdminListUsersInputState._(value));

  static const AdminListUsersInputState active = AdminListUsersInputState._('active');
  static const AdminListUsersInputState suspended = AdminListUsersInputState._('suspended');

  /// The values that this version of the app knows.
  static const List<AdminListUsersInputState> known = [active, suspended];

  static final Codec<AdminListUsersInputState> codec =
      Codec<AdminListUsersInputState>((json) => AdminListUsersInputState.of(textCodec.decode(json)), (each) => textCodec.encode(each.value));

  /// Whether this version of the app knows the value.
  bool get isKnown => known.contains(this);
}

final class AdminListUsersOutput extends JsonValue {
  const AdminListUsersOutput({
    required this.users,
    required this.next,
  });

  factory AdminListUsersOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AdminListUsersOutput(
      users: reader.get('users', ManagedUser.codec.list),
      next: reader.get('next', textCodec.nullable),
    );
  }

  static final Codec<AdminListUsersOutput> codec = Codec<AdminListUsersOutput>(AdminListUsersOutput.fromJson, (value) => value.toJson());

  final List<ManagedUser> users;

  /// Send as `cursor` to get the next page; null on the last page.
  final String? next;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('users', ManagedUser.codec.list, users);
    writer.put('next', textCodec.nullable, next);
    return writer.json;
  }
}

/// An account, as shown to admins.
final class ManagedUser extends JsonValue {
  const ManagedUser({
    required this.username,
    required this.email,
    required this.role,
    required this.isEmailVerified,
    required this.suspendedAt,
    required this.createdAt,
  });

  factory ManagedUser.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return ManagedUser(
      username: reader.get('username', textCodec),
      email: reader.get('email', textCodec),
      role: reader.get('role', ManagedUserRole.codec),
      isEmailVerified: reader.get('isEmailVerified', booleanCodec),
      suspendedAt: reader.get('suspendedAt', timeCodec.nullable),
      createdAt: reader.get('createdAt', timeCodec),
    );
  }

  static final Codec<ManagedUser> codec = Codec<ManagedUser>(ManagedUser.fromJson, (value) => value.toJson());

  /// A user name, unique regardless of case.
  final String username;

  final String email;

  /// Each role includes the rights of the roles before it. New accounts are members.
  final ManagedUserRole role;

  final bool isEmailVerified;

  /// When the account was suspended; null if it is not suspended.
  final DateTime? suspendedAt;

  /// Timestamp in UTC, ISO 8601.
  final DateTime createdAt;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('username', textCodec, username);
    writer.put('email', textCodec, email);
    writer.put('role', ManagedUserRole.codec, role);
    writer.put('isEmailVerified', booleanCodec, isEmailVerified);
    writer.put('suspendedAt', timeCodec.nullable, suspendedAt);
    writer.put('createdAt', timeCodec, createdAt);
    return writer.json;
  }
}

/// Each role includes the rights of the roles before it. New accounts are members.
final class ManagedUserRole extends OpenEnum<String> {
  const ManagedUserRole._(super.value);

  /// A value from the service; one that this version of the app does not know is kept as it is.
  factory ManagedUserRole.of(String value) => known.firstWhere((each) => each.value == value, orElse: () => ManagedUserRole._(value));

  static const ManagedUserRole member = ManagedUserRole._('member');
  static const ManagedUserRole moderator = ManagedUserRole._('moderator');
  static const ManagedUserRole admin = ManagedUserRole._('admin');

  /// The values that this version of the app knows.
  static const List<ManagedUserRole> known = [member, moderator, admin];

  static final Codec<ManagedUserRole> codec =
      Codec<ManagedUserRole>((json) => ManagedUserRole.of(textCodec.decode(json)), (each) => textCodec.encode(each.value));

  /// Whether this version of the app knows the value.
  bool get isKnown => known.contains(this);
}

/// Input of `admin.suspendUser`.
final class AdminSuspendUserInput extends JsonValue {
  const AdminSuspendUserInput({
    required this.username,
    this.reason,
  });

  factory AdminSuspendUserInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AdminSuspendUserInput(
      username: reader.get('username', textCodec),
      reason: reader.optional('reason', textCodec),
    );
  }

  static final Codec<AdminSuspendUserInput> codec = Codec<AdminSuspendUserInput>(AdminSuspendUserInput.fromJson, (value) => value.toJson());

  /// A user name, unique regardless of case.
  final String username;

  /// Recorded in the audit log.
  final String? reason;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('username', textCodec, username);
    writer.optional('reason', textCodec, reason);
    return writer.json;
  }
}

/// Input of `admin.restoreUser`.
final class AdminRestoreUserInput extends JsonValue {
  const AdminRestoreUserInput({
    required this.username,
  });

  factory AdminRestoreUserInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AdminRestoreUserInput(
      username: reader.get('username', textCodec),
    );
  }

  static final Codec<AdminRestoreUserInput> codec = Codec<AdminRestoreUserInput>(AdminRestoreUserInput.fromJson, (value) => value.toJson());

  /// A user name, unique regardless of case.
  final String username;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('username', textCodec, username);
    return writer.json;
  }
}

/// Input of `admin.resetAccess`.
final class AdminResetAccessInput extends JsonValue {
  const AdminResetAccessInput({
    required this.username,
    this.remove,
    required this.reason,
  });

  factory AdminResetAccessInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AdminResetAccessInput(
      username: reader.get('username', textCodec),
      remove: reader.optional('remove', AdminResetAccessInputRemove.codec),
      reason: reader.get('reason', textCodec),
    );
  }

  static final Codec<AdminResetAccessInput> codec = Codec<AdminResetAccessInput>(AdminResetAccessInput.fromJson, (value) => value.toJson());

  /// A user name, unique regardless of case.
  final String username;

  /// `everything`: password, passkeys, authenticator app, identities and API keys.
  /// Left out, it is "second_factors".
  final AdminResetAccessInputRemove? remove;

  /// Recorded in the audit log.
  final String reason;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('username', textCodec, username);
    writer.optional('remove', AdminResetAccessInputRemove.codec, remove);
    writer.put('reason', textCodec, reason);
    return writer.json;
  }
}

/// `everything`: password, passkeys, authenticator app, identities and API keys.
final class AdminResetAccessInputRemove extends OpenEnum<String> {
  const AdminResetAccessInputRemove._(super.value);

  /// A value from the service; one that this version of the app does not know is kept as it is.
  factory AdminResetAccessInputRemove.of(String value) => known.firstWhere((each) => each.value == value, orElse: () => AdminResetAccessInputRemove._(value));

  static const AdminResetAccessInputRemove secondFactors = AdminResetAccessInputRemove._('second_factors');
  static const AdminResetAccessInputRemove everything = AdminResetAccessInputRemove._('everything');

  /// The values that this version of the app knows.
  static const List<AdminResetAccessInputRemove> known = [secondFactors, everything];

  static final Codec<AdminResetAccessInputRemove> codec =
      Codec<AdminResetAccessInputRemove>((json) => AdminResetAccessInputRemove.of(textCodec.decode(json)), (each) => textCodec.encode(each.value));

  /// Whether this version of the app knows the value.
  bool get isKnown => known.contains(this);
}

/// Input of `admin.changeRole`.
final class AdminChangeRoleInput extends JsonValue {
  const AdminChangeRoleInput({
    required this.username,
    required this.role,
  });

  factory AdminChangeRoleInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AdminChangeRoleInput(
      username: reader.get('username', textCodec),
      role: reader.get('role', AdminChangeRoleInputRole.codec),
    );
  }

  static final Codec<AdminChangeRoleInput> codec = Codec<AdminChangeRoleInput>(AdminChangeRoleInput.fromJson, (value) => value.toJson());

  /// A user name, unique regardless of case.
  final String username;

  /// Each role includes the rights of the roles before it. New accounts are members.
  final AdminChangeRoleInputRole role;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('username', textCodec, username);
    writer.put('role', AdminChangeRoleInputRole.codec, role);
    return writer.json;
  }
}

/// Each role includes the rights of the roles before it. New accounts are members.
final class AdminChangeRoleInputRole extends OpenEnum<String> {
  const AdminChangeRoleInputRole._(super.value);

  /// A value from the service; one that this version of the app does not know is kept as it is.
  factory AdminChangeRoleInputRole.of(String value) => known.firstWhere((each) => each.value == value, orElse: () => AdminChangeRoleInputRole._(value));

  static const AdminChangeRoleInputRole member = AdminChangeRoleInputRole._('member');
  static const AdminChangeRoleInputRole moderator = AdminChangeRoleInputRole._('moderator');
  static const AdminChangeRoleInputRole admin = AdminChangeRoleInputRole._('admin');

  /// The values that this version of the app knows.
  static const List<AdminChangeRoleInputRole> known = [member, moderator, admin];

  static final Codec<AdminChangeRoleInputRole> codec =
      Codec<AdminChangeRoleInputRole>((json) => AdminChangeRoleInputRole.of(textCodec.decode(json)), (each) => textCodec.encode(each.value));

  /// Whether this version of the app knows the value.
  bool get isKnown => known.contains(this);
}

/// Input of `admin.removeArticle`.
final class AdminRemoveArticleInput extends JsonValue {
  const AdminRemoveArticleInput({
    required this.slug,
  });

  factory AdminRemoveArticleInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AdminRemoveArticleInput(
      slug: reader.get('slug', textCodec),
    );
  }

  static final Codec<AdminRemoveArticleInput> codec = Codec<AdminRemoveArticleInput>(AdminRemoveArticleInput.fromJson, (value) => value.toJson());

  /// The article's identifier in URLs.
  final String slug;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('slug', textCodec, slug);
    return writer.json;
  }
}

/// Input of `admin.listAudit`.
final class AdminListAuditInput extends JsonValue {
  const AdminListAuditInput({
    this.username,
    this.action,
    this.limit,
    this.cursor,
  });

  factory AdminListAuditInput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AdminListAuditInput(
      username: reader.optional('username', textCodec),
      action: reader.optional('action', textCodec),
      limit: reader.optional('limit', integerCodec),
      cursor: reader.optional('cursor', textCodec),
    );
  }

  static final Codec<AdminListAuditInput> codec = Codec<AdminListAuditInput>(AdminListAuditInput.fromJson, (value) => value.toJson());

  /// Only entries with this user as actor or account.
  final String? username;

  final String? action;

  /// Maximum number of items to return.
  /// Left out, it is 100.
  final int? limit;

  /// Opaque cursor: `next` of the previous page.
  final String? cursor;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.optional('username', textCodec, username);
    writer.optional('action', textCodec, action);
    writer.optional('limit', integerCodec, limit);
    writer.optional('cursor', textCodec, cursor);
    return writer.json;
  }
}

final class AdminListAuditOutput extends JsonValue {
  const AdminListAuditOutput({
    required this.entries,
    required this.next,
  });

  factory AdminListAuditOutput.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AdminListAuditOutput(
      entries: reader.get('entries', AuditRecord.codec.list),
      next: reader.get('next', textCodec.nullable),
    );
  }

  static final Codec<AdminListAuditOutput> codec = Codec<AdminListAuditOutput>(AdminListAuditOutput.fromJson, (value) => value.toJson());

  final List<AuditRecord> entries;

  /// Send as `cursor` to get the next page; null on the last page.
  final String? next;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('entries', AuditRecord.codec.list, entries);
    writer.put('next', textCodec.nullable, next);
    return writer.json;
  }
}

/// An action on an account.
final class AuditRecord extends JsonValue {
  const AuditRecord({
    required this.at,
    required this.action,
    required this.actor,
    required this.account,
    required this.address,
    required this.requestId,
    required this.details,
  });

  factory AuditRecord.fromJson(Object? json) {
    final reader = ObjectReader(json);
    return AuditRecord(
      at: reader.get('at', timeCodec),
      action: reader.get('action', textCodec),
      actor: reader.get('actor', textCodec.nullable),
      account: reader.get('account', textCodec.nullable),
      address: reader.get('address', textCodec),
      requestId: reader.get('requestId', textCodec),
      details: reader.get('details', AuditRecordDetailsValue.codec.nullable.map),
    );
  }

  static final Codec<AuditRecord> codec = Codec<AuditRecord>(AuditRecord.fromJson, (value) => value.toJson());

  /// Timestamp in UTC, ISO 8601.
  final DateTime at;

  /// The action, such as `account.suspended`.
  final String action;

  /// Account that acted; null if it is unknown or deleted.
  final String? actor;

  /// Account acted upon; null if it is unknown or deleted.
  final String? account;

  /// IP address of the caller.
  final String address;

  /// Request id of the call, as in the log.
  final String requestId;

  final Map<String, AuditRecordDetailsValue?> details;

  @override
  Object? toJson() {
    final writer = ObjectWriter();
    writer.put('at', timeCodec, at);
    writer.put('action', textCodec, action);
    writer.put('actor', textCodec.nullable, actor);
    writer.put('account', textCodec.nullable, account);
    writer.put('address', textCodec, address);
    writer.put('requestId', textCodec, requestId);
    writer.put('details', AuditRecordDetailsValue.codec.nullable.map, details);
    return writer.json;
  }
}

/// The first case that fits is taken.
sealed class AuditRecordDetailsValue extends JsonValue {
  const AuditRecordDetailsValue();

  factory AuditRecordDetailsValue.fromJson(Object? json) =>
      numberCodec.attempt<AuditRecordDetailsValue>(json, AuditRecordDetailsValueNumberCase.new) ??
      booleanCodec.attempt<AuditRecordDetailsValue>(json, AuditRecordDetailsValueBooleanCase.new) ??
      textCodec.attempt<AuditRecordDetailsValue>(json, AuditRecordDetailsValueTextCase.new) ??
      AuditRecordDetailsValueUnknown(json);

  static final Codec<AuditRecordDetailsValue> codec = Codec<AuditRecordDetailsValue>(AuditRecordDetailsValue.fromJson, (value) => value.toJson());
}

final class AuditRecordDetailsValueNumberCase extends AuditRecordDetailsValue {
  const AuditRecordDetailsValueNumberCase(this.value);

  final double value;

  @override
  Object? toJson() => numberCodec.encode(value);
}

final class AuditRecordDetailsValueBooleanCase extends AuditRecordDetailsValue {
  const AuditRecordDetailsValueBooleanCase(this.value);

  final bool value;

  @override
  Object? toJson() => booleanCodec.encode(value);
}

final class AuditRecordDetailsValueTextCase extends AuditRecordDetailsValue {
  const AuditRecordDetailsValueTextCase(this.value);

  final String value;

  @override
  Object? toJson() => textCodec.encode(value);
}

/// A case of [AuditRecordDetailsValue] that this version of the app does not know.
final class AuditRecordDetailsValueUnknown extends AuditRecordDetailsValue {
  const AuditRecordDetailsValueUnknown(this.json);

  final Object? json;

  @override
  Object? toJson() => json;
}
