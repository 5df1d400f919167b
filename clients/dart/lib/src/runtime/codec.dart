/// JSON that does not fit the type.
final class MalformedJson extends FormatException {
  const MalformedJson(super.message);
}

/// Reads and writes a type as JSON, as `dart:convert` represents it.
final class Codec<T> {
  const Codec(this.decode, this.encode);

  /// Throws [MalformedJson] when the JSON does not fit.
  final T Function(Object? json) decode;
  final Object? Function(T value) encode;

  Codec<List<T>> get list => Codec<List<T>>(
        (json) {
          if (json is! List<Object?>) throw const MalformedJson('expected a list');
          return [
            for (final (index, item) in json.indexed) within('$index', () => decode(item)),
          ];
        },
        (value) => [for (final item in value) encode(item)],
      );

  Codec<Map<String, T>> get map => Codec<Map<String, T>>(
        (json) => {
          for (final MapEntry(:key, :value) in fieldsOf(json).entries)
            key: within(key, () => decode(value)),
        },
        (value) => {
          for (final MapEntry(:key, :value) in value.entries) key: encode(value),
        },
      );

  Codec<T?> get nullable => Codec<T?>(
        (json) => json == null ? null : decode(json),
        (value) => value == null ? null : encode(value),
      );

  /// Decodes JSON if it fits and passes the test, and makes something of it; null otherwise.
  R? attempt<R extends Object>(Object? json, R Function(T value) make, [bool Function(T value)? test]) {
    try {
      final value = decode(json);
      return test == null || test(value) ? make(value) : null;
    } on MalformedJson {
      return null;
    }
  }
}

/// The fields of an object.
Map<String, Object?> fieldsOf(Object? json) {
  if (json is! Map<String, Object?>) throw const MalformedJson('expected an object');
  return json;
}

/// Adds a step to the path in the message of an error.
T within<T>(String step, T Function() decode) {
  try {
    return decode();
  } on MalformedJson catch (error) {
    throw MalformedJson('$step: ${error.message}');
  }
}

T _expect<T>(T? value, String name) => value ?? (throw MalformedJson('expected $name'));

Object? _same(Object? value) => value;

final Codec<String> textCodec = Codec<String>((json) => _expect(json is String ? json : null, 'text'), _same);

final Codec<int> integerCodec = Codec<int>((json) => _expect(_wholeOf(json), 'a whole number'), _same);

/// A whole number, also one that is written with a fraction of zero.
int? _wholeOf(Object? json) => switch (json) {
      final int whole => whole,
      final double number when number.isFinite && number == number.truncateToDouble() => number.toInt(),
      _ => null,
    };

final Codec<double> numberCodec = Codec<double>(
  (json) => _expect(json is num ? json.toDouble() : null, 'a number'),
  _same,
);

final Codec<bool> booleanCodec = Codec<bool>((json) => _expect(json is bool ? json : null, 'true or false'), _same);

final Codec<DateTime> timeCodec = Codec<DateTime>(
  (json) => _expect(json is String ? DateTime.tryParse(json)?.toUtc() : null, 'a time'),
  (value) => value.toUtc().toIso8601String(),
);

final Codec<Object?> jsonCodec = Codec<Object?>(_same, _same);

/// A field that may be left out and may be null, which mean different things.
sealed class Field<T> {
  const Field();

  /// The value; null if it is null or left out.
  T? get valueOrNull => switch (this) {
        FieldValue<T>(:final value) => value,
        _ => null,
      };
}

/// Left out: in an update, the value stays as it is.
final class FieldAbsent<T> extends Field<T> {
  const FieldAbsent();

  @override
  bool operator ==(Object other) => other is FieldAbsent<Object?>;

  @override
  int get hashCode => 0;
}

/// Present, and null.
final class FieldNull<T> extends Field<T> {
  const FieldNull();

  @override
  bool operator ==(Object other) => other is FieldNull<Object?>;

  @override
  int get hashCode => 1;
}

final class FieldValue<T> extends Field<T> {
  const FieldValue(this.value);

  final T value;

  @override
  bool operator ==(Object other) => other is FieldValue<Object?> && other.value == value;

  @override
  int get hashCode => value.hashCode;
}

/// A value of a set that may grow; one that this version of the app does not know is kept as it came.
abstract base class OpenEnum<V extends Object> {
  const OpenEnum(this.value);

  final V value;

  @override
  bool operator ==(Object other) => other is OpenEnum<Object> && other.runtimeType == runtimeType && other.value == value;

  @override
  int get hashCode => value.hashCode;

  @override
  String toString() => '$value';
}

/// A value that is compared by its JSON.
abstract base class JsonValue {
  const JsonValue();

  Object? toJson();

  @override
  bool operator ==(Object other) =>
      other is JsonValue && other.runtimeType == runtimeType && _isSame(toJson(), other.toJson());

  @override
  int get hashCode => _hashOf(toJson());

  @override
  String toString() => '$runtimeType ${toJson()}';
}

bool _isSame(Object? a, Object? b) => switch ((a, b)) {
      (final List<Object?> a, final List<Object?> b) =>
        a.length == b.length && a.indexed.every((each) => _isSame(each.$2, b[each.$1])),
      (final Map<String, Object?> a, final Map<String, Object?> b) =>
        a.length == b.length && a.entries.every((each) => b.containsKey(each.key) && _isSame(each.value, b[each.key])),
      _ => a == b,
    };

int _hashOf(Object? json) => switch (json) {
      final List<Object?> items => Object.hashAll(items.map(_hashOf)),
      final Map<String, Object?> fields =>
        Object.hashAllUnordered(fields.entries.map((each) => Object.hash(each.key, _hashOf(each.value)))),
      _ => json.hashCode,
    };

/// The text of a field that tells the cases of a union apart; for other constants their JSON.
String? tagOf(Object? json, String name) =>
    json is Map<String, Object?> && json.containsKey(name) ? '${json[name]}' : null;

/// Reads the fields of an object; unknown ones are passed over.
final class ObjectReader {
  ObjectReader(Object? json) : _fields = fieldsOf(json);

  final Map<String, Object?> _fields;

  T get<T>(String name, Codec<T> codec) {
    if (!_fields.containsKey(name)) throw MalformedJson('$name: is missing');
    return within(name, () => codec.decode(_fields[name]));
  }

  /// A field that may be left out.
  T? optional<T extends Object>(String name, Codec<T> codec) =>
      _fields[name] == null ? null : within(name, () => codec.decode(_fields[name]));

  /// A field that may be left out and may be null.
  Field<T> field<T>(String name, Codec<T> codec) {
    if (!_fields.containsKey(name)) return FieldAbsent<T>();
    final json = _fields[name];
    return json == null ? FieldNull<T>() : FieldValue<T>(within(name, () => codec.decode(json)));
  }

  /// All other fields.
  Map<String, T> others<T>(Set<String> known, Codec<T> codec) => {
        for (final MapEntry(:key, :value) in _fields.entries)
          if (!known.contains(key)) key: within(key, () => codec.decode(value)),
      };
}

/// Writes the fields of an object.
final class ObjectWriter {
  final Map<String, Object?> json = {};

  void put<T>(String name, Codec<T> codec, T value) => json[name] = codec.encode(value);

  void optional<T extends Object>(String name, Codec<T> codec, T? value) {
    if (value != null) put(name, codec, value);
  }

  void field<T>(String name, Codec<T> codec, Field<T> field) {
    switch (field) {
      case FieldAbsent<T>():
        break;
      case FieldNull<T>():
        json[name] = null;
      case FieldValue<T>(:final value):
        put(name, codec, value);
    }
  }

  void others<T>(Codec<T> codec, Map<String, T> values) {
    for (final MapEntry(:key, :value) in values.entries) {
      if (!json.containsKey(key)) put(key, codec, value);
    }
  }
}

/// The items of a tuple: at its end, those that are left out are no items; before others they are null.
List<Object?> tupleOf(int needed, List<Object?> items, [Iterable<Object?> rest = const []]) {
  final last = rest.isEmpty ? items.lastIndexWhere((item) => item != null) + 1 : items.length;
  return [...items.take(last > needed ? last : needed), ...rest];
}

/// Reads the items of a tuple.
final class TupleReader {
  TupleReader(Object? json) : _items = json is List<Object?> ? json : throw const MalformedJson('expected a list');

  final List<Object?> _items;

  T get<T>(int index, Codec<T> codec) {
    if (index >= _items.length) throw MalformedJson('$index: is missing');
    return within('$index', () => codec.decode(_items[index]));
  }

  T? optional<T>(int index, Codec<T> codec) =>
      index >= _items.length || _items[index] == null ? null : get(index, codec);

  List<T> rest<T>(int from, Codec<T> codec) => codec.list.decode(_items.skip(from).toList());
}
