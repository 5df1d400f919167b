import 'dart:convert';

import 'codec.dart';

/// A validation issue of one input field: to mark the field in a form, or to translate the message.
final class Issue {
  const Issue(this.path, this.code, this.message, this.bounds);

  /// Full path of the field, `lines.1.sku`.
  final String path;

  /// The kind, such as `required`, `too_short` or `format`; new ones may be added.
  final String code;

  /// Text for people.
  final String message;

  /// The bounds that go with the code, such as `minimum`.
  final Map<String, Object?> bounds;

  static Issue? _of(Object? json) => switch (json) {
        {'path': final String path, 'code': final String code, 'message': final String message} =>
          Issue(path, code, message, {...fieldsOf(json)}..removeWhere((name, _) => _told.contains(name))),
        _ => null,
      };

  static const Set<String> _told = {'path', 'code', 'message'};
}

/// What a failed call is told by.
final class Failure {
  const Failure(
    this.procedure,
    this.code,
    this.message, {
    this.status = 0,
    this.errors = const {},
    this.issues = const [],
    this.details,
    this.requestId,
    this.retryAfterSeconds,
    this.cause,
  });

  /// `articles.get`.
  final String procedure;

  /// A code that the contract declares, a standard code, or one of [CallException]'s.
  final String code;

  /// A full sentence for people.
  final String message;

  /// HTTP status, 0 without a response.
  final int status;

  /// Messages by subject, a field or a resource.
  final Map<String, List<String>> errors;

  /// Validation issues of the input.
  final List<Issue> issues;

  /// Details as declared for the code, as JSON.
  final Object? details;

  /// For reports to the operator of the service.
  final String? requestId;
  final double? retryAfterSeconds;
  final Object? cause;
}

/// The error that calls fail with; its subclasses tell the errors that a procedure declares.
class CallException implements Exception {
  CallException(this.failure);

  /// No response; whether the call took effect is unknown.
  static const String network = 'network';

  /// The call's deadline passed; whether it took effect is unknown.
  static const String timeout = 'timeout';

  /// The call was cancelled.
  static const String aborted = 'aborted';

  /// The response is not from this API, or not what this version of the app can read.
  static const String badAnswer = 'bad_answer';

  /// The app's token store failed; nothing was sent.
  static const String token = 'token';

  final Failure failure;

  String get procedure => failure.procedure;
  String get code => failure.code;
  String get message => failure.message;
  int get status => failure.status;
  Map<String, List<String>> get errors => failure.errors;
  List<Issue> get issues => failure.issues;
  String? get requestId => failure.requestId;
  double? get retryAfterSeconds => failure.retryAfterSeconds;

  /// Validation issues of one field by its path, `lines.1.sku`.
  List<Issue> issuesAt(String path) => [
        for (final issue in issues)
          if (issue.path == path) issue,
      ];

  @override
  String toString() => '$runtimeType: $message ($procedure, $code)';
}

const Map<int, String> _foreignCodes = {
  413: 'too_large',
  429: 'limited',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

Map<String, List<String>> _messagesOf(Object? json) => {
      if (json is Map<String, Object?>)
        for (final MapEntry(:key, :value) in json.entries)
          if (value is List<Object?>) key: value.whereType<String>().toList(),
    };

/// The output of a response as JSON. Throws a [CallException] when it tells an error.
Object? outputOf(String procedure, int status, Map<String, String> headers, String body) {
  Object? envelope;
  try {
    envelope = jsonDecode(body);
  } on FormatException {
    envelope = null;
  }
  if (envelope case {'result': final Map<String, Object?> result}) return result['data'];
  final requestId = headers['x-request-id'];
  final retryAfter = double.tryParse(headers['retry-after'] ?? '');
  if (envelope case {'error': {'message': final Object? message, 'data': final Map<String, Object?> data}}
      when data['reason'] is String) {
    final own = data['retryAfterSeconds'];
    final issues = data['issues'];
    throw CallException(
      Failure(
        procedure,
        '${data['reason']}',
        '$message',
        status: switch (data['httpStatus']) {
          final int told => told,
          _ => status,
        },
        errors: _messagesOf(data['errors']),
        issues: [
          if (issues is List<Object?>)
            for (final issue in issues.map(Issue._of))
              if (issue != null) issue,
        ],
        details: data['details'],
        requestId: requestId,
        retryAfterSeconds: own is num ? own.toDouble() : retryAfter,
      ),
    );
  }
  throw CallException(
    Failure(
      procedure,
      _foreignCodes[status] ?? CallException.badAnswer,
      'The response (HTTP $status) is not from this API.',
      status: status,
      requestId: requestId,
      retryAfterSeconds: retryAfter,
    ),
  );
}
